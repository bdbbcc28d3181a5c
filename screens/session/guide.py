"""What to talk about and do, with boxes to tick before each prompt and step."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

from markdown_it.token import Token
from rich.style import Style
from textual.binding import Binding
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from companion.domain.export.minutes import Block
from companion.domain.session.exercise_steps import ASK, DO, step_key
from companion.layout.markdown import BOX, KEY, Layout, TickableLine, parser
from companion.layout.wrapping import MEASURE, Line
from companion.lessons.parse.vocabulary import WORDS
from screens.widgets.markdown_view import MarkdownLines

KINDS = {"prompts": ASK, "steps": DO}
LABELS = {f"**{word}**": KINDS[kind] for words in WORDS.values()
          for word, kind in words.labels.items()}  # fmt: skip
"""What a list is called whose lines can be ticked, in every language of lessons."""
OPEN_BOX, TICKED_BOX = "☐ ", "☑ "
NOWHERE = -1
"""Where the cursor is before anybody moved it."""


class Guide(MarkdownLines):
    """A part of a lesson; the cursor goes from box to box, and reading on between them."""

    BINDINGS = [
        Binding("up", "go(-1)", show=False, id="guide-up"),
        Binding("down", "go(1)", show=False, id="guide-down"),
        Binding("enter", "tick", show=False, id="guide-tick"),
    ]

    @dataclass
    class Ticked(Message):
        """Somebody ticked a line, or took its tick away."""

        key: str

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self.ticks: list[TickableLine] = []
        self._ticked: frozenset[str] = frozenset()
        self._at = NOWHERE

    def show_ticks(self, markdown: str, ticked: Set[str]) -> None:
        """Show this text with these of its lines ticked."""
        before, self._ticked = self._ticked, frozenset(ticked)
        if markdown != self.markdown:
            self._at = NOWHERE
            self.show(markdown)
        elif self._ticked != before:
            self.lay_out_again()

    def show_page(self, page: list[Block]) -> None:
        """Show a page without boxes."""
        self.ticks, self._at = [], NOWHERE
        super().show_page(page)

    @property
    def open_keys(self) -> list[str]:
        """What is not ticked yet, from the top."""
        return [tick.key for tick in self.ticks if tick.key not in self._ticked]

    def bring_up(self, key: str) -> None:
        """Put the cursor on a line; show it, and the one that comes next."""
        for number, tick in enumerate(self.ticks):
            if tick.key == key:
                self._at = number
                self._reveal(*self.ticks[number : number + 2])

    def lay_out(self, width: int) -> list[Line]:
        """The lines, and where among them the boxes stand."""
        tokens = parser().parse(self.markdown)
        _mark(tokens, self._ticked)
        page = Layout(max(10, min(width, MEASURE)))
        lines = page.lines(tokens)
        self.ticks = page.ticks
        return lines

    def render_line(self, y: int) -> Strip:
        """A line of the window; the one with the cursor is reversed."""
        strip = super().render_line(y)
        tick = self._cursor()
        row = y + self.scroll_offset.y
        if tick is not None and self.has_focus and tick.first <= row < tick.end:
            return strip.apply_style(Style(reverse=True))
        return strip

    def action_go(self, step: int) -> None:
        """To the next box, when it can be seen; otherwise a line further."""
        following = self._at + step
        if 0 <= following < len(self.ticks) and self._is_near(self.ticks[following]):
            self._at = following
            self._reveal(self.ticks[following])
        elif step > 0:
            self.scroll_down(animate=False)
        else:
            self.scroll_up(animate=False)

    def action_tick(self) -> None:
        """Tick the line with the cursor, or take its tick away; first it must be in sight."""
        tick = self._cursor()
        if tick is None or not self._is_near(tick):
            self._at = next((n for n, t in enumerate(self.ticks) if self._is_near(t)), self._at)
            self.refresh()
        else:
            self.post_message(self.Ticked(tick.key))

    def on_click(self, event: Click) -> None:
        """A click on a line does the same."""
        offset = event.get_content_offset(self)
        row = offset.y + self.scroll_offset.y if offset is not None else -1
        for number, tick in enumerate(self.ticks):
            if tick.first <= row < tick.end:
                self._at = number
                self.action_tick()

    def _cursor(self) -> TickableLine | None:
        return self.ticks[self._at] if 0 <= self._at < len(self.ticks) else None

    def _is_near(self, tick: TickableLine) -> bool:
        """Whether it is in sight, or begins in the very next row."""
        top = self.scroll_offset.y
        return top <= tick.end and tick.first <= top + self.scrollable_content_region.height

    def _reveal(self, *ticks: TickableLine) -> None:
        rows = Region(0, ticks[0].first, 1, ticks[-1].end - ticks[0].first)
        self.scroll_to_region(rows, animate=False, force=True)
        self.refresh()


def _mark(tokens: list[Token], ticked: Set[str]) -> None:
    """Give the lines below a label their boxes, numbered through the whole item as it is read."""
    counts: Counter[str] = Counter()
    kind, keys = "", []
    for number, token in enumerate(tokens):
        if token.level == 0 and token.type != "paragraph_close" and not _is_list(token):
            is_text = token.type == "paragraph_open"
            kind = LABELS.get(tokens[number + 1].content, "") if is_text else ""
        elif kind and token.level == 1 and token.type == "list_item_open":
            counts[kind] += 1
            keys.append(step_key(kind, counts[kind]))
            token.meta.update({KEY: keys[-1], BOX: TICKED_BOX if keys[-1] in ticked else OPEN_BOX})
        elif kind and token.level == 1 and token.type == "list_item_close":
            token.meta[KEY] = keys[-1]


def _is_list(token: Token) -> bool:
    return token.type in ("bullet_list_open", "ordered_list_open")
