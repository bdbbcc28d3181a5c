"""What is said of the programme a pair follows."""

from companion.domain.dates import short_date
from companion.domain.programme import LOOK_BACK
from companion.i18n import _
from companion.workspace.programmes import Standing


def programme_words(stands: Standing) -> str:
    """Which session comes next, what it is in the programme, and about when."""
    count = len(stands.programme.lessons)
    if stands.step == count:
        return _("Your programme is complete: choose what you want to go on with.")
    said = [_("{step} of {count}").format(step=stands.step + 1, count=count)]
    if stands.lesson == LOOK_BACK:
        said.append(_("the close") if stands.step == count - 1 else _("half-way"))
    said.append(_("about {day}").format(day=short_date(stands.on)))
    return ", ".join(said)
