"""Two who begin the same lesson at about the same time: which of the two sessions both go on in."""

from datetime import datetime, timedelta

from companion.domain.session.summary import Summary

TOGETHER = timedelta(minutes=10)
"""Sessions of one lesson that were begun within that time are meant as one."""


def joint_session(one: Summary, other: Summary) -> str:
    """The id of the one that both go on in; empty where two sessions are meant.

    Both devices decide alike, whatever reached them first, for they read the same of each: it is
    the one that was begun first.
    """
    if one.lesson != other.lesson or one.started_by == other.started_by:
        return ""
    try:
        first, second = sorted((datetime.fromisoformat(s.began), s.id) for s in (one, other))
    except ValueError:  # one of them was never begun
        return ""
    return first[1] if second[0] - first[0] <= TOGETHER else ""
