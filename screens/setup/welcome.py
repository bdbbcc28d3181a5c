"""The first screen: what this is, in which language, and three ways in."""

from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from companion.commands.places import WELCOME
from companion.domain.note.drafts import SETUP, DraftKey
from companion.i18n import LANGUAGES, _, current_language
from screens.shared.messages.workspaces import DemoWanted
from screens.shared.place import PlaceScreen, bindings_for
from screens.widgets.frame import TopLine
from screens.widgets.hints import action_style

ALONE, PARTNER, DEMO = "alone", "partner", "demo"
WAYS = (ALONE, PARTNER, DEMO)
"""The ways in, in the order of their number keys."""


class WelcomeScreen(PlaceScreen):
    """What a person sees as long as nobody is set up."""

    CSS_PATH = "welcome.tcss"
    PLACE = WELCOME
    FIRST_FOCUS = "#ways"
    BINDINGS = bindings_for(WELCOME)

    @property
    def place_name(self) -> str:
        """What stands in the top line."""
        return _("Welcome")

    def bars(self) -> list[Static]:
        """There are no other places yet."""
        return []

    def body(self) -> ComposeResult:
        """Everything on one calm page."""
        with Vertical(id="page"):
            yield Static(id="what")
            yield LanguageSwitch()
            yield OptionList(id="ways", markup=False)
            yield Static(id="how")

    def on_mount(self) -> None:
        """Where setting up was interrupted, go on there."""
        progress = self.workspace.drafts.field(DraftKey(SETUP))
        if progress.choice in LANGUAGES:
            self.workspace.set_language(progress.choice)
        super().on_mount()
        if progress.kept:
            self._set_up(progress.text)

    def show_status(self) -> None:
        """Nobody is set up yet: only say where we are."""
        self.query_one(TopLine).refresh()

    def refresh_content(self) -> None:
        """Say everything in the language in use."""
        self.query_one(LanguageSwitch).refresh()
        self.query_one("#what", Static).update(_what())
        self.query_one("#how", Static).update(_how())
        ways = self.query_one("#ways", OptionList)
        at = ways.highlighted or 0
        ways.border_title = Content(_("How do you want to begin?"))
        ways.set_options(
            Option(Content.assemble((f"{number}  {title}", "bold"), f"\n   {line}"), way)
            for number, (way, (title, line)) in enumerate(_ways().items(), start=1)
        )
        ways.highlighted = at

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go the way that was chosen."""
        self.action_choose(event.option_id or ALONE)

    def action_open(self) -> None:
        """Go the way the cursor is on."""
        self.query_one("#ways", OptionList).action_select()

    def action_choose(self, way: str) -> None:
        """Go one of the three ways."""
        if way == DEMO:
            self.post_message(DemoWanted())
        else:
            self._set_up(ALONE if way == ALONE else "")

    def _set_up(self, step: str) -> None:
        """Set up alone, or with a partner from a step on."""
        if step == ALONE:
            from screens.setup.alone import SetupAloneScreen

            self.app.push_screen(SetupAloneScreen(self.workspace))
        else:
            from screens.setup.pair import SetupPairScreen

            self.app.push_screen(SetupPairScreen(self.workspace, first=True, step=step))

    async def action_speak(self, language: str) -> None:
        """Speak this language from now on."""
        if language != current_language():
            await self.run_action("app.switch_language")


class LanguageSwitch(Static, can_focus=True):
    """The languages, each under its own name; the chosen one has a filled dot."""

    BINDINGS = [
        Binding("left,right,enter,space", "other", show=False, id="welcome-language"),
    ]

    def render(self) -> RenderResult:
        """Both names, clickable."""
        parts: list[str | tuple[str, Style]] = []
        for code, name in LANGUAGES.items():
            chosen = code == current_language()
            style = action_style(f"screen.speak('{code}')")
            mark = "●" if chosen else "○"
            parts += [(f"{mark} {name}", style + Style(bold=True) if chosen else style), "    "]
        return Content.assemble(*parts)

    async def action_other(self) -> None:
        """Choose the language that is not in use."""
        other = next(code for code in LANGUAGES if code != current_language())
        await self.run_action(f"screen.speak('{other}')")


def _what() -> Content:
    return Content(
        _(
            "Two colleagues coach each other, in turns, with short lessons and talks of an hour. "
            "What you write stays on your own computers and in the folder you share."
        )
    )


def _how() -> Content:
    return Content(
        _(
            "↑ and ↓ move, Enter chooses, Esc goes back. A mouse works too. ^ means Ctrl: press ^l "
            "(Ctrl and l together) to see the menu that each screen has; Esc closes it."
        )
    )


def _ways() -> dict[str, tuple[str, str]]:
    return {
        ALONE: (_("On my own, now"), _("Read and practise; a partner can come later.")),
        PARTNER: (_("With my partner"), _("Two names, and a folder that you both can open.")),
        DEMO: (_("Look around"), _("The notes of a made-up pair; nothing is kept.")),
    }
