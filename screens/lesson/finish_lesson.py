"""Saying that a lesson is finished, and whether the other may know."""

from textual.screen import Screen

from companion.domain.errors import CompanionError
from companion.i18n import _
from companion.workspace.lesson.margins import Reading
from companion.workspace.lesson.study import finish, finished_on
from screens.dialogs.choice import ChoiceScreen
from screens.shared.messages.lessons import CardsChanged
from screens.shared.messages.saving import Edited

KEEP, NOT_YET, MINE, BOTH = "keep", "not yet", "mine", "both"


def ask_finished(screen: Screen[None], reading: Reading) -> None:
    """Ask over a screen, and do what was chosen."""
    pair = reading.workspace.pair
    try:
        finished = finished_on(reading)
    except CompanionError as error:
        _tell(screen, error)
        return
    answers = [(KEEP, _("Leave it as it is")), (MINE, _("Finished; only I see it"))]
    if pair.partner is not None:
        words = _("Finished; {name} may see it").format(name=pair.partner.name)
        answers.append((BOTH, words))
    if finished:
        answers.append((NOT_YET, _("Not finished after all")))
    question = _("Have you finished this lesson? Then Review asks you its questions from now on.")

    def take(answer: str | None) -> None:
        if answer in (MINE, BOTH, NOT_YET):
            _take(screen, reading, answer)

    screen.app.push_screen(ChoiceScreen(question, answers), take)


def _take(screen: Screen[None], reading: Reading, answer: str) -> None:
    today = reading.workspace.environment.today().isoformat()
    try:
        finish(reading, "" if answer == NOT_YET else today, shared=answer == BOTH)
    except CompanionError as error:
        _tell(screen, error)
        return
    if reading.shared is not None:
        screen.post_message(Edited(reading.shared))
    screen.post_message(CardsChanged())
    said = _("Not finished.") if answer == NOT_YET else _("Finished.")
    screen.notify(said, markup=False)


def _tell(screen: Screen[None], error: CompanionError) -> None:
    screen.notify(str(error), severity="warning", markup=False)
