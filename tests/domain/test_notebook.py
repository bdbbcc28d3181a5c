from datetime import UTC, date, datetime

import pytest

from companion.domain.lesson.lesson import Item, Lesson, LessonMeta
from companion.domain.lesson_issue import Finding
from companion.domain.session.agenda import AgendaItem, agenda_of, total_minutes
from companion.domain.session.clock import Event
from companion.domain.session.clock_reader import read_clock
from companion.domain.session.notebook import RECORD_KINDS, About, Notebook, Record
from companion.domain.session.summary import Summary, summarise

AGENDA = (AgendaItem("i2", "Second", 5, "both", 1), AgendaItem("i1", "First", 10, "mentor", 2))


def test_written_goes_by_the_agenda_and_loses_nothing():
    notes = {"gone": "orphan", "i1": "one", "0": "whole", "i2": "two", "x": "", "i9": " \n"}
    notebook = Notebook(About("s"), agenda=AGENDA, notes=notes)
    assert notebook.written() == [
        (0, "", "whole"),
        (1, "Second", "two"),
        (2, "First", "one"),
        (0, "", "orphan"),
    ]
    assert Notebook(About("s")).written() == []


def test_items_and_records_by_name():
    action = Record("a", "draft")
    notebook = Notebook(About("s"), agenda=AGENDA, actions=(action,))
    assert notebook.item("i1") is AGENDA[1]
    assert notebook.item("i9") is None
    assert (notebook.item_title("i2"), notebook.item_title("0")) == ("Second", "")
    assert (notebook.item_number("i1"), notebook.item_number("0")) == (2, 0)
    assert notebook.records("actions") == (action,)
    assert all(notebook.records(kind) == () for kind in RECORD_KINDS[1:])
    assert notebook.state == "planned"


def test_a_summary_says_what_a_list_shows():
    start = Event(datetime(2026, 11, 23, tzinfo=UTC), "anna", "start", "i1")
    promises = AgendaItem("promises", "P", 3, "both", source="promises")
    dropped, point = AgendaItem("D#p1", "Off", 3, "both", source="D#p1"), Record("p", "budget")
    about = About("s1", lesson="feedback-01", title="T", date="2026-11-23", mentor="anna")
    action = Record("a", "draft")
    summary = summarise(
        Notebook(about, (promises, *AGENDA), (dropped,), (start,), read_clock([start]), {"0": "x"},
                 actions=(action,), points=(point,)),
        problems=2,
    )  # fmt: skip
    assert summary == Summary(
        id="s1", kind="session", lesson="feedback-01", title="T", date="2026-11-23",
        state="running", mentor="anna", has_notes=True, actions=(action,), problems=2,
        left=(AGENDA[0],), reached=("i1",), let_go=("D#p1",), points=(point,),
        started_by="anna", began="2026-11-23T00:00:00+00:00",
    )  # fmt: skip
    between = summarise(Notebook(About("2026-11", kind="between"), notes={"0": " \n"}))
    assert (between.state, between.has_notes) == ("", False)


def test_summaries_sort_by_day_then_moment_then_name():
    old = Summary("z", "session", date="2026-11-22")
    noon = Summary("b", "session", date="2026-11-23", created="2026-11-23T12:00:00")
    dawn = Summary("c", "session", date="2026-11-23", created="2026-11-23T06:00:00")
    twin = Summary("a", "session", date="2026-11-23", created="2026-11-23T12:00:00")
    assert sorted((noon, dawn, twin, old), key=lambda s: s.order) == [old, dawn, twin, noon]


def test_the_agenda_of_a_lesson():
    meta = LessonMeta("x-01", "x", 1, "T", "S", "en", 30, "starter", "1.0.0", date(2026, 1, 1),
                      date(2027, 1, 1), "CC-BY-4.0", ())  # fmt: skip
    items = tuple(Item(n, f"T{n}", 10 * n, "both", (), (), "", n) for n in (1, 2))
    agenda = agenda_of(Lesson(meta, items, (), (), (), (), (), (), (), (), ""))
    assert [(i.id, i.number, i.minutes, i.lesson_item) for i in agenda] == [
        ("i1", 1, 10, 1),
        ("i2", 2, 20, 2),
    ]
    assert total_minutes(agenda) == 30
    assert total_minutes(()) == 0


@pytest.mark.parametrize(("code", "warning"), [("W001", True), ("P093", True), ("P001", False)])
def test_which_findings_are_warnings(code, warning):
    assert Finding("x.md", 1, code, "").is_warning is warning
