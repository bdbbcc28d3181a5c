"""Real disks that are full, may only be read, or are gone and back: on either side."""

import pytest

from companion.domain.errors import CompanionError, FolderUnreachable

FAULTS = {
    "full": ("the disk is full", lambda disk: disk.full()),
    "half a file fits": ("the disk is full", lambda disk: disk.full(room=4096)),
    "read-only": ("it may only be read", lambda disk: disk.read_only()),
}


@pytest.fixture(params=FAULTS)
def fault(request):
    """The words for a fault, and what makes a disk have it."""
    return FAULTS[request.param]


@pytest.fixture
def session(couple):
    made = couple[0].create_session("feedback-02")
    made.write_note("0", "kept")
    return made


def without_ballast(tree, folder):
    return {name: data for name, data in tree(folder).items() if name != "ballast"}


def test_a_share_that_takes_nothing(couple, session, launch, disk, fault, tree):
    anna, bert = couple
    words, fails = fault
    with fails(disk(anna.folder)):
        before = without_ballast(tree, anna.folder)
        with pytest.raises(FolderUnreachable, match=f"Saved on this computer, .*{words}"):
            anna.save(session)
        assert without_ballast(tree, anna.folder) == before
        again = launch("anna")
        again.put_right()
        assert again.open_session(session.id).note("0") == "kept"
    assert bert.open_session(session.id).note("0") == ""
    again.put_right()
    assert bert.open_session(session.id).note("0") == "kept"


def test_a_private_disk_that_takes_nothing(couple, session, launch, disk, fault, tree):
    anna, bert = couple
    words, fails = fault
    with fails(disk(anna.places.home)):
        before = without_ballast(tree, anna.places.home)
        with pytest.raises(CompanionError, match=f"Not saved: .*{words}"):
            anna.save(session)
        assert without_ballast(tree, anna.places.home) == before
        assert session.note("0") == "kept"
    anna.save(session)
    assert launch("anna").open_session(session.id).note("0") == "kept"
    assert bert.open_session(session.id).note("0") == "kept"


def test_a_private_disk_that_takes_nothing_still_shows_all_notes(
    couple, session, launch, disk, fault
):
    anna, bert = couple
    anna.save(session)
    theirs = bert.open_session(session.id)
    theirs.write_note("0", "kept, and Bert's")
    bert.save(theirs)
    _words, fails = fault
    with fails(disk(anna.places.home)):
        assert anna.open_session(session.id).note("0") == "kept, and Bert's"
        anna.index.refresh()
        anna.put_right()
        assert [summary.id for summary in anna.sessions()] == [session.id]
    assert launch("anna").open_session(session.id).note("0") == "kept, and Bert's"


def test_a_share_that_is_gone_and_back(couple, session, launch, disk):
    anna, bert = couple
    share = disk(anna.folder)
    share.go()
    assert anna.open_session(session.id).note("0") == ""
    session.save()
    again = launch("anna")
    assert again.open_session(session.id).note("0") == "kept"
    share.come()
    again.put_right()
    assert bert.open_session(session.id).note("0") == "kept"


def test_a_home_that_may_only_be_read_is_told_at_the_start(couple, session, launch, disk):
    home = couple[0].places.home
    with disk(home).read_only(), pytest.raises(CompanionError, match="it may only be read"):
        launch("anna").take_device()
    assert launch("anna").open_session(session.id).note("0") == ""
