"""Lines that were written down, above the field for one more."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from companion.domain.session.close_text import CloseField
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.document.text_editing import FieldText
from screens.closing.typing_lines import TypingLines
from screens.widgets.draft_input import LinesInput
from screens.widgets.option_updates import update_options


class BoxStep(Protocol):
    """The step of the close that a box stands in."""

    workspace: Workspace
    session: OpenSession

    def enter(self, box: "RecordBox") -> None:
        """Enter the line that stands in a box."""

    def typed_in(self, box: "RecordBox") -> None:
        """Something was typed in a box."""


class LineInput(LinesInput):
    """A field that is empty for the next line at once, however fast somebody types on.

    A binding would be run by the app, when letters typed behind the key stand in the field already.
    """

    def __init__(
        self, source: FieldText, enter: Callable[[], None], typed: Callable[[], None], *, id: str
    ) -> None:
        super().__init__(source, typed=typed, id=id, compact=True)
        self._enter = enter

    def key_enter(self, event: Key) -> None:
        """Enter the line."""
        event.stop()
        self._enter()


class RecordBox(Vertical):
    """Records of one kind, of one person where `by` is given."""

    DEFAULT_CSS = """
    RecordBox {
        height: auto;
        & OptionList, & OptionList:focus {
            height: auto; max-height: 6; border: none; padding: 0; background: transparent;
        }
        & .note { height: auto; color: $text-muted; display: none; }
        &:focus-within .note { display: block; }
        & .note.-empty, &:focus-within .note.-empty { display: none; }
    }
    """

    class Done(Message):
        """Somebody has nothing more to enter here, and goes on."""

    @dataclass
    class Chosen(Message):
        """Somebody wants to change a line."""

        box: "RecordBox"
        record: str

    def __init__(self, field: CloseField, step: "BoxStep", who: str = "", mark: str = "") -> None:
        super().__init__(id=f"box-{field.kind}{mark}", classes="box")
        self.field = field
        self.kind = field.kind
        self.by = field.by
        """The id of the person whose lines these are; empty for anybody's."""
        self.who = who
        """The id of the person they are for, or from whom it was learned."""
        self.title = ""
        """What is wanted here, in the language in use."""
        self.note: Callable[[str], str] = lambda _line: ""
        """What to say below a line while it is typed."""
        self._step = step
        self._mark = mark
        self.typed = step.session.close_text_in(field)
        """What is typed here, as it was when it was last looked at."""

    @property
    def value(self) -> str:
        """What stands in the field."""
        return self.query_one(Input).value

    def compose(self) -> ComposeResult:
        """The lines, the field, and what is said below it."""
        yield OptionList(markup=False)
        source = self._step.session.close_text_editor(self.typed)
        enter, typed = partial(self._step.enter, self), partial(self._step.typed_in, self)
        yield LineInput(source, enter, typed, id=f"add-{self.kind}{self._mark}")
        yield Static(classes="note -empty", markup=False)
        yield TypingLines(self._step.session, self._step.workspace.pair, self.field)

    def follow(self, entered: bool = False) -> None:
        """Show what is typed here; once it is `entered`, here or in another window, the next."""
        session, before = self._step.session, self.typed
        self.typed = session.close_text_in(self.field, None if entered else before)
        if self.typed.name != before.name:
            self.query_one(LineInput).show(session.close_text_editor(self.typed))
        self.query_one(TypingLines).follow()

    @property
    def cursor(self) -> str:
        """The id of the record the cursor is on, when that is in the list."""
        options = self.query_one(OptionList)
        option = options.highlighted_option if options.has_focus else None
        return (option.id or "") if option else ""

    def label(self, title: str, placeholder: str) -> None:
        """Say what is wanted here, in the language in use."""
        self.title = title
        self.border_title = Content(title)
        self.query_one(Input).placeholder = placeholder
        self._say()

    def show(self, lines: list[tuple[str, str]]) -> None:
        """Show these lines, each with the id of its record, and the place where they are read."""
        options = self.query_one(OptionList)
        listed = {option.id for option in options.options}
        came = [record for record, _text in lines if record not in listed]
        newest = came[-1] if came and not options.has_focus else None  # nobody goes about in it
        update_options(
            options, [Option(Content(text), record) for record, text in lines], to=newest
        )
        options.display = bool(lines)

    def on_resize(self) -> None:
        """Lines may take more rows than before: keep the one with the cursor in view."""
        self.call_after_refresh(self.query_one(OptionList).scroll_to_highlight)

    def on_input_changed(self) -> None:
        """Say what the line will be taken for."""
        self._say()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Somebody wants to change a line."""
        event.stop()
        self.post_message(self.Chosen(self, event.option_id or ""))

    def _say(self) -> None:
        note, words = self.query_one(".note", Static), Content(self.note(self.value))
        if words != note.content:  # each update has all of the screen laid out anew
            note.update(words)
            note.set_class(not words, "-empty")
