"""An agreed line is changed, in the close and after it: what it said is kept, and both agree."""

import itertools
from datetime import timedelta

import pytest

from companion.domain.errors import WrongUse
from companion.domain.export.minutes import minutes
from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.agenda import WHOLE
from companion.domain.session.revisions import REVISED_KINDS
from companion.storage.document.document import Document
from companion.storage.document.schema import read_notebook
from companion.workspace.document.changes import UndoOutcome

CALL = ParsedLine("call the printer", "bert", "2026-12-04")
MAIL = ParsedLine("mail the printer", "anna", "2026-12-11")


@pytest.fixture
def sessions(sessions):
    """The same, where both know of a close as soon as it is there."""
    mine, theirs, meet = sessions

    def meet_and_look():
        meet()
        for session in (mine, theirs):
            session.seal()

    return mine, theirs, meet_and_look


def said(session, kind="actions"):
    return [(r.text, r.who, r.due) for r in session.notebook.records(kind)]


def history(session, kind, record):
    found = session.notebook.revisions_of(kind, record)
    return [(r.by, r.before.text, r.after.text, r.closed) for r in found]


@pytest.mark.parametrize("kind", REVISED_KINDS)
def test_a_line_of_a_closed_session_says_something_else_and_keeps_what_it_said(sessions, kind):
    mine, theirs, meet = sessions
    record = mine.add(kind, ParsedLine("one"), item="i1", by="bert")
    mine.finish()
    meet()
    theirs.revise(kind, record, ParsedLine("two"))
    meet()
    mine.revise(kind, record, ParsedLine("three"))
    meet()
    for session in (mine, theirs):
        (found,) = session.notebook.records(kind)
        assert (found.id, found.text, found.by, found.item) == (record, "three", "bert", "i1")
        assert history(session, kind, record) == [
            ("bert", "one", "two", True),
            ("anna", "two", "three", True),
        ]


@pytest.mark.parametrize("off", [timedelta(days=400), timedelta(days=-400)])
def test_changes_are_listed_as_they_were_made_whatever_the_clocks_say(sessions, clock, off):
    mine, theirs, meet = sessions
    theirs._now = lambda: clock() + off
    record = mine.add("decisions", ParsedLine("one"))
    meet()
    for number, (session, words) in enumerate(
        [(mine, "two"), (theirs, "three"), (mine, "four"), (theirs, "five"), (theirs, "six")]
    ):
        session.revise("decisions", record, ParsedLine(words))
        assert session.notebook.revisions[-1].number == number + 1
        meet()
    for session in (mine, theirs):
        found = session.notebook.revisions_of("decisions", record)
        assert [r.after.text for r in found] == ["two", "three", "four", "five", "six"]
        assert [r.before.text for r in found] == ["one", "two", "three", "four", "five"]


def test_changes_made_apart_stand_in_one_order_on_both_sides(sessions, clock):
    mine, theirs, meet = sessions
    record = mine.add("decisions", ParsedLine("one"))
    meet()
    for session in (mine, theirs):
        session.revise("decisions", record, ParsedLine(f"of {session.me}"))
    meet()
    theirs.revise("decisions", record, ParsedLine("agreed"))
    meet()
    assert mine.notebook.revisions == theirs.notebook.revisions
    assert [r.number for r in mine.notebook.revisions] == [1, 1, 2]
    assert mine.notebook.revisions[-1].after.text == "agreed"


@pytest.mark.parametrize("number", [-1, 2**31, True, "7", None, 1.5])
def test_a_forged_number_is_none(sessions, number):
    mine, _theirs, _meet = sessions
    record = mine.add("decisions", ParsedLine("one"))
    mine._document.set_fields("revisions", {"f/kind": "decisions", "f/record": record,
                                            "f/number": number})  # fmt: skip
    mine._forget_notebook()
    mine.revise("decisions", record, ParsedLine("two"))
    assert [r.number for r in mine.notebook.revisions] == [0, 1]


def test_who_and_when_of_a_promise_change_with_it_and_its_tick_stays(sessions):
    mine, theirs, meet = sessions
    record = mine.add("actions", CALL)
    mine.finish()
    mine.change("actions", record, state="done")
    meet()
    theirs.revise("actions", record, MAIL)
    meet()
    for session in (mine, theirs):
        assert said(session) == [(MAIL.text, MAIL.who, MAIL.due)]
        assert session.notebook.actions[0].state == "done"
        (revision,) = session.notebook.revisions
        assert (revision.before, revision.after) == (CALL, MAIL)


@pytest.mark.parametrize("first", [0, 1])
def test_both_change_it_apart_and_agree_once_they_meet(sessions, first):
    mine, theirs, meet = sessions
    record = mine.add("decisions", ParsedLine("we meet on Mondays"))
    mine.finish()
    meet()
    writers = [(mine, "Tuesdays"), (theirs, "Fridays")]
    for session, day in writers[first:] + writers[:first]:
        session.revise("decisions", record, ParsedLine(f"we meet on {day}"))
    meet()
    meet()
    assert said(mine, "decisions") == said(theirs, "decisions")
    assert mine.notebook.decisions[0].text in ("we meet on Tuesdays", "we meet on Fridays")
    for session in (mine, theirs):
        assert {(by, after) for by, _b, after, _c in history(session, "decisions", record)} == {
            ("anna", "we meet on Tuesdays"),
            ("bert", "we meet on Fridays"),
        }
    assert mine.notebook.revisions == theirs.notebook.revisions


def test_a_change_is_taken_back_and_that_is_in_the_history_too(sessions, clock):
    mine, theirs, meet = sessions
    record = mine.add("actions", CALL)
    mine.finish()
    with mine.recorded() as changes:
        mine.revise("actions", record, MAIL)
    clock.forward(minutes=5)
    assert mine.undo_step(changes) == UndoOutcome(taken=True)
    meet()
    for session in (mine, theirs):
        assert said(session) == [(CALL.text, CALL.who, CALL.due)]
        assert [after for _by, _b, after, _c in history(session, "actions", record)] == [
            MAIL.text, CALL.text,
        ]  # fmt: skip


def test_what_the_other_made_of_it_since_stays(sessions, clock):
    mine, theirs, meet = sessions
    record = mine.add("actions", CALL)
    mine.finish()
    with mine.recorded() as changes:
        mine.revise("actions", record, MAIL)
    meet()
    clock.forward(minutes=5)
    theirs.revise("actions", record, ParsedLine("write a letter", "bert"))
    meet()
    assert mine.undo_step(changes) == UndoOutcome(taken=False, kept=True, by="bert")
    assert said(mine) == [("write a letter", "bert", "")]


def test_a_line_of_the_notes_is_changed_there_and_says_again_what_it_said(sessions):
    mine, theirs, meet = sessions
    mine.start()
    mine.write_note("i1", "before\nAction: call the printer @Bert fri\nafter")
    (record,) = mine.notebook.actions
    with mine.recorded() as changes:
        mine.revise("actions", record.id, MAIL, "mail the printer @Anna 2026-12-11")
    meet()
    assert "Action: mail the printer @Anna 2026-12-11\n" in theirs.note("i1")
    assert said(theirs) == [(MAIL.text, MAIL.who, MAIL.due)]
    assert history(theirs, "actions", record.id) == [
        ("anna", "call the printer", "mail the printer", False)
    ]
    assert mine.undo_step(changes) == UndoOutcome(taken=True)
    assert mine.note("i1") == "before\nAction: call the printer @Bert fri\nafter"


def test_after_the_close_the_notes_stay_and_the_line_is_changed_beside_them(sessions, couple):
    mine, theirs, meet = sessions
    mine.start()
    mine.write_note("i1", "Action: call the printer @Bert fri")
    mine.finish()
    meet()
    (record,) = theirs.notebook.actions
    theirs.revise("actions", record.id, MAIL, "mail the printer @Anna 2026-12-11")
    meet()
    for session, workspace in zip((mine, theirs), couple, strict=True):
        assert session.note("i1") == "Action: call the printer @Bert fri"
        assert said(session) == [(MAIL.text, MAIL.who, MAIL.due)]
        again = workspace.open_session(mine.id)
        assert said(again) == said(session), "also when it is read anew"
    page = minutes(mine.notebook, couple[0].pair)
    assert "mail the printer (Anna · Fri 11 Dec 2026) · changed by Bert, Mon 23 Nov 2026" in page
    assert page == minutes(theirs.notebook, couple[1].pair)


CALL_LINE = "Action: call the printer @Bert 2026-12-04"
LATER = ParsedLine(CALL.text, "bert", "2026-12-11")


def written_twice(session, way):
    """One promise in two places: two lines of the notes, or one and a record of its own."""
    session.start()
    session.write_note("i1", "\n".join([CALL_LINE] * (2 if way == "lines" else 1)))
    if way == "F8":
        session.add("actions", CALL, item="i1")
    (record,) = session.notebook.actions
    return record.id


@pytest.mark.parametrize("way", ["lines", "F8"])
@pytest.mark.parametrize("typed", ["call the printer @Bert 2026-12-11", ""])
def test_a_promise_that_stands_twice_is_changed_in_both_places(sessions, way, typed):
    mine, theirs, meet = sessions
    record = written_twice(mine, way)
    mine.change("actions", record, state="done")
    before = mine.note("i1")
    with mine.recorded() as changes:
        mine.revise("actions", record, LATER, typed)
    meet()
    assert [(r.id, r.due, r.state) for r in theirs.notebook.actions] == [
        (record, LATER.due, "done")
    ]
    assert theirs.note("i1") == before.replace("2026-12-04", LATER.due)
    assert mine.undo_step(changes) == UndoOutcome(taken=True)
    assert (mine.note("i1"), said(mine)) == (before, [(CALL.text, CALL.who, CALL.due)])


def test_it_stays_the_record_it_is_where_another_line_stands_above_it(sessions):
    mine, _theirs, _meet = sessions
    mine.start()
    mine.write_note("i1", f"x\n{CALL_LINE}")
    (record,) = mine.notebook.actions
    mine.change("actions", record.id, state="done")
    mine.write_note("i1", f"{CALL_LINE}\n{CALL_LINE}")
    mine.revise("actions", record.id, LATER)
    assert [(r.id, r.due, r.state) for r in mine.notebook.actions] == [
        (record.id, LATER.due, "done")
    ]


@pytest.mark.parametrize("way", ["lines", "F8"])
def test_a_promise_that_stands_twice_is_one_also_when_it_is_changed_after_the_close(sessions, way):
    mine, theirs, meet = sessions
    record = written_twice(mine, way)
    mine.finish()
    meet()
    theirs.revise("actions", record, LATER)
    meet()
    for session in (mine, theirs):
        assert said(session) == [(LATER.text, LATER.who, LATER.due)]
    mine.reopen()
    assert [r.id for r in mine.notebook.actions] == [record]
    assert CALL.due not in mine.note("i1") and LATER.due in mine.note("i1")
    mine.write_note("i2", CALL_LINE)  # at another item
    mine.write_note("i1", mine.note("i1") + f"\n{CALL_LINE}")  # after the change
    mine.finish()
    meet()
    assert sorted(due for _text, _who, due in said(theirs)) == [CALL.due, CALL.due, LATER.due]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("we eat", "we eat on Mondays"),
        ("we eat on Mondays", "we eat at noon"),
        ("eat", "we eat"),
        ("we eat", "we eat eat"),
    ],
)
def test_a_line_is_changed_once_where_both_reopen_at_the_same_time(sessions, before, after):
    mine, theirs, meet = sessions
    mine.start()
    mine.write_note("i1", f"above\nDecision: {before}\nbelow")
    mine.finish()
    meet()
    (record,) = theirs.notebook.decisions
    theirs.revise("decisions", record.id, ParsedLine(after))
    meet()
    for session in (mine, theirs):
        session.reopen()
    for _time in range(2):
        meet()
        for session in (mine, theirs):
            assert session.note("i1") == f"above\nDecision: {after}\nbelow"
            assert [(r.id, r.text) for r in session.notebook.decisions] == [(record.id, after)]


def test_the_others_reopening_brings_a_change_that_says_a_word_twice(sessions):
    mine, theirs, meet = sessions
    mine.start()
    mine.write_note("i1", "Decision: we eat")
    mine.finish()
    meet()
    theirs.revise("decisions", theirs.notebook.decisions[0].id, ParsedLine("we eat eat"))
    meet()
    theirs.reopen()
    meet()
    for session in (mine, theirs):
        assert session.note("i1") == "Decision: we eat eat"


@pytest.mark.parametrize(("before", "typed"), [("100", "1000"), ("1000", "10000"), ("200", "2000")])
def test_what_the_other_types_in_a_changed_line_as_they_reopen_stays(sessions, before, typed):
    mine, theirs, meet = sessions
    mine.start()
    mine.write_note("i1", "Decision: we print 1")
    mine.finish()
    meet()
    theirs.revise("decisions", theirs.notebook.decisions[0].id, ParsedLine(f"we print {before}"))
    meet()
    for session in (mine, theirs):
        session.reopen()
        session.finish()
        meet()
    theirs.reopen()
    theirs.write_note("i1", f"Decision: we print {typed}")
    for _time in range(2):
        meet()
        for session in (mine, theirs):
            assert session.note("i1") == f"Decision: we print {typed}"


def test_a_line_changed_and_changed_back_while_closed_keeps_what_the_other_types(sessions):
    mine, theirs, meet = sessions
    mine.start()
    mine.write_note("i1", "Decision: we print 100")
    mine.finish()
    meet()
    (record,) = theirs.notebook.decisions
    theirs.revise("decisions", record.id, ParsedLine("we print 200"))
    theirs.revise("decisions", record.id, ParsedLine("we print 100"))
    meet()
    mine.reopen()
    theirs.reopen()
    theirs.write_note("i1", "Decision: we print 1000")
    for _time in range(2):
        meet()
        for session in (mine, theirs):
            assert session.note("i1") == "Decision: we print 1000"


def test_promises_that_come_to_say_the_same_after_the_close_stay_two(sessions):
    mine, _theirs, _meet = sessions
    mine.start()
    mine.write_note("i1", f"{CALL_LINE}\n{CALL_LINE.replace('04', '11')}")
    mine.finish()
    known = [record.id for record in mine.notebook.actions]
    for record in known:
        mine.revise("actions", record, MAIL)
    mine.reopen()
    mine.finish()
    assert [record.id for record in mine.notebook.actions] == known


def test_a_promise_whose_line_the_other_removed_before_they_knew_of_the_close(sessions):
    mine, theirs, meet = sessions
    mine.write_note(WHOLE, "Action: call the printer @Bert fri")
    meet()
    theirs.write_note(WHOLE, "")
    mine.finish()
    meet()
    (before,) = mine.notebook.actions
    mine.revise("actions", before.id, MAIL)
    meet()
    for session in (mine, theirs):
        assert said(session) == [(MAIL.text, MAIL.who, MAIL.due)]
        assert [r.id for r in session.notebook.actions] == [before.id]


def test_a_change_after_the_close_is_taken_back_in_the_notes_once_it_is_reopened(sessions):
    mine, _theirs, _meet = sessions
    mine.start()
    mine.write_note("i1", CALL_LINE)
    mine.finish()
    with mine.recorded() as changes:
        mine.revise("actions", mine.notebook.actions[0].id, MAIL)
    mine.reopen()
    mine.undo_step(changes)
    assert (mine.note("i1"), said(mine)) == (CALL_LINE, [(CALL.text, CALL.who, CALL.due)])


def test_a_change_in_the_close_is_in_the_history_and_not_in_the_minutes(sessions, couple):
    mine, _theirs, _meet = sessions
    record = mine.add("decisions", ParsedLine("we meet on Mondays"))
    mine.revise("decisions", record, ParsedLine("we meet on Fridays"))
    mine.finish()
    assert history(mine, "decisions", record) == [
        ("anna", "we meet on Mondays", "we meet on Fridays", False)
    ]
    assert "changed by" not in minutes(mine.notebook, couple[0].pair)


def test_what_cannot_be_changed_is_refused(sessions):
    mine, _theirs, _meet = sessions
    record = mine.add("decisions", ParsedLine("yes"))
    gone = mine.add("decisions", ParsedLine("no"))
    mine.take_back("decisions", gone)
    mine.finish()
    before = mine.notebook
    with pytest.raises(WrongUse, match="empty"):
        mine.revise("decisions", record, ParsedLine(" "))
    for unknown in (gone, "nobody"):
        with pytest.raises(WrongUse, match="not there any more"):
            mine.revise("decisions", unknown, ParsedLine("maybe"))
    mine.revise("decisions", record, ParsedLine("yes"))
    assert mine.notebook == before
    with pytest.raises(WrongUse, match="--correction"):
        mine.change("decisions", record, text="by the back door")


def test_a_reader_without_revisions_shows_what_was_agreed_last(sessions):
    mine, _theirs, _meet = sessions
    record = mine.add("decisions", ParsedLine("we meet on Mondays"))
    mine.finish()
    mine.revise("decisions", record, ParsedLine("we meet on Fridays"))
    content = mine._document.content()
    del content["revisions"]
    assert [r.text for r in read_notebook(mine.id, content).decisions] == ["we meet on Fridays"]


def test_revisions_that_hold_anything_at_all_are_read(sessions):
    mine, _theirs, _meet = sessions
    strange = [7, True, None, "\x1b[2J", "x" * 10_000]
    names = ["kind", "record", "by", "at", "before_text", "after_who", "closed", "line", "new"]
    fields = {f"r{n}/{name}": value
              for n, (name, value) in enumerate(itertools.product(names, strange))}  # fmt: skip
    mine._document.set_fields("revisions", fields)
    mine.write_note(WHOLE, "so that it is read anew")
    found = mine.notebook.revisions
    assert len(found) == len(fields)
    assert not any("\x1b" in str(revision) for revision in found)
    assert mine.save() is None
    assert read_notebook(mine.id, Document(mine._document.state()).content()).revisions == found
