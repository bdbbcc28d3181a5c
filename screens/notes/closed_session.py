"""What may still be added to a session that is closed; everything else of it can only be read."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from companion.commands.available import menu_shortcut
from companion.domain.errors import CompanionError
from companion.domain.fault_messages import not_saved
from companion.domain.note.drafts import CHANGE, CORRECTION, LATER_LINE, DraftKey
from companion.domain.note.line_parser import ParsedLine
from companion.domain.search.passages import RECORD_KIND, kind_name
from companion.domain.session.agreed_lines import caret_in, read_line_as_typed, typed
from companion.domain.session.clock import DONE
from companion.domain.session.learning_ledger import missing
from companion.domain.session.summary import Summary
from companion.i18n import N_, _
from companion.workspace.document.draft_text import DraftText
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session import pulse
from screens.dialogs.prompt import PromptScreen, announce_refusal
from screens.dialogs.pulse import Answered, PulseScreen
from screens.notes.agreed_lines import AgreedLine, AgreedLinesScreen, agreed_lines
from screens.notes.card_walk import CardWalk
from screens.shared.messages.sessions import Kept, ReopenWanted
from screens.shared.place import PlaceScreen
from screens.shared.undo import undo_step


class ClosedSessionScreen(PlaceScreen):
    """A place that has a session under its cursor."""

    @property
    def chosen(self) -> Summary | None:
        """What the cursor is on; the subclass knows."""
        return None

    def action_add_learned(self) -> None:
        """Add the line that somebody still owes, mine first."""
        session = self._open_closed()
        if session is None:
            return
        notebook = session.notebook
        absent = missing(notebook.learned, notebook.complete, self.workspace.pair)
        if absent:
            title = _("{name}: I learned").format(name=absent[0].name)
            draft = self._draft(LATER_LINE, session, absent[0].id)
            screen = PromptScreen(title, draft, _("Save"))
            self.app.push_screen(screen, partial(self._learned, session, absent[0].id, draft))
        else:
            self.keep(session, _("Nothing is missing: who learned what stands there."))

    def action_correct(self) -> None:
        """Change a line that was agreed, or add a correction of the session as a whole."""
        session = self._open_closed()
        if session is None:
            return
        if agreed_lines(session.notebook):
            screen = AgreedLinesScreen(self.workspace, session.notebook)
            self.app.push_screen(screen, partial(self._correct_what, session))
        else:
            self._correct_what(session, "")

    def _correct_what(self, session: OpenSession, chosen: AgreedLine | str | None) -> None:
        if chosen is None:
            self.keep(session)
        elif isinstance(chosen, str):
            draft = self._draft(CORRECTION, session)
            screen = PromptScreen(_("Correction: what should it say?"), draft, _("Add"))
            self.app.push_screen(screen, partial(self._correct, session, draft))
        else:
            kind, record = chosen
            line = typed(kind, record, self.workspace.pair)
            draft = self._draft(CHANGE, session, kind, record.id, begins_as=line)
            title, caret = kind_name(RECORD_KIND[kind]).capitalize(), caret_in(line, record)
            screen = PromptScreen(title, draft, _("Change"), caret=caret)
            self.app.push_screen(screen, partial(self._change, session, chosen, draft))

    def action_reopen(self) -> None:
        """Let a session that was closed lately be written in again, by both."""
        summary = self.chosen
        if summary is None or summary.kind != "session":
            self.notify(
                _("This is for sessions that are closed."), severity="warning", markup=False
            )
        elif summary.thrown_at:
            words = _("It is thrown away. Enter brings it back.")
            self.notify(words, severity="warning", markup=False)
        else:  # what the list says of it may be older than the session
            self.post_message(ReopenWanted(summary))

    def action_check_cards(self) -> None:
        """Finish the cards that were begun, and read over those nobody has, mine to read first."""
        session = self._open_closed()
        if session is not None:
            CardWalk(self, session).show_next()

    def action_pulse(self) -> None:
        """Answer the pulse for myself."""
        session = self._open_closed()
        if session is None:
            return
        pair = self.workspace.pair
        if pair.me.id in session.notebook.agreed:
            self.keep(session, _("You agreed to share your answers; they stay as they are."))
        else:
            begun = pulse.begun(self.workspace, session, pair.me.id)
            screen = PulseScreen(pair.me, pair.partner, begun)
            self.app.push_screen(screen, partial(self._pulse, session))

    def _open_closed(self) -> OpenSession | None:
        """The session under the cursor, opened to add to it; `keep` lets go of it."""
        summary = self.chosen
        document = self.workspace.open_document(summary, look=False) if summary else None
        if isinstance(document, OpenSession) and document.notebook.state == DONE:
            return document
        if document is not None:
            document.close()
        self.notify(_("This is for sessions that are closed."), severity="warning", markup=False)
        return None

    def keep(self, session: OpenSession, words: str = "", changed: bool = False) -> None:
        """Save what changed, let go of a session that was opened, and say these words."""
        if changed:
            try:
                words = self.workspace.save_here(session) or words
            except CompanionError as error:
                announce_refusal(self, str(error))
        session.close()
        if words:
            self.notify(words, markup=False)
        self.refresh_content()
        self.post_message(Kept())

    def _draft(
        self, kind: str, session: OpenSession, *about: str, begins_as: str = ""
    ) -> DraftText:
        of = DraftKey(kind, (session.id, *about))
        title = session.notebook.about.title
        return self.workspace.drafts.field(of, title, begins_as=begins_as)

    def _learned(self, session: OpenSession, by: str, draft: DraftText, text: str | None) -> None:
        pair = self.workspace.pair
        who = pair.other(by) if pair.partner else ""
        self._add(
            session, draft, text, lambda line: session.add("learned", ParsedLine(line, who), by=by)
        )

    def _correct(self, session: OpenSession, draft: DraftText, text: str | None) -> None:
        words = _("Your correction stands at the end of the minutes.")
        self._add(session, draft, text, session.correct, words)

    def _change(
        self, session: OpenSession, chosen: AgreedLine, draft: DraftText, text: str | None
    ) -> None:
        if text:  # the other may have changed it meanwhile
            session = self.read_anew(session)
        kind, record = chosen
        pair, today = self.workspace.pair, self.workspace.environment.today()

        def revise(line: str) -> None:
            wanted = read_line_as_typed(kind, line, record, pair, today)
            session.revise(kind, record.id, wanted, line, was=record)

        words = _("Changed. {way} takes it back; c, then h on the line, shows what it said.")
        step = undo_step(self, session, N_("changed: {text}"), text=record.text)
        self._add(session, draft, text, revise, words.format(way=menu_shortcut("undo")), step)

    def _add(
        self,
        session: OpenSession,
        draft: DraftText,
        line: str | None,
        add: Callable[[str], object],
        words: str = "",
        step: AbstractContextManager[None] | None = None,
    ) -> None:
        """Add a line, if there is one; until it is saved, it stays a draft.

        What was added is a step that can be taken back where one is given.
        """
        if not line:
            self.keep(session)
            return
        try:
            with step or nullcontext():
                add(line)
                trouble = self.workspace.save_here(session)
        except CompanionError as error:
            self.keep(session)
            announce_refusal(self, str(error), draft)
        else:
            draft.hand_over(unsaved_in=None)
            self.keep(session, trouble or words)

    def read_anew(self, session: OpenSession) -> OpenSession:
        """The session as it is now, for the one that was opened before."""
        session.close()
        return self.workspace.open_session(session.id)

    def _pulse(self, session: OpenSession, answered: Answered | None) -> None:
        try:
            me = self.workspace.pair.me.id
            changed = bool(answered and pulse.keep(self.workspace, session, me, *answered))
        except OSError as error:
            self.keep(session)
            announce_refusal(self, not_saved(self.workspace.places.home, error))
        else:
            self.keep(session, changed=changed)
