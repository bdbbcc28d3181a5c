from datetime import UTC, datetime, timedelta

import pytest

from companion import i18n
from companion.domain.agenda import AgendaItem
from companion.domain.clock import Event, read_clock
from companion.domain.minutes import minutes, title_of
from companion.domain.notebook import About, Notebook, Record
from companion.domain.people import Pair, Person
from companion.domain.progress import TrackProgress, next_lesson, progress

PAIR = Pair(Person("anna", "Anna"), Person("bert", "Bert"))
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
LESSONS = [("equals-01", "equals"), ("fb-01", "facebook"), ("fb-02", "facebook")]


def test_the_page_of_a_whole_session():
    events = [Event(NINE, "anna", "start", "i1"),
              Event(NINE, "anna", "skip", "i2", why="no time"),
              Event(NINE, "anna", "off"),
              Event(NINE + timedelta(minutes=3), "bert", "on"),
              Event(NINE + timedelta(minutes=12), "anna", "close")]  # fmt: skip
    notebook = Notebook(
        About("s1", title="Feedback", date="2026-11-23", mentor="bert"),
        agenda=(AgendaItem("i1", "Start", 5, "both", 1), AgendaItem("i2", "Talk", 5, "both", 2)),
        clock=read_clock(events),
        notes={"0": "whole\n", "i1": "first", "i2": " "},
        answers={"mentor": "good", "both": " ", "both2": "odd"},
        actions=(Record("a", "call", who="both", due="2026-11-27"),
                 Record("b", "mail", state="done", who="anna"),
                 Record("c", "fax", state="dropped"), Record("d", "x", state="odd", due="soon")),
        decisions=(Record("e", "yes"),),
    )  # fmt: skip
    page = minutes(notebook, PAIR)
    assert page.splitlines() == [
        "# Feedback", "",
        "Mon 23 Nov 2026 · mentor: Bert · 12 min · skipped: Talk (no time)"
        " · 3 min off the record, agreed by both",
        "", "## Session as a whole", "", "whole", "", "## 1. Start", "", "first",
        "", "## Decisions", "", "- yes",
        "", "## Actions", "", "- [ ] call (both · Fri 27 Nov 2026)", "- [x] mail (Anna)",
        "- [-] fax", "- x (soon)",
        "", "## Reflection", "", "- Mentor: good", "- both2: odd",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "pair", "words"),
    [
        (0, PAIR, ""),
        (9, PAIR, " · 1 min off the record, agreed by both"),
        (1500, Pair(Person("anna", "Anna")), " · 25 min off the record"),
    ],
)
def test_of_what_was_off_the_record_only_that_it_was(seconds, pair, words):
    ends = timedelta(seconds=seconds)
    clock = read_clock([Event(NINE, "anna", "start", "i1"), Event(NINE, "anna", "off"),
                        Event(NINE + ends, "anna", "on"),
                        Event(NINE + timedelta(minutes=45), "anna", "close")])  # fmt: skip
    page = minutes(Notebook(About("s1", title="T"), clock=clock), pair)
    assert page.splitlines() == ["# T", "", "45 min" + words]


def test_a_page_with_nothing_on_it():
    assert title_of(Notebook(About("2026-11"))) == "Between sessions, 2026-11"
    assert minutes(Notebook(About("2026-11")), PAIR).strip() == "# Between sessions, 2026-11"


def test_every_word_stands_on_the_page_in_dutch_too():
    i18n.use_language("nl")
    notebook = Notebook(About("s", title="T"), notes={"i1": "een", "gone": "wees"})
    assert {"een", "wees"} <= set(minutes(notebook, PAIR).splitlines())


def test_progress_by_track():
    assert progress(LESSONS, {"fb-01", "unknown"}) == [
        TrackProgress("equals", 0, 1),
        TrackProgress("facebook", 1, 2),
    ]
    assert progress([], set()) == []
    assert next_lesson(LESSONS, {"equals-01", "fb-02"}) == "fb-01"
    assert next_lesson(LESSONS, {"equals-01", "fb-01", "fb-02"}) == ""
