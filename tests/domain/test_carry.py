"""What waits for a session, over sessions that were closed, moved or never held."""

import pytest

from companion.domain.people import Pair, Person
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.carry_over import discussed_sources, to_agenda_item, waiting_for
from companion.domain.session.clock import Clock
from companion.domain.session.notebook import About, Notebook, Record
from companion.domain.session.summary import Summary

TODAY = "2026-11-23"
PAIR = Pair(Person("anna", "Anna"), Person("bert", "Bert"))


def here(*agenda, dropped=(), points=(), lesson="c-01"):
    about = About("C", lesson=lesson, title="Third", date=TODAY)
    return Notebook(about, agenda, dropped, points=points)


def held(name, day, state="done", lesson="x-01", **what):
    return Summary(name, "session", lesson, name, date=f"2026-11-{day:02d}", state=state, **what)


def item(key, source="", minutes=5, lead="both"):
    return AgendaItem(key, f"T{key}", minutes, lead, source=source)


def sources(notebook, *summaries):
    return [w.source for w in waiting_for(notebook, summaries, TODAY)]


def test_open_points_of_all_documents_wait():
    month = Summary("2026-10", "between", points=(Record("p", "budget", "bert"),))
    states = tuple(Record(state, state, state=state) for state in ("open", "done", "dropped"))
    session = held("A", 9, points=states)
    own = Record("q", "own", "anna")
    found = waiting_for(here(points=(own,)), [month, session], TODAY)
    assert [(w.source, w.text, w.title, w.is_point) for w in found] == [
        ("2026-10#p", "budget", "", True), ("A#open", "open", "A", True),
        ("C#q", "own", "Third", True),
    ]  # fmt: skip


def test_a_point_taken_waits_on_until_it_came_up():
    month = Summary("2026-10", "between", points=(Record("p", "budget"),))
    taken = item("2026-10#p", "2026-10#p")
    assert sources(here(taken), month) == []
    assert sources(here(dropped=(taken,)), month) == []
    planned = held("A", 9, "planned", left=(taken,))
    assert sources(here(), month, planned) == ["2026-10#p"]
    skipped = held("A", 9, left=(taken,))
    assert sources(here(), month, skipped) == ["2026-10#p"]
    dropped = held("A", 9, let_go=("2026-10#p",))
    assert sources(here(), month, dropped) == ["2026-10#p"]
    assert sources(here(), month, held("A", 9, "running", reached=("2026-10#p",))) == ["2026-10#p"]
    assert sources(here(), month, held("A", 9, reached=("2026-10#p",))) == []


def test_what_the_last_session_did_not_come_to_waits():
    before = held("A", 2, left=(item("i3"),))
    last = held("B", 9, left=(item("i5", lead="mentor", minutes=7),))
    assert sources(here(), before, last) == ["B#i5"]
    (waiting,) = waiting_for(here(), [last], TODAY)
    assert (waiting.text, waiting.minutes, waiting.lead, waiting.is_point) == (
        "Ti5", 7, "mentor", False,
    )  # fmt: skip


def test_a_session_that_was_never_held_loses_nothing():
    skipped = held("A", 2, "planned", left=(item("i1"), item("i2")))
    assert sources(here(), skipped) == ["A#i1", "A#i2"]
    after = held("B", 9)
    assert sources(here(), skipped, after) == ["A#i1", "A#i2"]
    abandoned = held("A", 2, "running", left=(item("i2"),))
    assert sources(here(), abandoned, after) == ["A#i2"]


@pytest.mark.parametrize("day", [23, 24])
def test_a_session_still_to_be_held_keeps_its_items(day):
    assert sources(here(), held("A", day, "planned", left=(item("i1"),))) == []


def test_an_item_carried_twice_keeps_its_first_name():
    first = held("A", 2, "planned", left=(item("i2"), item("i3")))
    second = held("B", 9, left=(item("A#i2", "A#i2"),), reached=("A#i3",))
    assert sources(here(), first, second) == ["A#i2"]
    third = held("D", 16, let_go=("A#i2",))
    assert sources(here(), first, second, third) == []


def test_items_of_a_lesson_that_is_held_again_do_not_wait_beside_themselves():
    planned = held("A", 2, "planned", left=(item("i1"), item("own")))
    assert sources(here(item("i1"), lesson="x-01"), planned) == ["A#own"]
    assert sources(here(), planned, held("B", 9, reached=("i1",))) == ["A#own"]
    assert sources(here(), planned, held("B", 9, lesson="y-01", reached=("i1",))) == [
        "A#i1", "A#own",
    ]  # fmt: skip


def test_whoever_brings_a_point_up_leads_it():
    month = Summary("2026-10", "between", points=(Record("p", "bud\nget", "bert"),))
    (waiting,) = waiting_for(here(), [month], TODAY)
    made = to_agenda_item(waiting, "anna", PAIR)
    assert (made.id, made.source, made.title, made.lead, made.by) == (
        "2026-10#p", "2026-10#p", "bud get", "mentee", "bert",
    )  # fmt: skip
    assert to_agenda_item(waiting, "bert", PAIR).lead == "mentor"
    assert to_agenda_item(waiting, "", PAIR).lead == "both"
    assert to_agenda_item(waiting, "anna", Pair(PAIR.me)).lead == "both"


def test_what_came_up():
    agenda = (item("i1"), item("a", "A#p"), item("b", "A#q"), item("c", "A#r"),
              item("promises", "promises"))  # fmt: skip
    clock = Clock(visited=frozenset(("i1", "a", "b", "promises")), skipped=frozenset(("b",)))
    assert discussed_sources(Notebook(About("C"), agenda, clock=clock)) == [("A", "p")]
