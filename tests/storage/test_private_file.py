import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.text import clean
from companion.storage.document.device_file import Damaged, NewerFormat
from companion.storage.private.private_notes_file import read_private, write_private


@given(st.text().map(clean))
def test_what_is_written_is_read(tmp_path_factory, words):
    path = tmp_path_factory.mktemp("notes") / "anna.json"
    write_private(path, words)
    assert read_private(path) == words


def test_no_file_says_nothing(tmp_path):
    assert read_private(tmp_path / "anna.json") == ""


def test_a_file_cut_anywhere_or_changed_anywhere_is_damaged(tmp_path):
    path = tmp_path / "anna.json"
    write_private(path, "my own wörds")
    whole = path.read_bytes()
    for place in range(len(whole) - 2):  # without its last newline it is whole
        path.write_bytes(whole[:place])
        with pytest.raises(Damaged):
            read_private(path)
    for place in range(len(whole)):
        for bit in (0, 5):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
            with suppress(Damaged, NewerFormat):
                assert read_private(path) == "my own wörds"  # white space between values


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"null", b"\xff\xfe", b"[" * 100_000, b'{"about": {"1": 5}}']
)
def test_other_files_are_damaged(tmp_path, data):
    path = tmp_path / "anna.json"
    path.write_bytes(data)
    with pytest.raises(Damaged):
        read_private(path)


def test_what_is_no_plain_file_is_damaged(tmp_path):
    (tmp_path / "anna.json").mkdir()
    with pytest.raises(Damaged):
        read_private(tmp_path / "anna.json")


def test_a_later_format_is_told_apart(tmp_path):
    path = tmp_path / "anna.json"
    write_private(path, "words")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["about"]["1"]["format"] = 2
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(NewerFormat):
        read_private(path)
