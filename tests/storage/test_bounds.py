"""No file, name or count in the shared folder costs more than a second and 200 MiB."""

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass

import pytest

from companion.domain.text import Patch
from companion.storage.document.device_file import DeviceFile, encode
from companion.storage.document.document import Document
from companion.storage.yjs.native import new_doc
from companion.storage.yjs.update_codec import encode_number as varint
from companion.storage.yjs.validate import summarise_update

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux counts it"),
]

MOST_SECONDS, MOST_MIB = 1.0, 200

LOOK = """
import json, sys, threading, time
from datetime import UTC, datetime
from pathlib import Path
from companion.domain.people import Pair, Person
from companion.storage.disk.device_id import Device
from companion.storage.document.document import Document
from companion.storage.sync.shared_folder import Folder
from companion.storage.sync.store import Store

home, shared, session = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
device, now = Device(home / "devices", lambda: "dev002"), datetime(2026, 11, 23, tzinfo=UTC)
pair = Pair(Person("anna", "Anna"))
store = Store(Folder(shared), home, device, pair, lambda: now)
Document().content()  # loads the compiled half
found = {}

def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024

def look():
    before, began = peak(), time.thread_time()
    opened = store.load_read_only(session)
    if "tally" in sys.argv:
        began = time.thread_time()
        opened.document.tally()
    found.update(seconds=time.thread_time() - began, mib=peak() - before,
                 problems=len(opened.problems), letters=len(opened.document.text("notes:0")))

thread = threading.Thread(target=look)
thread.start()
thread.join()
print(json.dumps(found))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a look at a folder came to."""

    seconds: float
    """Of the processor, for the thread that looked."""
    mib: float
    """By how much the most memory grew."""
    problems: int
    letters: int
    """How much text was shown."""


@pytest.fixture
def place(tmp_path, session):
    folder = tmp_path / "shared" / session
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def look(tmp_path, session, tell):
    """Looks at the folder in a process of its own, and holds it to the bounds."""

    def measure(what: str, *more: str) -> Cost:
        folders = tmp_path / "home", tmp_path / "shared"
        command = [sys.executable, "-c", LOOK, *folders, session, *more]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        cost = Cost(**json.loads(done.stdout))
        tell(f"{what}: {cost.seconds:.2f} s, {cost.mib:.0f} MiB, {cost.problems} problems")
        assert cost.seconds <= MOST_SECONDS
        assert cost.mib <= MOST_MIB
        return cost

    return measure


def file_of(session, state, **tables):
    return encode(DeviceFile(session, "dev009", "bert", "", state, tables))


def sealed_with(session, state_table):
    """A file with the right digest and any text for its state."""
    data = file_of(session, b"").replace(b'{"yjs": ""}', state_table)
    digest = json.loads(file_of(session, b""))["about"]["1"]["sha256"].encode()
    data = data.replace(digest, b"0" * 64)
    return data.replace(b"0" * 64, hashlib.sha256(data).hexdigest().encode(), 1)


def test_a_file_of_a_gibibyte(place, look):
    with (place / "x.json").open("wb") as file:
        file.truncate(2**30)
    assert look("1 GiB of nothing").problems == 1


@pytest.mark.parametrize("piece", [b"[", b'{"a":', b"\x00", b"1,", b'"\\ud800",', b"\xff"])
@pytest.mark.parametrize("mebibytes", [30, 11, 1])
def test_much_of_the_same(place, look, piece, mebibytes):
    (place / "x.json").write_bytes(piece * (mebibytes * 2**20 // len(piece)))
    assert look(f"{mebibytes} MiB of {piece!r}").problems == 1


def test_a_whole_file_with_much_more_in_its_tables(place, look, session):
    rows = {str(number): {"text": [{}]} for number in range(300_000)}
    (place / "x.json").write_bytes(file_of(session, Document().state(), more=rows))
    look("300,000 rows of a later version")


@pytest.mark.parametrize("inside", [b"[" * 5_000_000, b'{"yjs": "' + b"A" * 11_000_000 + b'"}'])
def test_a_whole_file_with_a_strange_state(place, look, session, inside):
    (place / "x.json").write_bytes(sealed_with(session, inside))
    assert look(f"a state of {inside[:12]!r}…").problems == 1


def test_ten_thousand_files_of_one_session(place, look):
    for number in range(10_000):
        (place / f"{number:05d}.json").write_bytes(b"[" * 1000)
    assert look("10,000 files").problems <= 1000


def test_ten_thousand_whole_files_of_one_session(place, look, session):
    content = Document()
    content.edit("notes:0", Patch(0, 0, "words " * 200), "bert")
    data = file_of(session, content.state())
    for number in range(10_000):
        (place / f"{number:05d}.json").write_bytes(data)
    assert look("10,000 whole files").letters == 1200


def test_many_large_files(place, look):
    for number in range(200):
        with (place / f"{number}.json").open("wb") as file:
            file.truncate(11 * 2**20)
    assert look("200 files of 11 MiB").problems == 200


def test_a_text_of_four_million_letters(place, look, session):
    content = Document()
    content.edit("notes:0", Patch(0, 0, "four" * 1_000_000), "bert")
    (place / "x.json").write_bytes(file_of(session, content.state()))
    assert look("4,000,000 letters").problems == 1


def test_a_text_as_long_as_may_be(place, look, session):
    content = Document()
    content.edit("notes:0", Patch(0, 0, "é" * 1_990_000), "bert")
    (place / "x.json").write_bytes(file_of(session, content.state()))
    assert look("1,990,000 letters").letters == 1_990_000


def pieces(count):
    """The state of a text that was written from its end to its beginning, letter by letter."""
    doc = new_doc()
    txn = doc.create_transaction()
    text = doc.get_or_insert_text(txn, "notes:0")
    for _ in range(count):
        text.insert(txn, 0, "x")
    txn.commit()
    state = doc.get_update(txn, b"\x00")
    txn.drop()
    return state


@pytest.mark.parametrize("count", [100_000, 400_000])
def test_a_text_of_many_pieces(place, look, session, count):
    (place / "x.json").write_bytes(file_of(session, pieces(count)))
    assert look(f"{count} pieces").letters in (0, count)


def test_pieces_that_all_want_one_place(place, look, session):
    # Each piece of one file is held against each of the others: that grows with the square.
    for number in range(4):
        (place / f"{number}.json").write_bytes(file_of(session, pieces(2_000)))
    look("4 files of 2,000 pieces at one place")


def chain(count):
    """The state of a text in so many pieces, one behind the other, that cannot be joined."""
    first = b"\x04\x01\x07notes:0\x01a"
    behind = (
        b"\xc4\x07" + varint(clock - 1) + b"\x07" + varint(0 if clock % 2 else clock - 1) + b"\x01a"
        for clock in range(1, count)
    )
    return b"\x01" + varint(count) + b"\x07\x00" + b"".join((first, *behind)) + b"\x00"


def cut_otherwise(state):
    """The same content in bytes that differ in every block."""
    (section,) = summarise_update(state).sections.values()
    turned, at = bytearray(state), state.index(section.data)
    for start in section.starts[1:-1]:
        turned[at + start] ^= 0x20  # says nothing where a neighbour is named
    return bytes(turned)


@pytest.mark.parametrize("count", [9_000, 40_000])
def test_files_of_one_client_that_differ_in_every_block(place, look, session, count):
    state = chain(count)
    (place / "x.json").write_bytes(file_of(session, state))
    (place / "y.json").write_bytes(file_of(session, cut_otherwise(state)))
    assert look(f"2 files of {count} pieces that differ").letters == count


def test_a_client_for_every_block(place, look, session):
    count = 60_000
    clients = b"".join(b"\x01" + varint(client) + b"\x00\x00\x01" for client in range(count))
    (place / "x.json").write_bytes(file_of(session, varint(count) + clients + b"\x00"))
    look(f"{count} clients")


def test_texts_that_thousands_wrote_by_turns(place, look, session):
    content = new_doc()
    txn = content.create_transaction()
    authors = content.get_or_insert_map(txn, "authors")
    texts = [content.get_or_insert_text(txn, f"notes:{number}") for number in range(12)]
    for turn in range(20_000):
        clock = turn * (1 + 60)
        authors.insert(txn, f"{content.client_id()}:{clock}/by", f"p{turn % 1_000}")
        texts[turn % 12].insert(txn, 60 * (turn // 12), "w" * 60)
    txn.commit()
    state = content.get_update(txn, b"\x00")
    txn.drop()
    (place / "x.json").write_bytes(file_of(session, state))
    cost = look("20,000 turns of 1,000 people in 12 texts", "tally")
    assert (cost.problems, cost.letters) == (0, 100_020)


def deep_state(levels):
    """A state with a list in a list in a list."""
    value = b"\x75\x01" * levels + b"\x7e"
    name = b"about"
    return b"\x01\x01\x07\x00\x28\x01" + bytes([len(name)]) + name + b"\x01x\x01" + value + b"\x00"


@pytest.mark.parametrize("levels", [1000, 100_000, 3_000_000])
def test_values_deep_inside_values(place, look, session, levels):
    (place / "x.json").write_bytes(file_of(session, deep_state(levels)))
    assert look(f"{levels} levels").problems == 1


def test_a_count_that_is_not_there(place, look, session):
    state = b"\xff\xff\xff\xff\x0f" + b"\x01" * 1000
    (place / "x.json").write_bytes(file_of(session, state))
    assert look("four billion clients").problems == 1


def test_a_note_of_nothing_but_labelled_lines(place, look, session):
    content = Document()
    lines = "".join(f"Idée: {n}\nActie: {n} @bert vr\n" for n in range(30_000))
    content.edit("notes:0", Patch(0, 0, lines), "bert", "2026-11-23")
    (place / "x.json").write_bytes(file_of(session, content.state()))
    assert look("60,000 labelled lines").problems == 0
