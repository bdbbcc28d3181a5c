from datetime import UTC, datetime, timedelta

import pytest

from companion import i18n
from companion.domain.export.minutes import minutes, title_of
from companion.domain.note.line_parser import ParsedLine
from companion.domain.people import Pair, Person
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.clock import Event
from companion.domain.session.clock_reader import read_clock
from companion.domain.session.notebook import About, Notebook, Record
from companion.domain.session.progress import TrackProgress, next_lesson, progress
from companion.domain.session.revisions import Revision

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
        questions=(Record("f", "why", who="bert"),),
        appreciations=(Record("g", "well done", by="anna", who="bert"),),
    )  # fmt: skip
    page = minutes(notebook, PAIR)
    assert page.splitlines() == [
        "# Feedback", "", "Mon 23 Nov 2026 · mentor: Bert · 12 of 10 min · 2 min over"
        " · lead: Anna 50%, Bert 50% · skipped: Talk (no time) · 3 min off the record,"
        " agreed by both",
        "", "## Session as a whole", "", "whole", "", "## 1. Start", "", "first",
        "", "## Decisions", "", "- yes",
        "", "## Actions", "", "- [ ] call (both · Fri 27 Nov 2026)", "- [x] mail (Anna)",
        "- [-] fax", "- x (soon)",
        "", "## Questions", "", "- why", "", "## Appreciation", "", "- Anna to Bert: well done",
        "", "## Reflection", "", "- Mentor: good", "- both2: odd",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "pair", "words"),
    [
        (0, PAIR, " · lead: Anna 50%, Bert 50%"),
        (9, PAIR, " · lead: Anna 50%, Bert 50% · 1 min off the record, agreed by both"),
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


def test_notes_of_an_item_that_was_dropped_stand_under_its_name():
    dropped = (AgendaItem("i2", "Budget", 5, "both"),)
    notebook = Notebook(About("s1", title="T"), dropped=dropped, notes={"0": "whole", "i2": "less"})
    page = minutes(notebook, PAIR)
    assert page.splitlines()[2:] == ["## Session as a whole", "", "whole",
                                     "", "## Budget (dropped)", "", "less"]  # fmt: skip


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


def test_what_was_said_to_each_other_and_learned():
    card = Record("c", "Page or profile?", by="bert", who="anna", answer="A page.", checked="anna")
    notebook = Notebook(
        About("s1", title="T", next_date="2026-12-10"),
        questions=(Record("q", "who may post?", by="anna"),),
        appreciations=(Record("p", "you waited", by="anna", who="bert"),),
        feedback=(Record("f", "slides were read out", by="bert", who="anna"), Record("g", "old")),
        learned=(Record("l", "a budget round", by="anna", who="bert"),),
        cards=(card,),
        pulses={"anna": {"safe": "partly"}, "bert": {"safe": "yes"}},
        corrections=(Record("k", "it was May", by="bert", created="2026-11-24T23:30:00+00:00"),),
    )
    lines = [line for line in minutes(notebook, PAIR).splitlines() if line]
    assert lines == [
        "# T",
        "## Questions", "- Anna: who may post?",
        "## Appreciation", "- Anna to Bert: you waited",
        "## Feedback to remember", "- Bert to Anna: slides were read out", "- old",
        "## Learned", "- Anna, from Bert: a budget round",
        "## Cards to remember by",
        "- Page or profile?", "  A page.", "  by Bert, learned from Anna, checked by Anna",
        "## Next session", "- Thu 10 Dec 2026",
        "## Pulse, shared by both",
        "- Anna · Was it safe to say what I thought? partly",
        "- Bert · Was it safe to say what I thought? yes",
        "## Corrections, added after the close", "- it was May (Bert, Tue 24 Nov 2026)",
    ]  # fmt: skip


def test_reasons_and_what_was_off_the_record():
    def at(minutes: float) -> datetime:
        return NINE + timedelta(minutes=minutes)

    events = [Event(NINE, "anna", "start", "i1"), Event(at(1), "anna", "off"),
              Event(at(1.2), "bert", "on"), Event(at(2), "anna", "skip", "i2", why="no time"),
              Event(at(4), "anna", "close")]  # fmt: skip
    agenda = (AgendaItem("i1", "Start", 5, "mentor", 1), AgendaItem("i2", "Talk", 5, "both", 2))
    notebook = Notebook(About("s1", title="T", mentor="bert"), agenda=agenda,
                        clock=read_clock(events))  # fmt: skip
    assert minutes(notebook, PAIR).splitlines()[2] == (
        "mentor: Bert · 4 of 10 min · lead: Anna 0%, Bert 100% · skipped: Talk (no time)"
        " · 1 min off the record, agreed by both"
    )


@pytest.mark.usefixtures("in_amsterdam")
def test_a_change_after_midnight_bears_the_day_it_was_where_the_page_is_read():
    late = "2026-11-23T23:30:00.000000+00:00"
    change = Revision(
        "v", "decisions", "e", ParsedLine("no"), ParsedLine("yes"), "anna", late, True
    )
    notebook = Notebook(
        About("s1", title="Feedback", date="2026-11-23"),
        decisions=(Record("e", "yes"),),
        revisions=(change,),
        corrections=(Record("c", "it was two", by="bert", created=late),),
    )
    page = minutes(notebook, PAIR)
    assert "yes · changed by Anna, Tue 24 Nov 2026" in page
    assert "it was two (Bert, Tue 24 Nov 2026)" in page
