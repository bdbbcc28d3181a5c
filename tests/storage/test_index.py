import json
import os
import shutil

import pytest

from companion.domain.text import Patch
from companion.storage.document.schema import entity_fields
from companion.storage.sync.summary_index import _VERSION, SummaryIndex

SESSIONS = [f"sessions/2026-11-2{number}-feedback-0{number}-aaaaaa" for number in (1, 2, 3)]


@pytest.fixture
def fill():
    """Makes a session with a date, an action and a note: fill(anna, SESSIONS[0])."""

    def make(one, name, text="note"):
        opened = one.store.open(name)
        day = name.partition("/")[2][:10]
        opened.document.set_fields("about", {"kind": "session", "lesson": "x-01", "date": day})
        opened.document.set_fields(
            "actions", entity_fields("a", {"text": f"call {day}", "created": "1"})
        )
        opened.document.edit("notes:0", Patch(0, 0, text), "anna")
        one.save(opened)
        one.store.close(opened)

    return make


@pytest.fixture
def path(tmp_path):
    return tmp_path / "private" / "index.json"


@pytest.fixture
def loaded(monkeypatch):
    """The names of the documents that were opened for the list."""
    from companion.storage.sync.store import Store

    seen, real = [], Store.load_read_only

    def load(store, name):
        seen.append(name)
        return real(store, name)

    monkeypatch.setattr(Store, "load_read_only", load)
    return seen


def test_the_list_of_all_sessions(machine, fill, path):
    anna = machine("anna")
    for name in SESSIONS[::-1]:
        fill(anna, name)
    index = SummaryIndex(path, anna.store)
    assert index.summaries == []
    assert index.refresh()
    assert [s.id for s in index.summaries] == [name.partition("/")[2] for name in SESSIONS]
    assert [s.date for s in index.summaries] == ["2026-11-21", "2026-11-22", "2026-11-23"]
    assert all(s.has_notes and s.actions[0].text == f"call {s.date}" for s in index.summaries)


def test_only_what_changed_is_opened(machine, fill, path, loaded):
    anna, bert = machine("anna"), machine("bert")
    for name in SESSIONS:
        fill(anna, name)
    index = SummaryIndex(path, bert.store)
    index.refresh()
    assert sorted(loaded) == SESSIONS
    loaded.clear()
    assert not index.refresh()
    assert not SummaryIndex(path, bert.store).refresh()
    assert loaded == []
    fill(anna, SESSIONS[1], "more ")
    assert index.refresh()
    assert loaded == SESSIONS[1:2]
    assert SummaryIndex(path, bert.store).summaries == index.summaries


def test_as_few_as_wanted_are_opened_again_and_more_are_written_down(machine, fill, path, loaded):
    anna, bert = machine("anna"), machine("bert")
    for name in SESSIONS:
        fill(anna, name)
    SummaryIndex(path, bert.store).refresh(few=2)
    loaded.clear()
    for name in SESSIONS[:2]:
        fill(anna, name, "more ")
    for _time in range(2):
        index = SummaryIndex(path, bert.store)
        assert index.refresh(few=2)
        assert sorted(loaded) == SESSIONS[:2]
        loaded.clear()
    fill(anna, SESSIONS[2], "more ")
    assert SummaryIndex(path, bert.store).refresh(few=2)
    assert not SummaryIndex(path, bert.store).refresh(few=2)


def test_one_that_was_removed_is_written_down_whatever_is_wanted(machine, fill, path):
    anna = machine("anna")
    for name in SESSIONS:
        fill(anna, name)
    SummaryIndex(path, anna.store).refresh()
    for folder in (anna.store.mirror, anna.store.shared):
        shutil.rmtree(folder.path(SESSIONS[0]))
    assert SummaryIndex(path, anna.store).refresh(few=2)
    left = [name.partition("/")[2] for name in SESSIONS[1:]]
    assert [s.id for s in SummaryIndex(path, anna.store).summaries] == left


def test_the_kind_comes_from_the_place_not_from_the_content(machine, fill, path):
    anna = machine("anna")
    fill(anna, "between/2026-11")
    fill(anna, SESSIONS[0])
    index = SummaryIndex(path, anna.store)
    index.refresh()
    assert sorted((s.id, s.kind) for s in index.summaries) == [
        ("2026-11", "between"),
        (SESSIONS[0].partition("/")[2], "session"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"x", b"null", b"[]", b"{}", b'{"version": 3}', b'{"version": 9, "documents": {}}',
        b'{"version": 3, "documents": []}', b'{"version": 3, "documents": {"x": null}}',
        b'{"version": 3, "documents": {"x": {"summary": {}, "seen": []}}}',
        b'{"version": 3, "documents": {"x": {"summary": {"id": "", "kind": "", "actions": [5]}}}}',
        b"\xff\xfe", b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_cache_that_is_damaged_or_gone_is_made_again(machine, fill, path, data):
    anna = machine("anna")
    fill(anna, SESSIONS[0])
    index = SummaryIndex(path, anna.store)
    index.refresh()
    path.write_bytes(data.replace(b'"version": 3', b'"version": %d' % _VERSION))
    assert isinstance(SummaryIndex(path, anna.store).brief(), dict)
    again = SummaryIndex(path, anna.store)
    assert again.summaries == []
    assert again.refresh()
    assert again.summaries == index.summaries
    path.unlink()
    assert SummaryIndex(path, anna.store).refresh()
    assert json.loads(path.read_bytes())["version"] == _VERSION


def test_what_the_cache_tells_in_brief_is_what_it_tells(machine, fill, path):
    anna = machine("anna")
    for name, events in zip(SESSIONS, ([], ["start"], ["start", "close"]), strict=True):
        fill(anna, name)
        opened = anna.store.open(name)
        opened.document.set_fields("about", {"created": f"{name[9:19]}T09:00:00+00:00"})
        for kind in events:
            opened.document.append("clock", {"at": "2026-11-23T09:00:00+00:00", "do": kind})
        anna.save(opened)
        anna.store.close(opened)
    index = SummaryIndex(path, anna.store)
    index.refresh()
    wanted = {
        name: (number == 1, f"{name[9:19]}T09:00:00+00:00", False)
        for number, name in enumerate(SESSIONS)
    }
    again = SummaryIndex(path, anna.store)
    for one in (index, again):
        assert {name: one.brief()[name] for name in SESSIONS} == wanted
    assert again.summaries == index.summaries
    assert again.brief() == index.brief()


def test_a_cut_cache_is_made_again(machine, fill, path):
    anna = machine("anna")
    fill(anna, SESSIONS[0])
    index = SummaryIndex(path, anna.store)
    index.refresh()
    data = path.read_bytes()
    for length in range(0, len(data), 7):
        path.write_bytes(data[:length])
        again = SummaryIndex(path, anna.store)
        again.refresh()
        assert again.summaries == index.summaries


def test_a_cache_that_cannot_be_written_is_done_without(machine, fill, path):
    anna = machine("anna")
    fill(anna, SESSIONS[0])
    path.parent.write_bytes(b"a file in its way")
    index = SummaryIndex(path, anna.store)
    assert index.refresh()
    assert len(index.summaries) == 1


def test_sessions_whose_files_are_all_gone_leave_the_list(machine, fill, path):
    anna = machine("anna")
    for name in SESSIONS:
        fill(anna, name)
    index = SummaryIndex(path, anna.store)
    index.refresh()
    for root in (anna.shared, anna.store.mirror.root):
        (root / SESSIONS[1]).rename(root / "away")
    assert index.refresh()
    assert [s.date for s in index.summaries] == ["2026-11-21", "2026-11-23"]
    (anna.shared / SESSIONS[0]).rename(anna.shared / "away2")
    index.refresh()
    assert [s.date for s in index.summaries] == ["2026-11-21", "2026-11-23"]


@pytest.mark.parametrize("where", ["mirror", "shared"])
def test_a_folder_is_listed_once_there_is_a_file_in_it(machine, fill, path, loaded, where):
    anna = machine("anna")
    folder = getattr(anna.store, where).path(SESSIONS[0])
    folder.mkdir(parents=True)
    index = SummaryIndex(path, anna.store)
    index.refresh()
    assert (index.summaries, loaded) == ([], [])
    fill(anna, SESSIONS[0])
    assert index.refresh()
    assert [s.has_notes for s in index.summaries] == [True]


def test_a_file_that_comes_while_it_is_read_is_seen_next_time(machine, fill, path, monkeypatch):
    anna, bert = machine("anna"), machine("bert")
    fill(anna, SESSIONS[0])
    index, real = SummaryIndex(path, bert.store), bert.store.load_read_only

    def load(name):
        opened = real(name)
        fill(anna, SESSIONS[0], "late ")
        return opened

    with monkeypatch.context() as late:
        late.setattr(bert.store, "load_read_only", load)
        index.refresh()
    assert index.refresh()
    assert not index.refresh()


def test_bad_files_are_counted_and_an_unreadable_one_is_tried_again_quietly(
    machine, fill, path, monkeypatch
):
    from companion.storage.sync import shared_folder

    anna, bert = machine("anna"), machine("bert")
    fill(anna, SESSIONS[0])
    (anna.shared / SESSIONS[0] / "bad.json").write_bytes(b"{")
    index, real = SummaryIndex(path, bert.store), shared_folder.read_plain_file

    def read(place):
        if place.is_relative_to(anna.shared) and place.name.startswith(anna.id):
            raise OSError(5, os.strerror(5))
        return real(place)

    with monkeypatch.context() as broken:
        broken.setattr(shared_folder, "read_plain_file", read)
        assert index.refresh()
        assert index.summaries[0].problems == 2
        written = path.stat().st_mtime_ns
        assert not index.refresh()
        assert path.stat().st_mtime_ns == written
    assert index.refresh()
    assert index.summaries[0].problems == 1
    assert index.summaries[0].date == "2026-11-21"
