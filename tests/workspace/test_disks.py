"""Real disks that are full, may only be read, or are gone and back: on either side."""

import errno

import pytest

from companion.domain.errors import CompanionError, FolderUnreachable
from companion.domain.fault_messages import reason as reason_of
from companion.storage.disk import atomic_files
from companion.workspace import Workspace
from companion.workspace.setup.setup import rename_me, set_up_pair

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
    with pytest.raises(FolderUnreachable, match="is its drive connected"):
        anna.save(session)
    again = launch("anna")
    again.put_right()
    assert list(anna.folder.iterdir()) == [], "where a drive belongs nothing is put"
    assert again.open_session(session.id).note("0") == "kept"
    share.come()
    again.put_right()
    assert bert.open_session(session.id).note("0") == "kept"


def test_a_file_where_the_share_was_is_called_one(couple, session, launch):
    anna, bert = couple
    away = anna.folder.rename(anna.folder.with_name("away"))
    anna.folder.write_text("in the way")
    with pytest.raises(FolderUnreachable, match="a file stands where the folder should be"):
        anna.save(session)
    again = launch("anna")
    again.put_right()
    assert anna.folder.read_text() == "in the way"
    anna.folder.unlink()
    away.rename(anna.folder)
    again.put_right()
    assert bert.open_session(session.id).note("0") == "kept"


@pytest.fixture
def emptied(couple, session):
    """Takes all there is out of Anna's shared folder; gives where it is now."""
    anna, _bert = couple
    anna.save(session)
    away = anna.folder.with_name("away")
    anna.folder.rename(away)
    anna.folder.mkdir()
    return away


@pytest.mark.usefixtures("emptied")
def test_nothing_is_put_into_a_folder_that_was_emptied(couple, session):
    anna, _bert = couple
    session.write_note("0", "kept, and more")
    for write in (
        lambda: anna.save(session),
        lambda: anna.create_session("feedback-01"),
        lambda: rename_me(anna, "Anne"),
    ):
        with pytest.raises(FolderUnreachable, match="empty"):
            write()
    assert list(anna.folder.iterdir()) == []
    assert anna.pair.me.name == "Anna"


@pytest.mark.usefixtures("emptied")
def test_an_emptied_folder_is_filled_again_by_whoever_chooses_it_once_more(couple, session):
    anna, bert = couple
    session.write_note("0", "kept, and more")
    session.keep()
    set_up_pair(anna, "Anna", "Bert", anna.folder)
    assert anna.share_what_waits() is None
    assert bert.open_session(session.id).note("0") == "kept, and more"
    assert {p.name for p in anna.folder.iterdir()} >= {"programme", "sessions", "README.txt"}


def test_what_another_program_could_not_share_is_shared_without_a_start(
    couple, session, launch, monkeypatch
):
    """A note of the command line's, made while the folder may only be read."""
    anna, bert = couple
    anna.save(session)
    anna.put_right()
    window = Workspace(anna.environment)
    with monkeypatch.context() as broken:
        broken.setattr(atomic_files, "replace_file", full_below(anna.folder))
        note = window.open_session(session.id)
        note.write_note("i1", "from the command line")
        with pytest.raises(FolderUnreachable):
            window.save(note)
        window.close()
        anna.index.refresh()
        anna.share_what_waits()  # whoever changed it a moment ago may be sharing it
        anna.index.refresh()
        trouble = anna.share_what_waits()
        assert trouble is not None
        assert reason_of(trouble) == "the disk is full"
    assert bert.open_session(session.id).note("i1") == ""
    anna.index.refresh()
    assert anna.share_what_waits() is None
    assert bert.open_session(session.id).note("i1") == "from the command line"


def test_what_is_shared_elsewhere_in_the_program_is_left_to_that(couple, session):
    anna, bert = couple
    anna.put_right()
    anna.index.refresh()
    session.keep()
    for _look in range(3):
        anna.index.refresh()
        assert anna.share_what_waits({session.name}) is None
    assert bert.open_session(session.id).note("0") == ""


def full_below(folder):
    real = atomic_files.replace_file

    def write(path, data):
        if path.is_relative_to(folder):
            raise OSError(errno.ENOSPC, "full")
        real(path, data)

    return write


def test_a_home_that_may_only_be_read_is_told_at_the_start(couple, session, launch, disk):
    home = couple[0].places.home
    with disk(home).read_only(), pytest.raises(CompanionError, match="it may only be read"):
        launch("anna").claim_device()
    assert launch("anna").open_session(session.id).note("0") == ""
