import base64
import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where

from companion.storage.document.device_file import (
    Damaged,
    DeviceFile,
    DurableStorage,
    NewerFormat,
    decode,
    encode,
    read_device_file,
    rows,
)

ZEROS = "0" * 64


def small(**other):
    values = {
        "document": "sessions/s1",
        "device": "dev001",
        "person": "anna",
        "written": "2026-11-23T09:00:00+00:00",
        "state": bytes(range(30)),
        "tables": {
            "notes": rows([{"item": 0, "text": "één 😀\nline"}]),
            "actions": rows([{"text": "call", "state": "open"}, {"text": "b", "state": "done"}]),
        },
    }
    return DeviceFile(**{**values, **other})


def sealed(tables):
    """Bytes of a file whose digest is right, whatever is in it."""
    tables["about"]["1"]["sha256"] = ZEROS
    data = laid_out(tables)
    return data.replace(ZEROS.encode(), hashlib.sha256(data).hexdigest().encode(), 1)


def laid_out(tables):
    """Tables as a device file has them, one row a line, whatever their types."""

    def lines(content, write):
        return (
            "{\n" + ",\n".join(f"{json.dumps(k)}: {write(v)}" for k, v in content.items()) + "\n}"
        )

    def table(content):
        return lines(content, json.dumps) if isinstance(content, dict) else json.dumps(content)

    return (lines(tables, table) + "\n").encode()


def valid_tables():
    return {
        "about": {
            "1": {"sha256": ZEROS, "format": 1, "document": "s", "device": "d", "person": "p",
                  "written": "w"}
        },
        "notes": {"1": {"text": "x"}},
        "state": {"1": {"yjs": base64.b64encode(b"\x00\x00").decode()}},
    }  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dev001.a.json"


@pytest.fixture
def data(path):
    path.write_bytes(encode(small()))
    return path.read_bytes()


def test_what_is_written_is_read(path):
    path.write_bytes(encode(small()))
    assert read_device_file(path) == small()
    path.write_bytes(encode(small(state=b"")))
    assert read_device_file(path).state == b""
    assert [p.name for p in path.parent.iterdir()] == [path.name]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(codec="utf-8"))),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(max_size=5), inner)),
    max_leaves=5,
)


@settings(max_examples=25)
@given(
    st.binary(max_size=200),
    st.dictionaries(
        st.text(max_size=8).filter(lambda name: name not in ("about", "state")),
        st.lists(st.dictionaries(st.text(max_size=5), JSON, max_size=3), max_size=3).map(rows),
        max_size=3,
    ),
)
def test_any_content_comes_back(tmp_path_factory, state, tables):
    path = tmp_path_factory.getbasetemp() / "round.json"
    if any("\ud800" <= letter <= "\udfff" for letter in json.dumps(tables, ensure_ascii=False)):
        return
    file = small(state=state, tables=tables)
    path.write_bytes(encode(file))
    assert read_device_file(path) == file


def test_any_program_can_read_it(path, data):
    with TinyDB(path) as db:
        assert db.table("actions").search(where("state") == "open") == [
            {"text": "call", "state": "open"}
        ]
        assert db.table("notes").all() == [{"item": 0, "text": "één 😀\nline"}]
    assert "één 😀" in data.decode()
    assert json.loads(data)["about"]["1"]["format"] == 1
    assert path.read_bytes() == data


def test_a_row_stands_on_a_line_of_its_own(data):
    lines = data.decode().splitlines()
    assert sum('"state": "open"' in line for line in lines) == 1
    assert sum('"state": "done"' in line for line in lines) == 1
    assert data.endswith(b"}\n")


def test_zeros_in_what_somebody_typed_do_no_harm(path):
    text = f"{ZEROS} {ZEROS}"
    tables = {"notes": rows([{"text": text}]), "a": rows([{ZEROS: ZEROS}])}
    path.write_bytes(encode(small(document=ZEROS, device=ZEROS, tables=tables)))
    file = read_device_file(path)
    assert file.tables == tables
    data = path.read_bytes()
    digest = json.loads(data)["about"]["1"]["sha256"]
    for number in range(len(data)):
        if data[number : number + 1] == b"0" and not digest:
            pytest.fail("no digest")
    with pytest.raises(Damaged):
        decode(data.replace(b"0 0", b"0 1"))


def test_a_digest_in_what_somebody_typed_does_no_harm(path, data):
    digest = json.loads(data)["about"]["1"]["sha256"]
    file = small(tables={"notes": rows([{"text": digest}])})
    path.write_bytes(encode(file))
    assert read_device_file(path) == file


def test_a_file_cut_anywhere_is_refused(data):
    for length in range(len(data)):
        with pytest.raises(Damaged):
            decode(data[:length])


def test_any_flipped_bit_is_refused(data):
    for place in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            with pytest.raises((Damaged, NewerFormat)):
                decode(bytes(flipped))


def test_added_doubled_or_exchanged_bytes_are_refused(data):
    marks = b"<<<<<<< HEAD\n" + data + b"=======\n" + data + b">>>>>>> theirs\n"
    middle = len(data) // 2
    for changed in (
        data + b" ", b" " + data, data + data, data + b"\x00", data.replace(b"\n", b"\r\n"), marks,
        data[:middle] + bytes(len(data) - middle), b"\xef\xbb\xbf" + data,
        data.decode().encode("utf-16"), data.decode().encode("utf-16-le"),
        data.decode().encode("latin-1", "replace"), data.replace("é".encode(), b"\\u00e9"),
        data.replace("é".encode(), b"\xe9"), json.dumps(json.loads(data)).encode(),
    ):  # fmt: skip
        assert changed != data
        with pytest.raises(Damaged):
            decode(changed)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 500,
        b"{}",
        b"[]",
        b"null",
        b"1",
        b'"about"',
        b"{",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"about": {"1": ' + b"[" * 50_000 + b"]" * 50_000 + b"}}",
        b'{"about": NaN}',
        b'{"about": {"1": {"format": NaN}}}',
        b'{"about": {"1": {"format": Infinity}}}',
        b'{"about": {"1": {"format": -Infinity}}}',
        b'{"about": {"1": {"format": ' + b"9" * 5000 + b"}}}",
        b'{"about": {"1": {"format": 1, "sha256": "\\ud800"}}}',
        b'{"about": {"1": {"format": 1, "sha256": ""}}}',
        b'{"about": {"1": {"format": 1, "sha256": 5}}}',
        b'{"about": {"1": {"format": 1}}}',
        b'{"about": {"2": {}}}',
        b'{"about": {"1": []}}',
        b'{"about": {"1": null}}',
        b'{"about": {}, "x": 1}',
        b"PK\x03\x04",
        b"\xff\xfe{\x00}\x00",
    ],
)
def test_anything_else_is_refused(data):
    with pytest.raises(Damaged):
        decode(data)


WRONG = [None, True, 0, -1, 1.5, "", "x", "\ud800", "é", [], [1], {}, {"1": 1}]


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
@pytest.mark.parametrize("key", ["format", "sha256", "document", "device", "person", "written"])
def test_wrong_types_in_about_are_refused(key, wrong):
    tables = valid_tables()
    decode(sealed(tables))
    tables = valid_tables()
    tables["about"]["1"][key] = wrong
    seal = sealed if key != "sha256" else lambda value: json.dumps(value).encode()
    try:
        file = decode(json.dumps(tables).encode() if key == "sha256" else seal(tables))
    except Damaged:
        return
    assert wrong is True or isinstance(wrong, str), "only a text may stand there, or true for 1"
    assert isinstance(file.document, str)


@pytest.mark.parametrize("wrong", [*WRONG, "AAA", "AA=A", "A A="], ids=repr)
def test_wrong_types_elsewhere_are_refused(wrong):
    for place in ("state", "row", "yjs", "table", "about"):
        tables = valid_tables()
        if place == "yjs":
            tables["state"]["1"]["yjs"] = wrong
        elif place == "row":
            tables["state"]["1"] = wrong
        elif place == "about":
            tables["about"] = wrong
            with pytest.raises(Damaged):
                decode(json.dumps(tables).encode())
            continue
        elif place == "table":
            tables["notes"] = wrong
        else:
            tables["state"] = wrong
        try:
            file = decode(sealed(tables))
        except Damaged:
            continue
        assert place in ("table", "yjs")
        assert isinstance(file.state, bytes)
        assert all(isinstance(table, dict) for table in file.tables.values())


@given(JSON)
def test_any_json_is_refused_or_read(value):
    try:
        data = json.dumps(value).encode()
        decode(data)
    except Damaged:
        return
    pytest.fail(f"{value!r} is no file of ours")


@pytest.mark.parametrize("device", ["dev009", "", 5, None])
def test_a_newer_format_says_whose_it_is(device):
    tables = {"about": {"1": {"format": 2, "device": device}}, "what": {"1": 5}}
    with pytest.raises(NewerFormat) as caught:
        decode(json.dumps(tables).encode())
    assert caught.value.device == str(device)


def test_tables_of_a_later_version_come_along(path):
    tables = {**small().tables, "moods": rows([{"text": "fine"}])}
    path.write_bytes(encode(small(tables=tables)))
    assert read_device_file(path).tables == tables


def test_a_lone_surrogate_does_not_keep_a_file_from_being_saved(path):
    path.write_bytes(encode(small(tables={"moods": rows([{"text": "a\ud800b"}])})))
    assert read_device_file(path).tables["moods"]["1"]["text"] == "a?b"


def test_the_storage_knows_an_empty_file_from_a_missing_one(path):
    storage = DurableStorage(path)
    assert storage.read() is None
    path.write_bytes(b"")
    with pytest.raises(Damaged, match="empty"):
        storage.read()
    storage.write({"settings": {"1": {"a": 1}}})
    assert storage.read() == {"settings": {"1": {"a": 1}}}
    with TinyDB(path, storage=DurableStorage) as db:
        db.table("settings").insert({"b": 2})
        assert db.table("settings").all() == [{"a": 1}, {"b": 2}]
