"""`companion history`: what notes said before, and bringing it back."""

import shutil
from pathlib import Path

import pytest

LONG = "not proactive was a label; the film shows three weeks without any reply"
KEYS = ["number", "at", "item", "title", "by", "text"]


@pytest.fixture
def bert_too(bert, pair, shared):
    """Bert's computer, set up on Anna's folder."""
    assert bert("setup", "--me", "Bert", "--partner", "Anna", "--folder", str(shared)).code == 0
    return bert


@pytest.fixture
def session(pair):
    return pair("session", "feedback-02", "--json").json["id"]


def note(companion, session):
    notes = companion("notes", session, "--json").json["notes"]
    return {row["item"]: row["text"] for row in notes}


@pytest.fixture
def changed(pair, session):
    """A session whose second note was added to once."""
    pair("note", "--item", "2", LONG)
    pair("note", "--item", "2", "more")
    return session


def test_what_a_note_said_is_listed_and_printed(pair, changed):
    (found,) = pair("history", changed, "--json").json
    assert list(found) == KEYS
    assert (found["number"], found["item"], found["by"]) == (1, 2, "Anna")
    assert (found["title"], found["text"]) == ("Four steps, one moment", LONG)
    line = pair("history").out
    assert line.startswith("1  20") and "Anna  +0 −4" in line and "not proactive" in line
    assert pair("history", "--show", "1").out == LONG + "\n"
    assert pair("history", "--show", "1", "--json").json == [found]


def test_versions_of_one_item(pair, changed):
    assert len(pair("history", "--item", "2", "--json").json) == 1
    assert pair("history", "--item", "1", "--json").json == []
    assert pair("history", "--item", "1", "--back", "1").code == 1


def test_bringing_back_and_undoing_that(pair, changed):
    answer = pair("history", "--back", "1")
    assert (answer.code, answer.out) == (0, "")
    assert "back" in answer.err
    assert note(pair, changed) == {2: LONG}
    assert [v["text"] for v in pair("history", "--json").json] == [LONG, LONG + "\n\nmore"]
    assert pair("history", "--back", "2").code == 0
    assert note(pair, changed) == {2: LONG + "\n\nmore"}
    assert "already" in pair("history", "--back", "2").err


def test_what_brings_back_at_one_is_back_at_the_other(pair, bert_too, changed):
    assert LONG in note(bert_too, changed)[2]
    assert pair("history", "--back", "1").code == 0
    assert bert_too("notes", changed, "--json").json["notes"][0]["text"] == LONG
    (theirs,) = bert_too("history", changed, "--json").json
    assert (theirs["by"], theirs["text"]) == ("Anna", LONG + "\n\nmore")


@pytest.mark.parametrize("option", ["--show", "--back"])
def test_a_version_that_is_not_there(pair, changed, option):
    answer = pair("history", option, "9")
    assert (answer.code, answer.out) == (1, "")
    assert "no version 9" in answer.err


def test_nothing_was_changed_yet(pair, session):
    answer = pair("history")
    assert (answer.code, answer.out) == (0, "")
    assert "No earlier versions" in answer.err
    assert pair("history", "--json").json == []
    assert pair("history", "no-such-session").code == 1


@pytest.mark.parametrize("options", [("--show", "x"), ("--show", "1", "--back", "1")])
def test_wrong_use_is_two(pair, options):
    assert pair("history", *options).code == 2


def test_a_share_that_is_gone_is_four_and_it_is_back_here(pair, changed, shared):
    shared.rename(shared.with_name("away"))
    answer = pair("history", changed, "--back", "1")
    shared.with_name("away").rename(shared)
    assert answer.code == 4
    assert note(pair, changed) == {2: LONG}


def test_the_history_is_forgotten_by_deleting_its_folder(pair, changed, tmp_path):
    (line,) = [x for x in pair("where").out.splitlines() if x.startswith("history")]
    folder = Path(line.split(None, 1)[1])
    assert folder.is_relative_to(tmp_path / "anna")
    shutil.rmtree(folder)
    assert pair("history", "--json").json == []
    assert note(pair, changed) == {2: LONG + "\n\nmore"}
