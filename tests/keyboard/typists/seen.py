"""What somebody at a screen knows from looking at it, in either language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from companion import i18n
from companion.commands.key_names import shown
from companion.commands.places import PLACES, SESSION
from companion.commands.table import COMMANDS
from companion.i18n import _
from screens.widgets.line_marks import LEFT, TAKEN_UP
from typists.keys import name_of

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""
NOT_KEPT = "Not kept: the private notes are closed."
REFUSALS = (
    "Private notes are closed now",
    "Nothing is written down now",
    "You are still on the record",
    "The menu does not open here",
)
"""What the dialogs are headed with that take no words; a small window shows no more of them."""
PEN = "Pen: {name} · shared notes"
NOT_SAVED = ("Not saved: {folder}: {reason}. Make room or mend it, and save again.", "! not saved")
"""On the news line, where the sentence of both disks begins likewise, and in the top line."""
HIDES = "Any key hides them and types nothing."
"""What the last row says while private notes are read."""
QUERY = "Search all notes, actions, ideas and lessons"
"""What is headed over the field of the search."""
STEPS = "What do you want to take back? What you did last stands first."
"""What the list of steps asks, from which one is taken back."""
BOX = re.compile(r"(?<![┓╮━┏╭])┏")
"""The corner of a box that has no other box beside it; it may cover the upper edge of one."""

BORDERS = "━─═"
"""What the border over a box may be drawn with: the first of them where the keys are."""
EDGE = "┏┃"
"""What a row of a dialog begins with; in a small window the news lies over one of them."""
GUTTER = re.compile(rf"^(AB?|B)? *[{TAKEN_UP}{LEFT}]? +")
"""Before each line of the notes: whose words it has, and what became of it."""
ENOUGH = 12
"""Letters by which what was typed is known again."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A screen, understood."""

    rows: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.rows)

    @property
    def dialog(self) -> Box | None:
        """The box of the dialog that covers a part of the screen; the upper one of several."""
        return next(self.dialogs(), None)

    def dialogs(self) -> Iterator[Box]:
        """The boxes of all dialogs, also of one that lies below another."""
        for top, row in enumerate(self.rows):
            for corner in BOX.finditer(row):
                left, right = corner.start(), row.rfind("┓")
                bottom = self._bottom(top, left)
                if left > 0 and right > left and bottom:
                    yield left, top, right, bottom

    def _bottom(self, top: int, left: int) -> int:
        for number in range(top + 1, len(self.rows)):
            if self.rows[number][left : left + 1] == "┗":
                return number
        return 0

    @property
    def in_session(self) -> bool:
        """Whether a session that runs is what is shown, and nothing covers it."""
        named = any(
            said(PLACES[SESSION], language) in row
            for row in self.rows[:1]
            for language in i18n.LANGUAGES
        )
        runs = any(re.match(r" [▶▲!Ⅱ] ", row) for row in self.rows[:2])
        return named and runs and self.dialog is None and not self.off_record

    @property
    def searches(self) -> bool:
        """Whether what is typed is looked for."""
        names = [said("Search", language) for language in i18n.LANGUAGES]
        top = "│" + "".join(self.rows[:1])  # without the app's name on a small screen
        return self.dialog is None and any(f"│ {name} " in top for name in names)

    def is_looked_for(self, word: str) -> bool:
        """Whether a word stands where one types what to look for, among commands or notes."""
        queries = [said(QUERY, language) for language in i18n.LANGUAGES]
        return self.is_palette or (self.searches and self.heading_over(word) in queries)

    @property
    def private(self) -> bool:
        """Whether private notes are open."""
        return self._headed("Private notes")

    @property
    def types_in_shared(self) -> bool:
        """Whether the shared notes have the keys, as their border says."""
        return self._headed("Shared notes", "━")

    @property
    def takes_next_key(self) -> bool:
        """Whether the next key types nothing, as the last row says; a small window cuts it."""
        begins = [said(HIDES, language).split()[:3] for language in i18n.LANGUAGES]
        return any(" ".join(words) in self.text for words in begins)

    @property
    def off_record(self) -> bool:
        """Whether what is typed now is kept nowhere, or no longer taken."""
        return self._headed("OFF THE RECORD") or self._headed("BACK ON THE RECORD")

    @property
    def back_on_record(self) -> bool:
        """Whether somebody else ended it, and no words are taken until this person goes on."""
        return self._headed("BACK ON THE RECORD")

    @property
    def is_palette(self) -> bool:
        """Whether letters look for a command among all of them."""
        return self._headed("All commands")

    @property
    def captures(self) -> bool:
        """Whether a line is asked for that is to be written down."""
        return self._headed("Write down")

    @property
    def lists_steps(self) -> bool:
        """Whether it is asked which step to take back; the question may stand in many rows."""
        begins = [said(STEPS, language).split()[:3] for language in i18n.LANGUAGES]
        return any(self.shows_in_dialog(" ".join(words)) for words in begins)

    def shows_in_dialog(self, word: str) -> bool:
        """Whether a word stands in the dialog, and not behind it or in the news over it."""
        if self.dialog is None:
            return False
        left, top, right, bottom = self.dialog
        inside = [row[left:right] for row in self.rows[top:bottom]]
        return any(word in row for row in inside if row[0] in EDGE)

    @property
    def pen_is_passed(self) -> bool:
        """Whether what is typed here counts as the other's words."""
        begins = [said(PEN, language).split("{")[0] for language in i18n.LANGUAGES]
        return any(
            re.search(rf"[━─] {re.escape(words)}", row) for row in self.rows for words in begins
        )

    @property
    def refuses(self) -> bool:
        """Whether a sentence says that what was typed is not kept."""
        begins = [said(NOT_KEPT, language).split(":")[0] for language in i18n.LANGUAGES]
        refused = any(f"{words}:" in self.text for words in begins)
        return refused or any(map(self._headed, REFUSALS))

    @property
    def says_not_saved(self) -> bool:
        """Whether a sentence says that something cannot be saved."""
        begins = [re.split("[,:]", said(message, language))[0]  # a small window shows no more
                  for message in NOT_SAVED for language in i18n.LANGUAGES]  # fmt: skip
        return any(words in self.text for words in begins)

    def hints_at(self, name: str) -> bool:
        """Whether the hints name a key for what can be done here."""
        keys = [(command, key) for command in COMMANDS for key in command.keys]
        named = [(command, key) for command, key in keys if name_of(key) == name]
        return any(
            f" {shown(key)} {said(command.label, language)}" in self.rows[-1]
            for command, key in named
            for language in i18n.LANGUAGES
        )

    @property
    def menu(self) -> bool:
        """Whether the menu is open, so that letters are commands."""
        return any(map(self._headed, ("Menu", "Go to", "End")))

    def _headed(self, message: str, border: str = BORDERS) -> bool:
        return any(re.search(_heading(message, border), row) for row in self.rows)

    def shows_in_private(self, word: str) -> bool:
        """Whether a word stands in the box of the private notes."""
        for top, row in enumerate(self.rows):
            if head := re.search(_heading("Private notes"), row):
                left = max(row.rfind(corner, 0, head.end()) for corner in "┏╭═")
                ends = [end for corner in "┓╮" if (end := row.find(corner, left)) > 0]
                right = min(ends, default=len(row))
                return Seen(tuple(below[left:right] for below in self.rows[top:])).shows(word)
        return False

    def heading_over(self, word: str) -> str:
        """What stands in the border over the box that a word stands in; empty without one."""
        for number, row in enumerate(self.rows):
            if (at := row.find(word)) >= 0:
                for above in reversed(self.rows[:number]):
                    if (left := max(above.rfind(corner, 0, at) for corner in "┏╭")) >= 0:
                        return re.split(r"[━─]", above[left + 2 :])[0].strip()
        return ""

    def shows(self, word: str) -> bool:
        """Whether a word can be read on the screen; also where a line breaks in it."""
        return word in self.text or any(word in column for column in _columns(self.rows))

    def is_parted(self, word: str, typed: str) -> bool:
        """Whether a word stands here with `typed` in its middle; of much of that, a part may be
        out of sight, and a part of the word with it."""
        inserted = re.sub(r"\s", "", typed)
        halves = [(word[:at], word[at:]) for at in range(1, len(word))] if inserted else []
        return any(
            _stands_between(*parts, inserted, column)
            for column in _columns(self.rows)
            for parts in halves
        )


@lru_cache(maxsize=8)  # each word of a session is looked for on a screen
def _columns(rows: tuple[str, ...]) -> list[str]:
    """The text of each column between borders, without blanks: broken lines are whole there."""
    found: dict[int, str] = {}
    for row in rows:
        at = 0
        for part in re.split(r"[│┃║]", row):
            found[at] = found.get(at, "") + "".join(GUTTER.sub("", part).split())
            at += len(part) + 1
    return list(found.values())


def _stands_between(first: str, last: str, inserted: str, column: str) -> bool:
    if inserted in column:
        return f"{first}{inserted}{last}" in column
    return f"{first}{inserted[:ENOUGH]}" in column or f"{inserted[-ENOUGH:]}{last}" in column


@cache
def _heading(message: str, border: str = BORDERS) -> str:
    """A pattern for a message in the border over something."""
    words = "|".join(re.escape(said(message, language)) for language in i18n.LANGUAGES)
    return rf"[{border}] ({words})( |$)"


@cache
def said(message: str, language: str) -> str:
    """A message as the app says it in a language."""
    before = i18n.current_language()
    i18n.use_language(language)
    try:
        return _(message)
    finally:
        i18n.use_language(before)
