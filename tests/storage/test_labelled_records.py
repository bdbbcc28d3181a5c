"""Records as a view of the notes: found by every reader, the same on both devices, never twice."""

import random
from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.people import Pair, Person
from companion.domain.session.clock import CLOSE, REOPEN, START, Event
from companion.domain.session.stored_record import Mention
from companion.domain.text import Patch
from companion.storage.document.clock_events import event_value
from companion.storage.document.document import Document
from companion.storage.document.notebook_reader import read_document
from companion.storage.document.schema import entity_fields
from companion.storage.document.stored_records import (
    MENTIONS,
    fields_of_line,
    line_value,
    mention_value,
    read_stored,
)

ANNA, BERT = Person("anna", "Anna"), Person("bert", "Bert")
NAME = "notes:i1"
MONDAY = "2026-11-23"


def session(text="", by="anna", day=MONDAY):
    """A session's document in whose first item somebody typed this."""
    document = Document()
    document.set_fields("about", {"date": MONDAY, "lesson": "feedback-02"})
    if text:
        document.edit(NAME, Patch(0, 0, text), by, day)
    return document


def typed(document, behind, words, by="anna", day=MONDAY):
    """Type words behind others that stand there; behind none at the beginning."""
    place = document.text(NAME).index(behind) + len(behind)
    document.edit(NAME, Patch(place, 0, words), by, day)


def removed(document, words):
    document.edit(NAME, Patch(document.text(NAME).index(words), len(words), ""), "anna", MONDAY)


def read(document, me=ANNA, partner=BERT):
    return read_document("s", document, Pair(me, partner))


def actions(document):
    return [(r.text, r.who, r.due, r.by, r.state) for r in read(document).actions]


def ids(document):
    return [r.id for r in read(document).actions]


def store(document, record, **values):
    """Store something about a record; `line` is what its line says then."""
    if "line" in values:
        values["line"] = line_value(values["line"], values.get("text", ""))
    document.set_fields("actions", entity_fields(record, values))


def revise(document, record, who, due):
    """Change whom an agreed action is for and by when, as is done after the close."""
    notebook, wanted = read(document), replace(record, who=who, due=due)
    line = notebook.line_of("actions", record.id)
    values = fields_of_line(wanted, line.reading.words) if line else {"who": who, "due": due}
    document.set_fields("actions", entity_fields(record.id, values))
    own = line_of_stored(document, record.id)
    for other in notebook.lines_of("actions", record.id):
        if other.own != record.id:
            value = mention_value(Mention(record.id, other.reading.words, own))
            document.set_fields("actions", entity_fields(other.line.id, {MENTIONS: value}))
    return wanted


def line_of_stored(document, record):
    entries = read_stored(document.content())["actions"]
    return next(entry.line for entry in entries if entry.record.id == record)


def happen(document, *kinds, at="2026-11-23T10:00:00+00:00"):
    for kind in kinds:
        number = read(document).clock.round
        event = Event(datetime.fromisoformat(at), "anna", kind, round=number)
        document.append("clock", event_value(event))


def close(document):
    happen(document, START, CLOSE)


def agree(document):
    """Close a session, with its actions stored as they stand."""
    notebook = read(document)
    for record in notebook.actions:
        line = notebook.line_of("actions", record.id)
        if line is not None:
            fields = fields_of_line(record, line.reading.words)
            document.set_fields("actions", entity_fields(record.id, fields))
    close(document)


def reopen(document):
    happen(document, REOPEN)


CALL = "Action: call @Bert fri"


def test_a_line_is_a_record_by_being_there():
    document = session(f"before\n{CALL}\nafter")
    state = document.state()
    (record,) = read(document).actions
    assert (record.text, record.who, record.due) == ("call", "bert", "2026-11-27")
    assert (record.by, record.item, record.created) == ("anna", "i1", MONDAY)
    assert Document(document.state()).state() == Document(state).state()  # nothing is written


def test_it_follows_the_words_and_keeps_its_id():
    document = session(f"first\n{CALL}")
    (known,) = ids(document)
    typed(document, "", "above\n", "bert")
    typed(document, "Action: call", " him")
    typed(document, "fri", "\nbelow")
    assert actions(document) == [("call him", "bert", "2026-11-27", "anna", "open")]
    assert ids(document) == [known]
    removed(document, "Action: call him")
    assert actions(document) == []


def test_a_label_typed_before_words_that_stand_there_makes_one():
    document = session("before\ncall @Bert fri\nafter")
    assert actions(document) == []
    typed(document, "before\n", "Actie: ", "bert")
    assert actions(document) == [("call", "bert", "2026-11-27", "bert", "open")]


def test_a_line_cut_in_two_and_joined_again():
    document = session("Action: call and Idea: coffee")
    assert actions(document) == [("call and Idea: coffee", "", "", "anna", "open")]
    typed(document, "call and", "\n")
    assert actions(document) == [("call and", "", "", "anna", "open")]
    assert [r.text for r in read(document).ideas] == ["coffee"]
    removed(document, "\n")
    assert actions(document) == [("call and Idea: coffee", "", "", "anna", "open")]
    assert read(document).ideas == ()


def test_a_date_is_read_as_of_the_day_the_line_was_typed():
    document = session("Action: call fri")
    assert actions(document)[0][2] == "2026-11-27"
    typed(document, "fri", "\nAction: mail fri", day="2026-12-01")
    typed(document, "Action: ", "please ", "bert", "2026-12-01")
    assert [row[2] for row in actions(document)] == ["2026-11-27", "2026-12-04"]


def test_what_is_said_of_it_stays_with_it():
    document = session(CALL)
    (known,) = ids(document)
    store(document, known, state="done", line="call @Bert fri")
    typed(document, "call", " him")
    assert actions(document) == [("call him", "bert", "2026-11-27", "anna", "done")]
    assert ids(document) == [known]


def test_it_goes_along_where_a_line_is_cut_and_pasted():
    document = session(f"{CALL}\nlast")
    (known,) = ids(document)
    store(document, known, state="done", line="call @Bert fri")
    removed(document, f"{CALL}\n")
    assert actions(document) == []
    typed(document, "last", f"\n{CALL}")
    assert (ids(document), actions(document)[0][4]) == ([known], "done")


def test_a_removal_that_is_undone_brings_the_same_record_back():
    document = session()
    shared = document.shared_text(NAME)
    shared.edit(Patch(0, 0, CALL), "anna", MONDAY)
    (known,) = ids(document)
    store(document, known, state="done", line="call @Bert fri")
    shared.edit(Patch(0, len(CALL), ""), "anna", MONDAY)
    assert actions(document) == []
    shared.undo()
    assert (ids(document), actions(document)[0][4]) == ([known], "done")


def test_two_lines_that_say_the_same_are_one_record():
    document = session(f"{CALL}\n{CALL}")
    assert len(actions(document)) == 1
    first, second = read(document).labelled
    assert first.record == second.record == first.own != second.own
    typed(document, "fri", "\n" + CALL, "bert")
    assert len(actions(document)) == 2  # two people may say the same


def test_two_lines_for_another_person_or_day_are_two_records_and_follow_their_words():
    document = session(f"{CALL}\n{CALL.replace('fri', 'mon')}\n{CALL.replace('Bert', 'Anna')}")
    known = ids(document)
    whom = [(row[1], row[2]) for row in actions(document)]
    assert whom == [("bert", "2026-11-27"), ("bert", "2026-11-30"), ("anna", "2026-11-27")]
    typed(document, "mon", "day", "bert")
    removed(document, " @Anna")
    assert ids(document) == known
    whom = [(row[1], row[2]) for row in actions(document)]
    assert whom == [("bert", "2026-11-27"), ("bert", "2026-11-30"), ("", "2026-11-27")]


def test_whom_a_line_is_for_changes_with_it_and_makes_no_other_record():
    document, theirs = session(CALL), Document()
    theirs.merge(document.state())
    known = ids(document)
    typed(document, "@", "Anna ")
    removed(document, "Bert ")
    typed(theirs, "@Bert ", "next ", "bert")
    document.merge(theirs.state())
    theirs.merge(document.state())
    assert ids(document) == ids(theirs) == known
    assert actions(document)[0][1] == "anna"


def test_a_second_line_that_says_the_same_makes_none_once_what_was_agreed_is_changed():
    document = session(f"{CALL}\n{CALL}")
    (record,) = read(document).actions
    store(document, record.id, text="call", by="anna", who="bert", due=record.due, created=MONDAY,
          item="i1", line="call @Bert fri")  # fmt: skip
    close(document)
    revise(document, record, "anna", "")
    assert [(r.id, r.who) for r in read(document).actions] == [(record.id, "anna")]
    typed(document, f"{CALL}\n{CALL}", f"\n{CALL}")  # after the change: a promise of its own
    assert [r.who for r in read(document).actions] == ["anna", "bert"]
    typed(document, f"{CALL}\n{CALL}", " and sat")  # another promise than the one it mentioned
    assert [r.due for r in read(document).actions][1:] == ["2026-11-28", "2026-11-27"]


def test_a_line_mentions_no_record_whose_own_line_says_something_else_by_now():
    document = session(f"{CALL}\n{CALL}")
    agree(document)
    (first,) = read(document).actions
    revise(document, first, "anna", "")
    reopen(document)
    typed(document, "Action: call", " now")
    assert [r.text for r in read(document).actions] == ["call now", "call"]
    done = replace(read(document).actions[0], state="done")
    fields = fields_of_line(done, "call now @Bert fri")
    document.set_fields("actions", entity_fields(first.id, fields))
    assert [(r.text, r.state) for r in read(document).actions] == [
        ("call now", "done"), ("call", "open")
    ]  # fmt: skip


def test_two_promises_that_come_to_say_the_same_after_the_close_are_both_there():
    document = session(f"{CALL}\n{CALL.replace('fri', 'mon')}")
    agree(document)
    first, second = read(document).actions
    revise(document, second, first.who, first.due)
    assert ids(document) == [first.id, second.id]
    reopen(document)
    agree(document)
    assert ids(document) == [first.id, second.id]


def test_two_promises_that_change_days_after_the_close_are_both_there():
    document = session(f"{CALL}\n{CALL.replace('fri', 'mon')}")
    promises = read(document).actions
    days = [record.due for record in promises]
    for record, day in zip(promises, ("fri", "mon"), strict=True):
        store(document, record.id, text=record.text, by="anna", who="bert", due=record.due,
              created=MONDAY, item="i1", line=f"call @Bert {day}")  # fmt: skip
    close(document)
    for record, day, due in zip(promises, ("fri", "mon"), ("2026-12-24", days[0]), strict=True):
        store(document, record.id, text=record.text, due=due, line=f"call @Bert {day}")
    assert [(r.id, r.due) for r in read(document).actions] == [
        (promises[0].id, "2026-12-24"), (promises[1].id, days[0])
    ]  # fmt: skip


def test_only_text_is_no_record_and_says_so():
    document = session(CALL)
    (known,) = ids(document)
    store(document, known, taken=False, line="call @Bert fri", text="")
    assert actions(document) == []
    (line,) = read(document).labelled
    assert (line.own, line.lacks) == (known, "text")
    store(document, known, taken=True)
    assert ids(document) == [known]


def test_a_name_that_is_nobodys_waits_for_somebody_to_say_that_it_counts():
    document = session("Action: call @Jan")
    assert actions(document) == []
    (line,) = read(document).labelled
    assert line.lacks == "name"
    store(document, line.own, taken=True, line="call @Jan")
    assert actions(document) == [("call @Jan", "", "", "anna", "open")]


# With what an older version stored


def older(document, record="k7q2m9", **values):
    """A record that an older version made of a line."""
    made = {"text": "call", "by": "anna", "who": "bert", "due": "2026-11-27", "state": "open",
            "created": "2026-11-23T09:00:00.000+00:00", "item": "i1"}  # fmt: skip
    store(document, record, **{**made, **values})


@pytest.mark.parametrize("day", [MONDAY, ""])
def test_a_record_that_an_older_version_made_of_a_line_stands_for_it(day):
    document = session(CALL, day=day)
    older(document)
    assert ids(document) == ["k7q2m9"]
    (line,) = read(document).labelled
    assert (line.record, line.lacks) == ("k7q2m9", "")


def test_it_stands_for_it_whatever_day_the_line_is_read_as_of():
    document = session(CALL, day="")
    older(document, due="2026-12-04")
    assert ids(document) == ["k7q2m9"]
    close(document)
    assert [line.record for line in read(document).labelled] == ["k7q2m9"]


def test_what_an_older_version_typed_counts_while_its_session_is_open():
    document = session("Action: call fri", day="")
    assert actions(document) == [("call", "", "2026-11-27", "anna", "open")]
    close(document)
    assert actions(document) == [] and read(document).labelled == ()


def test_what_was_noted_between_sessions_by_an_older_version_stays_a_note():
    document = Document()
    document.edit(NAME, Patch(0, 0, CALL), "anna")
    assert actions(document) == []
    document.edit(NAME, Patch(len(CALL), 0, "\nActie: bellen"), "anna", MONDAY)
    assert [row[0] for row in actions(document)] == ["bellen"]


# After the close


def test_what_was_agreed_stands_whatever_becomes_of_its_line():
    document = session(CALL)
    (record,) = read(document).actions
    values = {"text": "call", "by": "anna", "who": "bert", "due": record.due, "created": MONDAY,
              "item": "i1", "line": "call @Bert fri"}  # fmt: skip
    store(document, record.id, **values)
    close(document)
    assert read(document).actions == (record,)
    store(
        document, record.id, text="call twice", line="call @Bert fri"
    )  # changed after the close, with its history
    assert read(document).actions[0].text == "call twice"
    removed(document, CALL)  # by somebody who did not know of the close yet
    assert read(document).actions[0].text == "call twice"


def test_a_line_that_was_changed_by_somebody_who_did_not_know_of_the_close_counts():
    document = session(CALL)
    (record,) = read(document).actions
    store(document, record.id, text="call", by="anna", line="call @Bert fri")
    close(document)
    typed(document, "call", " him", "bert")
    assert [(r.id, r.text) for r in read(document).actions] == [(record.id, "call him")]


def test_a_line_that_comes_after_the_close_is_a_record_too():
    document, theirs = session("notes"), Document()
    theirs.merge(document.state())
    typed(theirs, "notes", f"\n{CALL}", "bert")
    close(document)
    document.merge(theirs.state())
    assert actions(document) == [("call", "bert", "2026-11-27", "bert", "open")]


# Two devices

PIECES = ["Action: ", "Actie: ", "Idea: ", "\n", "\n", "call ", "@Bert", "@Jan ", "é", "fri", "a: ",
          f"\n{CALL}\n", f"\n{CALL}\n"]  # fmt: skip


def anything(document, by, chance):
    """What somebody does to the notes, or to one of the records."""
    text = document.text(NAME)
    found = [line for line in read(document).labelled if line.reading.kind == "actions"]
    act = chance.random()
    if act < 0.2:
        agree_or_change(document, chance)
    elif act < 0.25:
        values = {"text": "call", "by": by, "who": "bert", "due": "2026-11-27", "item": "i1"}
        store(document, f"f{chance.randrange(10**9)}", **values)
    elif found and act < 0.35:
        line = chance.choice(found)
        records = [r for r in read(document).actions if r.id == line.own]
        values = chance.choice(
            [{"taken": taken, "text": "", "line": line_value(line.reading.words)}
             for taken in (True, False)]
            + [fields_of_line(replace(r, state="done"), line.reading.words) for r in records]
        )  # fmt: skip
        document.set_fields("actions", entity_fields(line.own, values))
    elif text and act < 0.5:
        start = chance.randrange(len(text))
        size = chance.choice((1, 3, len(text)))
        document.edit(NAME, Patch(start, min(size, len(text) - start), ""), by, MONDAY)
    elif act < 0.6:
        document.shared_text(NAME).undo()
    else:
        words = "".join(chance.choice(PIECES) for _piece in range(chance.randrange(1, 5)))
        document.edit(NAME, Patch(chance.randrange(len(text) + 1), 0, words), by, MONDAY)


def agree_or_change(document, chance):
    """Close the session, or change something that was agreed in it, or reopen it."""
    if read(document).state != "done":
        agree(document)
    elif not read(document).actions or chance.random() < 0.3:
        reopen(document)
    else:
        before = {record.id: record for record in read(document).actions}
        changed = chance.choice([*before.values()])
        who, due = chance.choice(["anna", "bert"]), chance.choice(["2026-11-27", "2026-11-30", ""])
        after = before | {changed.id: revise(document, changed, who, due)}
        found = {record.id: record for record in read(document).actions}
        # Nothing else changes; only what is no more than a line may now say the same.
        assert found.items() <= after.items()
        missing = [record for record in after.values() if record.id not in found]
        assert {words(record) for record in missing} <= {words(after[changed.id])}
        assert not [record for record in missing if record in stored(document, "actions")]


def words(record):
    return record.text, record.by, record.item, record.who, record.due


def stored(document, kind):
    """The records that stand as they are stored, if their lines say what they said."""
    return [entry.record for entry in read_stored(document.content())[kind]]


@given(st.integers(0, 2**32))
def test_both_devices_make_the_same_records_once_in_whatever_order_they_meet(seed):
    chance = random.Random(seed)
    mine = session()
    theirs = Document(mine.state())
    for _step in range(chance.randrange(1, 20)):
        anything(mine, "anna", chance)
        anything(theirs, "bert", chance)
        if chance.random() < 0.2:
            theirs.merge(mine.state())
        if chance.random() < 0.2:
            mine.merge(theirs.state())
    mine.merge(theirs.state())
    theirs.merge(mine.state())
    here = whole(read(mine))
    assert here == whole(read(theirs, BERT, ANNA))
    assert here == whole(read(Document(theirs.state(), mine.state())))
    for kind in ("actions", "ideas"):
        records = here.records(kind)
        assert len({r.id for r in records}) == len(records)
        said = Counter(map(words, records))
        assert {said[words(r)] for r in records if r not in stored(mine, kind)} <= {1}
    assert_follows(here, stored(mine, "actions"))


def whole(notebook):
    """All that is read of a document, but for empty notes, which may be there or not."""
    return replace(notebook, notes={item: text for item, text in notebook.notes.items() if text})


def assert_follows(notebook, agreed):
    """Every labelled line is a record that says what it says or stands as it was agreed, or it is
    said why it is none."""
    rows = {(i, n): row for i, t in notebook.notes.items() for n, row in enumerate(t.split("\n"))}
    for line in notebook.labelled:
        assert rows[line.line.item, line.line.row] == line.line.text
        records = [r for r in notebook.records(line.reading.kind) if r.id == line.record]
        if line.lacks:
            assert line.lacks in ("words", "name", "text")
        else:
            captured = line.reading.captured
            said = captured.text, captured.who, captured.due
            (record,) = records
            assert (record.text, record.who, record.due) == said or record in agreed
