"""`companion agenda`: a session on one page of paper."""

import argparse

from companion import i18n
from companion.cli import output
from companion.cli.context import ready_workspace, workspace_for
from companion.domain.errors import CompanionError, NotFound
from companion.domain.session.agenda import AgendaItem, agenda_of
from companion.i18n import _
from companion.lessons.printout import agenda_page
from companion.workspace.session.latest_session import latest_session


def print_agenda(args: argparse.Namespace) -> int:
    """Print the agenda of a lesson, or without one that of the session to come."""
    if args.lang:
        i18n.use_language(args.lang)
    output.write(_of_lesson(args) if args.lesson else _of_session(args))
    return 0


def _of_lesson(args: argparse.Namespace) -> str:
    workspace = workspace_for(args)
    lesson = workspace.library.load(args.lesson, args.lang or workspace.language)
    names = {"mentor": _("mentor"), "mentee": _("mentee"), "both": _("both")}
    return agenda_page(lesson, agenda_of(lesson), lambda item: names[item.lead])


def _of_session(args: argparse.Namespace) -> str:
    workspace = ready_workspace(args)
    session = latest_session(workspace)
    if session is None:
        raise NotFound(_("No session yet: name a lesson, such as companion agenda equals-01."))
    lesson = workspace.lesson_of(session)
    if lesson is None:
        raise CompanionError(_("The lesson of this session cannot be read here."))
    pair = workspace.pair

    def leader(item: AgendaItem) -> str:
        return pair.name_or_both(session.leader(item, pair))

    return agenda_page(lesson, session.notebook.agenda, leader)
