"""Home: what comes next, what was promised, and how far along each track you are."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.places import HOME, LIBRARY, REVIEW
from companion.domain.dates import short_date
from companion.domain.lesson.tracks import TRACKS
from companion.domain.people import Pair
from companion.domain.session.notebook import Record
from companion.domain.session.progress import TrackProgress, held_lessons, progress
from companion.domain.session.summary import Summary
from companion.i18n import _
from companion.layout.graphemes import padded, widest
from companion.workspace import Workspace
from companion.workspace.lesson.progress import progress_of
from screens.home_lines import upcoming_lines
from screens.shared.ledger_words import closed_mark, ledger_lines, still_open_words
from screens.shared.messages.places import LessonChosen, PlaceChosen
from screens.shared.messages.records import ActionDone
from screens.shared.messages.sessions import (
    MinutesWanted,
    PrepareWanted,
    SessionChosen,
    ThrowAwayWanted,
)
from screens.shared.place import PlaceScreen, bindings_for
from screens.shared.words import as_date, day_words, track_name
from screens.widgets.frame import HintLine, check_can_do
from screens.widgets.option_updates import update_options

MANY = 100
"""Lines in the list of promises."""


class HomeScreen(PlaceScreen):
    """The place where everything starts."""

    CSS_PATH = "home.tcss"
    PLACE = HOME
    FIRST_FOCUS = "#next"
    BINDINGS = bindings_for(HOME)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._is_used = False
        """Whether a key was pressed here: keys act on the line that was seen before them."""

    def on_key(self) -> None:
        """From now on the cursor stays on its line."""
        self._is_used = True

    def body(self) -> ComposeResult:
        """Four boxes: next, promises, tracks, last sessions."""
        with Horizontal(id="upper"):
            yield OptionList(id="next", classes="box", markup=False)
            with Vertical(id="tracks-box", classes="box"):
                yield Static(id="tracks")
        yield Static(id="ledger", markup=False)
        yield OptionList(id="actions", classes="box", markup=False)
        yield OptionList(id="last", classes="box", markup=False)

    def refresh_content(self) -> None:
        """Show what the index knows now."""
        titles = {"next": _("Up next"), "tracks-box": _("Tracks"), "actions": _("Promises"),
                  "last": _("Last sessions")}  # fmt: skip
        for box, title in titles.items():
            self.query_one(f"#{box}").border_title = Content(title)
        sessions = self.workspace.sessions()
        entries = self.workspace.library.entries(self.workspace.language)
        usable = [entry for entry in entries if entry.problem is None]
        mine = progress_of(self.workspace)
        done = held_lessons(sessions) | mine.finished.keys()
        options = upcoming_lines(self.workspace, usable, mine)
        following = self.query_one("#next", OptionList)
        is_chosen = self._is_used or following.highlighted  # a click chooses without a key
        update_options(following, options, to=None if is_chosen else options[0].id)
        self._show_ledger(sessions)
        self._show_actions()
        pair = self.workspace.pair
        update_options(
            self.query_one("#last", OptionList),
            [_closed_option(s, pair) for s in reversed(sessions) if s.state == "done"]
            or [Option(Content("  " + _("Nothing yet: your closed sessions stand here.")), "")],
        )
        self._show_tracks(progress([(e.id, e.track) for e in usable], done))

    def _show_ledger(self, sessions: list[Summary]) -> None:
        lines = ledger_lines(sessions, self.workspace.pair)
        shown = self.query_one("#ledger", Static)
        shown.update(Content("\n".join(lines)))
        shown.display = bool(lines)

    def _show_actions(self) -> None:
        today = self.workspace.environment.today()
        pair = self.workspace.pair
        rows = self.workspace.promises()
        options = []
        for summary, record in rows[:MANY]:
            who = pair.name_or_both(record.who)
            due = _due_words(record, today)
            tail = " · ".join(part for part in (who, due) if part)
            text = f"☐ {record.text}" + (f"  · {tail}" if tail else "")
            key = f"action:{summary.kind}:{summary.id}:{record.id}"
            options.append(Option(Content(text), key))
        empty = [Option(Content("  " + _("Nothing is open.")), "")]
        update_options(self.query_one("#actions", OptionList), options or empty)

    def _show_tracks(self, rows: list[TrackProgress]) -> None:
        width = widest(map(track_name, TRACKS))
        lines = [f"{padded(track_name(row.track), width)} {row.done}/{row.total}" for row in rows]
        self.query_one("#tracks", Static).update(Content("\n".join(lines)))

    def offer(self, asked: Command) -> CommandState:
        """How a command stands now: on a line that leads nowhere there is nothing to do."""
        kind = self._chosen.partition(":")[0]
        if asked.id == "home-open" and not kind:
            return CommandState(refusal=_("This line leads nowhere."))
        if asked.id == "home-done" and kind != "action":
            return CommandState(refusal=_("Choose a promise first, then tick it off."))
        return CommandState()

    @property
    def _chosen(self) -> str:
        """The id of the line that a key acts on; empty where there is none."""
        focused = self.focused
        option = focused.highlighted_option if isinstance(focused, OptionList) else None
        return (option.id or "") if option is not None else ""

    def on_option_list_option_highlighted(self) -> None:
        """Show the keys that do something on the line under the cursor."""
        self.query_one(HintLine).refresh()

    def action_open(self) -> None:
        """Open the line the cursor is on."""
        if check_can_do(self, "home-open") and isinstance(self.focused, OptionList):
            self.focused.action_select()

    def action_prepare(self) -> None:
        """Prepare the session under the cursor, else the one planned next."""
        option = self.query_one("#next", OptionList).highlighted_option
        kind, _colon, name = ((option.id if option else "") or "").partition(":")
        planned = [s.id for s in self.workspace.sessions() if s.state == "planned"]
        chosen = name if kind == "session" else next(iter(planned), "")
        if chosen:
            self.post_message(PrepareWanted(chosen))
        else:
            self.notify(
                _("No session is planned: choose a lesson and press s."),
                severity="warning",
                markup=False,
            )

    def action_throw_away(self) -> None:
        """Throw the session under the cursor away; asked first."""
        kind, _colon, name = self._chosen.partition(":")
        if kind in ("session", "minutes"):
            self.post_message(ThrowAwayWanted(Summary(name, "session")))
        else:
            self.notify(
                _("Choose a session first, planned or closed."), severity="warning", markup=False
            )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go where a line leads."""
        kind, _colon, rest = (event.option_id or "").partition(":")
        if kind == "session":
            self.post_message(SessionChosen(rest))
        elif kind == "minutes":
            self.post_message(MinutesWanted(rest))
        elif kind == "lesson":
            self.post_message(LessonChosen(rest))
        elif kind in (LIBRARY, REVIEW):
            self.post_message(PlaceChosen(kind))
        elif kind == "action":
            self._toggle(rest)
        else:
            check_can_do(self, "home-open")

    def action_toggle_done(self) -> None:
        """Tick the action under the cursor."""
        if check_can_do(self, "home-done"):
            self._toggle(self._chosen.partition(":")[2])

    def _toggle(self, key: str) -> None:
        kind, name, record = key.split(":")
        self.post_message(ActionDone(Summary(name, kind), record))


def _closed_option(summary: Summary, pair: Pair) -> Option:
    parts = (still_open_words(summary, pair), summary.title, day_words(summary.date))
    words = " · ".join(filter(None, parts))
    return Option(Content(f"{closed_mark(summary)} {words}"), f"minutes:{summary.id}")


def _due_words(record: Record, today: date) -> str:
    day = as_date(record.due)
    if day is None:
        return ""
    if day == today:
        return _("due today")
    words = short_date(day, today)
    return _("was due {day}").format(day=words) if day < today else words
