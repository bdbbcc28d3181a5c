"""Stretches of time between moments that clocks told, which may disagree."""

from datetime import datetime, timedelta

ZERO = timedelta()
LONGEST = timedelta(days=366)
"""No interval counts for more, however far apart two clocks stand."""


def interval(begin: datetime, end: datetime) -> timedelta:
    """The time from one moment to another; none where a clock was set back."""
    return min(max(end - begin, ZERO), LONGEST)


def whole_minutes(span: timedelta) -> int:
    """Whole minutes of a span."""
    return int(span.total_seconds() // 60)
