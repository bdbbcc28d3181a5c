"""Faults, each put into the running app before it begins, by the entry script of the tests."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any


def _replace(owner: Any, name: str, new: Any) -> Any:
    """Put something in the place of what has to be there; gives what was."""
    before = getattr(owner, name)
    setattr(owner, name, new)
    return before


def drop_drafts() -> None:
    """Drafts stay in memory."""
    from companion.storage.private.draft_file import DraftFile

    _replace(DraftFile, "write", lambda _file, _kept: None)


def offer_again() -> None:
    """The next line begins with the one that is still being written down, until it is shared."""
    from companion.workspace import Workspace
    from companion.workspace.document.drafts import Drafts

    offered_before, save_before = Drafts._offered, Workspace.save_here

    def offered(drafts: Drafts) -> Any:
        return {left.draft.of: left.draft for left in drafts._leaving} | offered_before(drafts)

    def save_here(workspace: Workspace, document: Any, kept: Any = lambda: None) -> str:
        said = save_before(workspace, document)
        kept()
        return said

    _replace(Drafts, "_offered", offered)
    _replace(Workspace, "save_here", save_here)


def drop_private_notes() -> None:
    """Private notes are not written."""
    from companion.workspace.session import private_notes

    _replace(private_notes, "write_private", lambda _path, _words: None)


def save_nothing() -> None:
    """Saving does not begin."""
    from companion.app.autosave import AutosaveController

    _replace(AutosaveController, "edited", lambda _saving, _document: None)


def give_up_saving() -> None:
    """Drafts that could not be saved are not tried again."""
    from companion.workspace.document.drafts import Drafts

    before = Drafts._save
    _replace(Drafts, "_save", lambda drafts: before(drafts) and None)


def say_nothing_of_a_full_disk() -> None:
    """Nothing is said of what cannot be saved."""
    from companion.app import autosave, save_trouble
    from companion.domain.save_status import SaveStatus

    _replace(SaveStatus, "words", property(lambda _status: ""))
    _replace(autosave, "not_saved", lambda _folder, _error: "")
    _replace(save_trouble, "not_shared_either", lambda _folder, _error: "")


def stale_value() -> None:
    """Long bursts are read from the back where a field was looked at too early."""
    from companion.app.terminal_driver import InputReader

    before = InputReader.feed

    def feed(self: InputReader, text: str) -> Iterator[Any]:
        words = text.split(" ")
        stale = len(words) > 2 and text.isprintable()
        return before(self, " ".join(reversed(words)) if stale else text)

    _replace(InputReader, "feed", feed)


def paste_twice() -> None:
    """What is pasted comes twice."""
    from textual.events import Paste

    from companion.app.terminal_driver import InputReader

    before = InputReader._messages

    def messages(self: InputReader, units: Any) -> Iterator[Any]:
        for message in before(self, units):
            yield message
            if isinstance(message, Paste):
                yield Paste(message.text)

    _replace(InputReader, "_messages", messages)


def letter_changes_place() -> None:
    """A letter goes to the next item."""
    _translate("z", "\x1bOR")


def dead_key() -> None:
    """F8 does nothing."""
    _translate("\x1b[19~", "")


def _translate(sent: str, read: str) -> None:
    from companion.app.terminal_driver import InputReader

    before = InputReader._typed

    def typed(self: InputReader, text: str) -> Iterator[Any]:
        return before(self, text.replace(sent, read))

    _replace(InputReader, "_typed", typed)


def focus_stays_shared() -> None:
    """Private notes do not open, and nobody says so."""
    from screens.session.authorship import AuthorshipScreen

    _replace(AuthorshipScreen, "action_private_notes", lambda _screen: None)


def keep_off_record() -> None:
    """The pad off the record is kept."""
    import os

    from companion.storage.disk.paths import find_paths
    from screens.session.off_record import ScratchPad

    before = ScratchPad.edit

    def edit(self: ScratchPad, edit: Any) -> Any:
        result = before(self, edit)
        (find_paths(os.environ).home / "pad").write_text(self.text)
        return result

    _replace(ScratchPad, "edit", edit)


def ignore_labels() -> None:
    """A line that begins with a label is text only."""
    from companion.storage.document import schema
    from screens.session import authorship

    _replace(authorship, "read_labelled", lambda *_about: None)
    _replace(schema, "with_labelled", lambda notebook, *_about: notebook)


def hide_text() -> None:
    """Text is drawn in the colour of its background."""
    from companion.app.theming import ThemedApp

    before = ThemedApp.get_theme

    def get_theme(self: ThemedApp, name: str) -> Any:
        theme = before(self, name)
        return theme and replace(theme, foreground=theme.background)

    _replace(ThemedApp, "get_theme", get_theme)


def widen() -> None:
    """The window is taken for one column wider than it is."""
    from companion.app.terminal_driver import TerminalDriver

    before = TerminalDriver._get_terminal_size

    def wider(self: TerminalDriver) -> tuple[int, int]:
        columns, rows = before(self)
        return columns + 1, rows

    _replace(TerminalDriver, "_get_terminal_size", wider)


def repeat_blanks() -> None:
    """Blanks are written by a sequence that not every terminal knows: repeat the last letter."""
    from companion.app.terminal_driver import TerminalDriver

    before = TerminalDriver.write

    def write(self: TerminalDriver, data: str) -> None:
        before(self, re.sub(" {6}", " \x1b[5b", data))

    _replace(TerminalDriver, "write", write)


def number_all_alike() -> None:
    """Every app writes into a document under the same number."""
    from companion.storage.yjs import native

    _replace(native, "SystemRandom", lambda: Random(17))


def caret_astray() -> None:
    """The terminal's caret is beside the place of the next letter."""
    from textual.geometry import Offset
    from textual.widgets import TextArea

    before: Any = TextArea.cursor_screen_offset
    astray = property(lambda area: before.fget(area) + Offset(3, 0))
    _replace(TextArea, "cursor_screen_offset", astray)


def end_at_a_byte() -> None:
    """A byte that is not UTF-8 ends the app."""
    from companion.app import terminal_driver

    before = terminal_driver.getincrementaldecoder
    strict = {"replace": "strict"}
    _replace(terminal_driver, "getincrementaldecoder",
             lambda name: lambda errors: before(name)(strict[errors]))  # fmt: skip


def undo_nothing() -> None:
    """Undo does nothing."""
    from companion.app.app import CompanionApp

    _replace(CompanionApp, "action_undo", lambda _app: None)


def answer_late() -> None:
    """F8 takes more than a second."""
    from companion.app.app import CompanionApp

    before = CompanionApp.action_capture

    def capture(self: CompanionApp) -> None:
        until = time.monotonic() + 1.3
        while time.monotonic() < until:
            pass  # who sleeps counts as somebody who waits for the next key
        before(self)

    _replace(CompanionApp, "action_capture", capture)


def leave_the_mouse() -> None:
    """The terminal goes on reporting the mouse."""
    from companion.app import terminal_driver

    _replace(terminal_driver, "MOUSE_OFF", "")
    _replace(terminal_driver.TerminalDriver, "_disable_mouse_support", lambda _driver: None)


def other_author() -> None:
    """What is typed counts as the other's."""
    from companion.workspace.document.text_editing import TextEditor

    _replace(TextEditor, "me", property(lambda _writing: "bert"))
