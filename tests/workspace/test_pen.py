"""Two people at one terminal: whose words are whose."""

from datetime import timedelta

import pytest

from companion.domain.note.line_parser import ParsedLine
from companion.domain.text import Patch

MINUTE = timedelta(minutes=1)


@pytest.fixture
def session(couple):
    session = couple[0].create_session("feedback-02")
    session.start()
    return session


@pytest.fixture
def bert(couple):
    """The other's session, on his own device."""
    return lambda session: couple[1].open_session(session.id)


def by(session, item="i1"):
    return session._document.authored(f"notes:{item}")


def test_words_are_by_whoever_has_the_pen(couple, session, bert):
    note = session.note_editor("i1")
    note.edit(Patch(0, 0, "hers "))
    session.pass_pen(couple[0].pair)
    assert (session.me, session.owner, note.me) == ("bert", "anna", "bert")
    note.edit(Patch(5, 0, "his"))
    assert by(session) == [("hers ", "anna"), ("\nhis", "bert")]
    session.pass_pen(couple[0].pair)
    note.edit(Patch(9, 0, "!"))
    assert by(session) == [("hers ", "anna"), ("\nhis", "bert"), ("\n!", "anna")]
    couple[0].save(session)
    assert by(bert(session)) == by(session)


def test_records_and_events_bear_it_too(couple, session):
    session.pass_pen(couple[0].pair)
    session.add("actions", ParsedLine("call"), "i1")
    session.go("i2")
    (record,) = session.notebook.actions
    assert (record.by, record.item) == ("bert", "i1")
    assert session.notebook.clock.moved_by == "bert"


def test_asking_to_go_off_the_record_is_the_devices_own(couple, session):
    session.pass_pen(couple[0].pair)
    session.ask_off_record()
    assert session.notebook.clock.asked_off == "anna"


def test_undo_is_of_what_was_typed_here_whoever_it_was(couple, session):
    note = session.note_editor("i1")
    note.edit(Patch(0, 0, "a"))
    session.pass_pen(couple[0].pair)
    note.edit(Patch(1, 0, "b"))
    assert note.undo() == [Patch(1, 2, "")]
    assert note.undo() == [Patch(0, 1, "")]
    session.pass_pen(couple[0].pair)
    note.redo()
    note.redo()
    assert by(session) == [("a", "anna"), ("\nb", "bert")]


def test_the_device_stays_mine(couple, session, shared):
    session.pass_pen(couple[0].pair)
    session.write_note("i1", "his words")
    couple[0].save(session)
    files = couple[1].store.scan_shared(session.name).files
    assert {(file.device, file.person) for file in files} == {(couple[0].store.device, "anna")}


def test_words_typed_here_with_the_pen_are_nobodys_typing(couple, session, bert):
    session.pass_pen(couple[0].pair)
    session.write_note("i1", "his words")
    theirs = bert(session)
    theirs.write_note("i2", "his own words")
    couple[1].save(theirs)
    assert session.typing() == {}
    assert session.refresh()
    assert session.typing() == {"bert": "i2"}
    couple[0].save(session)
    assert theirs.merge(couple[1].store.scan_shared(session.name))
    assert theirs.typing() == {}


def test_what_a_first_look_finds_is_no_typing(couple, session, bert):
    couple[0].save(session)
    theirs = bert(session)
    theirs.write_note("i2", "written yesterday")
    couple[1].save(theirs)
    again = couple[0].open_session(session.id, look=False)
    assert again.note("i2") == ""
    assert again.refresh()
    assert again.note("i2") == "written yesterday"
    assert again.typing() == {}
    theirs.write_note("i2", "written yesterday, and now")
    couple[1].save(theirs)
    again.refresh()
    assert again.typing() == {"bert": "i2"}


def test_the_others_device_is_known_to_be_in_use_for_a_while(couple, session, bert, clock):
    couple[0].save(session)
    assert not session.was_active("bert", MINUTE)
    theirs = bert(session)
    theirs.go("i3")
    couple[1].save(theirs)
    session.refresh()
    clock.forward(seconds=59)
    assert session.was_active("bert", MINUTE)
    clock.forward(seconds=2)
    assert not session.was_active("bert", MINUTE)


def test_the_close_takes_it_back(couple, session):
    session.pass_pen(couple[0].pair)
    session.finish()
    assert session.notebook.events[-1].by == "bert"
    assert session.me == "anna"


def test_two_devices_with_a_pen_each_converge(couple, session, bert):
    couple[0].save(session)
    theirs = bert(session)
    session.pass_pen(couple[0].pair)
    theirs.pass_pen(couple[1].pair)
    session.note_editor("i1").edit(Patch(0, 0, "by him, at hers "))
    theirs.note_editor("i1").edit(Patch(0, 0, "by her, at his "))
    couple[0].save(session)
    couple[1].save(theirs)
    session.refresh()
    theirs.merge(couple[1].store.scan_shared(session.name))
    assert by(session) == by(theirs)
    assert {who: words.strip("\n") for words, who in by(session)} == {
        "bert": "by him, at hers ", "anna": "by her, at his "
    }  # fmt: skip


def test_alone_there_is_nobody_to_pass_it_to(launch):
    from companion.workspace.setup.setup import set_up_alone

    anna = launch("anna")
    set_up_alone(anna, "Anna")
    session = anna.create_session("feedback-02")
    session.pass_pen(anna.pair)
    assert session.me == "anna"
