"""What people do to records that are lines of the notes: list and notes never contradict."""

import pytest

from companion.domain.errors import WrongUse
from companion.domain.note.line_parser import ParsedLine
from companion.domain.text import Patch
from companion.storage.document.document import Document
from companion.storage.document.schema import read_notebook

CALL = "Action: call @Bert fri"


@pytest.fixture
def session(couple):
    session = couple[0].create_session("feedback-02")
    session.start()
    session.write_note("i1", f"before\n{CALL}\nafter")
    return session


@pytest.fixture
def met(couple, session):
    """Anna's session as Bert has it; `meet` brings both up to date."""
    anna, bert = couple
    anna.save(session)
    theirs = bert.open_session(session.id)

    def meet():
        for each in (session, theirs):
            assert each.save() is None
        for each, workspace in ((session, anna), (theirs, bert)):
            each.merge(workspace.store.shared.read(each.name, each.seen))
        assert without_me(session.notebook) == without_me(theirs.notebook)

    return theirs, meet


def without_me(notebook):
    return notebook.records("actions"), notebook.labelled, notebook.notes


def the_action(session):
    (record,) = session.notebook.actions
    return record


def older_app(session):
    """What a version that knows of no lines reads."""
    content = Document(session._document.state()).content()
    return read_notebook("s", {k: v for k, v in content.items() if not k.startswith("notes:")})


def test_a_tick_stays_with_the_line(session, met):
    theirs, meet = met
    record = the_action(session)
    theirs.change("actions", record.id, state="done")
    session.write_note("i1", f"before\n{CALL.replace('call', 'call him')}\nafter")
    meet()
    assert (the_action(session).text, the_action(session).state) == ("call him", "done")
    assert the_action(session).id == record.id


def the_line(session):
    return session.notebook.line_of("actions", the_action(session).id)


def test_other_words_are_written_into_the_notes(session):
    record = the_action(session)
    session.reword(the_line(session), "call twice @anna 2026-12-01")
    assert session.note("i1") == "before\nAction: call twice @anna 2026-12-01\nafter"
    changed = the_action(session)
    assert (changed.id, changed.text, changed.who, changed.due) == (
        record.id, "call twice", "anna", "2026-12-01"
    )  # fmt: skip


def test_whoever_words_it_anew_wants_it_whatever_name_it_has(session):
    session.reword(the_line(session), "call @Jan")
    assert the_action(session).text == "call @Jan"


def test_both_word_it_anew_at_once(session, met):
    theirs, meet = met
    record = the_action(session)
    session.reword(the_line(session), "call @Bert mon")
    theirs.change("actions", record.id, state="done")
    theirs.reword(the_line(theirs), "ring @Bert fri")
    meet()
    assert the_action(session).state == "done"
    assert the_action(session).text in session.note("i1")


def test_a_record_of_its_own_has_no_line(session):
    made = session.add("actions", ParsedLine("mail"), "i1")
    assert session.notebook.line_of("actions", made) is None
    session.change("actions", made, text="mail twice")
    assert [r.text for r in session.notebook.actions] == ["mail twice", "call"]


def test_taken_back_a_line_is_only_text_for_both_and_can_be_taken_up_again(session, met):
    theirs, meet = met
    record = the_action(session)
    theirs.change("actions", record.id, state="done")  # stored by then
    meet()
    session.take_back("actions", record.id)
    meet()
    assert theirs.notebook.actions == older_app(session).actions == ()
    assert CALL in theirs.note("i1")
    (line,) = theirs.notebook.labelled
    assert line.lacks == "text"
    theirs.write_note("i1", theirs.note("i1").replace("call", "call him"))
    assert theirs.notebook.actions == ()
    theirs.take_up(theirs.notebook.labelled[0])
    meet()
    assert (the_action(session).id, the_action(session).text) == (record.id, "call him")


def test_taking_back_a_record_that_stands_for_a_line_leaves_none(session):
    made = session.add("actions", ParsedLine("call", "bert", "2026-11-27"), "i1")
    assert the_action(session).id == made
    session.take_back("actions", made)
    assert session.notebook.actions == ()


def test_taking_back_a_line_twice_typed_leaves_none(session):
    session.write_note("i1", f"{CALL}\n{CALL}")
    session.take_back("actions", the_action(session).id)
    assert session.notebook.actions == ()


def test_taking_back_a_done_record_whose_line_was_removed_and_typed_twice_leaves_none(session):
    session.change("actions", the_action(session).id, state="done")
    session.write_note("i1", "nothing")
    session.write_note("i1", f"{CALL}\n{CALL}")
    record = the_action(session)
    assert record.state == "done"
    with session.recorded() as changes:
        session.take_back("actions", record.id)
    assert session.notebook.actions == ()
    session.undo_step(changes)
    assert the_action(session) == record


def test_a_line_that_is_left_as_text_takes_no_other_mention_along(session):
    session.write_note("i1", f"{CALL}\n{CALL}")
    first, second = session.notebook.labelled
    session.leave_as_text(second)
    assert the_action(session).id == first.own
    session.leave_as_text(first)
    assert session.notebook.actions == ()


def test_at_the_close_all_are_stored_as_they_stand(session):
    session.write_note("i2", "Idea: coffee\nAction: call @Jan\nIdee:")
    agreed = the_action(session)
    session.finish()
    assert (the_action(session), session.notebook.ideas[0].text) == (agreed, "coffee")
    assert older_app(session).actions == (agreed,)
    assert [r.text for r in older_app(session).ideas] == ["coffee"]
    session.change("actions", agreed.id, state="done")
    assert the_action(session).state == "done"
    with pytest.raises(WrongUse, match="closed"):
        session.change("actions", agreed.id, text="other")
    with pytest.raises(WrongUse, match="closed"):
        session.reword(the_line(session), "other")


def test_what_was_stored_of_a_line_that_is_gone_does_not_come_back_at_the_close(session):
    session.change("actions", the_action(session).id, state="done")
    session.write_note("i1", "nothing")
    assert session.notebook.actions == ()
    session.finish()
    assert session.notebook.actions == ()


def test_both_close_at_once_and_nothing_is_doubled(session, met):
    theirs, meet = met
    theirs.write_note("i2", "Actie: bellen @anna")
    session.finish()
    theirs.finish()
    meet()
    assert [r.text for r in session.notebook.actions] == ["call", "bellen"]
    assert session._document.fields("actions") == theirs._document.fields("actions")


def test_a_reopened_session_follows_its_lines_again(session):
    session.finish()
    session.reopen()
    session.write_note("i1", session.note("i1").replace("call", "call him"))
    assert the_action(session).text == "call him"
    session.write_note("i1", "nothing")
    assert session.notebook.actions == ()


def test_a_step_that_ticks_can_be_taken_back(session):
    record = the_action(session)
    with session.recorded() as changes:
        session.change("actions", record.id, state="done")
    assert session.undo_step(changes).taken
    assert the_action(session) == record
    with session.recorded() as changes:
        session.take_back("actions", record.id)
    session.undo_step(changes)
    assert the_action(session) == record


def test_lines_piped_into_notes_between_sessions(couple):
    anna, bert = couple
    month = anna.between()
    month.add_paragraph("Actie: bellen @bert vr\nbesproken\nIdee: koffie")
    anna.save(month)
    notebook = bert.between().notebook
    assert [(r.text, r.who, r.due) for r in notebook.actions] == [("bellen", "bert", "2026-11-27")]
    assert [r.text for r in notebook.ideas] == ["koffie"]


def test_with_the_pen_passed_feedback_is_for_me(couple, session):
    session.pass_pen(couple[0].pair)
    session.note_editor("i2").edit(Patch(0, 0, "Feedback: short mails"))
    (record,) = session.notebook.feedback
    assert (record.by, record.who) == ("bert", "anna")


def test_a_partner_who_joins_later_is_known_in_all_lists(launch, shared):
    from companion.workspace.setup.setup import set_up_alone, set_up_pair

    anna = launch("anna")
    set_up_alone(anna, "Anna")
    month = anna.between()
    month.add_paragraph("Action: call @Bert")
    anna.save(month)
    anna.index.refresh()
    assert [r.who for _s, r in anna.actions()] == [""]
    set_up_pair(anna, "Anna", "Bert", shared)
    anna.index.refresh()
    assert [(r.text, r.who) for _s, r in anna.actions()] == [("call", "bert")]
