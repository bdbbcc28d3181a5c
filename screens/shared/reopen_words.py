"""Until when a closed session can be reopened, and the question before that is done."""

from companion.domain.dates import short_date
from companion.domain.export.minutes import title_of
from companion.domain.people import Pair
from companion.domain.session.notebook import Notebook
from companion.domain.session.reopening import last_reopen_day, may_reopen
from companion.i18n import _
from companion.workspace import Workspace
from screens.shared.words import day_words


def reopen_words(notebook: Notebook, workspace: Workspace) -> str:
    """Who closed it, and until when it can be reopened; empty where it cannot."""
    last, environment = last_reopen_day(notebook.clock), workspace.environment
    if last is None or not may_reopen(notebook.clock, environment.now()):
        return ""
    return _("Closed by {name}. x reopens it, until {day}.").format(
        name=workspace.pair.name_of(notebook.clock.closed_by),
        day=short_date(last, environment.today()),
    )


def reopen_question(notebook: Notebook, pair: Pair) -> str:
    """Whether to reopen a session, with what that means for both."""
    title = _("Reopen “{title}”, {day}?").format(
        title=title_of(notebook), day=day_words(notebook.about.date)
    )
    if pair.partner is None:
        return f"{title}\n" + _("You write in it again then; its clock stands still.")
    words = _("You both write in it again then, {name} too; its clock stands still.")
    return f"{title}\n" + words.format(name=pair.partner.name)
