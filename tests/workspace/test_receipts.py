"""What is known of the partner's having my words, and what is not."""

import queue

import pytest

from companion.workspace.autosave.document_saver import DocumentSaver
from companion.workspace.autosave.save_events import Acknowledged, RemoteChange

PATIENCE = 10


class Desk:
    """A saver and what it announced of the other's files."""

    def __init__(self, workspace, clock):
        self.news = queue.SimpleQueue()
        self.saver = DocumentSaver(workspace.store, self.news.put, clock, lambda: 0.0)

    def share(self, session, text):
        session.write_note("0", text)
        self.saver.edited(session)
        self.saver.save_now()
        self.heard()

    def heard(self):
        """What was announced of receipts, after all that waited was done."""
        saver = self.saver
        for worker in (saver._private, saver._shared, saver._private, saver._shared):
            worker.do(lambda: None).result(PATIENCE)
        found = []
        while not self.news.empty():
            news = self.news.get()
            if isinstance(news, RemoteChange):
                self.saver.merge(news)
            elif isinstance(news, Acknowledged):
                found.append((news.person, news.all))
        return found

    def poll(self):
        self.saver.poll()
        return self.heard()


@pytest.fixture
def desk(couple, clock):
    found = Desk(couple[0], clock)
    yield found
    found.saver.stop()


@pytest.fixture
def session(couple):
    return couple[0].create_session("feedback-02")


def test_a_partner_who_wrote_after_reading_has_it(desk, session, couple):
    desk.share(session, "one")
    theirs = couple[1].open_session(session.id)
    assert desk.poll() == []
    theirs.write_note("1", "from Bert")
    couple[1].save(theirs)
    assert desk.poll() == [("bert", True)]
    assert desk.poll() == []


def test_a_partner_who_wrote_without_the_latest_has_what_went_before(desk, session, couple):
    desk.share(session, "one")
    theirs = couple[1].open_session(session.id)
    desk.share(session, "one two")
    theirs.write_note("1", "from Bert")
    couple[1].save(theirs)
    assert desk.poll() == [("bert", False)]


def test_a_removal_the_partner_has_not_seen_is_not_with_them(desk, session, couple):
    desk.share(session, "one two")
    theirs = couple[1].open_session(session.id)
    desk.share(session, "one")
    theirs.write_note("1", "from Bert")
    couple[1].save(theirs)
    assert desk.poll() == [("bert", False)]


def test_a_session_opened_again_tells_it_at_once(desk, session, couple):
    couple[0].save(session)
    theirs = couple[1].open_session(session.id)
    theirs.write_note("1", "from Bert")
    couple[1].save(theirs)
    again = couple[0].open_session(session.id)
    desk.saver.watch(again)
    assert desk.heard() == [("bert", True)]


def test_a_partner_who_has_nothing_yet_is_not_said_to_have_it(desk, session, couple):
    theirs = couple[1].open_session(session.id)
    assert theirs.note("0") == ""
    session.write_note("0", "not with Bert")
    couple[0].save(session)
    desk.saver.watch(session)
    theirs.write_note("1", "from Bert")
    couple[1].save(theirs)
    desk.heard()
    assert desk.poll() == []
