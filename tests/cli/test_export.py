"""`companion export`, and what the command line may still do with a closed session."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.close_text import NEXT, CloseField
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace

DAY = CloseField(NEXT)


@pytest.fixture
def closed(pair, tmp_path):
    """A session that Anna closed in the app, with something of everything."""
    session = pair("session", "feedback-02").out.strip()
    pair("note", "--item", "1", "first words €")
    pair("action", "=call the press", "--who", "bert", "--due", "2030-01-31")
    environment = Environment(Places(tmp_path / "anna"), lambda: datetime.now(UTC), login="anna")
    anna = Workspace(environment)
    document = anna.open_session(session)
    document.start()
    document.add("learned", ParsedLine("how budgets go", "bert"), by="anna")
    document.add("cards", ParsedLine("Why?", "anna"), by="bert", answer="So.")
    document.enter_day(document.close_text_in(DAY), "2030-02-07")
    document.finish()
    assert document.save() is None
    anna.close()
    return session


def test_the_minutes_as_every_format(pair, closed):
    page = pair("export", closed).out
    assert "# Say what you saw" in page and "first words €" in page and "how budgets go" in page
    assert pair("export", "--format", "md").out == page  # the latest
    html = pair("export", closed, "--format", "html").out
    assert html.startswith("<!DOCTYPE html>") and "first words €" in html
    rows = list(csv.DictReader(io.StringIO(pair("export", closed, "--format", "csv").out)))
    assert [(r["text"], r["who"], r["due"]) for r in rows] == [
        ("'=call the press", "Bert", "2030-01-31")
    ]
    ics = pair("export", closed, "--format", "ics").out
    assert ics.count("BEGIN:VEVENT") == 2 and "20300207" in ics and "20300131" in ics


def test_json_is_that_of_the_notes_and_everything_else(pair, closed):
    found = pair("export", closed, "--format", "json").json
    notes = pair("notes", closed, "--json").json
    assert {key: found[key] for key in notes if key != "feedback"} == {
        key: value for key, value in notes.items() if key != "feedback"
    }
    assert (found["state"], found["next"], found["complete"]) == ("done", "2030-02-07", False)
    assert [(r["text"], r["by"], r["who"]) for r in found["learned"]] == [
        ("how budgets go", "Anna", "Bert")
    ]
    assert found["cards"][0] | {"id": "", "created": ""} == {
        "id": "", "text": "Why?", "by": "Bert", "who": "Anna", "created": "", "answer": "So.",
        "checked": None,
    }  # fmt: skip
    assert found["agenda"][0]["title"] == "Check in"


def test_a_file_is_written_once_and_never_over_another(pair, closed, tmp_path):
    out = tmp_path / "minutes.html"
    assert pair("export", closed, "-o", str(out)).code == 0
    written = out.read_bytes()
    assert written.startswith(b"<!DOCTYPE html>")  # its name says which format
    assert pair("export", closed, "-o", str(out)).code == 0
    answer = pair("export", closed, "-o", str(out), "--format", "md")
    assert (answer.code, out.read_bytes()) == (1, written)
    assert "left as it is" in answer.err and "Traceback" not in answer.err
    json_file = tmp_path / "x.json"
    pair("export", closed, "-o", str(json_file))
    assert json.loads(json_file.read_text(encoding="utf-8"))["session"] == closed
    assert pair("export", closed, "-o", str(tmp_path / "no" / "x.md")).code == 1
    assert pair("export", closed, "-o", str(tmp_path)).code == 1


def test_there_is_nothing_to_export_yet(pair):
    answer = pair("export")
    assert answer.code == 1 and "No sessions yet" in answer.err
    assert pair("export", "nowhere").code == 1
    assert pair("export", "--format", "doc").code == 2


def test_a_note_in_a_closed_session_is_refused_and_a_correction_is_not(pair, closed):
    answer = pair("note", "--session", closed, "more")
    assert answer.code == 2 and "--correction" in answer.err
    assert pair("note", "--session", closed, "--correction", "it was Tuesday").code == 0
    page = pair("notes", closed).out
    assert "it was Tuesday (Anna, " in page and "more" not in page
    assert pair("note", "--session", closed, "--item", "2", "--correction", "x").code == 2
    assert pair("note", "--correction", "x").code == 2
    assert pair("note", "--session", closed, "--correction", " ").code == 2


def test_what_names_no_session_goes_between_once_the_latest_is_closed(pair, closed):
    assert pair("note", "afterwards").code == 0
    assert pair("action", "later").code == 0
    assert pair("idea", "coffee").code == 0
    between = next(n for n in pair("notes", "--json").json if n["session"] is None)
    assert between["notes"][0]["text"] == "afterwards"
    assert [a["text"] for a in between["actions"]] == ["later"]
    assert [i["text"] for i in between["ideas"]] == ["coffee"]
    action = next(a for a in pair("actions", "--json").json if a["session"] == closed)
    assert pair("done", action["id"]).code == 0  # a promise is kept after the session
    assert pair("notes", closed, "--json").json["actions"][0]["state"] == "done"


def test_a_correction_needs_a_session_that_is_closed(pair):
    session = pair("session", "feedback-02").out.strip()
    answer = pair("note", "--session", session, "--correction", "x")
    assert answer.code == 2 and "not closed" in answer.err
