"""Typing in a shared text: within bounds, with undo, and seen by the other."""

from datetime import timedelta

import pytest

from companion.domain.errors import WrongUse
from companion.domain.note.line_parser import ParsedLine
from companion.domain.text import MAX_NOTE, Patch


def test_what_is_typed_is_in_the_notebook_and_undo_takes_it_out(sessions):
    mine, _theirs, _meet = sessions
    note, answer = mine.note_editor("i1"), mine.answer_editor("both")
    note.edit(Patch(0, 0, "typed"))
    answer.edit(Patch(0, 0, "learnt"))
    assert mine.notebook.notes == {"i1": "typed"}
    assert mine.notebook.answers == {"both": "learnt"}
    assert note.undo() == [Patch(0, 5, "")]
    assert not mine.notebook.notes.get("i1")
    assert mine.notebook.answers == {"both": "learnt"}
    assert note.redo() == [Patch(0, 0, "typed")]
    assert mine.notebook.notes == {"i1": "typed"}


def test_first_words_begin_a_line_of_their_own(sessions):
    mine, theirs, meet = sessions
    note = mine.note_editor("i1")
    for place, letter in enumerate("week 52 off"):
        assert note.edit(Patch(place, 0, letter)) == Patch(place, 0, letter)
    meet()
    his = theirs.note_editor("i1")
    assert his.edit(Patch(11, 0, "B")) == Patch(11, 0, "\nB")
    his.edit(Patch(13, 0, "ert"))
    meet()
    assert note.text == his.text == "week 52 off\nBert"
    assert note.edit(Patch(16, 0, "!")) == Patch(16, 0, "!")
    assert his.undo() == [Patch(11, 5, "")]


@pytest.mark.parametrize("typed", [Patch(3, 0, "B"), Patch(11, 0, "\nB"), Patch(0, 11, "B")])
def test_first_words_elsewhere_stay_where_they_were_typed(sessions, typed):
    mine, theirs, meet = sessions
    mine.note_editor("i1").edit(Patch(0, 0, "week 52 off"))
    meet()
    assert theirs.note_editor("i1").edit(typed) == typed


def test_who_begins_at_once_with_the_other_has_a_line_of_their_own(sessions):
    mine, theirs, meet = sessions
    note, his = mine.note_editor("i1"), theirs.note_editor("i1")
    note.edit(Patch(0, 0, "week 52 off"))
    his.edit(Patch(0, 0, "Bert wants week 1"))
    meet()
    meet()
    assert note.text == his.text
    assert sorted(note.text.split("\n")) == ["Bert wants week 1", "week 52 off"]


def test_who_listens_hears_until_they_let_go(sessions):
    mine, theirs, meet = sessions
    note, heard = mine.note_editor("i1"), []
    note.listen(heard.extend)
    note.edit(Patch(0, 0, "mine"))
    meet()
    theirs.note_editor("i1").edit(Patch(0, 0, "his\x1b "))
    meet()
    assert heard == [Patch(0, 0, "mine"), Patch(0, 0, "his\ufffd ")]
    assert note.text == "his\ufffd mine"
    assert note.authored == [("his\ufffd ", "bert"), ("mine", "anna")]
    note.close()
    theirs.note_editor("i1").edit(Patch(0, 0, "more "))
    meet()
    assert len(heard) == 2


def test_a_full_note_takes_no_more_but_can_be_shortened(sessions):
    mine, _theirs, _meet = sessions
    note = mine.note_editor("i1")
    note.edit(Patch(0, 0, "x" * MAX_NOTE))
    for refused in (lambda: note.edit(Patch(5, 0, "y")), lambda: mine.add_paragraph("y", "i1")):
        with pytest.raises(WrongUse, match="200 thousand characters"):
            refused()
        assert len(note.text) == MAX_NOTE
    note.edit(Patch(0, 3, "yyy"))
    note.edit(Patch(0, 1, ""))
    note.edit(Patch(0, 0, "z"))
    assert len(note.text) == MAX_NOTE
    assert note.text.startswith("zyyxx")


def test_who_is_typing_goes_by_what_arrives_here(sessions, clock):
    mine, theirs, meet = sessions
    assert mine.typing() == {}
    mine.note_editor("i1").edit(Patch(0, 0, "mine"))
    theirs.add("ideas", ParsedLine("not typed in a note"))
    meet()
    assert (mine.typing(), theirs.typing()) == ({}, {"anna": "i1"})
    theirs.note_editor("i1").edit(Patch(0, 4, ""))
    meet()
    assert mine.typing() == {}
    theirs.note_editor("i2").edit(Patch(0, 0, "his"))
    meet()
    assert mine.typing() == {"bert": "i2"}
    clock.time += timedelta(seconds=9)
    assert mine.typing() == {"bert": "i2"}
    clock.time += timedelta(seconds=2)
    assert mine.typing() == {}


def test_words_of_nobody_known_are_nobodys_typing(sessions):
    mine, theirs, meet = sessions
    theirs._document.edit("notes:i1", Patch(0, 0, "forged"), "")
    theirs._document.edit("notes:i1", Patch(0, 0, "forged"), "\x1b[31m")
    meet()
    assert "bert" not in mine.typing()
