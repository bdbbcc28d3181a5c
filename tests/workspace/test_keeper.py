import errno
import queue
import shutil
import threading

import pytest

from companion.storage.sync import store
from companion.workspace.document import document_saver as module
from companion.workspace.document.document_saver import (
    Found,
    Keeper,
    NotSaved,
    Received,
    Saved,
    Shared,
)

PATIENCE = 10
"""Seconds to wait for a thread before a test gives up."""


class Desk:
    """A keeper, what it announced (but for receipts), and a clock that goes forward when told."""

    def __init__(self, workspace, clock):
        self.time, self.news = 0.0, queue.SimpleQueue()
        self.keeper = Keeper(workspace.store, self.announce, clock, lambda: self.time)

    def announce(self, news):
        if not isinstance(news, Received):
            self.news.put(news)

    def next(self):
        news = self.news.get(timeout=PATIENCE)
        self.keeper.reckon(news)
        return news

    def forward(self, seconds):
        self.time += seconds
        self.keeper.tick()


@pytest.fixture
def desk(couple, clock):
    found = Desk(couple[0], clock)
    yield found
    found.keeper.leave()


@pytest.fixture
def session(couple):
    return couple[0].create_session("feedback-02")


def broken_below(monkeypatch, folder):
    """Every write below a folder fails from now on; undo() mends it."""
    real = store.replace_file

    def fail(path, file):
        if path.is_relative_to(folder):
            raise OSError(errno.ENOSPC, "full")
        real(path, file)

    monkeypatch.setattr(store, "replace_file", fail)


def test_what_is_typed_is_saved_after_a_pause_and_shared_a_little_later(desk, session, couple):
    session.write_note("0", "typed")
    desk.keeper.edited(session)
    desk.keeper.tick()
    assert desk.keeper.unsaved
    desk.forward(0.4)
    assert isinstance(desk.next(), Saved)
    assert not desk.keeper.unsaved
    assert desk.keeper.unshared
    assert couple[1].open_session(session.id).note("0") == ""
    desk.forward(2.0)
    assert [type(desk.next()) for _ in range(2)] == [Saved, Shared]
    assert not desk.keeper.unshared
    assert couple[1].open_session(session.id).note("0") == "typed"
    desk.forward(100)
    assert desk.news.empty()


def test_news_of_the_partner_are_found_once(desk, session, couple):
    desk.keeper.watch(session)
    theirs = couple[1].open_session(session.id)
    theirs.write_note("0", "from Bert")
    couple[1].save(theirs)
    desk.keeper.poll()
    found = desk.next()
    assert isinstance(found, Found)
    assert desk.keeper.take(found)
    assert session.note("0") == "from Bert"
    desk.keeper.poll()
    other = Found("sessions/unknown", found.reading)
    assert not desk.keeper.take(other)
    desk.keeper.reckon(other)
    desk.keeper.leave()
    assert desk.news.empty()


def test_it_looks_again_and_again_by_itself(desk, session, couple):
    desk.keeper.watch(session)
    desk.keeper.poll_every(0.01)
    theirs = couple[1].open_session(session.id)
    for words in ("from Bert", "from Bert, and more"):
        theirs.write_note("0", words)
        couple[1].save(theirs)
        while session.note("0") != words:  # what is not taken yet is found once more
            desk.keeper.take(desk.next())


def test_what_is_announced_is_in_the_private_copy_already(desk, session, couple):
    desk.keeper.watch(session)
    theirs = couple[1].open_session(session.id)
    theirs.write_note("0", "from Bert")
    couple[1].save(theirs)
    desk.keeper.poll()
    found = desk.next()
    store = couple[0].store
    (mirrored,) = store.mirror.read(session.name, own=store.device).files
    assert any(row["text"] == "from Bert" for row in mirrored.tables["notes"].values())
    session.write_note("i1", "typed before it is shown")
    desk.keeper.edited(session)
    desk.forward(0.5)
    assert isinstance(desk.next(), Saved)
    (mirrored,) = store.mirror.read(session.name, own=store.device).files
    texts = {row["text"] for row in mirrored.tables["notes"].values()}
    assert texts == {"from Bert", "typed before it is shown"}
    assert desk.keeper.take(found)
    assert session.note("0") == "from Bert"


def test_what_cannot_be_put_into_the_private_copy_is_shown_all_the_same(
    desk, session, couple, monkeypatch
):
    desk.keeper.watch(session)
    theirs = couple[1].open_session(session.id)
    theirs.write_note("0", "from Bert")
    couple[1].save(theirs)
    with monkeypatch.context() as broken:
        broken_below(broken, couple[0].places.private)
        desk.keeper.poll()
        failed = desk.next()
    assert isinstance(failed, NotSaved)
    assert failed.private
    assert desk.keeper.take(desk.next())
    assert session.note("0") == "from Bert"
    assert desk.keeper.unsaved
    desk.forward(10)
    assert isinstance(desk.next(), Saved)
    store = couple[0].store
    (mirrored,) = store.mirror.read(session.name, own=store.device).files
    assert any(row["text"] == "from Bert" for row in mirrored.tables["notes"].values())


def test_a_share_that_fails_is_tried_again(desk, session, couple, monkeypatch):
    session.write_note("0", "kept")
    desk.keeper.edited(session)
    with monkeypatch.context() as broken:
        broken_below(broken, couple[0].folder)
        desk.forward(2.5)
        assert isinstance(desk.next(), Saved)
        failed = desk.next()
        assert isinstance(failed, NotSaved)
        assert not failed.private
        assert desk.keeper.unshared
    desk.forward(1)
    assert desk.news.empty()
    desk.forward(10)
    assert [type(desk.next()) for _ in range(2)] == [Saved, Shared]
    assert couple[1].open_session(session.id).note("0") == "kept"


def test_a_private_copy_that_fails_is_tried_again(desk, session, couple, monkeypatch):
    session.write_note("0", "kept")
    desk.keeper.edited(session)
    with monkeypatch.context() as broken:
        broken_below(broken, couple[0].places.private)
        desk.forward(0.5)
        failed = desk.next()
        assert isinstance(failed, NotSaved)
        assert failed.private
        assert desk.keeper.unsaved
    desk.forward(1)
    assert isinstance(desk.next(), Saved)


def test_a_hanging_share_delays_neither_the_private_copy_nor_leaving(
    desk, session, couple, monkeypatch
):
    let_go = threading.Event()
    monkeypatch.setattr(module, "FAREWELL", 0.05)
    monkeypatch.setattr(couple[0].store, "publish", lambda _snapshot: let_go.wait(PATIENCE))
    for text in ("one", "one two"):
        session.write_note("0", text)
        desk.keeper.edited(session)
        desk.keeper.save_now()
        assert isinstance(desk.next(), Saved)
    desk.keeper.leave()
    assert not desk.keeper.unsaved
    store = couple[0].store
    mirror = store.mirror.read(session.name, own=store.device)
    assert any(row["text"] == "one two" for row in mirror.files[0].tables["notes"].values())
    let_go.set()


def test_leaving_saves_and_shares_everything(desk, session, couple):
    session.write_note("0", "last words")
    desk.keeper.edited(session)
    desk.keeper.leave()
    assert couple[1].open_session(session.id).note("0") == "last words"
    shutil.rmtree(couple[0].folder)
    assert couple[0].open_session(session.id).note("0") == "last words"


@pytest.mark.parametrize("fails", [(), ("private",), ("shared",), ("private", "shared")])
def test_leaving_tells_whether_all_is_on_a_disk(desk, session, couple, monkeypatch, fails):
    session.write_note("0", "before")
    desk.keeper.edited(session)
    desk.keeper.save_now()
    assert {type(desk.next()) for _ in range(2)} == {Saved, Shared}
    does = {"private": "write_private", "shared": "publish"}
    for disk in fails:
        monkeypatch.setattr(couple[0].store, does[disk], lambda _snapshot: 1 / 0)
    session.write_note("0", "last words")
    desk.keeper.edited(session)
    assert desk.keeper.leave() == ({session.name} if len(fails) == 2 else set())


def test_a_share_that_is_gone_is_polled_in_silence(desk, session, couple):
    desk.keeper.watch(session)
    couple[0].folder.rename(couple[0].folder.with_name("away"))
    for _ in range(3):
        desk.keeper.poll()
    desk.keeper.leave()
    assert desk.news.empty()
