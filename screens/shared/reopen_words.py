"""Until when a closed session can be reopened."""

from companion.domain.dates import short_date
from companion.domain.session.notebook import Notebook
from companion.domain.session.reopening import last_day, may_reopen
from companion.i18n import _
from companion.workspace import Workspace


def reopen_words(notebook: Notebook, workspace: Workspace) -> str:
    """Who closed it, and until when it can be reopened; empty where it cannot."""
    last, environment = last_day(notebook.clock), workspace.environment
    if last is None or not may_reopen(notebook.clock, environment.now()):
        return ""
    return _("Closed by {name}. x reopens it, until {day}.").format(
        name=workspace.pair.name_of(notebook.clock.closed_by),
        day=short_date(last, environment.today()),
    )
