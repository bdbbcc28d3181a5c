"""How long a closed session can be reopened, by either of the two."""

from datetime import date, datetime, timedelta

from companion.domain.session.clock import DONE, Clock


def last_reopen_day(clock: Clock) -> date | None:
    """The last day on which it can be reopened, where this is read: the one after its close.

    None for a session that is not closed.
    """
    if clock.state != DONE or clock.ended is None:
        return None
    return last_reopen_day_after(clock.ended)


def last_reopen_day_after(closed: datetime) -> date:
    """The same for a session that is closed at that moment."""
    return closed.astimezone().date() + timedelta(days=1)


def may_reopen(clock: Clock, now: datetime) -> bool:
    """Whether it can still be reopened."""
    last = last_reopen_day(clock)
    return last is not None and now.astimezone().date() <= last
