"""The step of the close that each does alone."""

from datetime import timedelta
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from companion.domain.fault_messages import not_saved
from companion.domain.people import Person
from companion.i18n import _
from companion.workspace.session import pulse
from screens.closing.steps import Step
from screens.dialogs.pulse import Answered, PulseScreen
from screens.shared.messages.saving import Trouble

OF_LATE = timedelta(hours=1)
"""Who wrote on another computer within this time answers there: as long as a session lasts."""


class PulseStep(Step):
    """Who answered the pulse on this device; never what."""

    @property
    def title(self) -> str:
        return _("Each alone")

    def compose(self) -> ComposeResult:
        with Vertical(id="box-pulse", classes="box"):
            yield Static(id="pulse-about", markup=False)
            yield OptionList(id="pulse", markup=False)

    def show(self) -> None:
        self.query_one("#box-pulse").border_title = Content(_("How was it for you?"))
        about = _(
            "Three questions, answered alone. The answers stay on this computer, and nobody else "
            "sees them unless you both agree to share."
        )
        self.query_one("#pulse-about", Static).update(Content(about))
        options = self.query_one("#pulse", OptionList)
        at = options.highlighted or 0
        people = self.workspace.pair.people
        options.set_options(Option(Content(self._words(p)), str(n)) for n, p in enumerate(people))
        options.highlighted = at

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask one person."""
        pair = self.workspace.pair
        person = pair.people[int(event.option_id or 0)]
        if person.id in self.session.notebook.agreed:
            words = _("{name} agreed to share these answers; they stay as they are.")
            self.notify(words.format(name=person.name), markup=False)
            return
        if self._is_elsewhere(person):
            words = _("{name} is at another computer and answers there.")
            self._say(words, person)
            return
        other = next((p for p in pair.people if p.id != person.id), None)
        begun = pulse.begun(self.workspace, self.session, person.id)
        self.app.push_screen(PulseScreen(person, other, begun), partial(self._keep, person))

    def _words(self, person: Person) -> str:
        notebook = self.session.notebook
        name = person.name
        if person.id in notebook.pulses:
            return "✓ " + _("{name}: shared by both, it stands in the minutes").format(name=name)
        if person.id in notebook.agreed:
            return "✓ " + _("{name} would share, if the other does").format(name=name)
        if pulse.answered(self.workspace, self.session, person.id):
            return "✓ " + _("{name} has answered, for themselves").format(name=name)
        if self._is_elsewhere(person):
            return "○ " + _("{name}: answers at another computer").format(name=name)
        return "○ " + _("{name}: answer alone").format(name=name)

    def _is_elsewhere(self, person: Person) -> bool:
        """Whether somebody is no guest at this terminal, so that nobody answers for them here."""
        return person.id != self.session.owner and self.session.was_active(person.id, OF_LATE)

    def _say(self, words: str, person: Person) -> None:
        self.notify(words.format(name=person.name), severity="warning", markup=False)

    def _keep(self, person: Person, answered: Answered | None) -> None:
        if answered is None:
            return
        if self._is_elsewhere(person):  # they wrote there while the questions were asked here
            self._say(_("Not kept: {name} is at another computer and answers there."), person)
            self.show()
            return
        try:
            changed = pulse.keep(self.workspace, self.session, person.id, *answered)
        except OSError as error:
            self.post_message(Trouble(not_saved(self.workspace.places.home, error)))
            return
        if changed:
            self.changed()
        else:
            self.show()
