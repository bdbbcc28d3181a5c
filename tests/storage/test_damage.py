"""A partner's file cut at any byte, or with any bit flipped: refused, named, and healed when whole.

`test_device_file.py` does the same to a file alone.
"""

import itertools
import os
from collections import Counter

import pytest

from companion.storage.sync.shared_folder import DAMAGED, NEWER


def cut_anywhere(data):
    return (data[:length] for length in range(len(data)))


def flip_any_bit(data):
    for place, bit in itertools.product(range(len(data)), range(8)):
        flipped = bytearray(data)
        flipped[place] ^= 1 << bit
        yield bytes(flipped)


class Watched:
    """Bert's file, and the session that Anna has open and has seen it in."""

    def __init__(self, anna, bert, session):
        bert.write("from Bert: één 😀\nand a second line")
        self.anna, self.session = anna, session
        [self.path] = (anna.shared / session).glob(f"{bert.id}.*.json")
        self.whole = self.path.read_bytes()
        self.opened = anna.store.open(session)
        self.shown = self.opened.document.content()
        self._time = itertools.count(10**18, 10**9)  # every write has a time of its own

    def put(self, data):
        """Let the file hold this, and look at it as the app does."""
        self.path.write_bytes(data)
        os.utime(self.path, ns=(0, next(self._time)))
        self.anna.merge(self.opened)

    def suffer(self, damaged):
        """Nothing that is shown changes; the one file is named; it stays; it heals. The kind."""
        self.put(damaged)
        assert self.opened.document.content() == self.shown
        [problem] = self.opened.problems
        assert problem.path == self.path
        assert problem.reason
        assert self.path.read_bytes() == damaged
        self.put(self.whole)
        assert self.opened.problems == ()
        assert self.opened.document.content() == self.shown
        return problem.kind

    def start_again(self, damaged):
        """What a new start shows with a damaged file."""
        self.put(damaged)
        self.anna.start()
        opened = self.anna.store.open(self.session)
        assert opened.document.content() == self.shown
        assert [problem.path for problem in opened.problems] == [self.path]


@pytest.fixture
def watched(machine, session):
    anna = machine("anna")
    anna.write("Anna's")
    return Watched(anna, machine("bert"), session)


@pytest.mark.parametrize("damage", [cut_anywhere, flip_any_bit])
def test_a_few_of_all_damages(watched, damage):
    some = list(itertools.islice(damage(watched.whole), 0, None, 97))
    assert len(some) > 3
    for damaged in some:
        watched.suffer(damaged)
    watched.start_again(some[-1])


@pytest.mark.slow
@pytest.mark.parametrize("damage", [cut_anywhere, flip_any_bit])
def test_every_damage(watched, damage, tell):
    kinds = Counter(watched.suffer(damaged) for damaged in damage(watched.whole))
    assert set(kinds) <= {DAMAGED, NEWER}
    tell(f"{len(watched.whole)} bytes, {damage.__name__}: {kinds.total()} files: {dict(kinds)}")


def test_later_words_wait_for_the_whole_file(watched, machine, session):
    bert = machine("bert")
    bert.write(bert.read() + "\nlater words")
    [later] = [p for p in (bert.shared / session).glob(f"{bert.id}.*") if p != watched.path]
    whole = later.read_bytes()
    later.write_bytes(whole[:-2])
    watched.put(watched.whole)
    assert watched.opened.document.content() == watched.shown
    later.write_bytes(whole)
    watched.put(watched.whole)
    assert watched.opened.document.text("notes:0").endswith("\nlater words")
