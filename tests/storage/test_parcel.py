"""Parcels: what is packed comes back, and whatever else is in one does no harm."""

import io
import itertools
import json
import os
import random
import struct
import sys
import zipfile

import pytest

from companion.domain.people import Pair, Person
from companion.domain.text import Patch
from companion.storage.disk.atomic_files import NotPlain
from companion.storage.disk.device_id import Device
from companion.storage.document.device_file import DeviceFile, encode
from companion.storage.document.document import Document
from companion.storage.sync import bundle as module
from companion.storage.sync.bundle import NotABundle, TooLarge, build_bundle, read_bundle
from companion.storage.sync.shared_folder import PROGRAMME, Folder
from companion.storage.sync.store import Store

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
OTHER = "sessions/2026-11-24-equals-01-aaaaaa"


@pytest.fixture
def device_file(session, type_into):
    """The bytes of a device file with a text in it."""

    def make(text="hello", document=session):
        content = Document()
        type_into(content, text)
        return encode(DeviceFile(document, "dev001", "anna", "2026-11-23", content.state()))

    return make


@pytest.fixture
def read(tmp_path):
    """Reads these bytes as a parcel."""

    def look(data):
        path = tmp_path / "parcel.zip"
        path.write_bytes(data)
        return read_bundle(path)

    return look


def zipped(*entries, **options):
    """A zip as other programs make them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **options) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


def texts(parcel):
    return {part.document: Document(part.state).text("notes:0") for part in parcel.parts}


def test_what_is_packed_comes_back(device_file, read, session):
    files = [(PROGRAMME, device_file("us", PROGRAMME)), ("a", device_file("é😀"))]
    parcel = read(build_bundle(files))
    assert texts(parcel) == {PROGRAMME: "us", session: "é😀"}
    assert (parcel.damaged, parcel.newer) == ((), ())


def test_the_same_notes_make_the_same_bytes(device_file):
    files = [("a", device_file())]
    assert build_bundle(files) == build_bundle(files)


def test_names_are_for_people_alone(device_file, read, session):
    odd = ("../../../up", "/abs", "C:\\x", "a" * 60_000, "\x1b[2J", "é\u202e", "con")
    parcel = read(zipped(*((name, device_file()) for name in odd)))
    assert [part.document for part in parcel.parts] == [session] * len(odd)


def test_an_entry_needs_no_name(device_file, read, session):
    data = zipped(("nameless", device_file())).replace(b"nameless", b"\0ameless")
    assert texts(read(data)) == {session: "hello"}


def test_folders_in_a_parcel_that_was_packed_again_are_passed_over(device_file, read, session):
    parcel = read(zipped(("sessions/", b""), ("sessions/a.json", device_file())))
    assert texts(parcel) == {session: "hello"}
    assert parcel.damaged == ()


@pytest.mark.parametrize("document", [
    "../up", "sessions/../../up", "sessions", "sessions/", "sessions/a/b", "/etc", "lessons/a",
    "sessions/.hidden", "sessions/A", "programme/x", "", "sessions/" + "a" * 81,
])  # fmt: skip
def test_a_document_of_no_such_kind_is_damaged(device_file, read, document):
    parcel = read(zipped(("good", device_file()), ("bad", device_file(document=document))))
    assert len(parcel.parts) == 1
    assert parcel.damaged == ("bad",)


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"about": {}}'])
def test_an_entry_that_is_no_device_file_is_named_and_the_others_are_read(
    device_file, read, session, content
):
    parcel = read(zipped(("bad.json", content), ("good.json", device_file())))
    assert texts(parcel) == {session: "hello"}
    assert parcel.damaged == ("bad.json",)


def test_a_state_that_is_none_is_damaged(read, session):
    bad = encode(DeviceFile(session, "dev001", "anna", "", b"\xff\xff\xff"))
    assert read(zipped(("bad", bad))).damaged == ("bad",)


def test_an_entry_of_a_later_version_is_newer(read):
    later = {"about": {"1": {"format": 2, "device": "dev009"}}}
    assert read(zipped(("later", json.dumps(later)))).newer == ("later",)


@pytest.mark.parametrize("data", [b"", b"x", b"PK", b"PK\x05\x06", b"PK\x05\x06" + b"\xff" * 18,
                                  b"{}", b"\0" * 1000])  # fmt: skip
def test_what_is_no_zip_is_no_parcel(read, data):
    with pytest.raises(NotABundle):
        read(data)


def test_a_parcel_cut_off_anywhere_is_no_parcel(device_file, read):
    data = build_bundle([("a", device_file())])
    for length in range(len(data)):
        with pytest.raises(NotABundle):
            read(data[:length])


def test_no_flipped_bit_changes_what_is_read(device_file, read):
    data = build_bundle([(PROGRAMME, device_file("us", PROGRAMME)), ("a", device_file())])
    whole = read(data)
    refused = left_out = 0
    for position in range(len(data)):
        flipped = bytearray(data)
        flipped[position] ^= 1 << position % 8
        try:
            parcel = read(bytes(flipped))
        except (NotABundle, TooLarge):
            refused += 1
        else:
            assert set(parcel.parts) <= set(whole.parts), position
            left_out += len(parcel.parts) < len(whole.parts)
    assert refused > 0
    assert left_out > len(data) / 3


def test_an_encrypted_entry_is_left_out(device_file, read):
    data = bytearray(zipped(("secret", device_file())))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert read(bytes(data)).damaged == ("secret",)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_entry_packed_in_another_way_is_left_out(device_file, read, method):
    assert read(zipped(("odd", device_file()), compression=method)).damaged == ("odd",)


def test_a_stored_entry_is_read(device_file, read, session):
    data = zipped(("plain", device_file()), compression=zipfile.ZIP_STORED)
    assert texts(read(data)) == {session: "hello"}


def test_an_entry_beyond_the_bounds_is_left_out(device_file, read, monkeypatch):
    data = build_bundle([("big", device_file("x" * 5000)), ("good", device_file())])
    monkeypatch.setattr(module, "MAX_BYTES", 5000)
    parcel = read(data)
    assert parcel.damaged == ("big",)
    assert len(parcel.parts) == 1


def announcing(data, size):
    """A parcel of one entry whose size, in the table of contents, is said to be `size`."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, data.index(b"PK\x01\x02") + 24, size)
    return bytes(changed)


def test_a_bomb_is_refused_unread(read):
    with pytest.raises(TooLarge):
        read(announcing(zipped(("bomb", b"")), 2**30))


def test_an_entry_that_holds_more_than_it_says_is_left_out(read):
    liar = zipped(("liar", bytes(2**22)), compression=zipfile.ZIP_DEFLATED)
    assert read(announcing(liar, 10)).damaged == ("liar",)


def test_more_entries_than_there_can_be_documents(device_file, read, monkeypatch):
    data = zipped(*((str(n), b"") for n in range(12)))
    monkeypatch.setattr(module, "MAX_ENTRIES", 11)
    with pytest.raises(TooLarge):
        read(data)


@pytest.mark.parametrize("bound", ["MAX_PACKED", "MAX_UNPACKED"])
def test_nothing_is_packed_that_could_not_be_unpacked(device_file, monkeypatch, bound):
    monkeypatch.setattr(module, bound, 100)
    with pytest.raises(TooLarge):
        build_bundle([("a", device_file())])


@posix
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_only_a_plain_file_is_a_parcel(tmp_path, make):
    make(tmp_path / "odd")
    with pytest.raises(NotPlain):
        read_bundle(tmp_path / "odd")


@pytest.mark.parametrize("seed", range(10))
def test_parcels_in_any_order_and_any_number_give_the_same_notes(tmp_path, clock, seed):
    exchange(tmp_path, clock, random.Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(10, 200, 10))
def test_many_exchanges_of_parcels(tmp_path, clock, first):
    for seed in range(first, first + 10):
        exchange(tmp_path / str(seed), clock, random.Random(seed))


def exchange(root, clock, chance):
    """Three devices with no folder in common edit, pack and unpack; then everybody hears all."""
    sites = [Site(root / name, name, clock) for name in ("a", "b", "c")]
    parcels = []
    for step in range(12):
        site = chance.choice(sites)
        if chance.random() < 0.6 or not parcels:
            site.write(f"⟨{step}⟩", chance)
            parcels.append(site.pack())
        else:
            site.unpack(chance.choice(parcels))
    last = [site.pack() for site in sites]
    for site in sites:
        order = [*last, *chance.sample(parcels, 3), chance.choice(last)]
        chance.shuffle(order)
        for data in order:
            site.unpack(data)
    everything = {site.shown() for site in sites}
    assert len(everything) == 1
    (text,) = everything
    typed = sorted(itertools.chain.from_iterable(site.typed for site in sites))
    assert sorted(text.replace("⟩", "⟩ ").split()) == typed
    for site in sites:
        site.quit()


class Site:
    """A device with a folder that nobody else has."""

    def __init__(self, root, name, clock):
        (root / "shared").mkdir(parents=True)
        self.path, self.typed = root / "parcel.zip", []
        self.device = Device(root / "devices", lambda: f"device{name}")
        pair = Pair(Person(name, name))
        self.store = Store(Folder(root / "shared"), root / "private", self.device, pair, clock)

    def write(self, token, chance):
        opened = self.store.open(OTHER)
        ends = [i for i, c in enumerate(opened.document.text("notes:0"), 1) if c == "⟩"]
        opened.document.edit("notes:0", Patch(chance.choice([0, *ends]), 0, token), "me")
        snapshot = self.store.snapshot(opened)
        self.store.write_private(snapshot)
        self.store.publish(snapshot)
        self.store.close(opened)
        self.typed.append(token)

    def pack(self):
        return build_bundle([("a", self.store.whole_file(OTHER))])

    def unpack(self, data):
        self.path.write_bytes(data)
        for part in read_bundle(self.path).parts:
            snapshot = self.store.import_state(part.document, part.state)
            if snapshot is not None:
                self.store.publish(snapshot)

    def shown(self):
        return self.store.load_read_only(OTHER).document.text("notes:0")

    def quit(self):
        self.device.release()
