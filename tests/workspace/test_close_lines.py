"""Lines of the close: shared while they are typed, records once entered or once all is closed."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.domain.errors import WrongUse
from companion.domain.export.minutes import minutes
from companion.domain.note.pasted_lines import join_lines
from companion.domain.people import Pair, Person
from companion.domain.session.close_text import NEXT, CloseField, CloseText
from companion.domain.text import MAX_NOTE, Patch
from companion.storage.document import document as documents
from companion.storage.document.document import Document
from companion.storage.document.notebook_reader import NotebookReader
from companion.storage.document.schema import read_notebook
from companion.storage.document.tables import tables_of
from companion.storage.document.untrusted_state import check_state
from companion.workspace.document.changes import UndoOutcome, by_entity
from companion.workspace.document.open_session import OpenSession

ANNA, BERT = Person("anna", "Anna"), Person("bert", "Bert")
LEARNED, DECISIONS, ACTIONS = CloseField("learned", "bert"), CloseField("decisions"), (
    CloseField("actions"))  # fmt: skip
DAY = CloseField(NEXT)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday


class Store:
    """Keeps nothing; the tests say when what reaches whom."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair


class Opened:
    """A document in a folder."""

    name = "sessions/2026-11-23-feedback-02-k7q2m9"

    def __init__(self, document: Document) -> None:
        self.document = document


class Window:
    """One window of somebody's companion, with the fields of the close in it."""

    ids = 0

    def __init__(self, me: Person, state: bytes = b"") -> None:
        pair = Pair(ANNA, BERT) if me is ANNA else Pair(BERT, ANNA)
        document = Document(state) if state else Document()
        self.session = OpenSession(Store(pair), Opened(document), me.id, lambda: NOW, self._id)
        self.shown: dict[CloseField, CloseText] = {}

    def _id(self) -> str:
        Window.ids += 1
        return f"id{Window.ids:06}"

    @property
    def document(self) -> Document:
        return self.session._document

    def field(self, field: CloseField) -> CloseText:
        """What a field shows."""
        self.shown[field] = self.session.close_text_in(field, self.shown.get(field))
        return self.shown[field]

    def type(self, field: CloseField, words: str, place: int | None = None) -> None:
        writing = self.session.close_text_editor(self.field(field))
        writing.edit(Patch(len(writing.text) if place is None else place, 0, words))

    def wipe(self, field: CloseField) -> None:
        writing = self.session.close_text_editor(self.field(field))
        if writing.text:
            writing.edit(Patch(0, len(writing.text), ""))

    def enter(self, field: CloseField) -> None:
        self.session.enter(self.field(field))
        self.shown[field] = self.session.close_text_in(field)

    def hear(self, other: "Window") -> None:
        self.session._forget_notebook()
        self.document.merge(other.document.state())

    def texts(self, kind: str) -> list[str]:
        return [record.text for record in self.session.notebook.records(kind)]

    def later(self) -> list[tuple[str, str]]:
        """What was typed and not entered, with who typed it."""
        return [(text.text, text.typist) for text in self.session.notebook.unentered]


def session_of(window: Window) -> Window:
    window.session._set("about", {"kind": "session", "lesson": "x", "date": "2026-11-23"})
    window.session._set("agenda", {"i1/title": "Start", "i1/order": 1})
    window.session.start()
    return window


@pytest.fixture
def two() -> tuple[Window, Window]:
    """Anna's window and Bert's."""
    anna = session_of(Window(ANNA))
    return anna, Window(BERT, anna.document.state())


def meet(*windows: Window) -> None:
    for one in windows:
        for other in windows:
            if one is not other:
                one.hear(other)


def test_the_other_sees_it_come_and_it_is_no_record_yet(two):
    anna, bert = two
    bert.type(DECISIONS, "we go")
    meet(anna, bert)
    assert anna.later() == [("we go", "bert")]
    assert anna.texts("decisions") == []
    assert anna.field(DECISIONS).text == ""
    bert.type(DECISIONS, " on")
    bert.enter(DECISIONS)
    meet(anna, bert)
    assert anna.later() == []
    (record,) = anna.session.notebook.decisions
    assert (record.text, record.by) == ("we go on", "bert")


def test_two_people_in_one_field_never_write_over_each_other(two):
    anna, bert = two
    anna.type(DECISIONS, "mine")
    bert.type(DECISIONS, "his")
    meet(anna, bert)
    assert (anna.field(DECISIONS).text, bert.field(DECISIONS).text) == ("mine", "his")
    anna.enter(DECISIONS)
    bert.enter(DECISIONS)
    meet(anna, bert)
    assert sorted(anna.texts("decisions")) == sorted(bert.texts("decisions")) == ["his", "mine"]


def test_the_other_may_type_in_the_field_of_the_one(two):
    anna, bert = two
    anna.type(LEARNED, "he said budgets")
    meet(anna, bert)
    assert bert.field(LEARNED).text == ""
    anna.enter(LEARNED)
    (record,) = anna.session.notebook.learned
    assert (record.by, record.who) == ("bert", "anna")


def test_two_windows_of_one_person_type_the_same_line(two):
    anna, _bert = two
    again = Window(ANNA, anna.document.state())
    anna.type(DECISIONS, "we go")
    meet(anna, again)
    again.type(DECISIONS, " on")
    anna.type(DECISIONS, "now ", place=0)
    meet(anna, again)
    assert anna.field(DECISIONS).text == again.field(DECISIONS).text == "now we go on"
    anna.enter(DECISIONS)
    meet(anna, again)
    assert again.field(DECISIONS).text == anna.field(DECISIONS).text == ""
    assert again.texts("decisions") == ["now we go on"]


def test_what_another_window_types_after_enter_is_in_the_record_and_stays_in_its_field(two):
    anna, _bert = two
    again = Window(ANNA, anna.document.state())
    anna.type(DECISIONS, "we")
    meet(anna, again)
    anna.enter(DECISIONS)
    anna.type(DECISIONS, "next")
    again.type(DECISIONS, " go")
    meet(anna, again)
    assert anna.texts("decisions") == again.texts("decisions") == ["we go"]
    assert (anna.field(DECISIONS).text, again.field(DECISIONS).text) == ("next", "we go")
    again.type(DECISIONS, " on")
    again.enter(DECISIONS)
    meet(anna, again)
    assert anna.texts("decisions") == ["we go on"]
    assert anna.field(DECISIONS).text == again.field(DECISIONS).text == "next"


def test_both_windows_enter_one_line_at_once_and_it_is_one_record(two):
    anna, _bert = two
    anna.type(ACTIONS, "call @bert fri")
    again = Window(ANNA, anna.document.state())
    anna.enter(ACTIONS)
    again.enter(ACTIONS)
    meet(anna, again)
    (record,) = anna.session.notebook.actions
    assert (record.text, record.who, record.due) == ("call", "bert", "2026-11-27")


def test_two_windows_that_begin_at_once_have_a_line_each_which_both_see_in_the_field():
    """Glued into one they would be a line that nobody typed; each goes on in a line of its own."""
    anna = session_of(Window(ANNA))
    again = Window(ANNA, anna.document.state())
    anna.type(DECISIONS, "we go")
    again.type(DECISIONS, "ask Cem")
    meet(anna, again)
    shown = anna.field(DECISIONS).text
    assert sorted(shown.split("\n")) == ["ask Cem", "we go"]
    assert again.field(DECISIONS).text == shown and anna.later() == again.later()
    anna.type(DECISIONS, " on", shown.index("we go") + len("we go"))
    again.type(DECISIONS, "!", shown.index("ask Cem") + len("ask Cem"))
    meet(anna, again)
    again.enter(DECISIONS)
    meet(anna, again)
    assert sorted(anna.texts("decisions")) == ["ask Cem!", "we go on"]
    assert anna.texts("decisions") == again.texts("decisions")
    assert anna.field(DECISIONS).text == again.field(DECISIONS).text == ""


def test_a_record_keeps_its_words_where_another_window_begins_a_line_above_it():
    for _try in range(10):  # whichever client id is the larger
        anna = session_of(Window(ANNA))
        again = Window(ANNA, anna.document.state())
        anna.type(ACTIONS, "call @bert fri")
        anna.enter(ACTIONS)
        (record,) = anna.session.notebook.actions
        anna.session.change("actions", record.id, state="done")
        again.type(ACTIONS, "write @anna")
        meet(anna, again)
        for enters in (False, True):
            if enters:
                again.enter(ACTIONS)
                meet(anna, again)
            for window in (anna, again):
                found = {
                    r.text: (r.id == record.id, r.state) for r in window.session.notebook.actions
                }
                assert found == {"call": (True, "done"), "write": (False, "open")}


def test_both_windows_enter_their_own_line_before_they_meet_and_both_are_records():
    for _try in range(10):
        anna = session_of(Window(ANNA))
        again = Window(ANNA, anna.document.state())
        for window, words in ((anna, "we go"), (again, "ask Cem")):
            window.type(DECISIONS, words)
            window.enter(DECISIONS)
        meet(anna, again)
        assert sorted(anna.texts("decisions")) == ["ask Cem", "we go"]
        assert anna.session.notebook.decisions == again.session.notebook.decisions


def test_lines_pasted_together_are_records_of_their_own(two):
    anna, bert = two
    anna.type(DECISIONS, "one ↵ two ↵ three")
    anna.enter(DECISIONS)
    meet(anna, bert)
    assert bert.texts("decisions") == ["one", "two", "three"]
    second = bert.session.notebook.decisions[1]
    bert.session.take_back("decisions", second.id)
    assert bert.texts("decisions") == ["one", "three"]


class Cost:
    """What entering so many lines costs."""

    def __init__(self, lines: int, monkeypatch: pytest.MonkeyPatch) -> None:
        window = session_of(Window(ANNA))
        words = "to meet in the small room upstairs on Mondays"
        window.type(DECISIONS, join_lines(f"{100 + n}: {words}" for n in range(lines)))
        before, self.changes, self.readings = len(window.document.state()), 0, 0
        change, read = Document.set_fields, NotebookReader.read

        def changing(document, *fields):
            self.changes += 1
            change(document, *fields)

        def reading(reader, *of):
            self.readings += 1
            return read(reader, *of)

        with monkeypatch.context() as counted:
            counted.setattr(Document, "set_fields", changing)
            counted.setattr(NotebookReader, "read", reading)
            window.enter(DECISIONS)
        assert len(window.texts("decisions")) == lines
        self.room = len(window.document.state()) - before


def test_twice_as_many_lines_take_twice_the_room_and_one_change_all_the_same(monkeypatch):
    few, many = Cost(100, monkeypatch), Cost(200, monkeypatch)
    assert many.room <= 2.1 * few.room
    assert few.changes == many.changes == 1
    assert few.readings == many.readings <= 3


def entered_by_older_versions(window: Window, field: CloseField, parts: set[int]) -> None:
    """Let records of these lines bear the whole text, as older versions keep it."""
    text = window.session.close_text("lines:" + f"{field.kind}:{field.by}:anna:0")
    whole = {
        f"{record}/of": f"{text.name}/{part}\n{text.text}"
        for part, record in text.records
        if part in parts
    }
    window.document.set_fields(field.kind, whole)
    window.session._forget_notebook()


@pytest.mark.parametrize("older", [{0, 1, 2}, {1}])
def test_what_older_versions_entered_stands_and_is_read_anew_where_somebody_typed_on(two, older):
    anna, bert = two
    anna.type(DECISIONS, "one ↵ two ↵ three")
    anna.enter(DECISIONS)
    first, second, third = anna.session.notebook.decisions
    entered_by_older_versions(anna, DECISIONS, older)
    anna.session.change("decisions", first.id, text="one and a half")
    if 0 in older:  # what a change writes is not in the older form
        entered_by_older_versions(anna, DECISIONS, older)
    text = anna.session.close_text("lines:decisions::anna:0")
    assert text.is_entered_unchanged and anna.later() == []
    meet(anna, bert)
    assert bert.texts("decisions") == ["one and a half", "two", "three"]
    again = Window(ANNA, anna.document.state())
    writing = again.session.close_text_editor(again.session.close_text(text.name))
    writing.edit(Patch(0, 0, "zero ↵ "))
    meet(anna, bert, again)
    found = {record.text: record.id for record in bert.session.notebook.decisions}
    assert [found.get(words) for words in ("one", "two", "three")] == [
        first.id, second.id, third.id
    ]  # fmt: skip
    assert "zero" in found


def test_of_decomposed_letters_too_what_is_left_stands_entered(two):
    anna, _bert = two
    anna.type(DECISIONS, "cafe\u0301 ↵ tea ↵ re\u0301sume\u0301")
    anna.enter(DECISIONS)
    anna.session.take_back("decisions", anna.session.notebook.decisions[1].id)
    text = anna.session.close_text("lines:decisions::anna:0")
    assert text.is_entered_unchanged and "tea" not in text.text
    assert len(anna.texts("decisions")) == 2


def test_at_the_close_a_line_counts_that_nobody_entered(two):
    anna, bert = two
    bert.type(ACTIONS, "call @anna fri")
    meet(anna, bert)
    anna.session.finish()
    meet(anna, bert)
    for window in (anna, bert):
        (record,) = window.session.notebook.actions
        assert (record.text, record.by, record.who, record.due) == (
            "call", "bert", "anna", "2026-11-27"
        )  # fmt: skip


def test_a_line_too_long_to_be_entered_keeps_no_other_from_it_at_the_close(two):
    anna, bert = two
    anna.type(DECISIONS, "we go on")
    bert.type(DECISIONS, "we meet")
    long = "x" * (MAX_NOTE + 1)  # as two windows may come to type it together
    bert.document.edit(bert.field(DECISIONS).name, Patch(0, 0, long), "bert")
    meet(anna, bert)
    anna.session.finish()
    entered = {text.typist: text.is_entered_unchanged for text in anna.session.notebook.close_texts}
    assert entered == {"anna": True, "bert": False}
    assert sorted(anna.texts("decisions")) == ["we go on", f"{long}we meet"]


def test_a_line_that_arrives_after_the_close_counts_too(two):
    anna, bert = two
    bert.type(ACTIONS, "call @anna fri")
    bert.type(LEARNED, "budgets")
    anna.session.finish()
    meet(anna, bert)
    assert bert.session.notebook == anna.session.notebook
    (record,) = anna.session.notebook.actions
    assert (record.text, record.who, record.due) == ("call", "anna", "2026-11-27")
    assert anna.texts("learned") == ["budgets"]
    assert bert.field(ACTIONS).text == "call @anna fri", "nothing takes it from under his hands"
    bert.type(ACTIONS, "!", place=4)
    assert bert.texts("actions") == ["call!"]
    bert.enter(ACTIONS)
    meet(anna, bert)
    assert anna.texts("actions") == ["call!"]
    assert bert.field(ACTIONS).text == ""


@pytest.mark.parametrize("field", [ACTIONS, DAY])
@pytest.mark.parametrize("at_once", [False, True])
def test_a_close_that_is_taken_back_splits_no_word_that_somebody_types(two, field, at_once):
    anna, bert = two
    bert.type(field, "call An" if field is ACTIONS else "mon")
    meet(anna, bert)
    with anna.session.recorded() as closing:
        anna.session.finish()
    if not at_once:  # both reach him together where he looks a moment later
        meet(anna, bert)
        bert.field(field)
    anna.session.undo_step(closing)
    meet(anna, bert)
    bert.type(field, "na" if field is ACTIONS else "day")
    assert bert.field(field).text == ("call Anna" if field is ACTIONS else "monday")
    if field is ACTIONS:
        bert.enter(field)
        meet(anna, bert)
        assert anna.texts("actions") == bert.texts("actions") == ["call Anna"]
        assert bert.field(field).text == ""
    anna.session.finish()
    meet(anna, bert)
    assert bert.session.notebook == anna.session.notebook
    assert anna.session.notebook.about.next_date == ("" if field is ACTIONS else "2026-11-30")


def test_a_record_nobody_entered_can_be_ticked_off_after_the_close(two):
    anna, bert = two
    bert.type(ACTIONS, "call ↵ write @anna")
    anna.session.finish()
    meet(anna, bert)
    bert.session.seal()
    before = bert.session.notebook.actions
    bert.session.change("actions", before[0].id, state="done")
    meet(anna, bert)
    after = anna.session.notebook.actions
    assert [(r.id, r.text, r.who) for r in after] == [(r.id, r.text, r.who) for r in before]
    assert [r.state for r in after] == ["done", "open"]


def test_a_line_that_was_emptied_again_leaves_nothing(two):
    anna, bert = two
    bert.type(DECISIONS, "no")
    bert.wipe(DECISIONS)
    bert.type(LEARNED, "  ")
    anna.session.finish()
    meet(anna, bert)
    assert anna.texts("decisions") == anna.texts("learned") == []


def test_undo_takes_an_entered_line_back(two):
    anna, bert = two
    anna.type(DECISIONS, "we go on")
    with anna.session.recorded() as changes:
        anna.enter(DECISIONS)
    assert anna.session.undo_step(changes) == UndoOutcome(taken=True)
    meet(anna, bert)
    assert anna.texts("decisions") == bert.texts("decisions") == []
    anna.session.finish()
    assert anna.texts("decisions") == []


def shared_bytes(window: Window) -> bytes:
    """The state as a file holds it: made from a fresh document."""
    return Document(window.document.state()).state()


@pytest.mark.parametrize("way", ["remove", "undo"])
@pytest.mark.parametrize("typed_on", [False, True])
def test_what_is_removed_leaves_the_shared_files(two, way, typed_on):
    anna, bert = two
    anna.type(DECISIONS, "zebras are rude")
    with anna.session.recorded() as entered:
        anna.enter(DECISIONS)
    meet(anna, bert)
    (record,) = anna.session.notebook.decisions
    if way == "undo":
        anna.session.undo_step(entered)
    else:
        if typed_on:  # by a second window of hers, whose caret stands there
            text = anna.session.close_text("lines:decisions::anna:0")
            anna.session.close_text_editor(text).edit(Patch(15, 0, "r"))
        anna.session.take_back("decisions", record.id)
    meet(anna, bert)
    for window in two:
        assert b"zebras" not in shared_bytes(window)
        assert window.texts("decisions") == [] and window.later() == []


@pytest.mark.parametrize("number", range(3))
def test_of_lines_pasted_together_only_what_is_removed_leaves_and_it_comes_back(two, number):
    anna, bert = two
    anna.type(DECISIONS, "zebra ↵ zebra ↵ gnu")
    anna.enter(DECISIONS)
    records = anna.session.notebook.decisions
    with anna.session.recorded() as removed:
        anna.session.take_back("decisions", records[number].id)
    meet(anna, bert)
    left = [record for record in records if record is not records[number]]
    assert (b"gnu" in shared_bytes(bert)) == (number != 2)
    for window in two:
        assert list(window.session.notebook.decisions) == left
    assert anna.session.undo_step(removed) == UndoOutcome(taken=True)
    meet(anna, bert)
    for window in two:
        assert window.session.notebook.decisions == records
        assert window.later() == []


@pytest.mark.parametrize("way", ["remove", "undo"])
def test_a_line_that_may_be_added_after_the_close_can_be_taken_back_after_it(two, way):
    anna, bert = two
    anna.type(LEARNED, "zebras are rude")
    with anna.session.recorded() as entered:
        anna.enter(LEARNED)
    anna.session.finish()
    if way == "undo":
        assert anna.session.undo_step(entered) == UndoOutcome(taken=True)
    else:
        anna.session.take_back("learned", anna.session.notebook.learned[0].id)
    meet(anna, bert)
    for window in two:
        assert b"zebras" not in shared_bytes(window)
        assert window.texts("learned") == [] and window.later() == []


def test_a_step_that_is_refused_after_the_close_changes_nothing(two):
    anna, _bert = two
    with anna.session.recorded() as entered:
        for field in (DECISIONS, LEARNED):  # of which the second alone could be taken back
            anna.type(field, "we go")
            anna.enter(field)
    anna.session.finish()
    before = anna.document.state()
    with pytest.raises(WrongUse, match="is closed"):
        anna.session.undo_step(entered)
    assert anna.document.state() == before


def test_removing_a_line_that_is_refused_after_the_close_changes_nothing(two):
    anna, _bert = two
    anna.type(DECISIONS, "we go")
    again = Window(ANNA, anna.document.state())
    anna.enter(DECISIONS)
    anna.session.finish()
    again.type(DECISIONS, " on")
    anna.hear(again)
    (record,) = anna.session.notebook.decisions
    before = anna.document.state()
    with pytest.raises(WrongUse, match="is closed"):
        anna.session.take_back("decisions", record.id)
    assert anna.document.state() == before


@pytest.mark.parametrize("way", ["remove", "undo"])
def test_a_full_session_lets_a_line_go_with_its_words(two, way):
    anna, _bert = two
    anna.type(DECISIONS, "zebra\ngnu\nyak")
    with anna.session.recorded() as entered:
        zebra = anna.session.enter(anna.field(DECISIONS))[0]
    anna.document.is_full = True
    if way == "undo":
        assert anna.session.undo_step(by_entity(entered)[zebra.id]).taken
    else:
        anna.session.take_back("decisions", zebra.id)
    assert anna.texts("decisions") == ["gnu", "yak"]
    assert b"zebra" not in shared_bytes(anna)


def test_undo_here_and_words_typed_and_entered_there_leave_what_was_typed_there():
    """As in a note: what the one removes goes, what the other types meanwhile stays."""
    for _try in range(10):  # whichever client id is the larger
        anna = session_of(Window(ANNA))
        again = Window(ANNA, anna.document.state())
        anna.type(DECISIONS, "we go")
        meet(anna, again)
        with anna.session.recorded() as changes:
            anna.enter(DECISIONS)
        again.type(DECISIONS, " on")
        again.hear(anna)
        again.enter(DECISIONS)
        anna.session.undo_step(changes)
        meet(anna, again)
        assert anna.texts("decisions") == again.texts("decisions") == ["on"]


def test_a_changed_line_stays_changed(two):
    anna, bert = two
    anna.type(DECISIONS, "we go on")
    anna.enter(DECISIONS)
    meet(anna, bert)
    (record,) = bert.session.notebook.decisions
    bert.session.change("decisions", record.id, text="we stop")
    meet(anna, bert)
    assert anna.texts("decisions") == ["we stop"]


def test_of_days_for_the_next_session_the_own_counts_and_none_that_is_no_day(two):
    anna, bert = two
    bert.type(DAY, "someday")
    meet(anna, bert)
    anna.session.finish()
    assert anna.session.notebook.about.next_date == ""
    anna.session.reopen()
    bert.type(DAY, " fri")
    bert.wipe(DAY)
    bert.type(DAY, "fri")
    anna.type(DAY, "thu")
    meet(anna, bert)
    anna.session.finish()
    meet(anna, bert)
    assert bert.session.notebook.about.next_date == "2026-11-26"


@pytest.mark.parametrize("entered", [False, True])
def test_words_that_are_no_day_stay_readable_after_the_close(two, entered):
    anna, bert = two
    if entered:  # a second window of his types on, behind the day that he agreed on here
        bert.type(DAY, "fri")
        text = bert.field(DAY)
        bert.session.enter_day(text, "2026-11-27")
        bert.session.close_text_editor(text).edit(Patch(3, 0, " or after the holidays"))
    else:
        bert.type(DAY, "after the holidays")
    meet(anna, bert)
    anna.session.finish()
    meet(anna, bert)
    for window, pair in ((anna, Pair(ANNA, BERT)), (bert, Pair(BERT, ANNA))):
        ((words, typist),) = window.later()
        assert "after the holidays" in words and typist == "bert"
        (row,) = tables_of(window.session.notebook)["unentered"].values()
        assert (row["field"], row["typist"], row["text"]) == ("next", "bert", words)
        assert f"- {words} (Bert)" in minutes(window.session.notebook, pair)


def test_a_day_that_arrives_after_the_close_counts(two):
    anna, bert = two
    bert.type(DAY, "fri")
    anna.session.finish()
    meet(anna, bert)
    assert anna.session.notebook.about.next_date == "2026-11-27"


def test_files_of_it_are_taken_by_readers_that_do_not_know_it(two, monkeypatch):
    anna, bert = two
    bert.type(LEARNED, "half a line")
    bert.type(DECISIONS, "we go on")
    bert.enter(DECISIONS)
    state = bert.document.state()
    monkeypatch.setattr(documents, "TEXT_PREFIXES", ("notes:", "answers:"))
    check_state(state)
    old = Document(state)
    notebook = read_notebook("s", old.content())
    assert [record.text for record in notebook.decisions] == ["we go on"]
    assert notebook.learned == ()
    old.set_fields("checks", {"checklist/1": True})
    kept = old.state()
    monkeypatch.undo()
    anna.document.merge(kept)
    anna.session._forget_notebook()
    assert anna.later() == [("half a line", "bert")]
    assert anna.session.notebook.checks == {"checklist/1"}


FORGED = [
    "lines:decisions::bert:007",
    "lines:decisions::bert:9999999",
    "lines:about::bert:0",
    "lines:decisions:b\x1bert:bert:0",
    "lines:decisions:::0",
    "lines:decisions",
    "lines:",
]


@pytest.mark.parametrize("name", FORGED)
def test_a_text_of_another_name_is_none_of_the_close(two, name):
    anna, _bert = two
    anna.document.edit(name, Patch(0, 0, "forged"), "bert")
    anna.session.finish()
    assert anna.session.notebook.close_texts == ()
    assert anna.texts("decisions") == []


@pytest.mark.parametrize(
    "of",
    ["", "x", "lines:decisions::anna:0", "lines:decisions::anna:0/x\ny", "/0\n", 7, None,
     "lines:decisions::anna:0/999999\nwe go on",
     "lines:decisions::anna:0/0\nwe go on\nsha256:0000000000000000",
     "lines:decisions::anna:0/0\nsha256:0000000000000000"],
)  # fmt: skip
def test_a_forged_source_loses_no_words(two, of):
    anna, _bert = two
    anna.type(DECISIONS, "we go on")
    anna.document.set_fields("decisions", {"r/text": "forged", "r/by": "bert", "r/of": of})
    anna.session.finish()
    assert "we go on" in json.dumps(anna.texts("decisions"))


FIELDS = (DECISIONS, LEARNED)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["type", "type", "type", "begin", "enter", "enter", "paste", "meet", "meet",
                         "close", "reopen"]),
        st.sampled_from(FIELDS),
        st.integers(0, 2),
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_every_word_is_there_once_on_both_sides_whatever_happens_in_what_order(steps):
    """Two windows of one person and one of the other: words typed before and behind, entered,
    pasted, closed upon and reopened, and reaching the others at any time."""
    first = session_of(Window(ANNA))
    windows = [first, Window(ANNA, first.document.state()), Window(BERT, first.document.state())]
    for window in windows:  # or who only hears of a close takes it for one that was known before
        window.session.seal()
    typed = []
    for number, (window, do, field, other) in enumerate(steps):
        one = windows[window]
        if do in ("type", "begin", "paste"):
            words = f"a{number}a ↵ b{number}b" if do == "paste" else f"a{number}a"
            typed += [word for word in words.split() if word != "↵"]
            one.type(field, f" {words} ", 0 if do == "begin" else None)
        elif do == "enter":
            one.enter(field)
        elif do == "meet":
            one.hear(windows[other])
        elif do == "close":
            one.session.finish()
            one.session._closes_known = None if one.session.notebook.state != "done" else -1
        elif do == "reopen" and one.session.notebook.state == "done":
            one.session.reopen()
    for _round in range(2):
        meet(*windows)
    for window in windows:
        window.session._forget_notebook()
        found = [*window.texts("decisions"), *window.texts("learned")]
        found += [words for words, _typist in window.later()]
        assert sorted(" ".join(found).replace("↵", " ").split()) == sorted(typed)
        assert window.session.notebook.close_texts == first.session.notebook.close_texts
        assert window.texts("decisions") == first.texts("decisions")
    first.session.finish()
    assert first.later() == []
    done = [*first.texts("decisions"), *first.texts("learned")]
    assert sorted(" ".join(done).split()) == sorted(typed)
