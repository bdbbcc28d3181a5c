"""The app's side of capturing: the dialog, what comes of it, and the way back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from companion.app.document_jobs import DocumentJobs
from companion.app.labelled_line_words import (
    SHOWN,
    not_taken_up_words,
    record_words,
    taken_up_words,
)
from companion.commands.available import menu_shortcut
from companion.domain.errors import CompanionError
from companion.domain.note.drafts import CAPTURE, DraftKey
from companion.domain.note.labelled_lines import LabelledLine
from companion.domain.note.line_parser import ParsedLine
from companion.domain.note.pasted_lines import without_first_line
from companion.domain.session.notebook import DONE
from companion.domain.session.summary import Summary
from companion.domain.text import one_line
from companion.i18n import N_, _, ngettext
from companion.lessons.titles import title_in
from companion.workspace import Workspace
from companion.workspace.document.changes import UndoOutcome
from companion.workspace.document.draft_text import DraftText
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.capture import CaptureLine, Written, read_for, write_down
from companion.workspace.session.destinations import (
    capture_destination,
    check_on_record,
    off_record,
    off_record_words,
)
from companion.workspace.session.undo import LINES_WRITTEN, UndoStep, made
from screens.shared.messages.records import RecordsCaptured
from screens.shared.messages.saving import Edited
from screens.shared.messages.sessions import Kept
from screens.shared.messages.undo import StepDone

if TYPE_CHECKING:
    from textual.app import App

FIRST_KIND = "actions"
"""The kind of record that is proposed."""


class CaptureController:
    """Writes lines down for one workspace, for as long as the app shows it."""

    def __init__(
        self,
        app: "App[None]",
        workspace: Workspace,
        session: Callable[[], OpenSession | None],
        jobs: DocumentJobs,
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._session = session
        self._jobs = jobs

    @property
    def refusal(self) -> str:
        """Why nothing is written down now, as a sentence; empty when it can be."""
        workspace, in_use = self._workspace, self._in_use
        off = off_record(workspace, in_use)
        if off is None:
            return ""
        if in_use is not None and in_use.id == off.id:
            return _("You are off the record: a line that is written down would be kept.")
        language = workspace.language  # another one, or companion was left there and started anew
        return off_record_words(title_in(language, off, workspace.library.entries(language)))

    @property
    def is_off_record(self) -> bool:
        """Whether nothing is written down now, without the words for it."""
        return off_record(self._workspace, self._in_use) is not None

    @property
    def _in_use(self) -> OpenSession | None:
        """The session in use, as long as a line may go to it."""
        session = self._session()
        return session if session is not None and session.notebook.state != DONE else None

    def toggle_dialog(self) -> None:
        """Ask for a line; leave it for another time when one is asked for already."""
        from screens.dialogs.capture import CaptureScreen

        if isinstance(self._app.screen, CaptureScreen):
            self._app.screen.action_close()
        elif not self.refusal and any(
            isinstance(below, CaptureScreen) for below in self._app.screen_stack
        ):
            # Two fields of one draft would each write over what was typed in the other.
            words = _("The line that you were writing down is still open: Esc leads back to it.")
            self._app.notify(words, severity="warning", markup=False)
        else:
            self.ask()

    def ask(self, draft: DraftText | None = None) -> None:
        """Ask for a line, over whatever is shown; without a draft the one left last is there."""
        if self.refusal:
            self.refuse()
            return
        from screens.dialogs.capture import CaptureScreen

        in_use = self._in_use
        where = capture_destination(self._workspace, in_use)
        by = in_use.me if in_use is not None else self._workspace.pair.me.id
        draft = draft or self._workspace.drafts.field(DraftKey(CAPTURE), choice=FIRST_KIND)
        screen = CaptureScreen(self._workspace, where, by, draft)
        self._app.push_screen(screen, partial(self._take, where, by, draft))

    def refuse(self) -> None:
        """Say why nothing is written down, and take the keys meant for it."""
        from screens.dialogs.refusal import RefusalScreen

        title, cannot = _("Nothing is written down now"), _("Not kept: off the record.")
        self._app.push_screen(RefusalScreen(title, self.refusal, cannot))

    def words(self, written: Sequence[Written]) -> str:
        """What was written down, and how it is taken back; several lines are counted."""
        from screens.dialogs.capture import who_and_when

        if len(written) > 1:
            words = ngettext("{count} line was written down.", "{count} lines were written down.",
                             len(written))  # fmt: skip
            back = _("{way} takes them back.").format(way=menu_shortcut("undo"))
            return words.format(count=len(written)) + "\n" + back
        (line,) = written
        tail = who_and_when(self._workspace, line.captured)
        said = record_words(line.kind, line.captured) + (f" → {tail}" if tail else "")
        return f"{said}\n{_way_back()}"

    def labelled_line_words(self, lines: Sequence[LabelledLine]) -> str:
        """What became of labelled lines of the notes, and how that is taken back."""
        taken = [line for line in lines if not line.lacks]
        said = [taken_up_words(taken, self._workspace), _way_back()] if taken else []
        return "\n".join(filter(None, [*said, not_taken_up_words(lines, self._workspace)]))

    def step(self, written: Sequence[Written]) -> UndoStep:
        """What takes back that lines were written down, all in one document."""
        pattern, about = self._name(written[0].kind, written[0].captured)
        if len(written) > 1:
            pattern, about = LINES_WRITTEN, {"count": str(len(written))}
        changes = tuple(change for line in written for change in line.changes)
        return UndoStep(pattern, about, written[0].where, changes)

    def undo_step_for_lines(
        self, document: OpenDocument, lines: Sequence[LabelledLine]
    ) -> UndoStep:
        """What lets labelled lines that were taken up be text like any other."""
        pattern, about = self._name(lines[0].reading.kind, lines[0].reading.captured)
        if len(lines) > 1:
            pattern, about = N_("{count} lines taken up"), {"count": str(len(lines))}
        return UndoStep(pattern, about, back=partial(self._leave_as_text, document, lines))

    def _name(self, kind: str, captured: ParsedLine) -> tuple[str, dict[str, str]]:
        who = self._workspace.pair.name_or_both(captured.who)
        return made(kind, who), {"text": one_line(captured.text, SHOWN), "who": who}

    def _leave_as_text(self, document: OpenDocument, lines: Sequence[LabelledLine]) -> UndoOutcome:
        """Let lines be text like any other, but for those with which the other has gone on."""
        known = {line.own: line for line in document.notebook.labelled if not line.lacks}
        still = [
            known[was.own]
            for was in lines
            if was.own in known and not _is_the_others_too(document, was, known[was.own])
        ]
        for line in still:
            document.leave_as_text(line)
        if still:
            self._app.post_message(Edited(document))
        return UndoOutcome(bool(still), len(still) < len(lines))

    def finish_action(self, where: Summary, record: str) -> None:
        """Let an action be done."""
        self._jobs.run(self._finish_action(where, record))

    async def _finish_action(self, where: Summary, record: str) -> None:
        def finish(document: OpenDocument) -> UndoStep:
            text = next((r.text for r in document.notebook.actions if r.id == record), "")
            with document.recorded() as changes:
                document.change("actions", record, state=DONE)
            about = {"text": one_line(text, SHOWN)}
            return UndoStep(N_("done: {text}"), about, where, tuple(changes))

        step = await self._jobs.do(where, finish)
        words = _("Done. {way} takes it back.").format(way=menu_shortcut("undo"))
        self._app.post_message(StepDone(step, words))
        self._app.post_message(Kept())

    def _take(
        self, where: Summary, by: str, draft: DraftText, lines: tuple[CaptureLine, ...] | None
    ) -> None:
        if lines is not None:
            draft.begin_to_hand_over()  # now: the next key may ask for another line
            self._jobs.run(self._write_all(where, by, draft, lines))

    async def _write_all(
        self, where: Summary, by: str, draft: DraftText, lines: tuple[CaptureLine, ...]
    ) -> None:
        from screens.dialogs.prompt import announce_refusal

        written: list[Written] = []
        refusal = ""
        for number, line in enumerate(lines, 1):
            try:
                is_last = number == len(lines)
                written.append(await self._write(where, by, line, draft, is_last))
            except CompanionError as error:
                refusal = str(error)
                draft.refused()
                break
        if written:
            self._app.post_message(RecordsCaptured(tuple(written), draft.of))
        if refusal:  # behind what is said of the lines before it
            self._app.call_later(announce_refusal, self._app.screen, refusal, draft)

    async def _write(
        self, where: Summary, by: str, line: CaptureLine, draft: DraftText, is_last: bool
    ) -> Written:
        captured = read_for(self._workspace, line.kind, line.text, by)

        def write(document: OpenDocument) -> Written:
            # The other may have gone off it since the line was asked for.
            check_on_record(self._workspace, document)
            return write_down(document, line.kind, captured)

        def done(unsaved_in: str | None) -> None:
            # One by one: what is written down already is no draft where the app ends meanwhile.
            # Of very many, the last line holds all the rest.
            rest = "" if is_last else without_first_line(draft.text)
            draft.handed_over(rest, unsaved_in=unsaved_in)

        return await self._jobs.do(where, write, done)


def _is_the_others_too(document: OpenDocument, was: LabelledLine, now: LabelledLine) -> bool:
    """Whether somebody else has changed a line that was taken up, or done what it promised."""
    records = document.notebook.records(now.reading.kind)
    if any(record.id == now.record and record.state == DONE for record in records):
        return True
    writers = document.note_editor(now.line.item).authors_of_row(now.line.row)
    return was.reading != now.reading and writers != {document.me}


def _way_back() -> str:
    """Of the last one only, for an older line may still be read."""
    return _("{way} takes the last one back.").format(way=menu_shortcut("undo"))
