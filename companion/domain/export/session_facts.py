"""The facts of a session in one line: when, who led, how long, what was left out."""

from datetime import timedelta

from companion.domain.dates import full_date
from companion.domain.people import Pair
from companion.domain.session.agenda import total_minutes
from companion.domain.session.lead import by_name, share_of
from companion.domain.session.notebook import Notebook
from companion.i18n import _

ONE_MINUTE = timedelta(minutes=1)


def facts(notebook: Notebook, pair: Pair) -> str:
    """All that is known; figures only once the session is over, so that they stay as they are."""
    about = notebook.about
    found = [full_date(about.date)]
    if about.mentor:
        found.append(_("mentor: {name}").format(name=pair.name_of(about.mentor)))
    found += [*_time(notebook), _lead(notebook, pair), _skipped(notebook)]
    found.append(_off(notebook, pair))
    return " · ".join(fact for fact in found if fact)


def _time(notebook: Notebook) -> list[str]:
    clock = notebook.clock
    if clock.ended is None:
        return []
    spent, planned = _minutes(clock.spent_in_all(clock.ended)), total_minutes(notebook.agenda)
    found = [_("{minutes} min").format(minutes=spent)]
    if planned:
        found = [_("{minutes} of {planned} min").format(minutes=spent, planned=planned)]
    if 0 < planned < spent:
        found.append(_("{minutes} min over").format(minutes=spent - planned))
    return found


def _lead(notebook: Notebook, pair: Pair) -> str:
    clock = notebook.clock
    if clock.ended is None:
        return ""
    share = share_of(clock.led(clock.ended), notebook.agenda, notebook.about.mentor, pair)
    if share is None:
        return ""
    first, second = map(pair.name_of, by_name(pair))
    return _("lead: {first} {percent}%, {second} {rest}%").format(
        first=first, percent=share.first, second=second, rest=share.second
    )


def _skipped(notebook: Notebook) -> str:
    clock = notebook.clock
    items = [
        f"{item.title} ({why})" if (why := clock.reasons.get(item.id)) else item.title
        for item in notebook.agenda
        if item.id in clock.skipped
    ]
    return _("skipped: {items}").format(items=", ".join(items)) if items else ""


def _off(notebook: Notebook, pair: Pair) -> str:
    """That something was said which nothing was kept of, and for how long; no more than that."""
    clock = notebook.clock
    off = clock.off_the_record(clock.ended) if clock.ended is not None else timedelta()
    if not off:
        return ""
    minutes = max(1, _minutes(off))
    if pair.partner is None:
        return _("{minutes} min off the record").format(minutes=minutes)
    return _("{minutes} min off the record, agreed by both").format(minutes=minutes)


def _minutes(span: timedelta) -> int:
    return round(span / ONE_MINUTE)
