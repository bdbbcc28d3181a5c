"""Two sessions started at the same time: both are kept, and who leaves one loses nothing."""

import pytest

from companion.workspace.session.parallel_sessions import elsewhere, leave_for


def started(workspace, lesson):
    session = workspace.create_session(lesson)
    session.start()
    workspace.save(session)
    return session


def seen(workspace, session):
    workspace.index.refresh()
    return elsewhere(workspace, session)


@pytest.fixture
def both(couple):
    """Anna and Bert, each with a session that runs."""
    anna, bert = couple
    return started(anna, "feedback-01"), started(bert, "feedback-02")


def test_each_sees_the_others(couple, both):
    anna, bert = couple
    mine, theirs = both
    assert seen(anna, mine).id == theirs.id
    assert seen(bert, theirs).id == mine.id
    assert [s.state for s in anna.sessions()] == ["running", "running"]


def test_one_comes_over(couple, both):
    anna, bert = couple
    mine, theirs = both
    mine.write_note("i1", "kept")
    leave_for(mine)
    leave_for(mine)
    anna.save(mine)
    assert mine.notebook.clock.paused
    assert seen(bert, theirs) is None
    assert bert.open_session(mine.id).note("i1") == "kept"
    assert seen(anna, anna.open_session(theirs.id)) is None


def test_nobody_is_asked_about_what_does_not_run(couple, clock):
    anna, bert = couple
    planned = anna.create_session("feedback-01")
    theirs = started(bert, "feedback-02")
    assert seen(anna, planned) is None
    assert seen(anna, None) is None
    planned.start()
    anna.save(planned)
    assert seen(anna, planned).id == theirs.id
    theirs.pause_or_resume()
    bert.save(theirs)
    assert seen(anna, planned) is None
    theirs.pause_or_resume()
    bert.save(theirs)
    assert seen(anna, planned).id == theirs.id
    theirs.finish()
    bert.save(theirs)
    assert seen(anna, planned) is None


def test_nor_about_one_of_their_own_or_one_forgotten(couple, clock):
    anna, bert = couple
    started(bert, "feedback-01")
    clock.forward(days=2)
    mine = started(anna, "feedback-02")
    started(anna, "equals-01")
    assert seen(anna, mine) is None


def test_nor_alone(launch):
    from companion.workspace.setup.setup import set_up_alone

    anna = launch("anna")
    set_up_alone(anna, "Anna")
    mine = started(anna, "feedback-01")
    started(anna, "feedback-02")
    assert seen(anna, mine) is None
