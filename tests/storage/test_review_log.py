"""The review log: nothing that was saved is lost, whatever becomes of the program or the file."""

import os
import random
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from companion.domain.recall.cards import BURY, GOOD, GRADE, UNDO, Entry
from companion.storage.private import review_log
from companion.storage.private.review_log import ReviewLog, rename_person_files

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

GRADE_FOR_EVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from companion.domain.recall.cards import Entry
from companion.storage.private.review_log import ReviewLog

log, number = ReviewLog(Path(sys.argv[1])), int(sys.argv[2])
while True:
    log.append(Entry(f"e{number}", datetime(2026, 11, 23, tzinfo=UTC), "grade", "a#1", 3))
    print(number, flush=True)
    number += 1
"""


def graded(number, card="feedback-02#1"):
    return Entry(f"e{number}", NOW + timedelta(milliseconds=number), GRADE, card, GOOD)


@pytest.fixture
def log(tmp_path) -> ReviewLog:
    return ReviewLog(tmp_path / "private" / "recall" / "anna.jsonl")


@pytest.fixture
def filled(log):
    for number in range(3):
        log.append(graded(number))
    return log


def ids(log):
    return [entry.id for entry in log.read().entries]


def test_where_nothing_was_done_there_is_nothing(log):
    assert log.read().entries == ()
    assert not log.path.parent.exists()


def test_what_is_written_is_read(log):
    entries = [graded(1), Entry("e2", NOW, BURY, "a#1", until="2026-11-24"),
               Entry("e3", NOW, UNDO, undoes="e2"), graded(4, "naïef “kaart”")]  # fmt: skip
    for entry in entries:
        log.append(entry)
    assert log.read().entries == tuple(entries)


def test_every_line_is_on_the_disk_before_it_counts_as_saved(log, monkeypatch):
    synced = []
    real = os.fsync

    def fsync(descriptor):
        synced.append(os.fstat(descriptor).st_size)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    log.append(graded(1))
    assert log.path.stat().st_size in synced


def test_killed_between_and_during_grades(log):
    """Each line that was acknowledged is there after kill -9, once; none is damaged."""
    chance, number = random.Random(2), 0
    for _time in range(6):
        command = [sys.executable, "-c", GRADE_FOR_EVER, str(log.path), str(number)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            first = process.stdout.readline()
            time.sleep(chance.random() * 0.05)
            process.kill()
            lines = (first + process.stdout.read()).split("\n")[:-1]
        acknowledged = [int(line) for line in lines]
        assert acknowledged[0] == number
        reading = log.read()
        saved = [int(entry.id[1:]) for entry in reading.entries]
        assert saved[: acknowledged[-1] + 1] == list(range(acknowledged[-1] + 1))
        assert not reading.damaged
        number = saved[-1] + 1


@pytest.mark.parametrize("cut", range(1, 90, 8))
def test_a_cut_last_line_is_set_aside(filled, cut):
    data = filled.path.read_bytes()
    filled.path.write_bytes(data[:-cut])
    reading = filled.read()
    whole = cut == 1  # only the end of the line is gone
    assert reading.cut != whole
    filled.append(graded(7))
    assert ids(filled) == (["e0", "e1", "e2", "e7"] if whole else ["e0", "e1", "e7"])
    after = filled.read()
    assert not after.cut and not after.damaged
    aside = list(filled.path.parent.glob("anna.cut-*.txt"))
    assert [path.read_bytes() for path in aside] == (
        [] if whole else [data[data.rindex(b"\n", 0, -1) + 1 : -cut]]
    )


@pytest.mark.parametrize(
    "line",
    [
        b"not json", b"{}", b"[]", b"null", b"\x00" * 40, b"\xff\xfe", b"[" * 5000, b"7",
        b'{"id": "x", "at": "yesterday", "do": "grade", "card": "a#1", "grade": 3}',
        b'{"id": "x", "at": "9999-11-23T09:00:00+00:00", "do": "grade", "card": "a", "grade": 3}',
        b'{"id": "x", "at": "2026-11-23T09:00:00+00:00", "do": "grade", "card": "a", "grade": 5}',
        b'{"id": "x", "at": "2026-11-23T09:00:00+00:00", "do": "grade", "card": "a", "grade": 3.0}',
        b'{"id": "x", "at": "2026-11-23T09:00:00+00:00", "do": "grade", "grade": 3}',
        b'{"id": "x", "at": "2026-11-23T09:00:00+00:00", "do": "bury", "card": "a"}',
        b'{"id": "x", "at": "2026-11-23T09:00:00+00:00", "do": "undo"}',
        b'{"id": ["x"], "at": "2026-11-23T09:00:00+00:00", "do": "reset", "card": "a"}',
        b'{"id": "x", "at": "2026-11-23T09:00:00+00:00", "do": 5, "card": "a"}',
    ],
)  # fmt: skip
def test_a_damaged_line_is_named_and_left_as_it_is(filled, line):
    data = filled.path.read_bytes()
    first, rest = data.split(b"\n", 1)
    damaged = first + b"\n" + line + b"\n" + rest
    filled.path.write_bytes(damaged)
    reading = filled.read()
    assert (reading.damaged, reading.cut) == ((2,), False)
    assert ids(filled) == ["e0", "e1", "e2"]
    filled.append(graded(8))
    assert filled.path.read_bytes().startswith(damaged)
    assert ids(filled)[-1] == "e8"


def test_more_rubbish_than_a_crash_leaves_is_left_where_it_is(filled):
    rubbish = filled.path.read_bytes() + b"\x00" * 9000
    filled.path.write_bytes(rubbish)
    filled.append(graded(8))
    assert filled.path.read_bytes().startswith(rubbish + b"\n")
    assert ids(filled) == ["e0", "e1", "e2", "e8"]


def test_a_line_of_a_later_version_is_kept(filled):
    filled.append(Entry("x", NOW, "explode", "a#1"))
    assert filled.read().damaged == ()


def test_a_log_has_an_end(filled, monkeypatch):
    before = filled.path.read_bytes()
    monkeypatch.setattr(review_log, "MAX_BYTES", len(before) + 10)
    with pytest.raises(review_log.LogFull):
        filled.append(graded(9))
    assert filled.path.read_bytes() == before


def test_what_could_not_be_saved_is_not_there(filled, monkeypatch):
    before = filled.path.read_bytes()
    real = os.fsync

    def fail(_descriptor):
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="full"):
        filled.append(graded(9))
    assert filled.path.read_bytes() == before
    monkeypatch.setattr(os, "fsync", real)
    filled.append(graded(10))
    assert ids(filled) == ["e0", "e1", "e2", "e10"]


def test_two_windows_write_in_turn(log):
    def write(begin: int) -> None:
        own = ReviewLog(log.path)
        for number in range(begin, begin + 25):
            own.append(graded(number))

    threads = [threading.Thread(target=write, args=(begin,)) for begin in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reading = log.read()
    assert not reading.damaged
    assert sorted(int(e.id[1:]) for e in reading.entries) == [
        begin + n for begin in (0, 100, 200) for n in range(25)
    ]


def test_a_window_that_never_lets_go_is_not_waited_for_for_ever(filled, monkeypatch):
    monkeypatch.setattr(review_log, "_PATIENCE", 0.0)
    monkeypatch.setattr(review_log, "lock", lambda _file: False)
    with pytest.raises(TimeoutError):
        filled.append(graded(9))


def test_what_somebody_did_alone_goes_on_under_another_id(filled, tmp_path):
    folder = filled.path.parent
    (folder / "anna.md").write_text("Q: a\nA: b\n")
    (folder / "ann.md").write_text("Q: mine\nA: c\n")
    (folder / "annabel.jsonl").write_text("")
    rename_person_files(folder, "anna", "ann")
    assert ids(ReviewLog(folder / "ann.jsonl")) == ["e0", "e1", "e2"]
    assert (folder / "ann.md").read_text().startswith("Q: mine")
    assert (folder / "annabel.jsonl").exists()
    rename_person_files(Path(tmp_path / "gone"), "anna", "ann")
