"""Steps are taken back in a document that others change too, in any order of merging."""

import itertools
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.errors import WrongUse
from companion.domain.note.line_parser import ParsedLine
from companion.domain.people import Pair, Person
from companion.domain.session import agenda_edits as edits
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.close_text import NEXT, CloseField
from companion.storage.document.document import Document
from companion.storage.document.schema import ABOUT
from companion.storage.sync.open_file import OpenFile
from companion.workspace.document.changes import Changed, EntityMade, UndoOutcome
from companion.workspace.document.open_session import OpenSession

DAY = CloseField(NEXT)

STORE = SimpleNamespace(pair=Pair(Person("anna", "Anna"), Person("bert", "Bert")))
"""All that these tests want of one."""
TAKEN, PARTLY, KEPT = UndoOutcome(True), UndoOutcome(True, True), UndoOutcome(False, True)


class Desk:
    """A session as somebody has it open, beside no disk; steps of theirs can be taken back."""

    numbers = itertools.count(1)
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __init__(self, me="anna", *states):
        new_id = "n{}".format
        self.session = OpenSession(
            STORE, OpenFile("sessions/s", Document(*states)), me, lambda: Desk.now,
            lambda: new_id(next(Desk.numbers)),
        )  # fmt: skip

    @property
    def notebook(self):
        return self.session.notebook

    def hear(self, other):
        self.session._document.merge(other.session._document.state())
        self.session._forget_notebook()

    def do(self, step):
        """Do a step; gives what changed."""
        Desk.now += timedelta(minutes=1)
        with self.session.recorded() as changes:
            step(self.session)
        return changes

    def undo(self, changes):
        Desk.now += timedelta(minutes=1)
        return self.session.undo_step(changes)


@pytest.fixture
def desks():
    """Anna's and Bert's, over a session of three items."""
    anna = Desk()
    for number, lead in enumerate(("mentor", "mentee", "both"), start=1):
        item = AgendaItem(f"i{number}", f"Item {number}", 5, lead, order=number * 4096)
        anna.session._set("agenda", {f"{item.id}/{k}": v for k, v in edits.fields_of(item).items()})
    anna.session._set(ABOUT, {"mentor": "anna"})
    return anna, Desk("bert", anna.session._document.state())


def meet(*desks):
    for one, other in itertools.permutations(desks, 2):
        one.hear(other)
    first, *others = (desk.notebook for desk in desks)
    assert all(other == first for other in others)


STEPS = {
    "a record written down": lambda s: s.add("actions", ParsedLine("send the mails", "anna")),
    "a tick": lambda s: s.tick("checklist/1", True),
    "the next date": lambda s: s.enter_day(s.close_text_in(DAY), "2026-12-03"),
    "an item longer": lambda s: s.arrange(edits.lengthened(s.notebook, "i2", 3)),
    "an item moved": lambda s: s.arrange(edits.moved(s.notebook, "i3", -1)),
    "an item dropped": lambda s: s.arrange(edits.dropped(s.notebook, "i3")),
    "an item added": lambda s: s.arrange(
        edits.added(s.notebook, AgendaItem("own", "Budget", 5, "both"))
    ),
    "the mentor": lambda s: s.set_mentor("bert"),
    "another day": lambda s: s.move_to(datetime(2026, 12, 1).date()),
    "a start": lambda s: s.start(),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_leaves_nothing_when_it_is_taken_back(desks, name):
    anna, bert = desks
    before = anna.notebook
    changes = anna.do(STEPS[name])
    assert anna.notebook != before
    meet(anna, bert)
    bert.session.write_note("i1", "his words")
    meet(anna, bert)
    assert anna.undo(changes) == TAKEN
    meet(anna, bert)
    for desk in desks:
        found = desk.notebook
        assert (found.agenda, found.dropped, found.actions) == (
            before.agenda, before.dropped, before.actions
        )  # fmt: skip
        assert (found.about, found.checks, found.clock) == (
            before.about, before.checks, before.clock
        )  # fmt: skip
        assert found.notes == {"i1": "his words"}
    assert not anna.undo(changes).taken, "once is enough"


def test_what_the_other_changed_since_stays(desks):
    anna, bert = desks
    day = anna.do(lambda s: s.enter_day(s.close_text_in(DAY), "2026-12-03"))
    promise = anna.do(lambda s: s.add("actions", ParsedLine("send")))
    item = anna.do(lambda s: s.arrange(edits.lengthened(s.notebook, "i2", 3)))
    meet(anna, bert)
    (record,) = bert.notebook.actions
    bert.session.enter_day(bert.session.close_text_in(DAY), "2026-12-10")
    bert.session.change("actions", record.id, due="2026-12-01")
    bert.session.arrange(edits.lengthened(bert.notebook, "i2", 7))
    meet(anna, bert)
    after = anna.notebook
    assert [anna.undo(changes) for changes in (day, promise, item)] == [KEPT] * 3
    assert anna.notebook == after


def test_of_a_step_that_was_changed_in_part_the_rest_is_taken_back(desks):
    anna, bert = desks
    fitted = anna.do(lambda s: s.arrange(edits.fitted(s.notebook, 25)))
    meet(anna, bert)
    bert.session.arrange(edits.lengthened(bert.notebook, "i2", 1))
    meet(anna, bert)
    his = anna.notebook.item("i2").minutes
    assert anna.undo(fitted) == PARTLY
    assert [item.minutes for item in anna.notebook.agenda] == [5, his, 5]


def test_a_start_that_the_other_acted_on_stays(desks):
    anna, bert = desks
    start = anna.do(lambda s: s.start())
    meet(anna, bert)
    bert.do(lambda s: s.go("i2"))
    meet(anna, bert)
    assert anna.undo(start) == UndoOutcome(False, True, "bert")
    assert anna.notebook.state == "running"


def test_a_start_taken_back_while_the_other_goes_on_stays_on_both_sides(desks):
    anna, bert = desks
    start = anna.do(lambda s: s.start())
    meet(anna, bert)
    bert.do(lambda s: s.go("i2"))
    assert anna.undo(start) == TAKEN
    assert anna.notebook.state == "planned"
    meet(anna, bert)
    assert (anna.notebook.state, anna.notebook.clock.current) == ("running", "i2")


def test_a_step_to_another_item_that_the_other_left_again(desks):
    anna, bert = desks
    anna.do(lambda s: s.start())
    step = anna.do(lambda s: s.go("i2"))
    meet(anna, bert)
    bert.do(lambda s: s.go("i3"))
    meet(anna, bert)
    assert anna.undo(step) == UndoOutcome(True, True, "bert")
    clock = anna.notebook.clock
    assert clock.current == "i3"
    assert (clock.spent("i1", Desk.now), clock.spent("i2", Desk.now)) == (
        timedelta(minutes=2), timedelta()
    )  # fmt: skip


def test_nothing_of_the_clock_is_taken_back_once_it_is_closed(desks):
    anna, _bert = desks
    anna.do(lambda s: s.start())
    plus = anna.do(lambda s: s.plus(2))
    anna.session.finish()
    with pytest.raises(WrongUse, match="reopens it"):
        anna.undo(plus)
    assert anna.notebook.clock.plus == {"i1": 2}
    anna.session.reopen()
    assert anna.undo(plus) == TAKEN


def test_what_is_no_step_is_not_recorded(desks):
    anna, _bert = desks
    changes = anna.do(lambda s: s.tick("checklist/1", True))
    anna.session.tick("checklist/2", True)
    assert changes == [Changed("checks", "checklist/1", None, True)]
    assert anna.do(lambda s: s.tick("checklist/1", True)) == []
    (made,) = anna.do(lambda s: s.add("ideas", ParsedLine("paint")))
    assert isinstance(made, EntityMade) and dict(made.fields)["text"] == "paint"


# Any order

OPERATIONS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(("start", "go", "skip", "plus", "pause", "lead", "tick", "add", "text",
                         "due", "minutes", "order", "drop", "day", "close", "reopen", "undo",
                         "undo", "hear", "hear")),
        st.integers(0, 3),
    ),
    max_size=30,
)  # fmt: skip


class Player(Desk):
    """Somebody who does steps at random and remembers which can be taken back."""

    def __init__(self, me, state):
        super().__init__(me, state)
        self.steps = []

    def play(self, kind, number):
        step = getattr(self, f"_{kind}", None)
        try:
            self.steps.append(self.do(lambda s: step(s, number)))
        except WrongUse:
            return

    def _start(self, s, _number):
        s.start()

    def _go(self, s, number):
        if s.notebook.state == "running":
            s.go(f"i{number}")

    def _skip(self, s, _number):
        if s.notebook.state == "running":
            s.skip("why")

    def _plus(self, s, number):
        s.plus(number)

    def _pause(self, s, _number):
        if s.notebook.state == "running":
            s.pause_or_resume()

    def _lead(self, s, _number):
        if s.notebook.state == "running":
            s._note_event("lead", to=self.session.me)

    def _tick(self, s, number):
        key = f"checklist/{number}"
        s.tick(key, key not in s.notebook.checks)

    def _add(self, s, number):
        s.add("actions", ParsedLine(f"{s.me} {number}"))

    def _record(self, s, number):
        return [*s.notebook.actions, None][number % (len(s.notebook.actions) + 1)]

    def _text(self, s, number):
        if record := self._record(s, number):
            s.change("actions", record.id, text=f"{s.me} {next(self.numbers)}")

    def _due(self, s, number):
        if record := self._record(s, number):
            s.change("actions", record.id, due=f"{s.me} {next(self.numbers)}")

    def _minutes(self, s, number):
        s.arrange(edits.lengthened(s.notebook, f"i{number}", 1))

    def _order(self, s, number):
        s.arrange(edits.moved(s.notebook, f"i{number}", 1))

    def _drop(self, s, number):
        s.arrange(edits.dropped(s.notebook, f"i{number}"))

    def _day(self, s, _number):
        s.enter_day(s.close_text_in(DAY), f"{s.me} {next(self.numbers)}")

    def _close(self, s, _number):
        if s.notebook.state == "running":
            s.finish()

    def _reopen(self, s, _number):
        s.reopen()


def by_whom(content):
    """The fields that say who set them."""
    return {
        (root, key): value
        for root, fields in content.items()
        if isinstance(fields, dict)
        for key, value in fields.items()
        if isinstance(value, str) and value.partition(" ")[0] in ("anna", "bert", "carla")
    }


@given(OPERATIONS)
def test_all_agree_and_nobody_takes_back_what_is_not_theirs(operations):
    first = Desk()
    for number in range(4):
        first.session._set("agenda", {f"i{number}/title": f"T{number}", f"i{number}/minutes": 5,
                                      f"i{number}/order": number * 4096})  # fmt: skip
    state = first.session._document.state()
    players = [Player(name, state) for name in ("anna", "bert", "carla")]
    for place, kind, number in operations:
        player = players[place]
        if kind == "hear":
            player.hear(players[number % 3])
        elif kind != "undo":
            player.play(kind, number)
        elif player.steps:
            before = by_whom(player.session._document.content())
            step = player.steps.pop(-1 - number % len(player.steps))
            try:
                player.undo(step)
            except WrongUse:
                continue
            after = player.session._document.content()
            for (root, key), value in before.items():
                if value.partition(" ")[0] != player.session.me:
                    # A promise of theirs whose text stays: no field of it is touched either.
                    assert after[root][key] == value
    meet(*players)
    clock = players[0].notebook.clock
    spent = [clock.spent(item, Desk.now) for item in {"", "i0", "i1", "i2", "i3", clock.current}]
    assert sum(spent, timedelta()) == clock.spent_in_all(Desk.now)
