"""Help: what can be done here, and with which keys."""

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from companion.commands.available import commands_in, menu_shortcut, shortcuts_in
from companion.commands.command import Command
from companion.commands.key_names import THROW_AWAY, shown
from companion.commands.places import EVERYWHERE
from companion.i18n import _
from companion.layout.graphemes import widest
from screens.dialogs.dialog import Dialog
from screens.widgets.form_fields import KeyHints
from screens.widgets.host import app_host


class HelpScreen(Dialog[None]):
    """The commands of one place, then those that work everywhere."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = [
        Binding("escape,f1,enter,question_mark", "close", show=False, id="help-close"),
        Binding("space", "scroll_page", show=False, id="help-further"),
    ]

    def __init__(self, place: str, *, in_session: bool = False) -> None:
        super().__init__()
        self.place = place
        self._in_session = in_session

    def compose(self) -> ComposeResult:
        """The table in a box that scrolls."""
        commands = commands_in(self.place, in_session=self._in_session)
        commands = [command for command in commands if self._ways(command)]
        own = [command for command in commands if command.where != EVERYWHERE]
        everywhere = [command for command in commands if command.where == EVERYWHERE]
        with Vertical() as box:
            box.border_title = Content(_("Help"))
            with VerticalScroll():
                if own:
                    yield Static(_("Here"), classes="title", markup=False)
                    yield Static(self._table(own))
                yield Static(_("Everywhere"), classes="title", markup=False)
                yield Static(self._table(everywhere))
                words = _(
                    "^ stands for Ctrl: ^l is Ctrl and l together. It opens the menu, and letters "
                    "behind it are pressed one after the other."
                )
                yield Static(words, markup=False)
                words = _(
                    "While a session runs that you opened here, {way} is about the record "
                    "everywhere; Enter opens as ever."
                )
                yield Static(words.format(way=menu_shortcut("off-record")), markup=False)
                words = _(
                    "Keys wait for where they lead, however slow that is. You are told when it "
                    "takes long; {key} then throws away what waits."
                )
                yield Static(words.format(key=shown(THROW_AWAY)), markup=False)
            yield KeyHints(_hints)

    def _ways(self, command: Command) -> str:
        here = app_host(self).terminals
        return ", ".join(shortcuts_in(self.place, command, here))

    def _table(self, commands: list[Command]) -> Table:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="bold", width=widest(map(self._ways, commands)))
        table.add_column()
        for command in commands:
            words = Text(_(command.label), style="bold")
            words.append(f"\n{_(command.help)}", style="not bold")
            table.add_row(Text(self._ways(command)), words)
        return table

    def action_scroll_page(self) -> None:
        """Show what stands further down."""
        self.query_one(VerticalScroll).scroll_page_down()

    def action_close(self) -> None:
        """Go back to where the person was."""
        self.dismiss()


def _hints() -> list[tuple[str, str, str]]:
    return [
        ("escape", _("Close"), "screen.close"),
        ("space", _("Further"), "screen.scroll_page"),
    ]
