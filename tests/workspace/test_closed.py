"""A closed session: what can only be read, what may be added, what comes late; and the pulse."""

import base64
import json
from datetime import date

import pytest

from companion.domain.errors import WrongUse
from companion.domain.export.minutes import minutes
from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.agenda import WHOLE
from companion.domain.session.close_text import NEXT, CloseField
from companion.domain.text import Patch
from companion.workspace.session import pulse
from companion.workspace.session.versions import bring_back, versions

DAY = CloseField(NEXT)

ANSWERS = {"useful": "yes", "safe": "partly", "lead": "no"}


def test_a_closed_session_can_only_be_read(sessions, couple):
    mine, _theirs, _meet = sessions
    mine.start()
    mine.write_note("i1", "said")
    action = mine.add("actions", ParsedLine("call"))
    mine.finish()
    before = mine.notebook
    writing = mine.note_editor("i1")
    for edit in (
        lambda: mine.write_note("i1", "changed"),
        lambda: mine.add_paragraph("more", WHOLE),
        lambda: mine.write_answer("both", "later"),
        lambda: writing.edit(Patch(0, 0, "x")),
        writing.undo,
        writing.redo,
        lambda: mine.tick("checklist/1", True),
        lambda: mine.add("decisions", ParsedLine("yes")),
        lambda: mine.add("feedback", ParsedLine("x")),
        lambda: mine.change("actions", action, text="other"),
        lambda: mine.change("actions", action, state="done", due="2026-12-01"),
        lambda: mine.set_mentor("bert"),
        lambda: mine.enter_day(mine.close_text_in(DAY), "2026-12-01"),
    ):
        with pytest.raises(WrongUse, match="--correction"):
            edit()
    assert mine.notebook == before
    again = couple[0].open_session(mine.id) if couple[0].save(mine) is None else mine
    with pytest.raises(WrongUse):
        again.write_note("i1", "after a restart")


def test_no_earlier_version_is_brought_back_into_a_closed_session(sessions, couple, clock):
    mine, _theirs, _meet = sessions
    mine.write_note("i1", "the first words of it")
    assert mine.save() is None
    clock.forward(minutes=6)
    mine.write_note("i1", "other words altogether")
    mine.finish()
    assert mine.save() is None
    (version,) = versions(couple[0], mine)
    with pytest.raises(WrongUse):
        bring_back(couple[0], mine, version.version)


def test_what_may_be_added_after_the_close(sessions):
    mine, _theirs, _meet = sessions
    action = mine.add("actions", ParsedLine("call"))
    card = mine.add("cards", ParsedLine("Why?"), by="bert", answer="So.")
    with pytest.raises(WrongUse, match="not closed yet"):
        mine.correct("too early")
    mine.finish()
    mine.change("actions", action, state="done")
    mine.add("learned", ParsedLine("late", "bert"), by="anna")
    mine.change("cards", card, answer="Therefore.", checked="anna")
    mine.correct("it was Tuesday")
    found = mine.notebook
    assert found.actions[0].state == "done"
    assert [r.text for r in found.learned] == ["late"]
    assert (found.cards[0].answer, found.cards[0].checked) == ("Therefore.", "anna")
    assert [(r.text, r.by) for r in found.corrections] == [("it was Tuesday", "anna")]


def test_what_was_written_before_the_close_was_seen_is_kept(sessions):
    mine, theirs, meet = sessions
    mine.start()
    meet()
    mine.finish()
    theirs.write_note("i1", "not seen yet")
    meet()
    theirs.add("feedback", ParsedLine("half a line, finished"), by="bert")
    theirs.seal()
    with pytest.raises(WrongUse):
        theirs.write_note("i2", "seen now")
    meet()
    assert mine.notebook.written() == theirs.notebook.written() == [(1, "Check in", "not seen yet")]
    assert [r.text for r in mine.notebook.feedback] == ["half a line, finished"]


def test_closing_twice_and_on_both_sides_is_closing_once(sessions, clock):
    mine, theirs, meet = sessions
    mine.start()
    meet()
    clock.forward(minutes=10)
    mine.finish()
    mine.finish()
    assert [e.kind for e in mine.notebook.events] == ["start", "close"]
    clock.forward(minutes=5)
    theirs.finish()
    meet()
    assert mine.notebook.clock == theirs.notebook.clock
    assert mine.closed_by == theirs.closed_by
    closed = mine.notebook.clock.ended
    theirs.finish()
    meet()
    assert mine.notebook.clock.ended == closed


def test_a_session_that_was_never_started_can_be_closed(sessions):
    mine, _theirs, _meet = sessions
    for item in mine.notebook.agenda:
        mine._document.set_fields("agenda", {f"{item.id}/dropped": True})
    mine._forget_notebook()
    assert mine.notebook.agenda == ()
    mine.finish()
    assert mine.notebook.state == "done"


def test_a_missing_line_makes_the_session_complete_later(sessions, couple):
    mine, _theirs, meet = sessions
    mine.add("learned", ParsedLine("how budgets go", "bert"), by="anna")
    mine.finish()
    meet()
    couple[1].index.refresh()
    (summary,) = couple[1].sessions()
    assert (summary.state, summary.complete) == ("done", False)
    later = couple[1].open_session(mine.id)
    later.add("learned", ParsedLine("what a page is", "anna"), by="bert")
    couple[1].save(later)
    for workspace in couple:
        workspace.index.refresh()
        (summary,) = workspace.sessions()
        assert summary.complete
        assert [r.by for r in summary.learned] == ["anna", "bert"]


def test_the_minutes_are_the_same_on_both_sides(sessions, couple, clock):
    mine, theirs, meet = sessions
    mine.start()
    clock.forward(minutes=3)
    mine.skip("no time")
    for session, by, other in ((mine, "anna", "bert"), (theirs, "bert", "anna")):
        clock.forward(seconds=1)
        session.add("learned", ParsedLine(f"from {other}", other), by=by)
        session.add("appreciations", ParsedLine("you waited", other), by=by)
        session.add("cards", ParsedLine("Why?", other), by=by, answer="So.")
    mine.write_answer("both", "equal")
    mine.enter_day(mine.close_text_in(DAY), date(2026, 12, 10).isoformat())
    meet()
    mine.hand_over(couple[0].pair)
    clock.forward(minutes=4)
    theirs.finish()
    meet()
    mine.correct("it was Tuesday")
    meet()
    page = minutes(mine.notebook, couple[0].pair)
    assert page == minutes(theirs.notebook, couple[1].pair)
    assert "skipped: Check in (no time)" in page and "it was Tuesday (Anna, Mon 23 Nov" in page


# The pulse


def shared_bytes(folder) -> bytes:
    """All that stands in the shared folder: the files, and the states inside them."""
    found = b""
    for path in folder.rglob("*.json"):
        data = path.read_bytes()
        found += data
        for value in _strings(json.loads(data)):
            try:
                found += base64.b64decode(value, validate=True)
            except ValueError:
                continue
    return found


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def answers_in(folder) -> set[str]:
    """Whose answers can be found there, to whichever question."""
    data = shared_bytes(folder)
    assert b"notes:i1" in data  # what is looked for would be found
    return {
        who
        for who in ("anna", "bert")
        for question in ANSWERS
        if f"{who}/{question}".encode() in data
    }


def test_no_answer_is_shared_before_both_agree(sessions, couple, shared):
    mine, theirs, meet = sessions
    anna, bert = couple
    mine.write_note("i1", "said")
    assert not pulse.keep(anna, mine, "anna", ANSWERS, share=False)
    assert not pulse.keep(bert, theirs, "bert", ANSWERS, share=False)
    meet()
    assert answers_in(shared) == set()
    assert pulse.answered(anna, mine, "anna") and not pulse.answered(anna, mine, "bert")
    assert pulse.keep(anna, mine, "anna", ANSWERS, share=True)
    meet()
    assert answers_in(shared) == set()
    assert theirs.notebook.agreed == {"anna"} and theirs.notebook.pulses == {}
    mine.finish()
    meet()
    assert answers_in(shared) == set()
    assert pulse.keep(bert, theirs, "bert", {**ANSWERS, "safe": "no"}, share=True)
    meet()
    assert answers_in(shared) == {"bert"}
    assert mine.notebook.pulses == {}  # Anna's device has not put hers there
    anna.index.refresh()
    pulse.share_agreed(anna)
    meet()
    mine.merge(anna.store.shared.read(mine.name))
    theirs.merge(bert.store.shared.read(mine.name))
    for session in (mine, theirs):
        assert session.notebook.pulses == {"anna": ANSWERS, "bert": {**ANSWERS, "safe": "no"}}
    assert answers_in(shared) == {"anna", "bert"}


def test_what_was_shared_stays_and_is_put_once(sessions, couple, shared, tree):
    mine, theirs, meet = sessions
    anna, bert = couple
    pulse.keep(anna, mine, "anna", ANSWERS, share=True)
    meet()
    pulse.keep(bert, theirs, "bert", ANSWERS, share=True)
    meet()
    for workspace in couple:
        workspace.index.refresh()
        pulse.share_agreed(workspace)
        workspace.index.refresh()
    before = tree(shared)
    for workspace in couple:
        pulse.share_agreed(workspace)
    assert tree(shared) == before
    assert not pulse.keep(anna, mine, "anna", {**ANSWERS, "safe": "no"}, share=True)
    meet()
    assert anna.open_session(mine.id).notebook.pulses["anna"] == ANSWERS


def test_at_one_terminal_both_answer_and_both_must_agree(sessions, couple, shared):
    mine, _theirs, _meet = sessions
    anna, _bert = couple
    mine.write_note("i1", "said")
    pulse.keep(anna, mine, "anna", ANSWERS, share=True)
    pulse.keep(anna, mine, "bert", {**ANSWERS, "safe": "no"}, share=False)
    anna.save(mine)
    assert answers_in(shared) == set()
    pulse.keep(anna, mine, "bert", {**ANSWERS, "safe": "no"}, share=True)
    anna.save(mine)
    assert mine.notebook.pulses == {"anna": ANSWERS, "bert": {**ANSWERS, "safe": "no"}}


def test_a_strangers_agreement_opens_nothing(sessions, couple, shared):
    mine, theirs, meet = sessions
    anna, _bert = couple
    mine.write_note("i1", "said")
    pulse.keep(anna, mine, "anna", ANSWERS, share=True)
    theirs._document.set_fields("pulse", {"mallory/agree": True, "mallory/safe": "yes"})
    meet()
    anna.index.refresh()
    pulse.share_agreed(anna)
    assert answers_in(shared) == set()


def test_alone_there_is_nobody_to_share_with(launch):
    from companion.workspace.setup.setup import set_up_alone

    anna = launch("anna")
    set_up_alone(anna, "Anna")
    session = anna.create_session("feedback-02")
    pulse.keep(anna, session, "anna", ANSWERS, share=True)
    assert session.notebook.pulses == {} and pulse.answered(anna, session, "anna")
    session.add("learned", ParsedLine("x"))
    assert session.notebook.complete


def test_a_closed_session_is_reopened_and_can_be_written_in_on_both_sides(sessions, clock):
    mine, theirs, meet = sessions
    mine.start()
    clock.forward(minutes=10)
    mine.finish()
    meet()
    theirs.seal()
    clock.forward(hours=3)
    theirs.reopen()
    meet()
    for session in (mine, theirs):
        assert (session.notebook.state, session.is_sealed) == ("running", False)
        assert session.notebook.clock.paused
    mine.write_note("i1", "what was missing")
    theirs.add("decisions", ParsedLine("we meet on Mondays"))
    meet()
    clock.forward(minutes=5)
    theirs.pause_or_resume()
    clock.forward(minutes=2)
    theirs.finish()
    meet()
    assert mine.notebook.state == "done"
    assert not mine.is_sealed, "the other's close is news here"
    mine.write_note("i1", "what was missing, done")
    mine.seal()
    meet()
    for session in (mine, theirs):
        with pytest.raises(WrongUse):
            session.write_note("i1", "too late")
        found = session.notebook
        assert found.notes["i1"] == "what was missing, done"
        assert [r.text for r in found.decisions] == ["we meet on Mondays"]
        assert found.clock.ended == clock()
        assert found.clock.spent_in_all(clock()).total_seconds() == 12 * 60


def test_a_close_that_did_not_know_of_the_reopening_closes_nothing(sessions):
    mine, theirs, meet = sessions
    mine.start()
    meet()
    mine.finish()
    theirs.finish()
    mine.reopen()
    meet()
    assert [s.notebook.state for s in (mine, theirs)] == ["running", "running"]


def test_only_what_was_closed_lately_is_reopened(sessions, clock):
    mine, _theirs, _meet = sessions
    with pytest.raises(WrongUse, match="open already"):
        mine.reopen()
    mine.finish()
    clock.forward(days=1)
    mine.reopen()
    mine.finish()
    clock.forward(days=2)
    with pytest.raises(WrongUse, match="--correction"):
        mine.reopen()


def test_each_side_of_a_card_is_changed_by_itself_where_both_do_so_at_once(sessions):
    mine, theirs, meet = sessions
    mine.add("cards", ParsedLine("Why?"), by="anna", answer="So.")
    meet()
    was = mine.notebook.cards[0]
    mine.read_over(was, "Why is that?", "So.")
    theirs.read_over(was, "Why?", "So it is.")
    meet()
    for session in (mine, theirs):
        assert [(c.text, c.answer) for c in session.notebook.cards] == [
            ("Why is that?", "So it is.")
        ]


def test_words_that_nobody_saw_are_not_called_checked(sessions):
    mine, _theirs, _meet = sessions
    mine.add("cards", ParsedLine("Why?"), by="anna", answer="So.")
    was = mine.notebook.cards[0]
    mine.change("cards", was.id, text="Why is that?")
    with pytest.raises(WrongUse, match="it says: “Why is that\\? → So\\.”"):
        mine.read_over(was, "Why?", "So it is.", "bert")
    mine.read_over(was, "Why?", "So it is.")
    (card,) = mine.notebook.cards
    assert (card.text, card.answer, card.checked) == ("Why is that?", "So it is.", "")
