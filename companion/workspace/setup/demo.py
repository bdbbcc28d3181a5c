"""A made-up pair with sessions behind them, in a folder that is thrown away at the end."""

import atexit
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.notebook import DONE
from companion.i18n import _, current_language
from companion.storage.disk.paths import Places
from companion.workspace.document.open_session import OpenSession
from companion.workspace.environment import Environment
from companion.workspace.setup.setup import set_up_pair
from companion.workspace.workspace import Workspace


class _Clock:
    """The time, which the making of the demo sets back by weeks and then lets go."""

    def __init__(self) -> None:
        self.back = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) - self.back


def demo_workspace(theme: str = "") -> Workspace:
    """A workspace of Anna and Bert; everything it writes is gone when the program ends.

    `theme` is the name of the one that somebody chose for themselves; empty for none.
    """
    root = Path(tempfile.mkdtemp(prefix="companion-demo-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    clock = _Clock()
    environment = Environment(Places(root / "home"), clock.now, login="Anna")
    workspace = Workspace(environment)
    workspace.settings = replace(workspace.settings, language=current_language(), theme=theme)
    set_up_pair(workspace, "Anna", "Bert", root / "shared")
    clock.back = timedelta(days=28)
    _first_session(workspace, clock)
    clock.back = timedelta(days=14)
    _second_session(workspace, clock)
    clock.back = timedelta()
    workspace.save(workspace.create_session("feedback-02"))
    workspace.index.refresh()
    return workspace


def _first_session(workspace: Workspace, clock: _Clock) -> None:
    session = workspace.create_session("equals-01")
    _hold(session, clock, [
        _("Anna hopes to hear what people do not say in meetings.\nBert hopes to learn how a "
          "budget round really goes."),
        _("Haun has a point: we both teach. We call it mentoring both ways."),
        _("Biggest difference: 'I can say I don't know' (Anna 2, Bert 4). Talk about it next "
          "time."),
        _("Anna gives: how decisions are made. Bert gives: how customers use our pages."),
    ])  # fmt: skip
    session.add("decisions", ParsedLine(_("We start, with five dates until March.")))
    done = session.add("actions", ParsedLine(_("Ask a colleague what they could learn from me"),
                                           "anna", _day(clock, 10)))  # fmt: skip
    session.change("actions", done, state=DONE)
    session.add("ideas", ParsedLine(_("Invite somebody from customer service for half an hour")))
    _learned(session, _("How a budget round is really decided"),
             _("What customers ask on our pages, and when"))  # fmt: skip
    session.finish()
    workspace.save(session)
    session.close()


def _second_session(workspace: Workspace, clock: _Clock) -> None:
    session = workspace.create_session("feedback-01")
    _hold(session, clock, [
        _("Both ready: 3 and 4."),
        _("'What would you advise me if I had to do it again tomorrow?' works best."),
        _("Silence in the management team usually means: not now."),
        _("Bert's advice: put the conclusion first. Anna's advice: ask one question fewer."),
    ])  # fmt: skip
    session.add("decisions", ParsedLine(_("We end every session with one advice question.")))
    session.add("actions", ParsedLine(_("Ask two people one question each"), "both",
                                    _day(clock, 16)))  # fmt: skip
    session.add(
        "actions", ParsedLine(_("Send the list of question forms"), "bert", _day(clock, 18))
    )
    session.add("feedback", ParsedLine(_("You let me finish, and then you asked what I needed.")))
    session.write_answer("both", _("It felt more equal when Anna asked first."))
    _learned(session, _("An advice question is about one task"),
             _("Silence can mean: not now"))  # fmt: skip
    question = ParsedLine(_("Why ask for advice rather than feedback?"), "anna")
    session.add("cards", question, by="bert", answer=_("Feedback makes people judge what is past."))
    session.finish()
    workspace.save(session)
    session.close()


def _hold(session: OpenSession, clock: _Clock, notes: list[str]) -> None:
    session.start()
    for item, text in zip(session.notebook.agenda, notes, strict=False):
        session.go(item.id)
        session.write_note(item.id, text)
        clock.back -= timedelta(minutes=item.minutes)


def _learned(session: OpenSession, anna: str, bert: str) -> None:
    session.add("learned", ParsedLine(anna, "bert"), by="anna")
    session.add("learned", ParsedLine(bert, "anna"), by="bert")


def _day(clock: _Clock, days: int) -> str:
    return (clock.now() + timedelta(days=days)).date().isoformat()
