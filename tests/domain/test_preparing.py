"""Edits of a session's own agenda: decided from it, undone, and converging on two devices."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.errors import WrongUse
from companion.domain.session import agenda_edits as preparing
from companion.domain.session.agenda import ROOM, AgendaItem
from companion.domain.session.clock import Event
from companion.storage.document.clock_events import event_value
from companion.storage.document.document import Document
from companion.storage.document.schema import (
    AGENDA,
    CLOCK,
    entity_fields,
    read_notebook,
)
from companion.workspace.document.changes import changes_in, taken_back

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
ROWS = (("i1", 4, "both"), ("i2", 8, "mentor"), ("i3", 8, "mentee"), ("i4", 5, "both"))


class Session:
    """A session's document, edited as the workspace does."""

    def __init__(self, *states: bytes) -> None:
        self.document = Document(*states)

    @classmethod
    def of(cls, rows=ROWS, room=ROOM):
        made = cls()
        for number, (key, minutes, lead) in enumerate(rows, start=1):
            item = AgendaItem(key, f"T{key}", minutes, lead, order=number * room)
            made.write({key: preparing.fields_of(item)})
        return made

    @property
    def notebook(self):
        return read_notebook("s", self.document.content())

    @property
    def ids(self):
        return [item.id for item in self.notebook.agenda]

    def write(self, changes):
        for key, values in changes.items():
            self.document.set_fields(AGENDA, entity_fields(key, values))

    def do(self, edit, *about):
        """Edit the agenda; gives what the step changed."""
        before = self.document.fields(AGENDA)
        changes = edit(self.notebook, *about)
        self.write(changes)
        fields = {
            k: v for key, values in changes.items() for k, v in entity_fields(key, values).items()
        }
        return changes_in(AGENDA, before, fields)

    def undo(self, step):
        wanted, _kept = taken_back(step, {AGENDA: self.document.fields(AGENDA)})
        self.document.set_fields(AGENDA, wanted.get(AGENDA, {}))

    def event(self, kind, item=""):
        self.document.append(CLOCK, event_value(Event(NINE, "anna", kind, item)))

    def meet(self, other):
        state = self.document.state()
        self.document.merge(other.document.state())
        other.document.merge(state)


def item(key="new", minutes=5, lead="both", **more):
    return AgendaItem(key, "New", minutes, lead, **more)


def test_moving():
    session = Session.of()
    session.do(preparing.moved, "i3", -1)
    assert session.ids == ["i1", "i3", "i2", "i4"]
    assert preparing.moved(session.notebook, "i1", -1) == {}
    assert preparing.moved(session.notebook, "i4", 1) == {}
    assert list(preparing.moved(session.notebook, "i2", 1)) == ["i2"]
    back = session.do(preparing.moved, "i3", -1)
    assert session.ids == ["i3", "i1", "i2", "i4"]
    session.undo(back)
    assert session.ids == ["i1", "i3", "i2", "i4"]


@pytest.mark.parametrize("room", [0, 1, ROOM])
@given(moves=st.lists(st.tuples(st.sampled_from(["i1", "i2", "i3", "i4"]),
                                st.sampled_from([-1, 1])), max_size=40))  # fmt: skip
def test_any_moves_do_what_they_say(room, moves):
    """Also where items stand on the same order, or with no room between them."""
    session = Session.of(room=room)
    expected = session.ids
    for key, step in moves:
        session.do(preparing.moved, key, step)
        place = expected.index(key)
        to = min(max(place + step, 0), len(expected) - 1)
        expected.insert(to, expected.pop(place))
        assert session.ids == expected


def test_moves_to_the_end_without_end():
    session = Session.of()
    for _time in range(300):
        for key in session.ids[:1]:
            for _step in range(3):
                session.do(preparing.moved, key, 1)
    assert session.ids == ["i1", "i2", "i3", "i4"]


@given(mine=st.lists(st.tuples(st.sampled_from(["i1", "i2", "i3", "i4"]),
                               st.sampled_from([-1, 1])), max_size=6),
       theirs=st.lists(st.tuples(st.sampled_from(["i1", "i2", "i3", "i4"]),
                                 st.sampled_from([-1, 1])), max_size=6),
       room=st.sampled_from([1, ROOM]))  # fmt: skip
def test_moves_on_two_devices_converge(mine, theirs, room):
    anna = Session.of(room=room)
    bert = Session(anna.document.state())
    for session, moves in ((anna, mine), (bert, theirs)):
        for key, step in moves:
            session.do(preparing.moved, key, step)
    anna.meet(bert)
    assert anna.ids == bert.ids
    assert sorted(anna.ids) == ["i1", "i2", "i3", "i4"]
    anna.do(preparing.moved, anna.ids[0], 1)
    assert anna.ids == [bert.ids[1], bert.ids[0], *bert.ids[2:]]


def test_different_items_moved_at_once_are_where_both_wanted_them():
    anna = Session.of((*ROWS, ("i5", 4, "both"), ("i6", 4, "both")))
    bert = Session(anna.document.state())
    anna.do(preparing.moved, "i2", -1)
    bert.do(preparing.moved, "i5", 1)
    anna.meet(bert)
    assert anna.ids == bert.ids == ["i2", "i1", "i3", "i4", "i6", "i5"]


def test_minutes():
    session = Session.of()
    back = session.do(preparing.lengthened, "i1", -3)
    assert session.notebook.item("i1").minutes == 1
    with pytest.raises(WrongUse, match="a minute at least"):
        preparing.lengthened(session.notebook, "i1", -1)
    session.undo(back)
    assert session.notebook.item("i1").minutes == 4
    session.do(preparing.lengthened, "i1", 10_000)
    assert session.notebook.item("i1").minutes == 600


def test_adding_stands_where_it_is_wanted_and_can_be_undone():
    session = Session.of()
    back = session.do(preparing.added, item(), "i1")
    assert session.ids == ["i1", "new", "i2", "i3", "i4"]
    session.undo(back)
    assert session.ids == ["i1", "i2", "i3", "i4"]
    assert session.notebook.dropped == ()
    session.do(preparing.added, item(by="bert", source="D#p"))
    assert session.ids == ["i1", "i2", "i3", "new", "i4"]
    found = session.notebook.item("new")
    assert (found.title, found.minutes, found.by, found.source) == ("New", 5, "bert", "D#p")
    lone = Session()
    lone.do(preparing.added, item())
    assert lone.ids == ["new"]


def test_the_same_thing_taken_on_two_devices_is_one_item():
    anna = Session.of()
    bert = Session(anna.document.state())
    anna.do(preparing.added, item("D#p"), "i1")
    bert.do(preparing.added, item("D#p"), "i3")
    anna.meet(bert)
    assert anna.ids == bert.ids
    assert anna.ids.count("D#p") == 1


def test_dropping_keeps_the_notes_and_can_be_taken_back():
    session = Session.of()
    session.document.shared_text("notes:i4").edit(patch("kept"), "anna")
    session.do(preparing.dropped, "i4")
    assert session.ids == ["i1", "i2", "i3"]
    assert [i.id for i in session.notebook.dropped] == ["i4"]
    assert session.notebook.written() == [(0, "Ti4", "kept")]
    with pytest.raises(WrongUse, match="bring it back first"):
        preparing.lengthened(session.notebook, "i4", 1)
    session.do(preparing.brought_back, "i4")
    assert session.ids == ["i1", "i2", "i3", "i4"]
    assert preparing.brought_back(session.notebook, "i4") == {}


def patch(text):
    from companion.domain.text import Patch

    return Patch(0, 0, text)


def test_a_dropped_item_keeps_its_place_while_others_move():
    session = Session.of(room=1)
    session.do(preparing.dropped, "i4")
    session.do(preparing.moved, "i1", 1)
    session.do(preparing.brought_back, "i4")
    assert session.ids == ["i2", "i1", "i3", "i4"]


@pytest.mark.parametrize("edit", [preparing.dropped, preparing.lead_changed])
@pytest.mark.parametrize("key", ["i2", "i3"])
def test_nobody_is_left_leading_nothing(edit, key):
    session = Session.of()
    with pytest.raises(WrongUse, match="the lead passes over"):
        edit(session.notebook, key)
    session.do(preparing.added, item(lead="mentor"))
    session.do(preparing.added, item("other", lead="mentee"))
    session.do(edit, key)
    assert {i.lead for i in session.notebook.agenda} >= {"mentor", "mentee"}


def test_an_agenda_that_one_leads_already_can_still_be_mended():
    session = Session.of((("i1", 4, "mentor"), ("i2", 5, "mentor")))
    session.do(preparing.dropped, "i2")
    with pytest.raises(WrongUse):
        preparing.lead_changed(session.notebook, "i1")
    session.do(preparing.brought_back, "i2")
    session.do(preparing.lead_changed, "i2")
    assert [i.lead for i in session.notebook.agenda] == ["mentor", "mentee"]


def test_the_lead_goes_round():
    session = Session.of()
    leads = []
    for _time in range(3):
        session.do(preparing.lead_changed, "i1")
        leads.append(session.notebook.item("i1").lead)
    assert leads == ["mentor", "mentee", "both"]


def test_fitting():
    session = Session.of()
    back = session.do(preparing.fitted, 45)
    assert sum(i.minutes for i in session.notebook.agenda) == 45
    session.undo(back)
    assert [i.minutes for i in session.notebook.agenda] == [4, 8, 8, 5]
    assert preparing.fitted(session.notebook, 25) == {}


def test_what_has_begun_stays():
    session = Session.of()
    session.event("start", "i1")
    session.event("item", "i2")
    session.document.append(CLOCK, event_value(Event(NINE, "anna", "plus", "i2", 3)))
    for edit in (preparing.lengthened, preparing.moved):
        with pytest.raises(WrongUse, match="is done"):
            edit(session.notebook, "i1", 1)
    for edit in (preparing.dropped, preparing.lead_changed):
        with pytest.raises(WrongUse, match="is done"):
            edit(session.notebook, "i1")
    with pytest.raises(WrongUse, match="has begun: skip it"):
        preparing.dropped(session.notebook, "i2")
    for key, step in (("i2", 1), ("i3", -1)):
        with pytest.raises(WrongUse, match="stays where it is"):
            preparing.moved(session.notebook, key, step)
    session.do(preparing.lengthened, "i2", 1)
    session.do(preparing.added, item(), "i1")
    assert session.ids == ["i1", "i2", "new", "i3", "i4"]
    session.do(preparing.fitted, 25)
    notebook = session.notebook
    assert [i.minutes for i in notebook.agenda][:2] == [4, 9]
    assert preparing.planned_minutes(notebook) == 25


def test_an_item_begun_by_one_and_dropped_by_the_other_stands():
    anna = Session.of()
    bert = Session(anna.document.state())
    bert.do(preparing.dropped, "i4")
    anna.event("start", "i4")
    anna.meet(bert)
    assert "i4" in anna.ids
    assert anna.ids == bert.ids


def test_a_closed_session_keeps_its_agenda():
    session = Session.of()
    session.do(preparing.dropped, "i4")
    session.event("start", "i1")
    session.event("close")
    edits = [
        lambda n: preparing.moved(n, "i3", -1), lambda n: preparing.lengthened(n, "i3", 1),
        lambda n: preparing.added(n, item()), lambda n: preparing.dropped(n, "i3"),
        lambda n: preparing.brought_back(n, "i4"), lambda n: preparing.lead_changed(n, "i3"),
        lambda n: preparing.fitted(n, 45),
    ]  # fmt: skip
    for edit in edits:
        with pytest.raises(WrongUse, match="is closed"):
            edit(session.notebook)
