"""Who begins a line behind the other's words tears none of these, whatever is typed meanwhile."""

import pytest

from companion.domain.text import Patch
from companion.storage.document.untrusted_state import check_state
from companion.storage.yjs import shared_text
from companion.storage.yjs.native import new_doc


class Desk:
    """Somebody's session, which hears of the other's only when it is told to."""

    def __init__(self, session):
        self.session = session
        self.writing = session.note_editor("i1")

    @property
    def text(self):
        return self.writing.text

    def type(self, words, at=None):
        for letter in words:
            self.writing.edit(Patch(len(self.text) if at is None else at, 0, letter))
            at = None if at is None else at + 1

    def hear(self, other):
        self.session._document.merge(other.session._document.state())
        self.session._forget_notebook()


@pytest.fixture
def desks(couple):
    anna, bert = couple
    session = anna.create_session("feedback-02")
    session.start()
    anna.save(session)
    bert.index.refresh()
    return Desk(session), Desk(bert.open_session(session.id))


def meet(anna, bert):
    anna.hear(bert)
    bert.hear(anna)
    assert anna.text == bert.text


@pytest.mark.parametrize("_again", range(6))
def test_a_word_that_came_half_is_whole_in_the_end(desks, _again):
    """Whichever of the two has the smaller client."""
    anna, bert = desks
    bert.type("we m")
    anna.hear(bert)
    anna.type("my line")
    bert.type("eet on Monday\nor later")
    meet(anna, bert)
    assert anna.text == "we meet on Monday\nor later\nmy line"
    bert.type(" today", at=len("we meet on Monday\nor later"))
    anna.type(", and more")
    meet(anna, bert)
    assert anna.text == "we meet on Monday\nor later today\nmy line, and more"
    assert anna.writing.authored == [
        ("we meet on Monday\nor later today", "bert"),
        ("\nmy line, and more", "anna"),
    ]


@pytest.mark.parametrize("_again", range(6))
def test_so_it_is_above_other_lines(desks, _again):
    anna, bert = desks
    anna.type("above\n\nbelow")
    bert.hear(anna)
    bert.type("we m", at=len("above\n"))
    anna.hear(bert)
    anna.writing.edit(Patch(len("above\nwe m"), 0, "mine"), on_next_line=True)
    bert.type("eet", at=len("above\nwe m"))
    meet(anna, bert)
    assert anna.text == "above\nwe meet\nmine\nbelow"


@pytest.mark.parametrize("_again", range(4))
def test_two_that_begin_behind_the_same_words_have_a_line_each(desks, _again):
    anna, bert = desks
    anna.session._document.edit("notes:i1", Patch(0, 0, "of old"), "carla")
    bert.hear(anna)
    anna.type("mine")
    bert.type("yours")
    meet(anna, bert)
    assert sorted(anna.text.split("\n")) == ["mine", "of old", "yours"]


def test_undo_takes_the_break_with_the_words(desks):
    anna, bert = desks
    bert.type("we meet")
    anna.hear(bert)
    anna.type("my line")
    while anna.writing.undo():
        pass
    assert anna.text == "we meet"
    assert anna.writing.redo()
    assert anna.text.startswith("we meet\nmy")
    meet(anna, bert)


def test_breaks_come_from_clients_above_all_that_type():
    typing = [new_doc().client_id() for _ in range(50)]
    breaking = [new_doc(last=True).client_id() for _ in range(50)]
    assert max(typing) < min(breaking) <= max(breaking) < 2**53


def test_a_break_that_fails_leaves_a_document_that_others_take(desks, monkeypatch):
    anna, bert = desks
    bert.type("we m")
    anna.hear(bert)
    monkeypatch.setattr(shared_text, "break_behind", lambda *_of: (2**53 - 1, b"no update"))
    with pytest.raises(ValueError, match="Cannot decode"):
        anna.type("my line")
    check_state(anna.session._document.state())
    bert.hear(anna)
    assert bert.text == "we m"
