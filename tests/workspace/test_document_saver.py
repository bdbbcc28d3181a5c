import errno
import queue
import shutil
import threading

import pytest

from companion.storage.disk import atomic_files
from companion.workspace.autosave import document_saver as module
from companion.workspace.autosave.document_saver import DocumentSaver
from companion.workspace.autosave.save_events import (
    Acknowledged,
    NotSaved,
    RemoteChange,
    Saved,
    Shared,
)

PATIENCE = 10
"""Seconds to wait for a thread before a test gives up."""


class Desk:
    """A saver, what it announced (but for receipts), and a clock that goes forward when told."""

    def __init__(self, workspace, clock):
        self.time, self.news = 0.0, queue.SimpleQueue()
        self.saver = DocumentSaver(workspace.store, self.announce, clock, lambda: self.time)

    def announce(self, news):
        if not isinstance(news, Acknowledged):
            self.news.put(news)

    def next(self):
        news = self.news.get(timeout=PATIENCE)
        self.saver.apply_result(news)
        return news

    def forward(self, seconds):
        self.time += seconds
        self.saver.tick()


@pytest.fixture
def desk(couple, clock):
    found = Desk(couple[0], clock)
    yield found
    found.saver.stop()


@pytest.fixture
def session(couple):
    return couple[0].create_session("feedback-02")


def bert_writes(couple, session, words):
    """The partner writes a note on a computer of their own, and shares it."""
    theirs = couple[1].open_session(session.id)
    theirs.write_note("0", words)
    couple[1].save(theirs)


def broken_below(monkeypatch, folder):
    """Every write below a folder fails from now on; undo() mends it."""
    real = atomic_files.replace_file

    def fail(path, file):
        if path.is_relative_to(folder):
            raise OSError(errno.ENOSPC, "full")
        real(path, file)

    monkeypatch.setattr(atomic_files, "replace_file", fail)


def test_what_is_typed_is_saved_after_a_pause_and_shared_a_little_later(desk, session, couple):
    session.write_note("0", "typed")
    desk.saver.edited(session)
    desk.saver.tick()
    assert desk.saver.unsaved
    desk.forward(0.4)
    assert isinstance(desk.next(), Saved)
    assert not desk.saver.unsaved
    assert desk.saver.unshared
    assert couple[1].open_session(session.id).note("0") == ""
    desk.forward(2.0)
    assert [type(desk.next()) for _ in range(2)] == [Saved, Shared]
    assert not desk.saver.unshared
    assert couple[1].open_session(session.id).note("0") == "typed"
    desk.forward(100)
    assert desk.news.empty()


def test_news_of_the_partner_are_found_once(desk, session, couple):
    desk.saver.watch(session)
    bert_writes(couple, session, "from Bert")
    desk.saver.poll()
    found = desk.next()
    assert isinstance(found, RemoteChange)
    assert desk.saver.merge(found)
    assert session.note("0") == "from Bert"
    desk.saver.poll()
    other = RemoteChange("sessions/unknown", found.scan)
    assert not desk.saver.merge(other)
    desk.saver.apply_result(other)
    desk.saver.stop()
    assert desk.news.empty()


def test_it_looks_again_and_again_by_itself(desk, session, couple):
    desk.saver.watch(session)
    desk.saver.poll_every(0.01)
    theirs = couple[1].open_session(session.id)
    for words in ("from Bert", "from Bert, and more"):
        theirs.write_note("0", words)
        couple[1].save(theirs)
        while session.note("0") != words:  # what is not taken yet is found once more
            desk.saver.merge(desk.next())


def test_what_is_announced_is_in_the_private_copy_already(desk, session, couple):
    desk.saver.watch(session)
    bert_writes(couple, session, "from Bert")
    desk.saver.poll()
    found = desk.next()
    store = couple[0].store
    (mirrored,) = store.mirror.read(session.name, own=store.device).files
    assert any(row["text"] == "from Bert" for row in mirrored.tables["notes"].values())
    session.write_note("i1", "typed before it is shown")
    desk.saver.edited(session)
    desk.forward(0.5)
    assert isinstance(desk.next(), Saved)
    (mirrored,) = store.mirror.read(session.name, own=store.device).files
    texts = {row["text"] for row in mirrored.tables["notes"].values()}
    assert texts == {"from Bert", "typed before it is shown"}
    assert desk.saver.merge(found)
    assert session.note("0") == "from Bert"


def test_what_cannot_be_put_into_the_private_copy_is_shown_all_the_same(
    desk, session, couple, monkeypatch
):
    desk.saver.watch(session)
    bert_writes(couple, session, "from Bert")
    with monkeypatch.context() as broken:
        broken_below(broken, couple[0].places.private)
        desk.saver.poll()
        failed = desk.next()
    assert isinstance(failed, NotSaved)
    assert failed.private
    assert desk.saver.merge(desk.next())
    assert session.note("0") == "from Bert"
    assert desk.saver.unsaved
    desk.forward(10)
    assert isinstance(desk.next(), Saved)
    store = couple[0].store
    (mirrored,) = store.mirror.read(session.name, own=store.device).files
    assert any(row["text"] == "from Bert" for row in mirrored.tables["notes"].values())


def test_a_share_that_fails_is_tried_again(desk, session, couple, monkeypatch):
    session.write_note("0", "kept")
    desk.saver.edited(session)
    with monkeypatch.context() as broken:
        broken_below(broken, couple[0].folder)
        desk.forward(2.5)
        assert isinstance(desk.next(), Saved)
        failed = desk.next()
        assert isinstance(failed, NotSaved)
        assert not failed.private
        assert desk.saver.unshared
    desk.forward(1)
    assert desk.news.empty()
    desk.forward(10)
    assert [type(desk.next()) for _ in range(2)] == [Saved, Shared]
    assert couple[1].open_session(session.id).note("0") == "kept"


def test_a_private_copy_that_fails_is_tried_again(desk, session, couple, monkeypatch):
    session.write_note("0", "kept")
    desk.saver.edited(session)
    with monkeypatch.context() as broken:
        broken_below(broken, couple[0].places.private)
        desk.forward(0.5)
        failed = desk.next()
        assert isinstance(failed, NotSaved)
        assert failed.private
        assert desk.saver.unsaved
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
        desk.saver.edited(session)
        desk.saver.save_now()
        assert isinstance(desk.next(), Saved)
    desk.saver.stop()
    assert not desk.saver.unsaved
    store = couple[0].store
    mirror = store.mirror.read(session.name, own=store.device)
    assert any(row["text"] == "one two" for row in mirror.files[0].tables["notes"].values())
    let_go.set()


def test_leaving_saves_and_shares_everything(desk, session, couple):
    session.write_note("0", "last words")
    desk.saver.edited(session)
    desk.saver.stop()
    assert couple[1].open_session(session.id).note("0") == "last words"
    shutil.rmtree(couple[0].folder)
    assert couple[0].open_session(session.id).note("0") == "last words"


@pytest.mark.parametrize("fails", [(), ("private",), ("shared",), ("private", "shared")])
def test_leaving_tells_whether_all_is_on_a_disk(desk, session, couple, monkeypatch, fails):
    session.write_note("0", "before")
    desk.saver.edited(session)
    desk.saver.save_now()
    assert {type(desk.next()) for _ in range(2)} == {Saved, Shared}
    does = {"private": "write_private", "shared": "publish"}
    for disk in fails:
        monkeypatch.setattr(couple[0].store, does[disk], lambda _snapshot: 1 / 0)
    session.write_note("0", "last words")
    desk.saver.edited(session)
    assert desk.saver.stop() == ({session.name} if len(fails) == 2 else set())


def test_a_share_that_is_gone_is_polled_in_silence(desk, session, couple):
    desk.saver.watch(session)
    couple[0].folder.rename(couple[0].folder.with_name("away"))
    for _ in range(3):
        desk.saver.poll()
    desk.saver.stop()
    assert desk.news.empty()
