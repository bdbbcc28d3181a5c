"""What a Yjs state is made of, looked at before the compiled half sees it.

A state comes from another machine. The compiled half takes nested values apart by recursion, so
that a few kilobytes of forged brackets end the whole process, and it keeps what depends on
something missing for later. So only what companion writes is let through: text, its marks, plain
values, and the traces of removed ones; all of it within bounds, all of it there.

The layout is that of Yjs' first update encoding (yjs/yjs, src/utils/encoding.js; lib0's `any`).
"""

import re
from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from companion.storage.yjs.update_codec import Reader

MAX_BLOCKS = 250_000
"""Pieces of one document, removed stretches counted too; an hour of restless editing makes some
10,000. So many take the compiled half 100 MiB and this check under a second."""

CROWD, MAX_CROWD = 50, 1_000
"""Pieces behind the same neighbour from which on they are counted, and the most there may be in all
that is read at once. The compiled half compares each with what stands behind that neighbour, so
that 10,000 take a minute."""
MAX_COMPARISONS = 10_000_000
"""How many such comparisons may come of it; so many take a second."""

MAX_DEPTH = 4
"""Of values inside values; a clock's event is one inside a list."""


class BadState(ValueError):
    """Bytes that are no state of a document, or of one beyond all bounds."""


@dataclass(frozen=True, slots=True)
class Section:
    """All blocks of one Yjs client."""

    data: bytes
    clock: int
    """How far the client has counted with them."""
    starts: "array[int]"
    """Where each block begins in `data`, and where the last one ends."""
    clocks: "array[int]"
    """How far the client had counted before each, and after the last one."""


@dataclass(frozen=True, slots=True)
class UpdateSummary:
    """What a state holds, counted."""

    blocks: int
    clocks: dict[int, int]
    """How far each Yjs client has counted: the state vector the whole state leads to."""
    crowds: Counter[bytes]
    """Pieces by the neighbour they were put behind, where those are many."""
    sections: dict[int, Section]
    """What each Yjs client wrote."""


def summarise_update(state: bytes, most: int = MAX_BLOCKS) -> UpdateSummary:
    """The outline of a state that is whole, plain and of at most so many blocks. Raises BadState.

    Stretches that were removed count as blocks too.
    """
    try:
        reader, places = Reader(state), Counter[bytes]()
        blocks, sections = _sections(reader, places, most)
        clocks = {client: section.clock for client, section in sections.items()}
        blocks += _removed(reader, clocks, most - blocks)
        if reader.at != len(state):
            _refuse("something follows its end")
        crowds = Counter({place: count for place, count in places.items() if count > CROWD})
        return UpdateSummary(blocks, clocks, crowds, sections)
    except (IndexError, UnicodeDecodeError, OverflowError):
        raise BadState("it is cut off or no state") from None


def check_insert_collisions(crowds: Counter[bytes], blocks: int) -> None:
    """Raise BadState where too many of these blocks want one place."""
    most = max(crowds.values(), default=0)
    if most > MAX_CROWD or most * blocks > MAX_COMPARISONS:
        _refuse("too much of it wants one place")


def _refuse(reason: str) -> NoReturn:
    raise BadState(reason)


def _sections(reader: Reader, places: Counter[bytes], most: int) -> tuple[int, dict[int, Section]]:
    blocks, sections = 0, {}
    for _ in range(reader.count()):
        count, client, clock = reader.count(), reader.number(), reader.number()
        blocks += max(count, 1)
        if clock or client in sections:
            _refuse("a part of it is missing")
        if blocks > most:
            _refuse("it has too many pieces")
        sections[client] = _section(reader, places, count)
    return blocks, sections


def _section(reader: Reader, places: Counter[bytes], count: int) -> Section:
    begin, clock = reader.at, 0
    starts, clocks = array("Q", (0,)), array("Q", (0,))
    for _ in range(count):
        clock += _block(reader, places)
        starts.append(reader.at - begin)
        clocks.append(clock)
    return Section(reader.data[begin : reader.at], clock, starts, clocks)


PARENT_SUB, KIND = 0x20, 0x0F
NUMBER = rb"[\x80-\xff]{0,9}[\x00-\x7f]"
NEIGHBOUR = rb"(?:%b){2}" % NUMBER
_ANCHORED = re.compile(
    rb"[\xc0-\xff](%b)%b|[\x80-\xbf](%b)|[\x40-\x7f]%b" % ((NEIGHBOUR,) * 4), re.DOTALL
)
"""How a block begins that stands between two neighbours, behind one, or before one: each
is a client and its clock. A pattern passes over these three times as fast as byte by byte."""


def _block(reader: Reader, places: Counter[bytes]) -> int:
    """Pass over one block; gives how far its client's clock goes on with it."""
    anchored = _ANCHORED.match(reader.data, reader.at)
    info = reader.byte()
    if info == 0:  # collected: a removed piece, whose place alone is known
        return reader.number()
    if anchored:
        reader.at = anchored.end()
        places[anchored[1] or anchored[2] or b""] += 1
    else:
        if reader.number() != 1:
            _refuse("it holds values inside values")
        reader.text()
        if info & PARENT_SUB:
            reader.text()
    content = _CONTENT.get(info & KIND)
    if content is None:
        _refuse("it holds something that companion does not write")
    return content(reader)


def _string(reader: Reader) -> int:
    text = reader.text()
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _mark(reader: Reader) -> int:
    reader.text()
    if reader.text()[:1] in ("[", "{"):
        _refuse("a mark is no plain value")
    return 1


def _values(reader: Reader) -> int:
    count = reader.count()
    for _ in range(count):
        _value(reader, MAX_DEPTH)
    return count


_CONTENT: dict[int, Callable[[Reader], int]] = {
    1: Reader.number,  # removed, so many places
    4: _string,
    6: _mark,
    8: _values,
}

SIZES = {127: 0, 126: 0, 124: 4, 123: 8, 122: 8, 121: 0, 120: 0}
"""Undefined, null, two kinds of float, large whole numbers, false, true: bytes that follow."""


def _value(reader: Reader, depth: int) -> None:
    kind = reader.byte()
    if kind in SIZES:
        reader.skip(SIZES[kind])
    elif kind == 125:
        reader.number()  # a whole number; its sign is a bit of the first byte
    elif kind == 119:
        reader.text()
    elif kind in (118, 117) and depth:
        for _ in range(reader.count()):
            if kind == 118:
                reader.text()
            _value(reader, depth - 1)
    else:
        _refuse("it holds values too deep inside values")


def _removed(reader: Reader, clocks: dict[int, int], most: int) -> int:
    """Pass over what was removed; gives how many stretches that is."""
    stretches = 0
    for _ in range(reader.count()):
        client = reader.number()
        count = reader.count()
        stretches += count
        if stretches > most:
            _refuse("it has too many pieces")
        for _ in range(count):
            start, length = reader.number(), reader.number()
            if start + length > clocks.get(client, 0):
                _refuse("it removes what is not there")
    return stretches
