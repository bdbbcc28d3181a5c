"""Notes: every session there was, to read again."""

from collections.abc import Iterable
from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from companion.commands.places import NOTES
from companion.domain.errors import CompanionError
from companion.domain.export.minutes import LINE, Block, page, title_or_month
from companion.domain.people import Pair
from companion.domain.search.terms import Needle
from companion.domain.session.clock import DONE
from companion.domain.session.summary import Summary
from companion.i18n import _, ngettext
from companion.storage.sync.shared_folder import SESSIONS
from companion.workspace import Workspace
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.workspace import document_name
from screens.notes.closed_session import ClosedSessionScreen
from screens.search.highlighted_page import HighlightedPage
from screens.search.search_words import is_in, with_passage
from screens.shared.ledger_words import closed_mark, still_open_words
from screens.shared.lifecycle import stands
from screens.shared.messages.places import NoteChosen
from screens.shared.messages.sessions import BringBackWanted, SessionChosen, ThrowAwayWanted
from screens.shared.place import bindings_for
from screens.shared.reopen_words import reopen_words
from screens.shared.thrown_words import thrown_words
from screens.shared.words import day_words, state_mark
from screens.widgets.option_updates import update_options

THROWN = "thrown"
"""The line that leads to what was thrown away."""


class NotesScreen(ClosedSessionScreen):
    """The sessions on the left, the one under the cursor on the right."""

    CSS_PATH = "notes.tcss"
    PLACE = NOTES
    FIRST_FOCUS = "#sessions"
    BINDINGS = bindings_for(NOTES)

    def __init__(self, workspace: Workspace, sought: NoteChosen | None = None) -> None:
        super().__init__(workspace)
        self._listed: dict[str, Summary] = {}
        """By the names of their documents, which are the ids of their lines; a key may come for one
        that is gone by now."""
        self._sought = sought
        self._wanted = ""
        """The name of the document to show."""
        self._thrown_shown = False
        if sought is not None:
            self.FIRST_FOCUS = "#page"
            self._wanted = sought.passage.document

    def bars(self) -> Iterable[Widget]:
        """The places, unless this stands over what was searched: Esc leads back there."""
        return super().bars() if self._sought is None else ()

    def body(self) -> ComposeResult:
        """The list and the page."""
        yield OptionList(id="sessions", classes="box", markup=False)
        yield HighlightedPage(id="page", classes="box")

    def refresh_content(self) -> None:
        """List what the index knows now, newest first."""
        there, thrown = self.workspace.index.lists()
        listed = [s for s in reversed(there) if _says_something(s) or self._is_wanted(s)]
        pair = self.workspace.pair
        options = [Option(_line(s, pair), document_name(s)) for s in listed]
        if self._thrown_shown:
            options += [Option(_thrown_line(s), document_name(s)) for s in thrown]
            listed += thrown
        elif thrown:
            away = _("Thrown away")
            options.append(Option(Content(f"✕ {away} · {len(thrown)}"), THROWN))
        self._listed = {document_name(s): s for s in listed}
        empty = [Option(Content(_("No notes yet.")), disabled=True)]
        sessions = self.query_one("#sessions", OptionList)
        sessions.border_title = Content(_("Sessions"))
        update_options(sessions, options or empty, to=self._wanted)

    def _is_wanted(self, summary: Summary) -> bool:
        return document_name(summary) == self._wanted

    def show_session(self, session: str) -> None:
        """Show a session's minutes, as soon as the lists know it."""
        self._wanted = f"{SESSIONS}/{session}"
        if stands(self):  # one that is still to be mounted shows it then
            self.refresh_content()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the notes under the cursor."""
        if event.option_id == THROWN:
            self._wanted = ""
            words = _("Enter shows what was thrown away; from there it can be brought back.")
            self.query_one(HighlightedPage).show_marked([Block(LINE, words)], (), 0)
            return
        summary = self._listed.get(event.option_id or "")
        if summary is None:
            return
        self._wanted = document_name(summary)
        blocks, block = self._page(summary), 0
        needles: tuple[Needle, ...] = ()
        if self._sought is not None and is_in(self._sought.passage, summary):
            needles = self._sought.needles
            blocks, block = with_passage(blocks, self._sought.passage)
        self.query_one(HighlightedPage).show_marked(blocks, needles, block)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on with a session that is not closed; read one that is."""
        if event.option_id == THROWN:
            self._thrown_shown = True
            self.refresh_content()
            return
        summary = self._listed.get(event.option_id or "")
        if summary is None:
            return
        if summary.thrown_at:
            self.post_message(BringBackWanted(summary))
        elif summary.kind == "session" and summary.state != "done":
            self.post_message(SessionChosen(summary.id))
        else:
            self.query_one(HighlightedPage).focus()

    def action_open(self) -> None:
        """Open the session under the cursor."""
        self.query_one("#sessions", OptionList).action_select()

    @property
    def chosen(self) -> Summary | None:
        """The session, or month, the cursor is on."""
        option = self.query_one("#sessions", OptionList).highlighted_option
        return self._listed.get((option.id if option is not None else None) or "")

    def action_throw_away(self) -> None:
        """Throw the session under the cursor away; asked first."""
        summary = self.chosen
        if summary is None or summary.kind != "session":
            self.notify(
                _("Choose a session first, planned or closed."), severity="warning", markup=False
            )
        elif summary.thrown_at:
            self.notify(
                _("It is thrown away already. Enter brings it back."),
                severity="warning",
                markup=False,
            )
        else:
            self.post_message(ThrowAwayWanted(summary))

    def action_history(self) -> None:
        """See what the notes of the session under the cursor said before."""
        from screens.notes.history import HistoryScreen

        if self.chosen is not None:
            document = self.workspace.open_document(self.chosen, look=False)
            screen = HistoryScreen(self.workspace, document)
            self.app.push_screen(screen, partial(self._after_history, document))

    def _after_history(self, document: OpenDocument, brought_back: bool | None) -> None:
        if brought_back:
            try:
                self.workspace.save(document)
            except CompanionError as error:
                self.notify(str(error), severity="warning", markup=False)
        document.close()
        self.refresh_content()

    def _page(self, summary: Summary) -> list[Block]:
        notebook = self.workspace.glance(summary, look=False)
        blocks = page(notebook, self.workspace.pair)
        if reopen := reopen_words(notebook, self.workspace):
            blocks.insert(1, Block(LINE, reopen))
        if summary.thrown_at:
            blocks.insert(1, Block(LINE, thrown_words(summary, self.workspace.pair)))
        if summary.problems:
            trouble = ngettext(
                "{count} file of this session could not be read. It was left as it is; what "
                "it held may still come from the other computer.",
                "{count} files of this session could not be read. They were left as they are; "
                "what they held may still come from the other computer.",
                summary.problems,
            ).format(count=summary.problems)
            blocks.insert(1, Block(LINE, trouble))
        still_open = still_open_words(summary, self.workspace.pair)
        if still_open:
            blocks.insert(1, Block(LINE, _("{what}. l adds it.").format(what=still_open)))
        return blocks


def _says_something(summary: Summary) -> bool:
    return bool(summary.lesson or summary.has_notes or summary.actions or summary.problems)


def _thrown_line(summary: Summary) -> Content:
    words = " · ".join(filter(None, (day_words(summary.date), summary.title)))
    return Content(f"✕ {words}")


def _line(summary: Summary, pair: Pair) -> Content:
    title = title_or_month(summary.title, summary.id)
    day = day_words(summary.date)
    closed = closed_mark(summary) if summary.state == DONE else state_mark(summary.state)
    mark = "!" if summary.problems else closed
    parts = (day, title, still_open_words(summary, pair))
    return Content(f"{mark} {' · '.join(filter(None, parts))}")
