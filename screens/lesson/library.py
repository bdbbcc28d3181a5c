"""The library: programmes to follow, and every lesson, by track, with what it is about."""

from collections.abc import Iterator
from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from companion.commands.places import LIBRARY
from companion.domain.errors import CompanionError
from companion.domain.export.minutes import TEXT, TITLE, Block
from companion.domain.lesson.programme import Plan
from companion.domain.lesson_issue import Finding
from companion.i18n import LANGUAGES, N_, _
from companion.lessons.guides import track_page
from companion.lessons.library import LessonEntry
from companion.workspace import Workspace
from companion.workspace.document.changes import Change
from companion.workspace.lesson.progress import partner_finished, progress_of
from companion.workspace.session.programmes import adopt, leave, programme_named, undo_plan
from companion.workspace.session.undo import UndoStep
from screens.lesson.programme_words import page_with_choice, programme_lines
from screens.shared.messages.lessons import CardsWanted
from screens.shared.messages.places import LessonChosen
from screens.shared.messages.sessions import SessionWanted
from screens.shared.messages.undo import StepDone
from screens.shared.place import PlaceScreen, bindings_for
from screens.shared.words import day_words, level_name, state_mark, track_name
from screens.widgets.markdown_view import MarkdownLines
from screens.widgets.option_updates import update_options

PROGRAMME, TRACK, LESSON = "programme", "track", "lesson"
"""What a line of the list can be; its id is that, a colon, and which."""


class LibraryScreen(PlaceScreen):
    """Tracks and lessons."""

    CSS_PATH = "library.tcss"
    PLACE = LIBRARY
    FIRST_FOCUS = "#lessons"
    BINDINGS = bindings_for(LIBRARY)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._left: dict[str, Plan] = {}
        """Programmes that were left here, to go on with where they were."""

    def body(self) -> ComposeResult:
        """The list, and what the lesson under the cursor is about."""
        yield OptionList(id="lessons", classes="box", markup=False)
        yield MarkdownLines(id="about", classes="box")

    def refresh_content(self) -> None:
        """List what the library has now."""
        self.query_one("#about").border_title = Content(_("About it"))
        library = self.workspace.library
        entries = library.entries(self.workspace.language)
        # By what stays theirs: a line that was chosen just before is the same lesson's.
        self._entries = {entry.path: entry for entry in entries}
        lessons = self.query_one("#lessons", OptionList)
        lessons.border_title = Content(_("Programmes, tracks and lessons"))
        programmes, tracks = self._programmes(), self._lessons()
        first = len(programmes) + 1  # below the heading of the first track
        update_options(lessons, [*programmes, *tracks], first)

    def _programmes(self) -> list[Option]:
        heading = Option(Content(_("Programmes")).stylize("bold"), disabled=True)
        return [heading, *(
            Option(Content(line), f"{PROGRAMME}:{name}" if name else None, disabled=not name)
            for name, line in programme_lines(self.workspace)
        )]  # fmt: skip

    def _lessons(self) -> list[Option]:
        held = {s.lesson: s.state for s in self.workspace.sessions()}
        self._mine = progress_of(self.workspace)
        self._theirs = partner_finished(self.workspace)
        lines: list[Option] = []
        track = None
        for path, entry in self._entries.items():
            if entry.track != track:
                track = entry.track
                heading = Content(track_name(track) or _("No track")).stylize("bold")
                lines.append(Option(heading, f"{TRACK}:{track}"))
            state = held.get(entry.id) or self._mine.of(entry.id)
            lines.append(Option(_line(entry, state, self._theirs_mark(entry)), f"{LESSON}:{path}"))
        return lines

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell about the line under the cursor."""
        kind, _colon, which = (event.option_id or "").partition(":")
        about = self.query_one("#about", MarkdownLines)
        if kind == LESSON and which in self._entries:  # else it is gone from the list by now
            about.show_page(self._about(self._entries[which]))
        elif kind == TRACK:
            about.show(track_page(which) or _("There is no such track: its files need mending."))
        elif kind == PROGRAMME:
            about.show(page_with_choice(self.workspace, which))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Read a lesson, or go to what is told of a programme or a track."""
        kind, _colon, which = (event.option_id or "").partition(":")
        if kind == LESSON:
            self._choose(self._entries.get(which), LessonChosen)
        else:
            self.query_one("#about").focus()

    def action_open(self) -> None:
        """Open the line under the cursor."""
        self.query_one("#lessons", OptionList).action_select()

    def action_start(self) -> None:
        """Make a session of the lesson under the cursor."""
        kind, which = self._under_cursor()
        if kind == LESSON:
            self._choose(self._entries.get(which), SessionWanted)

    def action_add_cards(self) -> None:
        """Ask the questions of the lesson under the cursor from now on."""
        kind, which = self._under_cursor()
        if kind == LESSON:
            self._choose(self._entries.get(which), CardsWanted)

    def action_adopt(self) -> None:
        """Follow the programme under the cursor; the one that is followed already, no more."""
        kind, which = self._under_cursor()
        if kind != PROGRAMME:
            self.notify(
                _("Choose a programme first, at the top of the list."),
                severity="warning",
                markup=False,
            )
            return
        try:
            self.notify(self._leave_or_adopt(which), markup=False)
        except CompanionError as error:
            self.notify(str(error), severity="warning", markup=False)
        self.refresh_content()

    def _leave_or_adopt(self, name: str) -> str:
        plan = self.workspace.index.plan
        if plan is not None and plan.programme == name:
            self._left[name] = plan
            self._followed(N_("programme left"), leave(self.workspace))
            return _("You follow no programme any more. a goes on with it where you were.")
        since = self._left[name].since if name in self._left else ""
        changes = adopt(self.workspace, programme_named(name), since)
        self._followed(N_("programme followed"), changes)
        return _("You both follow it now.")

    def _followed(self, pattern: str, changes: list[Change]) -> None:
        back = partial(undo_plan, self.workspace, changes)
        self.post_message(StepDone(UndoStep(pattern, back=back)))

    def step_back(self) -> bool:
        """From what is told back to the list; tells whether there was a step to take."""
        lessons = self.query_one("#lessons")
        if lessons.has_focus:
            return False
        lessons.focus()
        return True

    def _under_cursor(self) -> tuple[str, str]:
        option = self.query_one("#lessons", OptionList).highlighted_option
        kind, _colon, which = ((option.id if option else "") or "").partition(":")
        return kind, which

    def _choose(
        self, entry: LessonEntry | None, message: type[CardsWanted | LessonChosen | SessionWanted]
    ) -> None:
        if entry is None:
            return
        if entry.problem is not None:
            self.notify(_trouble(entry.problem), severity="warning", markup=False)
        else:
            self.post_message(message(entry.id))

    def _theirs_mark(self, entry: LessonEntry) -> str:
        """The partner's name where they let me know that they finished it."""
        partner = self.workspace.pair.partner
        return f"{partner.name} ✓" if partner is not None and entry.id in self._theirs else ""

    def _who_finished(self, lesson: str) -> Iterator[str]:
        """Who of the two studied a lesson alone, and when."""
        today, partner = self.workspace.environment.today(), self.workspace.pair.partner
        if lesson in self._mine.finished:
            day = day_words(self._mine.finished[lesson], today)
            yield _("You finished it by yourself, {day}.").format(day=day)
        elif self._mine.of(lesson):
            yield _("You began to read it.")
        if partner is not None and lesson in self._theirs:
            day = day_words(self._theirs[lesson], today)
            yield _("{name} finished it, {day}.").format(name=partner.name, day=day)

    def _about(self, entry: LessonEntry) -> list[Block]:
        if entry.problem is not None:
            return [Block(TEXT, _trouble(entry.problem))]
        facts = [
            _("{minutes} min").format(minutes=entry.duration),
            level_name(entry.level),
            _("version {version}").format(version=entry.version),
        ]
        if entry.language != self.workspace.language:
            name = LANGUAGES.get(entry.language, entry.language)
            facts.append(_("only in {language}").format(language=name))
        page = [Block(TITLE, entry.title), Block(TEXT, " · ".join(facts))]
        page += [Block(TEXT, words) for words in self._who_finished(entry.id)]
        page.append(Block(TEXT, entry.summary))
        if entry.needs:
            after = _("Best after: {lessons}").format(lessons=", ".join(entry.needs))
            page.append(Block(TEXT, after))
        return page


def _trouble(problem: Finding) -> str:
    sentence = _("This lesson cannot be used yet. {path}, line {line}: {message}")
    return sentence.format(path=problem.path, line=problem.line, message=problem.message)


def _line(entry: LessonEntry, state: str, theirs: str) -> Content:
    if entry.problem is not None:
        return Content(f"  ! {entry.id} · {entry.problem.code}")
    minutes = _("{minutes} min").format(minutes=entry.duration)
    own = _("your own") if entry.origin == "own" else ""
    words = " · ".join(filter(None, (entry.title, minutes, own, theirs)))
    return Content(f"  {state_mark(state)} {words}")
