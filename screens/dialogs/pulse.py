"""The pulse: three questions to one person alone, and whether to share the answers."""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from companion.domain.people import Person
from companion.domain.session.pulse import ANSWERS, QUESTIONS, answer_words, question_words
from companion.i18n import _
from screens.dialogs.dialog import Dialog
from screens.widgets.form_fields import Hint, KeyHints

KEEP, SHARE = "keep", "share"


class Answered(NamedTuple):
    """What one person answered, and whether they would share it."""

    answers: dict[str, str]
    share: bool


class PulseScreen(Dialog[Answered | None]):
    """One question at a time; earlier answers, also one's own, are not shown again."""

    DEFAULT_CSS = """
    PulseScreen {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 64; height: auto;
            padding: 1 2 0 2; border: heavy $border; background: $surface;
        }
        & Static { height: auto; margin-bottom: 1; }
        & OptionList, & OptionList:focus {
            height: auto; border: none; padding: 0; background: $surface; margin-bottom: 1;
        }
        & #hints { height: 1; margin: 0; background: $surface; }
    }
    """
    BINDINGS = [Binding("escape", "close", show=False, id="pulse-close")]
    AUTO_FOCUS = "OptionList"

    def __init__(self, person: Person, other: Person | None, begun: dict[str, str]) -> None:
        """`begun` is what this person answered so far."""
        super().__init__()
        self.person = person
        self.other = other
        self._answers = {**begun}

    def compose(self) -> ComposeResult:
        """A question above its answers."""
        with Vertical() as box:
            box.border_title = Content(_("For {name} alone").format(name=self.person.name))
            yield Static(id="question", markup=False)
            yield OptionList(markup=False)
            yield KeyHints(self.hints)

    def on_mount(self) -> None:
        """Begin with the first question that is left."""
        self._ask()

    def hints(self) -> list[Hint]:
        """What the keys do."""
        return [("enter", _("Choose"), "screen.choose"), ("escape", _("Back"), "screen.close")]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """On to the next question; after the last one that is all."""
        chosen = event.option_id or ""
        if chosen in (KEEP, SHARE):
            self.dismiss(Answered(self._answers, chosen == SHARE))
            return
        self._answers[QUESTIONS[len(self._answers)]] = chosen
        if len(self._answers) == len(QUESTIONS) and self.other is None:
            self.dismiss(Answered(self._answers, False))
        else:
            self._ask()

    def action_choose(self) -> None:
        """Give the answer the cursor is on."""
        self.query_one(OptionList).action_select()

    def action_close(self) -> None:
        """Leave what is not answered yet for another time, and share nothing."""
        if self._answers:
            self.notify(_("Your answers stay on this computer; nobody sees them."), markup=False)
        self.dismiss(Answered(self._answers, False) if self._answers else None)

    def _ask(self) -> None:
        at = len(self._answers)
        if at < len(QUESTIONS):
            count = _("{number} of {count}").format(number=at + 1, count=len(QUESTIONS))
            words = f"{count} · {question_words(QUESTIONS[at])}"
            rows = [(answer, answer_words(answer)) for answer in ANSWERS]
        else:
            name = self.other.name if self.other else ""
            words = _("Your answers stay on this computer. Share them with {name}?").format(
                name=name
            )
            share = _("Yes, if {name} shares too; else nobody sees them").format(name=name)
            rows = [(KEEP, _("No, keep them to myself")), (SHARE, share)]
        self.query_one("#question", Static).update(Content(words))
        options = self.query_one(OptionList)
        options.set_options(Option(Content(text), key) for key, text in rows)
        options.highlighted = 0
