"""Off the record: a scratch pad that nothing is kept of, as long as both want it."""

from math import inf

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, MouseDown, Paste
from textual.widgets import Static
from textual.widgets.text_area import Edit, EditResult

from companion.commands.available import menu_shortcut
from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.places import OFF_RECORD
from companion.domain.intervals import whole_minutes
from companion.domain.people import Pair
from companion.domain.session.clock import OFF
from companion.domain.text import clean
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from screens.dialogs.capture import CaptureScreen
from screens.dialogs.choice import ChoiceScreen
from screens.dialogs.dialog import Dialog
from screens.dialogs.prompt import announce_kept_draft
from screens.session.session_words import clock_pieces
from screens.shared.lifecycle import stands
from screens.shared.place import bindings_for, brings_words
from screens.widgets.fitted_line import FittedLine
from screens.widgets.frame import HintLine
from screens.widgets.grapheme_fields import GraphemeArea
from screens.widgets.textual_compat import event_time

JUST_CAME = 5.0
"""Seconds after the other went off the record in which one may not have seen it yet."""
NOT_NOW, AGREED, ASK = "not-now", "agreed", "ask"


def limits() -> str:
    """What being off the record does, and what it does not."""
    return _(
        "Off the record, companion writes nothing that you type to any disk and sends it "
        "nowhere, on either side. The clock runs on. The minutes say only that it was so, for how "
        "long, and that you both agreed. It cannot keep anything from a recording of the screen, "
        "from what the terminal or the computer keeps in memory, or from people's memory."
    )


def agreement(pair: Pair) -> ChoiceScreen[str]:
    """Asks whether both want it."""
    answers = [(NOT_NOW, _("Not now"))]
    if pair.partner is None:
        answers.append((AGREED, _("Go off the record")))
    else:
        name = pair.partner.name.split()[0]
        answers += [
            (AGREED, _("We sit together and both agree")),
            (ASK, _("Ask {name} first, on the other screen").format(name=name)),
        ]
    return ChoiceScreen(limits(), answers)


def request(name: str) -> ChoiceScreen[bool]:
    """Asks whether what the other asks for is fine."""
    asks = _("{name} asks to go off the record.").format(name=name)
    answers = [(False, _("Rather not")), (True, _("I agree"))]
    return ChoiceScreen(f"{asks}\n\n{limits()}", answers)


class ScratchPad(GraphemeArea):
    """Text in memory alone: it has no document, and nothing of it goes to the clipboard."""

    def __init__(self) -> None:
        super().__init__(id="pad", soft_wrap=True, tab_behavior="focus", show_line_numbers=False,
                         highlight_cursor_line=False)  # fmt: skip
        self.cursor_blink = False

    def edit(self, edit: Edit) -> EditResult:
        """Do what was typed, without what could steer a terminal."""
        edit.text = clean(edit.text)
        return super().edit(edit)

    def action_copy(self) -> None:
        """Say that nothing leaves."""
        self.notify(_("Nothing can be copied from here."), severity="warning", markup=False)

    def action_cut(self) -> None:
        """Say that nothing leaves."""
        self.action_copy()

    def begin_anew(self, read_only: bool) -> None:
        """Forget all of it, and how it came about; a read-only pad takes no words then."""
        self.load_text("")
        self.history.clear()
        self.read_only = read_only


class OffRecordScreen(Dialog[bool]):
    """Covers the session while it is off the record; gives whether it was ended here.

    Commands of other places do not act here: no other place is shown, and nothing is captured
    before it is over.
    """

    PLACE = OFF_RECORD

    CSS_PATH = "off_record.tcss"
    AUTO_FOCUS = "#pad"
    ALLOW_SELECT = False
    BINDINGS = bindings_for(OFF_RECORD)

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        super().__init__()
        self.workspace = workspace
        self.session = session
        self.lesson = workspace.lesson_of(session)
        self._came = -inf
        """When it came by what the other did, as long as that counts."""
        self._pressed = inf
        """When the last key was pressed that the menu did not take, or the mouse."""
        self.is_over = False
        """Whether the other ended it, and has not begun it anew; what is typed then must not run
        on into the notes."""

    def compose(self) -> ComposeResult:
        """A frame with its words, the clock, and the pad."""
        with Vertical(id="off-frame") as frame:
            frame.border_title = Content(_("OFF THE RECORD"))
            yield FittedLine(" · ", id="off-clock")
            yield Static(self._words(), id="off-words", markup=False)
            yield ScratchPad()
        yield HintLine(OFF_RECORD)

    def offer(self, asked: Command) -> CommandState:
        """How a command stands now."""
        over = _("The other side ended it. What stood here is thrown away; Esc goes on.")
        on = _("You are off the record: {way} leads back, and what stands here is thrown away.")
        refusals = {
            "off-record-end": over if self.is_over else "",
            "off-record-leave": ""
            if self.is_over
            else on.format(way=menu_shortcut("off-record-end")),
        }
        return CommandState(refusal=refusals.get(asked.id, ""))

    def take_input(self, event: Key | Paste) -> bool:
        """Let what is typed go to the pad; tells whether nothing is left to do with it."""
        self._pressed = event.time
        enters = isinstance(event, Key) and event.key == "enter"
        if self.is_over and (enters or brings_words(event)):
            words = _("Not kept: the other side had ended it.")
            self.notify(words, severity="warning", markup=False)
            return True
        if brings_words(event):
            self.set_focus(self.query_one(ScratchPad))
        return False

    def on_mouse_down(self, event: MouseDown) -> None:
        """A click on a hint or in the menu is meant when it is made, as a key is."""
        self._pressed = event.time

    def on_mount(self) -> None:
        """Begin with the time as it is."""
        self._note_who_was_first()
        self.set_interval(1, self.notebook_changed)
        self._show()

    def notebook_changed(self) -> None:
        """Show the time; take words for as long as it is off the record."""
        if stands(self) and self in self.app.screen_stack:  # one that was left goes a moment later
            self._show()

    def _show(self) -> None:
        now = self.workspace.environment.now()
        notebook = self.session.notebook
        if (notebook.clock.off_since is None) != self.is_over:
            self._turn()
        minutes = whole_minutes(notebook.clock.off_the_record(now))
        away = (0, _("OFF THE RECORD for {minutes} min").format(minutes=minutes))
        pieces = [(rank + 1, text) for rank, text in clock_pieces(notebook, self.lesson, now)]
        self.query_one("#off-clock", FittedLine).show(pieces if self.is_over else [away, *pieces])

    def _turn(self) -> None:
        """Follow the other, who ended it or began it anew; either begins with an empty pad."""
        self.is_over = not self.is_over
        self.query_one(ScratchPad).begin_anew(read_only=self.is_over)
        title = _("BACK ON THE RECORD") if self.is_over else _("OFF THE RECORD")
        self.query_one("#off-frame").border_title = Content(title)
        self.query_one("#off-words", Static).update(self._words())
        self.query_one(HintLine).refresh()
        if not self.is_over:
            self._note_who_was_first()
            self._close_what_covers()

    def _close_what_covers(self) -> None:
        """Close what was opened over this while it was over: what is typed there would be kept."""
        while (top := self.app.screen) is not self:
            if isinstance(top, CaptureScreen):
                announce_kept_draft(self, top.draft)
            self.app.pop_screen()

    def _words(self) -> str:
        if self.is_over:
            return _("The other side ended it. What stood here is thrown away; Esc goes on.")
        return _("What you type here stays in memory only and is thrown away at the end.")

    def action_end(self) -> None:
        """Go back on the record; what stands here is forgotten."""
        if self._meant_to_begin():
            self._tell_who_was_first()
            return
        self.query_one(ScratchPad).begin_anew(read_only=True)
        self.dismiss(not self.is_over)

    @property
    def _begun_by(self) -> str:
        events = reversed(self.session.notebook.events)
        return next((event.by for event in events if event.kind == OFF), "")

    def _note_who_was_first(self) -> None:
        self._came = -inf if self._begun_by == self.workspace.pair.me.id else event_time()

    def _tell_who_was_first(self) -> None:
        name = self.workspace.pair.name_of(self._begun_by).split()[0]
        words = _("{name} was first: you are both off the record. {way} again leads back on it.")
        words = words.format(name=name, way=menu_shortcut("off-record-end"))
        self.notify(words, severity="warning", markup=False)

    def _meant_to_begin(self) -> bool:
        """Whether what ends it was pressed to go off the record, as the other just had.

        Two who agree aloud press it at about the same time: to end it then would let the words
        behind it into the notes. When it was pressed decides, whatever was typed here before; and
        only for the first time, for whoever presses it again has seen where they are.
        """
        came, self._came = self._came, -inf
        return self._pressed - came < JUST_CAME

    def action_leave(self) -> None:
        """Go on, once it is over."""
        if self.is_over:
            self.dismiss(False)
