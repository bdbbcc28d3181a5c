"""Commands where two began the same lesson: the session both go on in comes before its double."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.setup.setup import set_up_pair

WORDS = "what was said"
NINE = datetime.now(UTC)


class Doubles(NamedTuple):
    """The session that Anna began first, and Bert's, which was left for it."""

    joint: OpenSession
    double: OpenSession


@pytest.fixture
def doubles(pair, tmp_path, shared):
    later = iter(range(100))

    def clock() -> datetime:
        return NINE + timedelta(seconds=next(later))

    anna, bert = (Workspace(Environment(Places(tmp_path / who), clock)) for who in ("anna", "bert"))
    set_up_pair(bert, "Bert", "Anna", shared)
    found = []
    for workspace in (anna, bert):
        session = workspace.create_session("feedback-02")
        session.start()
        assert session.save() is None
        found.append(session)
    joint, double = found
    double.pause_or_resume()
    assert double.save() is None
    anna.index.refresh()
    yield Doubles(joint, double)
    for workspace in (anna, bert):
        workspace.close()


@pytest.mark.parametrize("paused", [False, True])
def test_lines_that_name_no_session_go_to_the_one_both_are_in(pair, doubles, paused):
    if paused:
        doubles.joint.pause_or_resume()
        assert doubles.joint.save() is None
    for command in ("note", "action", "idea"):
        assert pair(command, f"{command} {WORDS}").code == 0
    for session, there in ((doubles.joint, 3), (doubles.double, 0)):
        assert pair("notes", session.id).out.count(WORDS) == there


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize(
    ("command", "named"),
    [("note", False), ("note", True), ("point", False), ("point", True), ("action", False),
     ("idea", False)],
)  # fmt: skip
def test_off_the_record_no_line_goes_to_the_double(pair, doubles, shared, command, named, paused):
    doubles.joint.go_off_record()
    if paused:
        doubles.joint.pause_or_resume()
    assert doubles.joint.save() is None
    options = ("--session", doubles.double.id) if named else ()
    answer = pair(command, *options, WORDS)
    assert (answer.code, answer.out) == (2, "")
    assert "is off the record, so nothing is written down" in " ".join(answer.err.split())
    for session in doubles:
        assert WORDS not in pair("notes", session.id).out
    doubles.joint.end_off_record()
    assert doubles.joint.save() is None
    assert pair(command, *options, WORDS).code == 0
