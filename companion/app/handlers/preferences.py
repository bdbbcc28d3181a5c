"""Preferences: the language and the theme."""

import os
from collections.abc import Callable
from functools import partial

from companion import i18n
from companion.app.pair_app import PairApp
from companion.app.theming import theme_for
from companion.domain.errors import CompanionError
from companion.i18n import N_
from companion.workspace.session.undo import UndoStep
from screens.shared.lifecycle import standing
from screens.shared.messages.undo import StepDone


class PreferenceHandlers(PairApp):
    """The app as far as it looks and speaks as somebody prefers."""

    @property
    def other_language(self) -> str:
        """The code of the language that is not in use."""
        return next(code for code in i18n.LANGUAGES if code != i18n.current_language())

    def action_switch_language(self) -> None:
        """English or Dutch, whichever it is not now."""
        before, other = i18n.current_language(), self.other_language
        self._use_language(other)
        back = partial(self._use_language, before)
        step = UndoStep(N_("language: {name}"), {"name": i18n.LANGUAGES[other]}, back=back)
        self.post_message(StepDone(step))

    def _use_language(self, language: str) -> None:
        self._remember(self.workspace.set_language, language)
        for screen in standing(self.screen_stack):
            screen.relabel()

    def action_switch_theme(self, name: str) -> None:
        """Show another theme, and remember it; none is the one that suits the terminal."""
        self._remember(self.workspace.set_theme, name)
        self.theme = theme_for(name, os.environ)

    def _remember(self, setting: Callable[[str], None], value: str) -> None:
        """Let a setting be this; where it cannot be saved, that is told and it holds for now."""
        try:
            setting(value)
        except CompanionError as error:
            self.warn(str(error))
