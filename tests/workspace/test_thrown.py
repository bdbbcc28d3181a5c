"""Sessions that are thrown away are in no list, and come back as they were."""

import pytest

from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.summary import Summary
from companion.workspace.document.changes import UndoOutcome
from companion.workspace.recall.card_sources import shared_cards
from companion.workspace.search.search import Search
from companion.workspace.session.destinations import open_latest_for_writing, session_to_resume
from companion.workspace.session.latest_session import latest_session
from companion.workspace.session.points import waiting


@pytest.fixture
def lists(couple, few_lessons):
    """All that Bert's lists say of sessions, by the names of the lists."""
    _anna, bert = couple

    def look():
        bert.index.refresh()
        search = Search(bert)
        search.refresh()
        found = search.find("quokka").total
        search.close()
        going_on = session_to_resume(bert)
        return {
            "sessions": [s.id for s in bert.sessions()],
            "promises": [r.text for _s, r in bert.promises()],
            "ideas": [r.text for _s, r in bert.ideas()],
            "cards": [c.question for c in shared_cards(bert, ()) if c.origin == "teach-back"],
            "search": found,
            "go on": going_on.id if going_on else "",
        }

    return look


@pytest.fixture
def session(couple):
    """A session of Anna's in which something stands."""
    anna, _bert = couple
    made = anna.create_session("feedback-02")
    made.start()
    made.write_note("i1", "a quokka word")
    made.add("actions", ParsedLine("send the mails"))
    made.add("ideas", ParsedLine("paint"))
    made.add("cards", ParsedLine("Why?", "bert"), answer="So.")
    anna.save(made)
    return made


def test_it_is_in_no_list_and_comes_back_as_it_was(couple, session, lists, tree, shared):
    anna, bert = couple
    before, notebook = lists(), session.notebook
    assert before["search"] == 1
    files = set(tree(shared))
    session.throw_away()
    anna.save(session)
    gone = lists()
    assert gone == {"sessions": [], "promises": [], "ideas": [], "cards": [], "search": 0,
                    "go on": ""}  # fmt: skip
    assert [s.id for s in bert.index.thrown] == [session.id]
    assert bert.index.thrown[0].thrown_by == "anna"
    assert files <= set(tree(shared)), "no file is ever removed"
    theirs = bert.open_session(session.id)
    theirs.bring_back()
    bert.save(theirs)
    assert lists() == before
    assert bert.index.thrown == []
    found = theirs.notebook
    assert (found.notes, found.actions, found.clock) == (
        notebook.notes, notebook.actions, notebook.clock
    )  # fmt: skip


def test_a_closed_one_can_be_thrown_away_too(couple, session, lists):
    anna, _bert = couple
    session.finish()
    session.throw_away()
    anna.save(session)
    assert lists()["sessions"] == []
    session.bring_back()
    anna.save(session)
    assert lists()["sessions"] == [session.id]


def test_what_the_other_writes_brings_it_back(couple, session, lists):
    anna, bert = couple
    theirs = bert.open_session(session.id)
    session.throw_away()
    theirs.write_note("i1", "a quokka word of mine")
    anna.save(session)
    bert.save(theirs)
    assert lists()["sessions"] == [session.id]


def test_no_line_goes_to_one_that_was_thrown_away(couple, session, clock):
    anna, bert = couple
    clock.forward(days=1)
    last = bert.create_session("feedback-03")
    last.throw_away()
    bert.save(last)
    for look_first in (False, True):
        if look_first:
            anna.index.refresh()
        assert latest_session(anna).id == session.id
    session.throw_away()
    anna.save(session)
    assert latest_session(anna) is None
    assert open_latest_for_writing(anna).id == "2026-11"


def test_its_points_wait_no_more(couple, session):
    anna, _bert = couple
    session.add("points", ParsedLine("holidays"))
    anna.save(session)
    planned = anna.create_session("feedback-03")
    anna.index.refresh()
    assert "holidays" in [w.text for w in waiting(anna, planned)]
    session.throw_away()
    anna.save(session)
    anna.index.refresh()
    assert waiting(anna, planned) == []


def test_private_notes_of_it_are_found_no_more(couple, session, lists):
    from companion.storage.private.private_notes_file import write_private

    _anna, bert = couple
    folder = bert.places.private_notes(bert.space.id) / session.id
    folder.mkdir(parents=True)
    write_private(folder / "bert.json", "a quokka thought")
    assert lists()["search"] == 2
    session.throw_away()
    couple[0].save(session)
    assert lists()["search"] == 0


def test_making_it_is_taken_back_only_while_nothing_stands_in_it(couple):
    from companion.workspace.document.changes import Listed

    anna, _bert = couple
    session = anna.create_session("feedback-02")
    made = [Listed(True, session.notebook)]
    assert session.undo_step(made) == UndoOutcome(True)
    assert session.notebook.thrown is not None
    with session.recorded() as back:
        session.bring_back()
    assert session.undo_step(back) == UndoOutcome(True)
    assert session.notebook.thrown is not None
    with session.recorded() as gone:
        session.bring_back()
        session.throw_away()
    assert session.undo_step(gone[1:]) == UndoOutcome(True)
    assert session.notebook.thrown is None
    session.write_note("0", "words")
    assert session.undo_step(made) == UndoOutcome(False, True)
    assert session.notebook.thrown is None


def test_a_summary_says_so(session, couple):
    session.throw_away()
    couple[0].save(session)
    couple[0].index.refresh()
    (summary,) = couple[0].index.thrown
    assert isinstance(summary, Summary) and summary.thrown_at.startswith("2026-11-23T09:00:00")
