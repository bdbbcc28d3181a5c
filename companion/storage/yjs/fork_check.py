"""Whether states agree in what each Yjs client wrote.

A client counts what it writes, and the compiled half takes what bears a known number for known. A
virtual machine that is resumed twice from one memory image goes on under one client twice, and a
forger may write under anybody's: two such states are whole, each alone, and the client is forked.
Merged, they show something else on each device, or end the process. So states are compared before.

It is worth its lines: of 60 pairs of states that a machine resumed twice had typed on, 58 came out
otherwise by the order in which they were merged, for good and in silence, and some hang the process
(`test_fork_check.py`). A copied device folder alone forks no client, for each launch takes a fresh
one; so no history of the merge adversary fails without this.

The same words may be cut into blocks in other ways, and what was removed keeps its place alone;
neither forks a client. All is compared by the single places that a client counted: what stands
there, and behind and before what it was put.
"""

from bisect import bisect_right
from dataclasses import dataclass

from companion.storage.yjs.blocks import COLLECTED, REMOVED, Block, read_block
from companion.storage.yjs.update_codec import Reader
from companion.storage.yjs.validate import BadState, Section

MAX_UNLIKE = 20_000
"""Blocks of all that is read at once that are compared one by one; so many take 0.4 seconds.
Those that are cut alike in two states, nearly all, are compared as bytes and not counted."""


class ForkedClient(BadState):
    """Two states give different content to the same (client id, clock)."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known to stand under one client, from its first clock on."""

    data: bytes
    """Its blocks; what follows after `clock` is something else."""
    clock: int


class CompareBudget:
    """How many blocks may still be compared one by one; one for all that is read at once."""

    def __init__(self) -> None:
        self._left = MAX_UNLIKE

    def spend(self) -> None:
        """Compare one more. Raises ForkedClient where that is too many."""
        self._left -= 1
        if self._left < 0:
            raise ForkedClient("too much of it is cut otherwise than what is known")


class ClientHistories:
    """What several states say under each client, as long as they agree."""

    def __init__(self) -> None:
        self._known: dict[int, Known] = {}

    def add(self, sections: dict[int, Section], budget: CompareBudget) -> None:
        """Compare with all before, and remember. Raises ForkedClient, with nothing remembered."""
        for client in sections.keys() & self._known.keys():
            check_agreement(client, self._known[client], sections[client], budget)
        for client, section in sections.items():
            before = self._known.get(client)
            if before is None or before.clock <= section.clock:
                self._known[client] = Known(section.data, section.clock)


def check_agreement(client: int, known: Known, section: Section, budget: CompareBudget) -> None:
    """Raise ForkedClient where a section says something else than what is known of its client."""
    if known.data.startswith(section.data):
        return
    one, other = Reader(known.data), Reader(section.data)
    until, clock = min(known.clock, section.clock), 0
    while clock < until:
        same = other.at + _same_from(one, other)
        number = bisect_right(section.starts, same) - 1
        one.at += section.starts[number] - other.at
        other.at, clock = section.starts[number], section.clocks[number]
        if clock < until:
            clock = _check_unlike(_Pair(client, one, other, budget), clock, until)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two sections of one client that are gone through side by side."""

    client: int
    one: Reader
    other: Reader
    budget: CompareBudget

    def block(self, reader: Reader) -> Block:
        """The next block of one of them."""
        self.budget.spend()
        return read_block(reader)


def _check_unlike(pair: _Pair, clock: int, until: int) -> int:
    """Compare single blocks until one of each end at the same clock, which is given, or `until`."""
    start = begun = clock
    mine, theirs = pair.block(pair.one), pair.block(pair.other)
    while True:
        if not _agree(pair.client, mine, start, theirs, begun):
            raise ForkedClient("it says something else at a place that is known")
        end, limit = start + mine.length, begun + theirs.length
        if end == limit or min(end, limit) >= until:
            return min(end, limit)
        if end < limit:
            start, mine = end, pair.block(pair.one)
        else:
            begun, theirs = limit, pair.block(pair.other)


def _agree(client: int, one: Block, start: int, other: Block, begun: int) -> bool:
    """Whether two blocks that begin at these clocks say the same where they overlap."""
    if COLLECTED in (one.kind, other.kind):
        return True
    first, last = max(start, begun), min(start + one.length, begun + other.length)
    before = (client, first - 1)
    left = one.left if start == first else before
    if left != (other.left if begun == first else before) or one.right != other.right:
        return False
    if left is None and one.parent != other.parent:
        return False
    if REMOVED in (one.kind, other.kind):
        return True
    return one.kind == other.kind and one.words(first - start, last - start) == other.words(
        first - begun, last - begun
    )


def _same_from(one: Reader, other: Reader) -> int:
    """How many bytes are the same from these places on."""
    most = min(len(one.data) - one.at, len(other.data) - other.at)
    same, step = 0, 64

    def goes_on() -> bool:
        here, there = one.at + same, other.at + same
        return one.data[here : here + step] == other.data[there : there + step]

    while same < most and goes_on():
        same += step
        step *= 2
    while step := step // 2:
        if goes_on():
            same += step
    return min(same, most)
