from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from companion.domain.session.joint_session import TOGETHER, joint_session
from companion.domain.session.summary import Summary

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SESSIONS = st.builds(
    lambda name, lesson, seconds, who: Summary(
        name, "session", lesson=lesson, began=(NINE + timedelta(seconds=seconds)).isoformat(),
        started_by=who,
    ),
    st.sampled_from(["s1", "s2", "s3"]),
    st.sampled_from(["feedback-02", "feedback-02", "equals-01"]),
    st.integers(0, 1200),
    st.sampled_from(["anna", "bert"]),
)  # fmt: skip


@given(SESSIONS, SESSIONS)
def test_both_devices_decide_alike_whatever_reached_them_first(one, other):
    joint = joint_session(one, other)
    assert joint == joint_session(other, one)
    assert joint in ("", one.id, other.id)
    apart = abs(datetime.fromisoformat(one.began) - datetime.fromisoformat(other.began))
    two = one.lesson == other.lesson and one.started_by != other.started_by
    assert bool(joint) == (two and apart <= TOGETHER)
    if joint:
        assert joint == min((one, other), key=lambda s: (s.began, s.id)).id


def test_what_was_never_begun_is_joined_with_nothing():
    begun = Summary("s1", "session", lesson="feedback-02", began=NINE.isoformat())
    assert joint_session(begun, Summary("s2", "session", lesson="feedback-02")) == ""
