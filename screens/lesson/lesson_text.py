"""A lesson to read: found words, marks in its margin, and a part of it that keys act on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import set_cell_size
from rich.style import Style
from textual.binding import Binding
from textual.events import Click
from textual.message import Message

from companion.layout.find import Finder, Match, highlighted
from companion.layout.page import Page
from companion.layout.spans import LINK
from companion.layout.wrapping import MARGIN, Line, wrapped
from screens.lesson.reading_view import GUTTER, PlacedText

NOTE = f"{MARGIN} note"
NOTE_BULLET = "» "
CHOSEN = "▸"
ABOVE = 2
"""Rows that stay in sight above what is found or chosen."""


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands in the margin, by the number of the part of the text it stands at."""

    signs: Mapping[int, str]
    """One character each."""
    notes: Mapping[int, Sequence[str]]
    tail: Sequence[str] = ()
    """What stands below the text, its heading first."""


class LessonText(PlacedText):
    """Draws a lesson, and knows which part of it is chosen or found."""

    COMPONENT_CLASSES = {"lesson--marked"}
    BINDINGS = [
        Binding("up,k", "step(-1)", show=False, id="text-up"),
        Binding("down,j", "step(1)", show=False, id="text-down"),
    ]

    @dataclass
    class LinkClicked(Message):
        """Somebody clicked a link."""

        number: int

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._margin = Margin({}, {})
        self._stretches: dict[int, list[tuple[int, int, str]]] = {}
        self.chosen: int | None = None
        """The part that keys act on."""
        self.words = ""
        """What is looked for."""
        self.found: list[Match] = []
        self.at = -1
        """The match that was gone to."""

    def show_margin(self, margin: Margin) -> None:
        """Show this in the margin; the text stays where it is."""
        if margin != self._margin:
            self._margin = margin
            self.lay_out_again()

    def finished(self, page: Page, room: int) -> Page:
        """The page with the notes of its margin, and with what is looked for found in it."""
        notes = {n: _note_lines(said, room) for n, said in self._margin.notes.items()}
        full = page.with_notes(notes, _tail_lines(self._margin.tail, room))
        self._look_for(self.words, full)
        if self.chosen is not None and self.chosen >= len(full.parts):
            self.chosen = None
        return full

    def line(self, row: int) -> Line:
        """A row with its margin; what was found in it stands out."""
        line = super().line(row)
        for start, end, name in self._stretches.get(row, ()):
            line = highlighted(line, start, end, name)
        number = self.page.part_at(row)
        if number < 0 or row >= self.page.parts[number].end:
            return [(" " * GUTTER, MARGIN), *line]
        chosen = CHOSEN if number == self.chosen else " "
        sign = self._margin.signs.get(number, " ")
        if sign != " ":
            line = [(text, f"{style} marked") for text, style in line]
        return [(set_cell_size(chosen + sign, GUTTER), f"{MARGIN} sign"), *line]

    def style_of(self, names: str) -> Style:
        """How words with these styles look; what is marked has a colour of the theme's too."""
        style = super().style_of(names)
        if "marked" in names:
            return self.get_component_rich_style("lesson--marked", partial=True) + style
        return style

    # Choosing

    def action_step(self, step: int) -> None:
        """A line further; with a part chosen, the next part."""
        if self.chosen is not None:
            self.choose(max(0, min(self.chosen + step, len(self.page.parts) - 1)))
        elif step > 0:
            self.action_scroll_down()
        else:
            self.action_scroll_up()

    def choose(self, number: int | None) -> None:
        """Choose a part of the text, or none."""
        self.chosen = number
        if number is not None:
            part = self.page.parts[number]
            self._reveal(part.first, part.end)
        self._show_again()

    def choose_in_sight(self) -> None:
        """Choose the first part that begins in sight and is no heading, if there is one."""
        parts = self.page.parts
        below = [n for n, part in enumerate(parts) if part.first >= self.top]
        if parts:
            self.choose(next((n for n in below if not parts[n].level), len(parts) - 1))

    def on_click(self, event: Click) -> None:
        """A click on a link shows where it leads; elsewhere it chooses a part."""
        link = event.style.meta.get("link")
        offset = event.get_content_offset(self)
        if isinstance(link, int):
            self.post_message(self.LinkClicked(link))
        elif offset is not None:
            row = offset.y + self.top
            number = self.page.part_at(row)
            if number >= 0 and row < self.page.parts[number].end:
                self.choose(number if number != self.chosen else None)

    @property
    def link_in_sight(self) -> str:
        """Where the first link below the top leads, else the first of all."""
        for line in self.page.lines[self.top :]:
            for _text, style in line:
                for name in style.split():
                    if name.startswith(LINK):
                        return self.page.links[int(name[1:])]
        return self.page.links[0] if self.page.links else ""

    def _reveal(self, first: int, end: int) -> None:
        if first < self.top or end > self.end:
            self.go_to(max(0, first - ABOVE))

    # Finding

    def find(self, words: str) -> None:
        """Look for words, and go to the first place from here on."""
        self.at = -1
        self._look_for(words, self.page)
        following = (n for n, match in enumerate(self.found) if match[0].row >= self.top)
        self._show_match(next(following, 0))

    def find_next(self, step: int) -> None:
        """Go to the next place, or the one before; after the last comes the first."""
        self._show_match(self.at + step)

    def _show_match(self, number: int) -> None:
        if self.found:
            self.at = number % len(self.found)
            match = self.found[self.at]
            self._reveal(match[0].row, match[-1].row + 1)
        self._make_stand_out()
        self._show_again()

    def _look_for(self, words: str, page: Page) -> None:
        self.words = words
        self.found = Finder(page.lines).find(words) if words else []
        self.at = min(self.at, len(self.found) - 1)
        self._make_stand_out()

    def _make_stand_out(self) -> None:
        self._stretches = defaultdict(list)
        for number, match in enumerate(self.found):
            name = "current" if number == self.at else "found"
            for stretch in match:
                self._stretches[stretch.row].append((stretch.start, stretch.end, name))

    def _show_again(self) -> None:
        self.draw_again()
        self.post_message(self.Moved())


def _note_lines(notes: Sequence[str], room: int) -> list[Line]:
    lines: list[Line] = []
    for note in notes:
        first = NOTE_BULLET
        for line in wrapped([(note, NOTE)], room - 2 * len(NOTE_BULLET)):
            lines.append([("  " + first, NOTE), *((text, NOTE) for text, _style in line)])
            first = " " * len(NOTE_BULLET)
    return lines


def _tail_lines(tail: Sequence[str], room: int) -> list[Line]:
    if not tail:
        return []
    heading = [[(text, f"{MARGIN} heading") for text, _style in line]
               for line in wrapped([(tail[0], "")], room)]  # fmt: skip
    return [[], *heading, [], *_note_lines(tail[1:], room)]
