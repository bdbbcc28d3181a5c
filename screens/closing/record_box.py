"""Lines that were written down, above the field for one more."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from companion.workspace.document.drafts import DraftText
from screens.widgets.draft_input import LinesInput


class LineInput(LinesInput):
    """A field that is empty for the next line at once, however fast somebody types on.

    A binding would be run by the app, when letters typed behind the key stand in the field already.
    """

    def __init__(self, draft: DraftText, *, id: str) -> None:
        super().__init__(draft, id=id, compact=True)
        self.draft = draft

    async def key_enter(self, event: Key) -> None:
        """Hand the line over."""
        event.stop()
        await self.action_submit()
        self.take()

    def take(self) -> str:
        """Give the line away, to be written down: the field is ready for the next one."""
        line = self.value
        self.draft.hand_over()
        self.show(self.draft)
        return line


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

    @dataclass
    class Written(Message):
        """A line was typed to the end; an empty one means: go on."""

        box: "RecordBox"
        line: str

    @dataclass
    class Chosen(Message):
        """Somebody wants to change a line."""

        box: "RecordBox"
        record: str

    def __init__(
        self, kind: str, draft: DraftText, by: str = "", who: str = "", mark: str = ""
    ) -> None:
        super().__init__(id=f"box-{kind}{mark}", classes="box")
        self.kind = kind
        self.draft = draft
        self.by = by
        """The id of the person whose lines these are; empty for anybody's."""
        self.who = who
        """The id of the person they are for, or from whom it was learned."""
        self.note: Callable[[str], str] = lambda _line: ""
        """What to say below a line while it is typed."""
        self._mark = mark

    @property
    def value(self) -> str:
        """What stands in the field."""
        return self.query_one(Input).value

    @value.setter
    def value(self, value: str) -> None:
        self.query_one(Input).value = value

    def take(self) -> str:
        """What stands in the field, to be written down."""
        return self.query_one(LineInput).take()

    def compose(self) -> ComposeResult:
        """The lines, the field, and what is said below it."""
        yield OptionList(markup=False)
        yield LineInput(self.draft, id=f"add-{self.kind}{self._mark}")
        yield Static(classes="note", markup=False)

    @property
    def cursor(self) -> str:
        """The id of the record the cursor is on, when that is in the list."""
        options = self.query_one(OptionList)
        option = options.highlighted_option if options.has_focus else None
        return (option.id or "") if option else ""

    def label(self, title: str, placeholder: str) -> None:
        """Say what is wanted here, in the language in use."""
        self.border_title = title
        self.query_one(Input).placeholder = placeholder
        self._say()

    def show(self, lines: list[tuple[str, str]]) -> None:
        """Show these lines, each with the id of its record."""
        options = self.query_one(OptionList)
        at = options.highlighted
        options.set_options(Option(Content(text), record) for record, text in lines)
        options.highlighted = min(at or 0, len(lines) - 1) if lines else None
        options.display = bool(lines)

    def on_input_changed(self) -> None:
        """Say what the line will be taken for."""
        self._say()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Somebody is done with a line."""
        event.stop()
        self.post_message(self.Written(self, event.value))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Somebody wants to change a line."""
        event.stop()
        self.post_message(self.Chosen(self, event.option_id or ""))

    def _say(self) -> None:
        note, words = self.query_one(".note", Static), self.note(self.value)
        note.update(Content(words))
        note.set_class(not words, "-empty")
