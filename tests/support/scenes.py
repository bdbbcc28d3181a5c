"""Every screen and dialog of the app with the way to it, for tests that look at all of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from driver import until
from textual.events import Paste
from textual.pilot import Pilot

from companion.commands.places import HOME
from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.clock import RUNNING
from companion.workspace.session.journal import Priority

Step = str | Callable[[Pilot[Any]], Awaitable[None]]
"""The name of an action, or what does more than an action."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen in a state, and how to get there from Home (or Welcome)."""

    name: str
    screen: str
    """The class of the uppermost screen then."""
    steps: tuple[Step, ...] = ()


async def hold(pilot: Pilot[Any]) -> None:
    """Begin the session on screen, with notes of both people and something of every kind."""
    app = pilot.app
    session, pair = app.screen.session, app.workspace.pair
    if session.notebook.state == RUNNING:
        return
    await app.run_action("screen.pause")
    session.go("i3")
    session.write_note("i3", "The judgement: \"not very well prepared\" can be argued with.\n"
                       "Idea: coffee in the canteen first")  # fmt: skip
    session.pass_pen(pair)
    session.add_paragraph('Facts stop after "lost ten minutes".', "i3")
    session.take_pen_back()
    me, other = pair.people
    for kind, line in (("learned", "An advice question is about one task"),
                       ("feedback", "You let me finish."), ("ideas", "Coffee first")):  # fmt: skip
        session.add(kind, ParsedLine(line, other.id), by=me.id)
    session.add("decisions", ParsedLine("Labels are rewritten before they are sent."))
    session.add("actions", ParsedLine("Send the two mails", me.id, "2026-12-04"))
    session.add("cards", ParsedLine("Why a camera?", other.id), by=me.id)
    app.screen.changed()


def text(words: str) -> Step:
    """Put words into what has the focus."""

    async def step(pilot: Pilot[Any]) -> None:
        pilot.app.focused.post_message(Paste(words))

    return step


async def last(pilot: Pilot[Any]) -> None:
    """Choose the last line of the list that has the focus."""
    pilot.app.focused.action_last()


def said(words: str, **about: Any) -> Step:
    """Let the app say something."""

    async def step(pilot: Pilot[Any]) -> None:
        pilot.app.say(words, **about)

    return step


LIBRARY: tuple[Step, ...] = ("app.place('library')",)
LESSON: tuple[Step, ...] = (*LIBRARY, "screen.open")
PLANNED: tuple[Step, ...] = ("app.place('session')",)
SESSION: tuple[Step, ...] = (*PLANNED, hold)
CLOSE: tuple[Step, ...] = (*SESSION, "screen.close_session")
NOTES: tuple[Step, ...] = ("app.place('notes')",)
AWAY = said("The shared folder /media/team/companion-anna-bert is away since 14:19. What you type "
            "is kept on this computer, and shared once the folder is there again.",
            worth=Priority.URGENT, place="sync")  # fmt: skip
TICKED = said("Bert went on to 3. From label to film", place="session")
REVIEW: tuple[Step, ...] = ("app.place('review')",)

FIRST_SCENES = [
    Scene("welcome", "WelcomeScreen"),
    Scene("alone", "SetupAloneScreen", ("screen.choose('alone')",)),
    Scene("pair, language", "SetupPairScreen", ("screen.choose('partner')",)),
    Scene("pair, names", "SetupPairScreen", ("screen.choose('partner')", "screen.next")),
    Scene("pair, folder", "SetupPairScreen",
          ("screen.choose('partner')", "screen.next", "screen.next")),
    Scene("pair, check", "SetupPairScreen",
          ("screen.choose('partner')", "screen.next", "screen.next", "screen.next")),
]  # fmt: skip
"""What a fresh installation shows, from Welcome."""

SCENES = [
    Scene("home", "HomeScreen"),
    Scene("library", "LibraryScreen", LIBRARY),
    Scene("lesson", "LessonScreen", LESSON),
    Scene("lesson, contents", "LessonScreen", (*LESSON, "screen.contents")),
    Scene("lesson, found", "LessonScreen", (*LESSON, "screen.find", text("the"), "screen.find")),
    Scene("lesson, marked", "LessonScreen", (*LESSON, "screen.mark(False)", "screen.mark(False)")),
    Scene("margin note", "MarginNoteScreen", (*LESSON, "screen.note", "screen.note")),
    Scene("sources", "LinksScreen", (*LESSON, "screen.links")),
    Scene("finish a lesson", "ChoiceScreen", (*LESSON, "screen.finish")),
    Scene("by myself", "StudyScreen", (*LESSON, "screen.study")),
    Scene("session, planned", "SessionScreen", PLANNED),
    Scene("prepare", "PrepareScreen", (*PLANNED, "screen.prepare")),
    Scene("new item", "PromptScreen", (*PLANNED, "screen.prepare", "screen.add")),
    Scene("session", "SessionScreen", SESSION),
    Scene("session, agenda", "SessionScreen", (*SESSION, "screen.next_pane(1)")),
    Scene("session, guide", "SessionScreen",
          (*SESSION, "screen.next_pane(1)", "screen.next_pane(1)")),
    Scene("private notes", "SessionScreen", (*SESSION, "screen.private_notes", text("mine"))),
    Scene("skip", "PromptScreen", (*SESSION, "screen.skip")),
    Scene("off the record?", "ChoiceScreen", (*SESSION, "screen.off_record")),
    Scene("leave?", "QuestionScreen", (*SESSION, "app.quit")),
    Scene("leave, over a dialog?", "QuestionScreen", (*SESSION, "screen.skip", "app.quit")),
    *(Scene(f"close {step + 1}", "ClosingScreen", (*CLOSE, f"screen.step({step})"))
      for step in range(6)),
    Scene("what it said before", "HistoryScreen", (*SESSION, "screen.history")),
    Scene("notes", "NotesScreen", NOTES),
    Scene("correct which line?", "AgreedLinesScreen", (*NOTES, last, "screen.correct")),
    Scene("history of a line", "LineHistoryScreen",
          (*NOTES, last, "screen.correct", last, "screen.history")),
    Scene("correct", "PromptScreen", (*NOTES, last, "screen.correct", last, "screen.choose")),
    Scene("pulse", "PulseScreen", (*NOTES, last, "screen.pulse")),
    Scene("review", "ReviewScreen", REVIEW),
    Scene("card, question", "ReviewRunScreen", (*REVIEW, "screen.begin")),
    Scene("card, answer", "ReviewRunScreen", (*REVIEW, "screen.begin", "screen.answer")),
    Scene("sync", "SyncScreen", ("app.place('sync')",)),
    Scene("settings", "SettingsScreen", ("app.place('settings')",)),
    Scene("search", "SearchScreen", ("app.search", text("question"))),
    Scene("capture", "CaptureScreen", ("app.capture",)),
    Scene("capture, over text", "CaptureScreen", (*SESSION, "app.capture", text("idea: coffee"))),
    Scene("drafts", "DraftsScreen",
          ("app.capture", text("half a line"), "screen.close", "app.drafts")),
    Scene("what to take back", "UndoListScreen", (*SESSION, "app.undo_list")),
    Scene("news", "HomeScreen", (TICKED,)),
    Scene("news, urgent", "HomeScreen", (AWAY,)),
    Scene("news in a session", "SessionScreen", (*SESSION, AWAY, TICKED)),
    Scene("news in the close", "ClosingScreen", (*CLOSE, TICKED)),
    Scene("news over a dialog", "CaptureScreen", ("app.capture", AWAY)),
    Scene("journal", "JournalScreen", (AWAY, TICKED, "app.journal")),
    Scene("help", "HelpScreen", ("app.help",)),
    Scene("palette", "PaletteScreen", ("app.palette",)),
]  # fmt: skip
"""What a pair's app shows, from Home; a session begins on the way and stays begun."""


class Tour:
    """Goes from scene to scene by the shortest way: what two have in common is done once."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self._pilot = pilot
        self._done: list[tuple[Step, int]] = []
        """The steps done, each with how many screens lay on each other after it."""

    async def to(self, scene: Scene) -> None:
        """Go to a scene."""
        pairs = zip(self._done, scene.steps, strict=False)
        common = len(list(takewhile(lambda pair: pair[0][0] == pair[1], pairs)))
        del self._done[common:]
        await self._uncover(self._done[-1][1] if self._done else 1)
        for step in scene.steps[common:]:
            await self._do(step)
        await until(self._pilot, lambda: type(self._pilot.app.screen).__name__ == scene.screen)

    async def _do(self, step: Step) -> None:
        if isinstance(step, str):
            await self._pilot.app.run_action(step)
        else:
            await step(self._pilot)
        await self._pilot.pause()
        self._done.append((step, len(self._pilot.app.screen_stack)))

    async def _uncover(self, depth: int) -> None:
        app = self._pilot.app
        while len(app.screen_stack) > depth:
            await app.pop_screen()
        if not self._done and app.workspace.is_set_up and app.current_mode != HOME:
            await app.switch_mode(HOME)
        await self._pilot.pause()
