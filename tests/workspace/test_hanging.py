"""A shared folder that hangs holds up nothing else: not the private copy, not leaving."""

import queue
import threading
from contextlib import contextmanager

import pytest

from companion.storage.sync.shared_folder import Folder
from companion.workspace.autosave import document_saver as module
from companion.workspace.autosave.document_saver import DocumentSaver
from companion.workspace.autosave.save_events import Saved, Shared

PATIENCE = 20
"""Seconds to wait for a thread before a test gives up."""


class Hanging:
    """Reading from a folder, or publishing to it, waits until it is let go."""

    def __init__(self):
        self.reached, self.let_go = threading.Event(), threading.Event()
        self.given_up = False

    def instead_of(self, real):
        def wait(*arguments, **options):
            self.reached.set()
            self.given_up = not self.let_go.wait(PATIENCE)
            return real(*arguments, **options)

        return wait


@pytest.fixture
def hanging():
    found = Hanging()
    yield found
    found.let_go.set()


@contextmanager
def thread_of(job):
    """Does something in a thread meanwhile, and waits for it."""
    thread = threading.Thread(target=job)
    thread.start()
    yield
    thread.join(PATIENCE)
    assert not thread.is_alive()


def hang_reading(monkeypatch, workspace, hanging):
    shared = workspace.store.shared
    assert isinstance(shared, Folder)
    monkeypatch.setattr(shared, "scan", hanging.instead_of(shared.scan))


@pytest.fixture
def session(couple):
    made = couple[0].create_session("feedback-02")
    made.write_note("0", "kept")
    return made


@pytest.mark.parametrize("doing", ["load_read_only", "open", "refresh", "put_right"])
def test_a_hanging_read_leaves_the_private_copy_alone(
    couple, session, launch, monkeypatch, hanging, doing
):
    anna, _bert = couple
    anna.index.refresh()
    looks = {
        "load_read_only": lambda: anna.store.load_read_only(session.name),
        "open": lambda: anna.store.close(anna.store.open(session.name)),
        "refresh": anna.index.refresh,
        "put_right": anna.put_right,
    }
    anna.store.write_private(session.snapshot())  # so that there is something to put right
    hang_reading(monkeypatch, anna, hanging)
    with thread_of(looks[doing]):
        assert hanging.reached.wait(PATIENCE)
        session.write_note("0", "kept, and more")
        anna.store.write_private(session.snapshot())
        assert not hanging.given_up, "the save waited for the folder"
        mirror = anna.store.mirror.read(session.name, own=anna.store.device)
        assert "kept, and more" in mirror.files[0].tables["notes"]["1"]["text"]
        hanging.let_go.set()
    assert launch("anna").open_session(session.id).note("0") == "kept, and more"


def test_leaving_does_not_wait_for_a_folder_that_hangs(
    couple, session, clock, launch, monkeypatch, hanging
):
    anna, bert = couple
    news = []
    saver = DocumentSaver(anna.store, news.append, clock, lambda: 0.0)
    monkeypatch.setattr(module, "FAREWELL", 0.05)
    hang_reading(monkeypatch, anna, hanging)
    saver.watch(session)
    saver.poll()
    assert hanging.reached.wait(PATIENCE)
    saver.edited(session)
    saver.stop()
    assert [type(one) for one in news] == [Saved]
    again = launch("anna")
    assert again.open_session(session.id).note("0") == "kept"
    again.put_right()
    assert bert.open_session(session.id).note("0") == "kept"


def test_a_folder_that_hung_is_given_the_last_state_alone(
    couple, session, clock, monkeypatch, hanging
):
    anna, bert = couple
    news = queue.SimpleQueue()
    saver = DocumentSaver(anna.store, news.put, clock, lambda: 0.0)
    monkeypatch.setattr(anna.store, "publish", hanging.instead_of(anna.store.publish))
    for number in range(6):
        session.write_note("0", f"state {number}")
        saver.edited(session)
        saver.save_now()
        assert isinstance(news.get(timeout=PATIENCE), Saved)
        assert hanging.reached.wait(PATIENCE)  # the first one is on its way
    hanging.let_go.set()
    monkeypatch.setattr(module, "FAREWELL", PATIENCE)
    saver.stop()
    # The first, the last, and at most one that was the latest for a moment.
    shared = [news.get_nowait() for _ in range(news.qsize())]
    assert {type(one) for one in shared} == {Shared}
    assert len(shared) <= 3
    assert bert.open_session(session.id).note("0") == "state 5"
