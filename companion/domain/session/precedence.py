"""Which of several sessions people are in, or go on with."""

from collections.abc import Sequence

from companion.domain.session.clock import RUNNING
from companion.domain.session.joint_session import joint_session
from companion.domain.session.summary import Summary


def precedence(session: Summary, among: Sequence[Summary]) -> tuple[bool, ...]:
    """Sorts sessions: the one to go on with comes last.

    What runs off the record stands above all, for nothing is to be kept meanwhile. Of two that are
    meant as one it is the one both go on in, also while that is paused; another that is paused may
    have been left for the other's.
    """
    runs = session.state == RUNNING
    others = [s for s in among if runs and s.state == RUNNING]
    is_double = any(joint_session(session, s) not in ("", session.id) for s in others)
    return runs and session.off_record, runs, not is_double, not session.paused
