"""A text that is read for long: laid out for any width, it stays at the place where it is read."""

import re
from collections.abc import Mapping

from markdown_it.token import Token
from textual.message import Message

from companion.domain.lesson.anchors import Passage, find_place, place_in_translation, place_of
from companion.layout.markdown import Layout, Part, read_tokens
from companion.layout.page import Page, Spot, page_of
from companion.layout.wrapping import MEASURE, Line
from companion.lessons.parse.sections import section_keys
from screens.widgets.markdown_view import MarkdownLines

_OPEN = re.compile(r"^[\s>*+-]*(```|~~~|<)", re.MULTILINE)
GUTTER = 3
"""Cells left of the text: what is chosen, what is marked, and a blank."""


class PlacedText(MarkdownLines):
    """Knows which part of a lesson is at its top, goes to others and back."""

    class Moved(Message):
        """Another part of the text is in sight, or something else of it stands out."""

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._tokens: list[Token] = []
        self._addresses: Mapping[str, str] = {}
        self._unread = False
        """Whether the text goes on after what is shown of it."""
        self._language = ""
        self._pages: dict[int, Page] = {}
        self._start: Passage = ("", "")
        self._spot: Spot | None = None
        self._settling = False
        self._back: list[Spot] = []
        self._forward: list[Spot] = []
        self.page = Page([], (), ())
        self.passages: list[Passage] = []
        """The parts of the text, each with the key of its section; the same in every width."""

    def show_lesson(
        self, markdown: str, addresses: Mapping[str, str], language: str, start: Passage
    ) -> None:
        """Show a lesson from a place; where that is in its first screens, these come first."""
        self._markdown, self._addresses, self._language = markdown, addresses, language
        self._back, self._forward = [], []
        self._start, self._spot = start, None
        beginning = first_sections(markdown, self.app.size.height * MEASURE)
        if len(beginning) < len(markdown) and (start[1] in " ".join(beginning.split())):
            self._read(beginning)
            self.call_after_refresh(self._read_all)
        else:
            self._read(markdown)

    def _read_all(self) -> None:
        """Show the rest of the lesson as well."""
        if self._unread:
            self._read(self._markdown)

    def _read(self, markdown: str) -> None:
        self._unread = markdown != self._markdown
        self._tokens = read_tokens(markdown, self._addresses)
        self._pages, self.passages = {}, []
        self.lay_out_again()

    def show_other(self, markdown: str, addresses: Mapping[str, str], language: str) -> None:
        """Show the lesson in its other language, from the same place in it."""
        before, at = self.passages, self._spot
        self.show_lesson(markdown, addresses, language, ("", ""))
        self._read_all()
        if at is not None and self.passages:
            self._spot = Spot(place_in_translation(before, at.part, self.passages), 0)
            self.lay_out_again()

    @property
    def place(self) -> Passage:
        """The place at the top of what is in sight; nothing before anything is."""
        spot = self._spot
        return place_of(self.passages, spot.part, spot.letters) if spot else ("", "")

    def lay_out(self, width: int) -> list[Line]:
        """The lines of the lesson for a width; what was laid out once is kept."""
        room = max(10, min(width - GUTTER, MEASURE))
        if room not in self._pages:
            layout = Layout(room)
            layout.lines(self._tokens)
            self._pages[room] = page_of(layout)
        if not self.passages:
            self.passages = _passages(self._pages[room].parts, self._language)
        self.page = self.finished(self._pages[room], room)
        return self.page.lines

    def finished(self, page: Page, room: int) -> Page:  # noqa: ARG002 - for those who add to it
        """The page with all that is to stand in it."""
        return page

    def lay_out_again(self) -> None:
        """Lay it out for the width there is; what stood at the top stays there."""
        self._settling = True
        super().lay_out_again()
        if self._laid_out:
            if self._spot is None:
                self._spot = Spot(*find_place(self.passages, *self._start))
            self.go_to(self.page.row_of(self._spot))
            self.post_message(self.Moved())
        self._settling = False

    @property
    def top(self) -> int:
        """The first row in sight."""
        return round(self.scroll_y)

    @property
    def end(self) -> int:
        """The row after the last one in sight."""
        return self.top + self.scrollable_content_region.height

    @property
    def percent(self) -> int:
        """How much of the text is above the end of what is in sight."""
        return min(100, round(100 * self.end / max(1, len(self.page.lines))))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember what is at the top now, unless it was put there to stay."""
        super().watch_scroll_y(old_value, new_value)
        if not self._settling and round(old_value) != round(new_value):
            self._spot = self.page.spot(round(new_value))
            self.post_message(self.Moved())

    def jump(self, number: int) -> None:
        """Go to a part of the text; `go_back` leads back."""
        self.jump_to_row(self.page.parts[number].first)

    def jump_to_row(self, row: int) -> None:
        """Go to a row; `go_back` leads back."""
        self._back.append(self.page.spot(self.top))
        self._forward.clear()
        self.go_to(row)

    def go_back(self, step: int) -> bool:
        """Go to where we were before a jump, or forward again; tells whether there was one."""
        source, target = (self._back, self._forward) if step < 0 else (self._forward, self._back)
        if source:
            target.append(self.page.spot(self.top))
            self.go_to(self.page.row_of(source.pop()))
            return True
        return False

    def go_to(self, row: int) -> None:
        """Put a row at the top."""
        self.scroll_to(y=row, animate=False, force=True, immediate=True)

    def action_scroll_home(self) -> None:
        """Go to the beginning."""
        self.jump_to_row(0)

    def action_scroll_end(self) -> None:
        """Go to the end."""
        self.jump_to_row(len(self.page.lines))


def first_sections(markdown: str, enough: int) -> str:
    """The beginning of a text up to a heading, so many characters or more; all where it is unsafe.

    To read all of a lesson takes a third of the time that it takes to open it.
    """
    found = markdown.find("\n##", enough)
    beginning = markdown[: found + 1] if found >= 0 else markdown
    # Within code or HTML a line with these signs would be no heading.
    return markdown if _OPEN.search(beginning) else beginning


def _passages(parts: tuple[Part, ...], language: str) -> list[Passage]:
    keys = iter(section_keys([(part.level, part.text) for part in parts if part.level], language))
    key = ""
    found = []
    for part in parts:
        key = next(keys) if part.level else key
        found.append((key, part.text))
    return found
