"""Lessons: reading one, what stands in its margin, and its cards."""

from companion.app.pair_app import PairApp
from companion.commands.places import REVIEW
from companion.domain.errors import CompanionError
from companion.i18n import _, ngettext
from screens.shared.messages.lessons import CardsWanted, MarginsClosed, MarginsOpened
from screens.shared.messages.places import LessonChosen


class LessonHandlers(PairApp):
    """The app as far as it is about lessons."""

    def on_lesson_chosen(self, message: LessonChosen) -> None:
        """Open a lesson to read."""
        from screens.lesson.lesson import LessonScreen

        language = message.language or self.workspace.language
        try:
            lesson = self.workspace.library.page(message.lesson, language)
        except CompanionError as error:
            self.warn(str(error))
        else:
            self.push_screen(LessonScreen(self.workspace, lesson, message.anchor, message.words))

    def on_margins_opened(self, message: MarginsOpened) -> None:
        """Show what the partner writes in a margin that is in sight."""
        self.saving.watch(message.document)

    def on_margins_closed(self, message: MarginsClosed) -> None:
        """Nobody looks at it any more."""
        self.saving.unwatch(message.document)

    def on_cards_wanted(self, message: CardsWanted) -> None:
        """Ask a lesson's questions from now on."""
        from companion.workspace.recall.deck import deck_of

        try:
            count = deck_of(self.workspace).add(message.lesson)
        except CompanionError as error:
            self.warn(str(error))
            return
        words = ngettext("{count} card more in Review.", "{count} cards more in Review.", count)
        none = _("Its cards are in Review already, or it has none.")
        self.say(words.format(count=count) if count else none, place=REVIEW)
        self.refresh_lists()

    def on_cards_changed(self) -> None:
        """Let Home say what is due now."""
        self.refresh_lists()
