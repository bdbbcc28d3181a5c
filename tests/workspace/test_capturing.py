"""Lines that become records, and where they go."""

import pytest

from companion.domain.errors import WrongUse
from companion.workspace.session.capture import (
    in_document,
    read_for,
    write_down,
    write_down_labelled,
)
from companion.workspace.session.destinations import for_now


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
    theirs.merge(bert.store.look(session.name))
    assert theirs.notebook.ideas == session.notebook.ideas == ()


def test_a_labelled_line_is_written_down_once(anna, session):
    line = "- **Besluit:** elke maandag"
    written = write_down_labelled(anna, session, line, "i3")
    assert written is not None
    (record,) = session.notebook.decisions
    assert (record.text, record.item) == ("elke maandag", "i3")
    assert write_down_labelled(anna, session, line, "i3") is None
    assert write_down_labelled(anna, session, "Decision: elke  maandag", "i4") is None
    assert write_down_labelled(anna, session, "Idee: elke maandag", "i4") is not None
    assert len(session.notebook.decisions) == 1


@pytest.mark.parametrize("line", ["", "just words", "Action:", "**Action:** @bert", "Actie: \x1b"])
def test_other_lines_are_not(anna, session, line):
    state = session._document.state()
    assert write_down_labelled(anna, session, line, "i1") is None
    assert session._document.state() == state


def test_with_the_pen_passed_feedback_is_for_me(anna, session):
    session.pass_pen(anna.pair)
    write_down_labelled(anna, session, "Feedback: short mails", "i1")
    (record,) = session.notebook.feedback
    assert (record.by, record.who) == ("bert", "anna")


def test_a_session_that_is_full_says_so(anna, session):
    session._document.is_full = True
    with pytest.raises(WrongUse, match="no more room"):
        write_down_labelled(anna, session, "Idea: coffee", "i1")


def test_what_is_opened_for_one_line_is_saved_and_shared(couple):
    anna, bert = couple
    where = for_now(anna, None)
    captured = read_for(anna, "points", "the budget", "anna")
    written, trouble = in_document(anna, where, lambda d: write_down(d, "points", captured))
    assert trouble == ""
    (record,) = bert.between().notebook.points
    assert (record.id, record.text) == (written.record, "the budget")


def test_a_folder_that_is_gone_is_told_and_the_line_is_kept(anna, shared):
    where = for_now(anna, None)
    captured = read_for(anna, "ideas", "coffee", "anna")
    shared.rename(shared.with_name("gone"))
    _written, trouble = in_document(anna, where, lambda d: write_down(d, "ideas", captured))
    assert "not shared" in trouble
    assert anna.between().notebook.ideas[0].text == "coffee"
