"""A review run line by line, for terminals that draw nothing and for screen readers."""

from companion.cli import output
from companion.domain.recall.cards import GRADES, hint
from companion.domain.recall.due import amount_words, done_words, grade_name, next_words, wait_words
from companion.domain.text import visible
from companion.i18n import _
from companion.workspace.recall.deck import Deck
from companion.workspace.recall.review_run import ReviewRun

GRADE_KEYS = {str(grade): grade for grade in GRADES}


class _Enough(Exception):
    """Somebody wants to stop."""


def ask_in_turn(recall: Deck) -> None:
    """Ask every card that is due; each grade is saved before the next question."""
    run = ReviewRun(recall)
    if run.current is None:
        output.write(_("Nothing is due."))
    else:
        output.write(f"{amount_words(run.total)}.")
        output.write(_("Enter shows the answer, h a hint, b not today, s pauses the card, "
                       "u takes back, q stops."))  # fmt: skip
    try:
        while run.current is not None:
            _ask(run)
    except (_Enough, EOFError):
        output.write(_("Everything is saved."))
    if sum(run.grades.values()):
        output.write(done_words(run.grades))
    output.write(next_words(recall.cards, recall.now))


def _ask(run: ReviewRun) -> None:
    """One card, until it is graded or something else is done with it."""
    held = run.current
    assert held is not None, "asked only while there is a card"
    output.write("")
    count = _("Card {number} of {total}").format(number=run.number, total=run.total)
    output.write(f"{count}. {visible(held.card.question)}")
    while (said := _said("> ")) == "h":
        output.write(hint(visible(held.card.answer)))
    if _other(run, said):
        return
    output.write(visible(held.card.answer))
    choices = [f"{grade} {grade_name(grade)} ({wait_words(wait)})"
               for grade, wait in zip(GRADES, run.waits(), strict=True)]  # fmt: skip
    output.write(", ".join(choices))
    while (said := _said("1-4> ")) not in GRADE_KEYS:
        if _other(run, said):
            return
    run.grade(GRADE_KEYS[said])


def _other(run: ReviewRun, said: str) -> bool:
    """Do what was typed if it is no grade; tells whether something was done."""
    if said == "q":
        raise _Enough
    if said == "b":
        run.bury()
    elif said == "s":
        run.suspend()
    elif said == "u":
        if not run.undo():
            output.write(_("There is nothing to take back."))
    else:
        return False
    return True


def _said(prompt: str) -> str:
    return input(prompt).strip().lower()
