"""`companion session`, `note`, `notes`, `action`, `actions`, `done`: writing and reading again."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from tinydb import TinyDB, where

from companion.domain.note.line_parser import ParsedLine
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace

READER = """
import json, sys
tables = json.load(open(sys.argv[1], encoding="utf-8"))
for row in tables.get("notes", {}).values():
    print(row["item"], row["title"], row["text"])
"""


@pytest.fixture
def session(pair):
    return pair("session", "feedback-02", "--json").json["id"]


def test_a_session_is_listed(pair, session):
    (found,) = pair("sessions", "--json").json
    assert set(found) == {"id", "lesson", "title", "date", "state", "language"}
    assert (found["id"], found["lesson"], found["state"]) == (session, "feedback-02", "planned")
    assert session in pair("sessions").out


def test_a_session_of_an_unknown_lesson(pair):
    answer = pair("session", "feedback-99")
    assert answer.code == 1
    assert "feedback-99" in answer.err


def test_notes_come_back(pair, session):
    assert pair("note", "--item", "2", "first\nline").code == 0
    assert pair("note", "--item", "2", "second").code == 0
    assert pair("note", "on the whole 😀").code == 0
    found = pair("notes", session[:12], "--json").json
    assert set(found) >= {"session", "lesson", "title", "notes", "actions", "ideas", "decisions",
                          "feedback"}  # fmt: skip
    assert [(n["item"], n["text"]) for n in found["notes"]] == [
        (0, "on the whole 😀"),
        (2, "first\nline\n\nsecond"),
    ]
    assert found["notes"][1]["title"] == "Four steps, one moment"
    text = pair("notes", session).out
    assert "first" in text and "second" in text


def test_changed_lines_say_what_they_said_and_who_changed_them(pair, session, tmp_path):
    pair("action", "call the printer", "--who", "Bert", "--due", "2026-12-04")
    workspace = Workspace(Environment(Places(tmp_path / "anna"), lambda: datetime.now(UTC)))
    document = workspace.open_session(session)
    (action,) = document.notebook.actions
    document.revise("actions", action.id, ParsedLine("mail the printer", "", "2026-12-11"))
    document.save()
    (change,) = pair("notes", session, "--json").json["changes"]
    assert datetime.fromisoformat(change.pop("at")).tzinfo is not None
    assert change == {
        "of": "actions", "id": action.id, "by": "Anna",
        "from": "call the printer @Bert 2026-12-04", "to": "mail the printer 2026-12-11",
    }  # fmt: skip
    newest = max(workspace.folder.glob(f"**/{session}/*.json"), key=lambda p: p.stat().st_mtime_ns)
    rows = list(TinyDB(newest).table("revisions"))
    assert [(r["before_text"], r["after_text"]) for r in rows] == [
        ("call the printer", "mail the printer")
    ]


@pytest.mark.parametrize("line", ["Action: call Kees", "Actie: bel Kees"])
def test_lines_with_the_same_words_for_another_person_or_day_are_actions_of_their_own(pair, line):
    pair("session", "feedback-02")
    tails = "@Anna 2026-12-10", "@Bert 2026-12-10", "@Bert 2026-12-11", "@Bert 2026-12-11"
    assert pair("note", "-", stdin="\n".join(f"{line} {tail}" for tail in tails)).code == 0
    found = pair("actions", "--json").json
    assert [(a["who"], a["due"]) for a in found] == [
        ("Anna", "2026-12-10"), ("Bert", "2026-12-10"), ("Bert", "2026-12-11"),
    ]  # fmt: skip
    assert len({a["text"] for a in found}) == 1


def test_a_note_from_a_pipe(pair, session):
    assert pair("note", "-", stdin="piped words").code == 0
    assert pair("notes", "--json").json[0]["notes"][0]["text"] == "piped words"


def test_control_characters_are_removed(pair, session):
    pair("note", "a\x1b[31mred\x07\x9b2J\u202eb")
    assert pair("notes", session, "--json").json["notes"][0]["text"] == "a[31mred2Jb"


def test_without_a_session_notes_stand_between(pair):
    pair("note", "no session yet")
    (found,) = pair("notes", "--json").json
    assert found["session"] is None
    assert found["notes"][0]["text"] == "no session yet"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("note", ""), "empty"),
        (("note", "--item", "9", "x"), "1 to 6"),
        (("note", "--item", "two", "x"), "two"),
        (("note", "--item", "-1", "x"), "-1"),
        (("action", "  "), "empty"),
        (("action", "x", "--due", "someday"), "someday"),
        (("action", "x", "--who", "Carla"), "Carla"),
    ],
)
def test_wrong_use_is_a_sentence(pair, session, words, expected):
    answer = pair(*words)
    assert answer.code == 2
    assert expected in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("words", [("notes", "nowhere"), ("done", "zz"), ("notes", "2")])
def test_what_is_not_there_or_ambiguous(pair, session, words):
    pair("session", "feedback-02")
    answer = pair(*words)
    assert answer.code == 1
    assert answer.err.strip()


def test_actions(pair, session):
    first = pair("action", "draft the post", "--who", "bert", "--due", "2030-01-31").out.strip()
    pair("action", "both of us", "--who", "both")
    found = pair("actions", "--json").json
    assert set(found[0]) == {"id", "text", "who", "due", "state", "session", "created"}
    assert [(a["text"], a["who"], a["due"], a["state"]) for a in found] == [
        ("draft the post", "Bert", "2030-01-31", "open"),
        ("both of us", "both", None, "open"),
    ]
    assert pair("done", first[:4]).code == 0
    assert [a["state"] for a in pair("actions", "--json").json] == ["done", "open"]
    assert "draft the post" not in pair("actions").out
    assert "draft the post" in pair("notes", session).out


def test_a_device_file_is_a_tinydb_database(pair, session, shared):
    pair("action", "open one")
    closed = pair("action", "closed one").out.strip()
    pair("done", closed)
    newest = max((shared / "sessions" / session).glob("*.json"), key=lambda p: p.stat().st_mtime_ns)
    found = TinyDB(newest).table("actions").search(where("state") == "open")
    assert [row["text"] for row in found] == ["open one"]


def test_any_file_tells_its_notes_to_a_small_script(pair, session, shared):
    pair("note", "--item", "1", "readable")
    pair("note", "--item", "1", "twice")
    newest = max((shared / "sessions" / session).glob("*.json"), key=lambda p: p.stat().st_mtime_ns)
    done = subprocess.run(
        [sys.executable, "-c", READER, str(newest)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "1 Check in readable\n\ntwice\n"


def test_a_missing_share_keeps_the_words_here(pair, session, shared):
    shutil.move(shared, shared.with_name("away"))
    answer = pair("note", "still safe")
    assert answer.code == 4
    assert "Saved on this computer" in answer.err
    assert "still safe" in pair("notes").out
    shutil.move(shared.with_name("away"), shared)
    assert pair("note", "back again").code == 0
    assert any("still safe" in path.read_text() for path in shared.rglob("*.json"))


def test_a_damaged_file_changes_nothing(pair, bert, session, shared):
    bert("setup", "--me", "Bert", "--partner", "Anna", "--folder", str(shared))
    bert("note", "--session", session, "whole")
    newest = max((shared / "sessions" / session).glob("*.json"), key=lambda p: p.stat().st_mtime_ns)
    data = newest.read_bytes()
    newest.write_bytes(data[: len(data) // 2])
    answer = pair("notes", session, "--json")
    assert answer.code == 0
    assert answer.json["notes"] == []
    assert newest.read_bytes() == data[: len(data) // 2]
    newest.write_bytes(data)
    assert pair("notes", session, "--json").json["notes"][0]["text"] == "whole"


def test_json_is_utf8_whatever_the_terminal(pair, session):
    pair("note", "naïef €")
    answer = pair("notes", session, "--json", env={"PYTHONIOENCODING": "ascii"})
    assert answer.json["notes"][0]["text"] == "naïef €"
    assert pair("notes", session, env={"PYTHONIOENCODING": "ascii"}).code == 0


def test_the_state_is_the_truth_not_the_tables(pair, session, shared):
    """A table that somebody edited by hand is not taken for notes."""
    pair("note", "mine")
    newest = max((shared / "sessions" / session).glob("*.json"), key=lambda p: p.stat().st_mtime_ns)
    tables = json.loads(newest.read_text())
    tables["notes"]["1"]["text"] = "forged"
    newest.write_text(json.dumps(tables))
    assert pair("notes", session, "--json").json["notes"][0]["text"] == "mine"
