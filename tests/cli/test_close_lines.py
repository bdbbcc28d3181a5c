"""What stands in a field of the close: no record in an open session, one in a closed session."""

from datetime import UTC, datetime

import pytest
from tinydb import TinyDB

from companion.domain.session.close_text import CloseField
from companion.domain.text import Patch
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace

SAID = {
    "decisions": "koffie for everybody",
    "actions": "call @bert 1 dec 2026",
    "next": "2026-12-01",
}


@pytest.fixture
def session(pair):
    return pair("session", "feedback-02", "--json").json["id"]


@pytest.fixture
def half(pair, session, tmp_path):
    """Lines in the close that nobody entered; gives a way to close the session."""
    places = Places(tmp_path / "anna")
    workspace = Workspace(Environment(places, lambda: datetime.now(UTC)))
    opened = workspace.open_session(session)
    opened.start()
    for kind, said in SAID.items():
        text = opened.close_text_in(CloseField(kind))
        opened.close_text_editor(text).edit(Patch(0, 0, said))
    assert opened.save() is None
    workspace.close()

    def close() -> None:
        """As an older version does, which enters nothing: only the event is written."""
        workspace = Workspace(Environment(places, lambda: datetime.now(UTC)))
        opened = workspace.open_session(session)
        opened._note_event("close")
        assert opened.save() is None
        workspace.close()

    return close


def newest(shared, session):
    files = (shared / "sessions" / session).glob("*.json")
    return TinyDB(max(files, key=lambda path: path.stat().st_mtime_ns))


def test_in_an_open_session_it_is_no_record_anywhere(pair, session, half, shared):
    notes = pair("notes", session, "--json").json
    assert notes["decisions"] == notes["actions"] == []
    assert "koffie" not in pair("notes", session).out
    assert pair("actions", "--json").json == []
    tables = newest(shared, session)
    assert tables.table("decisions").all() == []
    assert {(r["field"], r["typist"], r["text"]) for r in tables.table("unentered").all()} == {
        (kind, "anna", said) for kind, said in SAID.items()
    }


def test_in_a_closed_session_it_is_one_everywhere(pair, session, half, shared):
    half()
    notes = pair("notes", session, "--json").json
    assert [row["text"] for row in notes["decisions"]] == ["koffie for everybody"]
    assert [(r["text"], r["who"], r["due"]) for r in pair("actions", "--json").json] == [
        ("call", "Bert", "2026-12-01")
    ]
    for words in (("notes", session), ("export", session), ("search", "koffie")):
        assert "koffie for everybody" in pair(*words).out
    assert "2026-12-01" in pair("export", session, "--format", "ics").out.replace("20261201", (
        "2026-12-01"))  # fmt: skip
    tables = newest(shared, session)
    assert [row["text"] for row in tables.table("decisions").all()] == ["koffie for everybody"]
    assert tables.table("session").all()[0]["next"] == "2026-12-01"
    assert tables.table("unentered").all() == []


def test_such_a_promise_is_ticked_off_by_its_id(pair, session, half):
    half()
    (action,) = pair("actions", "--json").json
    assert pair("done", action["id"]).code == 0
    assert "call" not in pair("actions").out
    (kept,) = pair("notes", session, "--json").json["actions"]
    assert (kept["id"], kept["text"], kept["state"]) == (action["id"], "call", "done")
