"""The news line: what is worth most of what the app said, how much else there is, the way to it."""

from dataclasses import replace
from typing import NamedTuple

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from companion.commands.available import command, way
from companion.commands.key_names import shown
from companion.i18n import _
from companion.layout.graphemes import cut
from companion.workspace.session.journal import Notice
from screens.widgets.hints import action_style
from screens.widgets.host import app_host, place_of

URGENT = "! "
"""Stands before what needs somebody."""
GAP = "  "


class NewsRow(NamedTuple):
    """What stands on the line: at its left, and at its right."""

    words: str
    more: str


class NewsLine(Static):
    """One row above the hints; on a dialog, which has no hints down there, the same row."""

    def __init__(self) -> None:
        super().__init__(id="news")

    def render(self) -> RenderResult:
        """The notice that stands there, cut where it does not fit: it never wraps."""
        journal = app_host(self).journal
        if journal is None:
            return ""
        notice = journal.shown
        if notice and notice.ways and notice.place == place_of(self.screen):
            notice = replace(notice, words=f"{notice.words} {notice.ways}")
        row = news_row(notice, journal.missed, self._way(), self.size.width)
        urgent = notice is not None and notice.is_urgent
        gap = self.size.width - cell_len(row.words) - cell_len(row.more) - 1
        style = Style() if _is_dialog(self.screen) else action_style("app.journal")
        return Content.assemble((row.words, Style(bold=urgent)), " " * gap, (row.more, style))

    def _way(self) -> str:
        place = place_of(self.screen)
        found = way(place, command("journal"))
        return f"{shown('escape')}, {found}" if _is_dialog(self.screen) else found


def _is_dialog(screen: Screen[object]) -> bool:
    """Whether it has to be closed before the menu opens."""
    return screen.is_modal and not place_of(screen)


def news_row(notice: Notice | None, missed: int, way: str, width: int) -> NewsRow:
    """A notice in so many cells: where there is too little room, its time goes first.

    The way to the journal stands there where more is to be read than fits.
    """
    room = width - 2
    words = marked(notice) if notice is not None else ""
    more = _("{way} all ({count})").format(way=way, count=missed) if missed else ""
    if not missed and cell_len(words) > room:
        more = _("{way} all").format(way=way)
    if more:
        room -= cell_len(GAP + more)
    timed = marked(notice, notice.time) if notice is not None else ""
    return NewsRow(" " + cut(timed if cell_len(timed) <= room else words, room), more)


def marked(notice: Notice, time: str = "") -> str:
    """Its words, after the time if given, and before both a mark where somebody is needed."""
    words = f"{time} {notice.words}" if time else notice.words
    return f"{URGENT}{words}" if notice.is_urgent else words
