"""Where the links of a lesson lead: shown first, then opened or copied."""

from functools import partial
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from companion.domain.dates import short_date
from companion.domain.lesson.lesson import Source
from companion.domain.text import one_line
from companion.i18n import _
from companion.workspace.platform import desktop as outside
from screens.dialogs.dialog import Dialog
from screens.widgets.form_fields import Hint, KeyHints, in_background


class Address(NamedTuple):
    """Where a link leads, and what the lesson says about it."""

    url: str
    source: Source | None


class LinksScreen(Dialog[None]):
    """The links of a lesson; below them where the one under the cursor leads."""

    DEFAULT_CSS = """
    LinksScreen {
        align: center middle;
        & > Vertical {
            width: 95%; max-width: 82; height: auto; max-height: 95%;
            padding: 0 1; border: heavy $border; border-title-color: $foreground;
            background: $surface;
        }
        & OptionList, & OptionList:focus {
            border: none; background: $surface; padding: 0; height: auto; max-height: 8;
        }
        & VerticalScroll { height: auto; max-height: 7; margin-top: 1; }
        & Static { height: auto; }
        & #hints { height: 1; margin-top: 1; background: $surface; }
    }
    """
    AUTO_FOCUS = "OptionList"
    BINDINGS = [
        Binding("escape", "close", show=False, id="links-close"),
        Binding("y", "copy", show=False, id="links-copy"),
    ]

    def __init__(self, addresses: list[Address], at: int) -> None:
        super().__init__()
        self.addresses = addresses
        self.at = at

    def compose(self) -> ComposeResult:
        """The list above the address."""
        with Vertical() as box:
            box.border_title = Content(_("Sources"))
            options = [Option(Content(_name(a)), str(n)) for n, a in enumerate(self.addresses)]
            yield OptionList(*options, markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(id="address", markup=False)
            yield KeyHints(_hints)

    def on_mount(self) -> None:
        """Begin with the one that was asked for."""
        self.query_one(OptionList).highlighted = self.at

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show where it leads."""
        self.at = int(event.option_id or 0)
        self.query_one("#address", Static).update(Content(_about(self.addresses[self.at])))

    async def on_option_list_option_selected(self) -> None:
        """Open the one under the cursor, whose address is in sight."""
        await self.action_open()

    async def action_open(self) -> None:
        """Open the address in the browser, where it is a safe one and there is a browser."""
        url = self.addresses[self.at].url
        if not url.startswith(outside.SECURE):
            self._tell(_("Only https addresses are opened. Press y to copy this one."))
        elif self.app.is_web:
            self.app.open_url(url)
        elif outside.can_open() and await in_background(partial(outside.open_address, url)):
            self._tell(_("Opened in your browser."))
        else:
            self._tell(_("No browser can be opened from here. Press y to copy the address."))

    async def action_copy(self) -> None:
        """Copy the address, and say how."""
        url = self.addresses[self.at].url
        tool = await in_background(partial(outside.copy, url, outside.clipboard_tools()))
        if tool:
            self._tell(_("Copied with {tool}.").format(tool=tool))
        else:
            self.app.copy_to_clipboard(url)
            sentence = _(
                "Copied by your terminal (OSC 52). Does pasting give something else? Then your "
                "terminal does not allow it: select the address with the mouse."
            )
            self._tell(sentence)

    def action_close(self) -> None:
        """Go back to the text."""
        self.dismiss(None)

    def _tell(self, sentence: str) -> None:
        self.notify(sentence, markup=False)


def _name(address: Address) -> str:
    if address.source is not None:
        return f"[{address.source.id}] {one_line(address.source.title)}"
    return one_line(address.url)


def _about(address: Address) -> str:
    lines = [one_line(address.url, None)]
    if address.source is not None:
        checked = address.source.checked
        day = f"{short_date(checked)} {checked.year}"
        lines = [one_line(address.source.title), *lines, _("checked on {day}").format(day=day)]
    return "\n".join(lines)


def _hints() -> list[Hint]:
    return [
        ("enter", _("Open"), "screen.open"),
        ("y", _("Copy"), "screen.copy"),
        ("escape", _("Close"), "screen.close"),
    ]
