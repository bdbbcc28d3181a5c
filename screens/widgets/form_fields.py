"""What forms are made of: a field with its name, a field for a folder, and key hints."""

import asyncio
import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from textual.app import ComposeResult, RenderResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from companion.commands.key_names import shown
from companion.domain.people import Person, find_person
from companion.domain.text import one_line
from companion.i18n import _
from companion.storage.disk.threads import run_in_thread
from companion.workspace import Workspace
from companion.workspace.document.draft_text import DraftText
from companion.workspace.setup.folder_check import FolderReport
from companion.workspace.setup.setup import report_on
from screens.widgets.draft_input import DraftInput
from screens.widgets.frame import HintLine
from screens.widgets.hints import Hint as ShownHint
from screens.widgets.hints import fitting, parts

T = TypeVar("T")
Hint = tuple[str, str, str]
"""A key as Textual names it, what it does in a word or two, and the action that a click runs."""

PAUSE = 0.3
"""Seconds without typing before a folder is looked at."""


class KeyHints(HintLine):
    """Hints that belong to no place; a click does what the key does."""

    def __init__(self, hints: Callable[[], list[Hint]]) -> None:
        super().__init__("")
        self.hints = hints

    def render(self) -> RenderResult:
        """As many hints as fit."""
        hints = [ShownHint(shown(key), label, action) for key, label, action in self.hints()]
        kept = fitting(hints, self.size.width - 1)
        return Content.assemble(" ", *parts(kept))


class FolderField(Vertical):
    """A path, and what was found there: looked at in the background, since a share can hang."""

    @dataclass
    class Looked(Message):
        """A folder was looked at."""

        report: FolderReport
        wanted: bool
        """Whether somebody pressed Enter and waits."""
        field: "FolderField"

    def __init__(self, workspace: Workspace, draft: DraftText, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self.workspace = workspace
        self.draft = draft
        self.me = ""
        """My name as far as it is known."""
        self.report: FolderReport | None = None
        """What is known of the path as it stands; None while that is being found out."""

    @property
    def people(self) -> tuple[Person, ...]:
        """The pair whose notes are there already, if it is a pair."""
        people = self.report.people if self.report else ()
        return people if len(people) == 2 else ()

    @property
    def value(self) -> str:
        """The path as it was typed."""
        return self.query_one(Input).value

    def compose(self) -> ComposeResult:
        """The field above what was found."""
        yield DraftInput(self.draft, select_on_focus=True, suggester=FolderSuggester())
        yield Static(id="report")
        yield OptionList(id="who", markup=False)

    def on_mount(self) -> None:
        """Look at the path that is proposed."""
        self._look(0, wanted=False)

    def on_input_changed(self) -> None:
        """Look again when the typing stops."""
        self._look(PAUSE, wanted=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on as soon as the folder is known."""
        event.stop()
        self.go_on()

    def go_on(self) -> None:
        """Tell what the folder is like, at once or when it has answered."""
        if self.report is not None:
            self.post_message(self.Looked(self.report, True, self))
        else:
            self._look(0, wanted=True)

    def ask_who(self) -> None:
        """Let the person say who of the pair they are."""
        self.query_one("#who").focus()

    def _look(self, pause: float, *, wanted: bool) -> None:
        self.report = None
        self.run_worker(self._find_out(pause, wanted), exclusive=True)
        self.show()

    async def _find_out(self, pause: float, wanted: bool) -> None:
        await asyncio.sleep(pause)
        self.report = await in_background(partial(examine_typed_folder, self.workspace, self.value))
        self.show()
        self.post_message(self.Looked(self.report, wanted, self))

    def show(self) -> None:
        """Say what was found, in the language in use."""
        # While the screen is left they go one by one, and what was looked for arrives late.
        if len(self.query("Input, #report, #who")) < 3:
            return
        self.query_one(Input).border_title = Content(_("Folder"))
        lines = [_("Looking at this folder …")] if self.report is None else self.report.lines()
        self.query_one("#report", Static).update(Content("\n".join(map(one_line, lines))))
        who = self.query_one("#who", OptionList)
        who.border_title = Content(_("Who are you?"))
        who.display = bool(self.people)
        pattern = _("I am {name}, my partner is {partner}")
        pairs = zip(self.people, self.people[::-1], strict=True)
        rows = [(pattern.format(name=a.name, partner=b.name), a.id) for a, b in pairs]
        mine = find_person(self.people, self.me)
        fill(who, rows, self.people.index(mine) if mine else 0)


def fill(options: OptionList, rows: list[tuple[str, str]], at: int = 0) -> None:
    """Show these lines, each with its id, and put the cursor on one."""
    options.set_options([Option(Content(words), key) for words, key in rows])
    options.highlighted = at if rows else None


class FolderSuggester(Suggester):
    """Completes a path with the first folder that begins like it."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The path with one more name complete; looked up in the background."""
        return await in_background(partial(_completed, value))


def examine_typed_folder(workspace: Workspace, typed: str) -> FolderReport:
    """What the folder is like that somebody typed, whatever they typed."""
    text = one_line(typed)
    if not text:
        return FolderReport(Path(), _("Type the path of a folder."))
    return report_on(workspace, Path(text))


def short_path(path: Path) -> str:
    """A path with ~ for the home folder."""
    home = Path.home()
    if path != home and path.is_relative_to(home):
        return str(Path("~") / path.relative_to(home))
    return str(path)


async def in_background(function: Callable[[], T]) -> T:
    """What `function` returns, from a thread that keeps nobody from leaving if it hangs."""
    return await asyncio.wrap_future(run_in_thread(function))


def _completed(typed: str) -> str | None:
    head, begun = os.path.split(typed)
    if not begun or begun == "~":
        return None
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        names = sorted(p.name for p in Path(head or ".").expanduser().iterdir() if p.is_dir())
        paths = (typed + name[len(begun) :] for name in names if name.startswith(begun))
        return next((path for path in map(_as_taken, paths) if path and path != typed), None)
    return None


def _as_taken(path: str) -> str | None:
    """A path as the field takes it; None where that leads to no folder, or to another one."""
    taken = one_line(path, None)
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        if Path(taken).expanduser().samefile(Path(path).expanduser()):
            return taken
    return None
