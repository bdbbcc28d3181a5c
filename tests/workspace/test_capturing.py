"""Lines that become records, and where they go."""

import pytest

from companion.domain.errors import WrongUse
from companion.domain.note.line_parser import ParsedLine
from companion.workspace.session.capture import (
    edit_and_save,
    read_for,
    write_down,
)
from companion.workspace.session.destinations import capture_destination


@pytest.fixture
def anna(couple):
    return couple[0]


@pytest.fixture
def session(anna):
    session = anna.create_session("feedback-02")
    session.start()
    return session


def test_it_is_written_down_at_the_item_at_hand(anna, session):
    session.go("i2")
    captured = read_for(anna, "actions", "call @bert fri", session.me)
    written = write_down(session, "actions", captured)
    (record,) = session.notebook.actions
    assert (record.id, record.item, record.by) == (written.record, "i2", "anna")
    assert (record.text, record.who, record.due) == ("call", "bert", "2026-11-27")


def test_it_is_taken_back_and_stays_away(couple, session):
    anna, bert = couple
    written = write_down(session, "ideas", read_for(anna, "ideas", "coffee", "anna"))
    anna.save(session)
    theirs = bert.open_session(session.id)
    assert len(theirs.notebook.ideas) == 1
    session.take_back("ideas", written.record)
    anna.save(session)
    theirs.merge(bert.store.scan_shared(session.name))
    assert theirs.notebook.ideas == session.notebook.ideas == ()


def test_a_session_that_is_full_says_so(session):
    session._document.is_full = True
    with pytest.raises(WrongUse, match="no more room"):
        write_down(session, "ideas", ParsedLine("coffee"))


def test_what_is_opened_for_one_line_is_saved_and_shared(couple):
    anna, bert = couple
    where = capture_destination(anna, None)
    captured = read_for(anna, "points", "the budget", "anna")
    written, trouble = edit_and_save(anna, where, lambda d: write_down(d, "points", captured))
    assert trouble == ""
    (record,) = bert.between().notebook.points
    assert (record.id, record.text) == (written.record, "the budget")


def test_a_folder_that_is_gone_is_told_and_the_line_is_kept(anna, shared):
    where = capture_destination(anna, None)
    captured = read_for(anna, "ideas", "coffee", "anna")
    shared.rename(shared.with_name("gone"))
    _written, trouble = edit_and_save(anna, where, lambda d: write_down(d, "ideas", captured))
    assert "not shared" in trouble
    assert anna.between().notebook.ideas[0].text == "coffee"
