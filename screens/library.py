"""The library: every lesson, by track, with what it is about."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from companion.commands import LIBRARY
from companion.i18n import LANGUAGES, _
from companion.lessons.library import LessonEntry
from screens.messages import CardsWanted, LessonChosen, SessionWanted
from screens.place import PlaceScreen, bindings_for
from screens.words import level_name, state_mark, track_name


class LibraryScreen(PlaceScreen):
    """Tracks and lessons."""

    CSS_PATH = "library.tcss"
    PLACE = LIBRARY
    FIRST_FOCUS = "#lessons"
    BINDINGS = bindings_for(LIBRARY)

    def body(self) -> ComposeResult:
        """The list, and what the lesson under the cursor is about."""
        yield OptionList(id="lessons", classes="box", markup=False)
        yield Static(id="about", classes="box", markup=False)

    def refresh_content(self) -> None:
        """List what the library has now."""
        self.query_one("#about").border_title = _("About this lesson")
        library = self.workspace.library
        self._entries = library.entries(self.workspace.language)
        held = {s.lesson: s.state for s in self.workspace.sessions()}
        lessons = self.query_one("#lessons", OptionList)
        lessons.border_title = _("Tracks and lessons")
        at = lessons.highlighted
        options: list[Option] = []
        track = None
        for number, entry in enumerate(self._entries):
            if entry.track != track:
                track = entry.track
                options.append(Option(Content(track_name(track)).stylize("bold"), disabled=True))
            options.append(Option(_line(entry, held.get(entry.id, "")), str(number)))
        lessons.set_options(options)
        lessons.highlighted = at if at is not None and at < len(options) else 1

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell about the lesson under the cursor."""
        entry = self._entry(event.option_id)
        if entry is not None:
            self.query_one("#about", Static).update(Content(self._about(entry)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Read a lesson; a broken one says what is wrong with it."""
        self._choose(self._entry(event.option_id), LessonChosen)

    def action_open(self) -> None:
        """Read the lesson under the cursor."""
        self.query_one("#lessons", OptionList).action_select()

    def action_start(self) -> None:
        """Make a session of the lesson under the cursor."""
        self._choose(self._under_the_cursor(), SessionWanted)

    def action_add_cards(self) -> None:
        """Ask the questions of the lesson under the cursor in the review."""
        self._choose(self._under_the_cursor(), CardsWanted)

    def _under_the_cursor(self) -> LessonEntry | None:
        option = self.query_one("#lessons", OptionList).highlighted_option
        return self._entry(option.id) if option else None

    def _choose(
        self, entry: LessonEntry | None, message: type[LessonChosen | SessionWanted | CardsWanted]
    ) -> None:
        if entry is not None and entry.problem is not None:
            self.notify(self._about(entry), severity="warning", markup=False)
        elif entry is not None:
            self.post_message(message(entry.id))

    def _entry(self, number: str | None) -> LessonEntry | None:
        return self._entries[int(number)] if number else None

    def _about(self, entry: LessonEntry) -> str:
        if entry.problem is not None:
            problem = entry.problem
            sentence = _("This lesson cannot be used yet. {path}, line {line}: {message}")
            return sentence.format(path=problem.path, line=problem.line, message=problem.message)
        facts = [
            _("{minutes} min").format(minutes=entry.duration),
            level_name(entry.level),
            _("version {version}").format(version=entry.version),
        ]
        if entry.language != self.workspace.language:
            name = LANGUAGES.get(entry.language, entry.language)
            facts.append(_("only in {language}").format(language=name))
        lines = [entry.title, " · ".join(facts), "", entry.summary]
        if entry.needs:
            lines += ["", _("Best after: {lessons}").format(lessons=", ".join(entry.needs))]
        return "\n".join(lines)


def _line(entry: LessonEntry, state: str) -> Content:
    if entry.problem is not None:
        return Content(f"  ! {entry.id} · {entry.problem.code}")
    minutes = _("{minutes} min").format(minutes=entry.duration)
    own = " · " + _("your own") if entry.origin == "own" else ""
    return Content(f"  {state_mark(state)} {entry.title} · {minutes}{own}")
