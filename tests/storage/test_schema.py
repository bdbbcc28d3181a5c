from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.people import Person
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.clock import Event
from companion.domain.session.notebook import Notebook
from companion.storage.document.clock_events import event_value
from companion.storage.document.document import Document
from companion.storage.document.schema import (
    content_of,
    entity_fields,
    read_lesson_texts,
    read_notebook,
)
from companion.storage.document.tables import tables_of

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
UNSAFE = {
    *range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0x61C, 0x200E, 0x200F,
    *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029,
} - {0x09, 0x0A}  # fmt: skip

CONTENT = {
    "about": {"kind": "session", "lesson": "feedback-02", "title": "Feedback", "date": "2026-11-23",
              "language": "en", "mentor": "anna", "track": "feedback", "version": "1.0.0",
              "created": "2026-11-23T09:00:00+00:00"},
    "agenda": {"i1/title": "Start", "i1/minutes": 5, "i1/lead": "mentor", "i1/order": 1,
               "i1/lesson": 1, "i2/title": "Talk", "i2/minutes": 20.0, "i2/order": 2},
    "clock": [{"at": "2026-11-23T09:00:00.000+00:00", "by": "anna", "do": "start", "item": "i1"},
              {"at": "2026-11-23T09:05:00", "by": "bert", "do": "plus", "item": "i1",
               "minutes": 3}],
    "notes:i1": "first", "notes:0": "whole", "answers:both": "good", "answers:mentee": "",
    "actions": {"x/text": "call", "x/who": "bert", "x/due": "2026-11-27", "x/created": "2",
                "y/text": "older", "y/state": "done", "y/created": "1", "z/state": "open"},
    "ideas": {"k/text": "paint"},
    "checks": {"checklist/1": True, "checklist/2": False, "checklist/3": 1},
    "people": {"bert/name": "Bert", "anna/name": " Anna\n", "carla/name": 5,
               "dora/name": "Dora", "dora/left": True},
}  # fmt: skip


def test_a_document_as_a_notebook():
    notebook = read_notebook("s1", CONTENT)
    assert (notebook.about.id, notebook.about.lesson, notebook.about.mentor) == (
        "s1", "feedback-02", "anna",
    )  # fmt: skip
    assert notebook.agenda == (
        AgendaItem("i1", "Start", 5, "mentor", 1, 1, order=1),
        AgendaItem("i2", "Talk", 20, "both", 2, 0, order=2),
    )
    assert notebook.events == (
        Event(NINE, "anna", "start", "i1"),
        Event(NINE.replace(minute=5), "bert", "plus", "i1", 3),
    )
    assert notebook.state == "running"
    assert notebook.notes == {"0": "whole", "i1": "first"}
    assert notebook.answers == {"both": "good", "mentee": ""}
    assert [(r.id, r.state, r.who) for r in notebook.actions] == [
        ("y", "done", ""), ("x", "open", "bert"),
    ]  # fmt: skip
    assert [r.text for r in notebook.ideas] == ["paint"]
    assert notebook.checks == {"checklist/1"}
    assert notebook.people == (
        Person("anna", "Anna"), Person("bert", "Bert"), Person("carla", "carla"),
    )  # fmt: skip


def test_the_lesson_is_read_by_itself():
    document = Document()
    document.set_fields("lesson", {"nl": 5, "en\x1b": "# Lesson\x1b[2J\n"})
    document.set_fields("about", {"title": "Feedback"})
    assert content_of(document) == {"about": {"title": "Feedback"}}
    assert read_lesson_texts(document) == {"en": "# Lesson[2J\n", "nl": ""}
    assert read_lesson_texts(Document()) == {}


@pytest.mark.parametrize("order", ["1", None, [], 1e300, 10**9, float("nan"), True])
def test_an_agenda_with_nonsense_in_it(order):
    fields = {"a/title": "A", "a/order": order, "b/title": "B", "b/dropped": "yes", "b/order": -1,
              "c/undone": 1, "d/dropped": True, "d/undone": True, "e/dropped": True}  # fmt: skip
    for target in ("45", -3, None, 10**9):
        notebook = read_notebook("s", {"agenda": fields, "about": {"target": target}})
        assert notebook.about.target in (0, 600)
        assert [item.id for item in notebook.agenda] == ["b", "a", "c"]
        assert [item.id for item in notebook.dropped] == ["e"]


def test_a_notebook_as_readable_tables():
    tables = tables_of(read_notebook("s1", CONTENT))
    assert list(tables) == ["session", "people", "agenda", "notes", "answers", "checks", "actions",
                            "ideas"]  # fmt: skip
    assert tables["session"]["1"]["state"] == "running"
    assert [row["state"] for row in tables["agenda"].values()] == ["current", "open"]
    assert list(tables["notes"].values()) == [
        {"item": 0, "title": "", "text": "whole"},
        {"item": 1, "title": "Start", "text": "first"},
    ]
    assert list(tables["answers"].values()) == [{"who": "both", "text": "good"}]
    assert tables["actions"]["2"]["text"] == "call"
    assert tables["checks"] == {"1": {"ticked": "checklist/1"}}
    assert tables_of(Notebook(read_notebook("m", {}).about)) == {}


def test_dropped_items_leave_the_agenda_and_numbers_follow():
    agenda = {"i1/title": "A", "i1/order": 1, "i1/dropped": True, "i2/title": "B", "i2/order": 2,
              "i3/title": "C", "i3/order": 2, "i4/title": "D", "i4/dropped": "yes"}  # fmt: skip
    found = read_notebook("s", {"agenda": agenda}).agenda
    assert [(item.id, item.number) for item in found] == [("i4", 1), ("i2", 2), ("i3", 3)]


WRONG = [None, True, 0, -5, 10**30, 1.5, float("nan"), float("inf"), "", "x", "\x1b[2J", [], [None],
         [[[]]], {}, {"a": {}}, {"at": 5}, "x" * 5000]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=lambda value: repr(value)[:12])
def test_wrong_types_are_left_out_everywhere(wrong):
    for root, good in CONTENT.items():
        broken = [wrong]
        if isinstance(good, dict):
            broken += [{**good, key: wrong} for key in good]
            broken += [dict.fromkeys(good, wrong)]
        elif isinstance(good, list):
            broken += [[wrong], [*good, wrong]]
            broken += [[{**good[1], key: wrong}] for key in good[1]]
            broken += [[good[0], {**good[1], key: wrong}] for key in good[1]]
        for value in broken:
            notebook = read_notebook("s", {**CONTENT, root: value})
            assert tables_of(notebook) is not None
            assert all(0 <= item.minutes <= 600 for item in notebook.agenda)
            assert notebook.clock.remaining("i1", 5, NINE) is not None


@pytest.mark.parametrize(
    "at",
    [
        "", "yesterday", "2026-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        "2026-11-23T09:00:00+99:00",
    ],
)  # fmt: skip
def test_moments_that_are_none_are_left_out(at):
    events = [{"at": at, "by": "anna", "do": "start", "item": "i1"}]
    assert read_notebook("s", {"clock": events}).events == ()


def test_times_with_another_offset_are_utc():
    events = [{"at": "2026-11-23T10:00:00+01:00", "do": "start", "item": "i1"}]
    (event,) = read_notebook("s", {"clock": events}).events
    assert event.at == NINE
    assert event.at.tzinfo is UTC


def texts_in(value):
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_in(key)
            yield from texts_in(inner)
    elif isinstance(value, list | tuple | frozenset | set):
        for inner in value:
            yield from texts_in(inner)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts_in(getattr(value, name))


EVIL = "\x1b]0;x\x07\x9b31m\u202e\u2066\r\x00\x85e\u0301"


def poisoned(value):
    """The same with escape sequences in every text and key, but what gives it its place."""
    if isinstance(value, str):
        return value + EVIL
    if isinstance(value, list):
        return [{k: v if k in ("at", "do") else poisoned(v) for k, v in e.items()} for e in value]
    return {k + EVIL if "/" not in k else EVIL + k: poisoned(v) for k, v in value.items()} | {
        k: poisoned(v) for k, v in value.items()
    } if isinstance(value, dict) else value  # fmt: skip


def test_nothing_that_steers_a_terminal_comes_out():
    content = {
        root + EVIL if ":" in root else root: poisoned(value) for root, value in CONTENT.items()
    }
    notebook = read_notebook("s", content)
    assert notebook.events
    assert notebook.actions
    for found in (notebook, tables_of(notebook)):
        for text in texts_in(found):
            assert not {ord(letter) for letter in text} & UNSAFE, repr(text)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["x/text", "x/title", "x/order", "x/name", "at", "do", "item",
                             "minutes", "by", "kind", "created", "x/created", "/", "x/", "/x"]),
            inner, max_size=5,
        ),
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from([*CONTENT, "notes:", "unknown"]), JSON, max_size=6))
def test_any_content_can_be_read(content):
    notebook = read_notebook("s", content)
    tables_of(notebook)
    assert all(not {ord(c) for c in text} & UNSAFE for text in texts_in(notebook))


@given(
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from(("start", "item", "plus", "lead", "close")),
    st.integers(-600, 600),
)
def test_an_event_comes_back_from_a_document(at, kind, minutes):
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    event = Event(at, "anna", kind, "i1", minutes, "bert")
    document = Document()
    document.append("clock", event_value(event))
    assert read_notebook("s", document.content()).events == (event,)


def test_the_fields_of_an_entity():
    assert entity_fields("a", {"text": "x", "n": 1}) == {"a/text": "x", "a/n": 1}
