"""Whatever stands in the shared folder: never an error, never shown, never touched."""

import base64
import hashlib
import json
import os
import socket
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.export.minutes import minutes
from companion.domain.people import Pair, Person
from companion.storage.document.device_file import DeviceFile, encode
from companion.storage.document.document import Document
from companion.storage.document.schema import read_notebook
from companion.storage.sync.shared_folder import DAMAGED, FOREIGN, NEWER
from companion.storage.sync.summary_index import SummaryIndex
from companion.storage.yjs.native import new_doc

ZEROS = "0" * 64
PAIR = Pair(Person("anna", "Anna"), Person("bert", "Bert"))


def sealed(text: str) -> bytes:
    """A file whose digest is right, whatever else is in it; `ZEROS` stands for the digest."""
    data = text.encode("utf-8", "surrogatepass")
    return data.replace(ZEROS.encode(), hashlib.sha256(data).hexdigest().encode(), 1)


def forged(session: str, **about) -> str:
    """The text of a file that says these things of itself, laid out as ours are."""
    said = {"format": 1, "sha256": ZEROS, "document": session, "device": "dev009",
            "person": "bert", "written": "", **about}  # fmt: skip
    state = base64.b64encode(b"\x00\x00").decode()
    return (
        f'{{\n"about": {{\n"1": {json.dumps(said)}\n}},\n'
        f'"state": {{\n"1": {{"yjs": "{state}"}}\n}}\n}}\n'
    )


def make_socket(path: Path, _whole: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))


def make_device(path: Path, _whole: bytes) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))  # /dev/zero: never ends
    except PermissionError:
        pytest.skip("only root may make a device")


def make_giant(path: Path, _whole: bytes) -> None:
    with path.open("wb") as file:
        file.truncate(2**30)


STRANGE = {
    "link": lambda path, _whole: path.symlink_to(next(path.parent.glob("*.a.json"))),
    "link outside": lambda path, _whole: path.symlink_to("/etc/passwd"),
    "link to itself": lambda path, _whole: path.symlink_to(path),
    "pipe": lambda path, _whole: os.mkfifo(path),
    "folder": lambda path, _whole: path.mkdir(),
    "socket": make_socket,
    "device": make_device,
    "giant": make_giant,
}
"""What is no plain file of a sensible size."""

BROKEN = {
    "empty": lambda _whole: b"",
    "zeros": lambda whole: bytes(len(whole)),
    "byte order mark": lambda whole: b"\xef\xbb\xbf" + whole,
    "UTF-16": lambda whole: whole.decode().encode("utf-16"),
    "half and zeros": lambda whole: whole[: len(whole) // 2] + bytes(len(whole) // 2),
    "git's marks": lambda whole: (
        b"<<<<<<< HEAD\n" + whole + b"=======\n" + whole + b">>>>>>> theirs\n"
    ),
    "twice": lambda whole: whole + whole,
    "NaN": lambda whole: whole.replace(b'"format": 1', b'"format": NaN'),
    "brackets": lambda _whole: b"[" * 2**20,
    "objects": lambda _whole: b'{"a":' * 2**18,
    "deep inside": lambda _whole: b'{"about": {"1": ' + b"[" * 2**18 + b"]" * 2**18 + b"}}",
    "a large number": lambda whole: whole.replace(b'"format": 1', b'"format": ' + b"9" * 10_000),
    "lone surrogates": lambda whole: whole.replace(b"Bert's", b"\xed\xa0\x80\xed\xb0\x80"),
    "escaped surrogates": lambda whole: whole.replace(b"Bert's", b"\\ud800"),
    "a bare list": lambda _whole: b"[1, 2, 3]",
    "no table": lambda _whole: b'{"about": {"1": 5}, "state": []}',
}
"""What is no device file, made of a whole one."""

FORGED = {
    "a document outside": ({"document": "../../sessions/x"}, FOREIGN),
    "an absolute document": ({"document": "/etc"}, FOREIGN),
    "a document with control characters": ({"document": "\x1b]0;x\x07"}, FOREIGN),
    "no document": ({"document": None}, DAMAGED),
    "a list for a device": ({"device": ["dev009"]}, DAMAGED),
    "a later format": ({"format": 2}, NEWER),
    "a much later format": ({"format": 10**30}, NEWER),
    "a negative format": ({"format": -1}, DAMAGED),
    "a format in words": ({"format": "1"}, DAMAGED),
}
"""Files with the right digest that say strange things of themselves; and what they are called."""


class Place:
    """A session that Bert has open, seen from his side."""

    def __init__(self, anna, bert, session, files_in):
        anna.write("Anna's")
        bert.write("Anna's and Bert's")
        self.bert, self.session, self._files_in = bert, session, files_in
        self.folder = bert.shared / session
        [path] = self.folder.glob(f"{bert.id}.*")
        self.whole = path.read_bytes()
        self.opened = bert.store.open(session)
        self.shown = self.opened.document.content()

    def look(self):
        """Everything that the app does with a folder; gives the problems by name."""
        before = self._files_in(self.bert.shared)
        store = self.bert.store
        self.bert.merge(self.opened)
        index = SummaryIndex(self.bert.home / "index", store)
        index.refresh()
        glanced = store.load_read_only(self.session)
        assert glanced.document.content() == self.opened.document.content() == self.shown
        assert index.summaries[0].problems == len(self.opened.problems) == len(glanced.problems)
        assert self._files_in(self.bert.shared) == before
        return {problem.path.name: problem.kind for problem in self.opened.problems}


@pytest.fixture
def place(machine, session, files_in, monkeypatch):
    found = Place(machine("anna"), machine("bert"), session, files_in)
    monkeypatch.chdir(found.folder)  # the name of a socket may not be long
    return found


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_plain_file_is_foreign(place, kind, monkeypatch):
    path = place.folder / "dev009.b.json"
    STRANGE[kind](path, place.whole)
    monkeypatch.setattr(place, "_files_in", lambda root: sorted(map(str, root.rglob("*"))))
    assert place.look() == {path.name: FOREIGN}
    assert path.is_symlink() or path.exists()


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_device_file_is_damaged(place, kind):
    data = BROKEN[kind](place.whole)
    assert data != place.whole
    path = place.folder / "dev009.b.json"
    path.write_bytes(data)
    assert place.look() == {path.name: DAMAGED}


@pytest.mark.parametrize("kind", FORGED)
def test_what_says_strange_things_of_itself_is_refused(place, session, kind):
    about, expected = FORGED[kind]
    (place.folder / "dev009.b.json").write_bytes(sealed(forged(session, **about)))
    assert place.look() == {"dev009.b.json": expected}


@pytest.mark.parametrize(
    "about",
    [{"device": "../../../x"}, {"device": "\x1b[31m"}, {"device": ""}, {"person": "../x"},
     {"written": "yesterday\x07"}, {"extra": {"a": [1]}}],
    ids=repr,
)  # fmt: skip
def test_ids_are_never_used_as_names(place, session, about, files_in):
    (place.folder / "dev009.b.json").write_bytes(sealed(forged(session, **about)))
    private = {Path(name).name for name in files_in(place.bert.home)}
    assert place.look() == {}
    assert {Path(name).name for name in files_in(place.bert.home)} <= {*private, "index"}


NAMES = [
    b"\xff\xfe.json", b"new\nline.json", b"\x1b[31mred.json", "\u202eslanted.json".encode(),
    b"dev001.a.json ", b"-rf.json", b"*.json", b"con.json", b"x" * 249 + b".json",
    "🙂.json".encode(),
]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_any_name_will_do(place, name):
    path = Path(os.fsdecode(os.fsencode(place.folder) + b"/" + name))
    path.write_bytes(b"damaged")
    assert place.look() == {path.name: DAMAGED}
    path.write_bytes(place.whole)
    assert place.look() == {}


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(2**60), 2**60), st.floats(),
        st.text(st.characters(codec="utf-8"), max_size=20),
        st.sampled_from(["", "\x1b[31m", "\u202e", "2026-11-23", "9999-12-31T23:59:59+00:00",
                         "start", "item", "plus", "open", "done", 1e300, -1, 10**9]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=4,
)  # fmt: skip
FIELDS = ("kind", "lesson", "title", "date", "created", "mentor", "en", "checklist/1",
          "x/text", "x/who", "x/due", "x/state", "x/by", "x/created", "x/title", "x/minutes",
          "x/order", "x/lead", "x/dropped", "x/lesson", "x/name", "x/left", "/", "x/",
          "/x")  # fmt: skip
ROOTS = ("about", "agenda", "checks", "people", "lesson", "actions", "ideas", "decisions",
         "feedback", "later")  # fmt: skip
EVENTS = st.one_of(
    VALUES,
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("at", "by", "do", "item", "minutes", "to"), VALUES)
    ),
)


@given(
    st.dictionaries(
        st.sampled_from(ROOTS),
        st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.text(max_size=6)), VALUES,
                        min_size=1, max_size=5),
        max_size=4,
    ),
    st.lists(EVENTS, max_size=4),
)  # fmt: skip
def test_wrong_types_in_every_position(tmp_path_factory, new_id, clock, session, roots, events):
    doc = new_doc()
    txn = doc.create_transaction()
    for root, fields in roots.items():
        target = doc.get_or_insert_map(txn, root)
        for key, value in fields.items():
            target.insert(txn, key, value)
    for number, event in enumerate(events):
        doc.get_or_insert_array(txn, "clock").insert(txn, number, event)
    txn.commit()
    state = doc.get_update(txn, b"\x00")
    txn.drop()
    read_it_all(tmp_path_factory.mktemp("any"), new_id, clock, session, state)


@given(st.lists(st.tuples(st.sampled_from((*ROOTS, "clock", "notes:0", "answers:both", "notes:")),
                          st.sampled_from(("map", "list", "text"))), max_size=5))  # fmt: skip
def test_any_root_of_any_type(tmp_path_factory, new_id, clock, session, roots):
    doc = new_doc()
    txn = doc.create_transaction()
    for root, kind in dict(roots).items():
        if kind == "map":
            doc.get_or_insert_map(txn, root).insert(txn, "x/text", "words")
        elif kind == "list":
            doc.get_or_insert_array(txn, root).insert(txn, 0, {"do": "start"})
        else:
            doc.get_or_insert_text(txn, root).insert(txn, 0, "words")
    txn.commit()
    state = doc.get_update(txn, b"\x00")
    txn.drop()
    read_it_all(tmp_path_factory.mktemp("any"), new_id, clock, session, state)


def read_it_all(folder, new_id, clock, session, state):
    """A partner's file with this state: read, listed, shown, saved, shared and read again."""
    from companion.storage.disk.device_id import Device
    from companion.storage.sync.shared_folder import Folder
    from companion.storage.sync.store import Store

    shared = folder / "shared"
    (shared / session).mkdir(parents=True)
    theirs = shared / session / "dev009.a.json"
    theirs.write_bytes(encode(DeviceFile(session, "dev009", "bert", "", state)))
    device = Device(folder / "devices", new_id)
    store = Store(Folder(shared), folder / "private", device, Pair(Person("anna", "Anna")), clock)
    opened = store.open(session)
    index = SummaryIndex(folder / "index", store)
    index.refresh()
    if opened.problems:
        assert opened.document.content() == {}
    notebook = read_notebook("name", opened.document.content())
    minutes(notebook, PAIR)
    snapshot = store.snapshot(opened)
    store.write_private(snapshot)
    store.publish(snapshot)
    mine = [path for path in (shared / session).iterdir() if path != theirs]
    again = Document(*(f.state for f in store.shared.read(session).files))
    assert len(mine) == 1
    assert read_notebook("name", again.content()) == notebook
    device.release()
