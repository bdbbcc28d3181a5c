"""Drafts on disk: one file a program, taken over when that ends, whatever became of the file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from companion.domain.note.drafts import Draft, DraftKey, joined
from companion.storage.private import draft_file as module
from companion.storage.private.draft_file import DraftFile


def draft(text: str, at: str = "1", kind: str = "skip", *about: str) -> Draft:
    return Draft(DraftKey(kind, about), text, at=at)


def kept(*drafts: Draft):
    return {draft.of: draft for draft in drafts}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "private" / "drafts"


def left(folder, *drafts: Draft) -> None:
    """What a program that ran and ended left."""
    file = DraftFile(folder)
    file.open()
    file.write(kept(*drafts))
    file.close()


def found(folder):
    file = DraftFile(folder)
    try:
        return {of: d.text for of, d in file.open().items()}
    finally:
        file.close()


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.glob("*.json"))


def test_what_was_written_is_read_and_readable_by_others(folder):
    mine = Draft(DraftKey("skip", ("s1", "i1")), "geen tijd ✓", "actions", "Feedback", "2026", "d1")
    left(folder, mine)
    file = DraftFile(folder)
    assert file.open() == kept(mine)
    with TinyDB(folder / "1.json") as db:
        (row,) = db.table("drafts").all()
        assert (row["kind"], row["text"], row["title"]) == ("skip", "geen tijd ✓", "Feedback")
    assert folder.stat().st_mode & 0o077 == 0


def test_a_row_without_a_base_is_a_draft_that_has_none(folder):
    left(folder, draft("one"))
    path = folder / "1.json"
    tables = json.loads(path.read_text(encoding="utf-8"))
    (row,) = tables["drafts"].values()
    del row["base"]
    tables["about"]["1"]["sha256"] = module._digest(tables["drafts"])
    path.write_text(json.dumps(tables), encoding="utf-8")
    assert DraftFile(folder).open() == kept(draft("one"))


def test_a_second_window_has_a_file_of_its_own_until_it_ends(folder):
    first, second = DraftFile(folder), DraftFile(folder)
    assert first.open() == second.open() == {}
    first.write(kept(draft("one")))
    second.write(kept(draft("two", "2", "day")))
    assert names(folder) == ["1.json", "2.json"]
    third = DraftFile(folder)
    assert third.open() == {}, "both are in use"
    second.close()
    fourth = DraftFile(folder)
    assert {d.text for d in fourth.open().values()} == {"two"}
    first.close()
    assert set(found(folder).values()) == {"one"}


def test_what_two_windows_left_is_all_there(folder):
    first, second = DraftFile(folder), DraftFile(folder)
    first.open(), second.open()
    first.write(kept(draft("no time", "2")))
    second.write(kept(draft("too long", "1"), draft("fri", "1", "day")))
    first.close(), second.close()
    assert found(folder) == {DraftKey("skip"): "too long\nno time", DraftKey("day"): "fri"}
    assert names(folder) == ["1.json"]
    assert found(folder) == {DraftKey("skip"): "too long\nno time", DraftKey("day"): "fri"}


def test_ending_in_the_middle_of_taking_over_doubles_nothing(folder, monkeypatch):
    first, second = DraftFile(folder), DraftFile(folder)
    first.open(), second.open()
    first.write(kept(draft("no time", "1")))
    second.write(kept(draft("too long", "2")))
    first.close(), second.close()
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.unlink", _crash)
        with pytest.raises(KeyboardInterrupt):
            DraftFile(folder).open()
    assert names(folder) == ["1.json", "2.json"]
    assert found(folder) == {DraftKey("skip"): "no time\ntoo long"}


def _crash(*_args, **_more):
    raise KeyboardInterrupt


@pytest.mark.parametrize("room", range(0, 400, 7))
def test_a_file_cut_anywhere_is_set_aside_with_its_bytes(folder, room):
    left(folder, draft("no time"))
    path = folder / "1.json"
    whole = path.read_bytes()
    path.write_bytes(whole[:room])
    file = DraftFile(folder)
    if room >= len(whole) - 1:  # without its last newline it says all the same
        assert file.open() != {}
        return
    assert file.open() == {}
    (aside,) = file.set_aside
    assert aside.read_bytes() == whole[:room]
    file.write(kept(draft("anew")))
    file.close()
    assert found(folder) == {DraftKey("skip"): "anew"}


def test_a_changed_word_is_noticed(folder):
    left(folder, draft("no time"))
    path = folder / "1.json"
    path.write_bytes(path.read_bytes().replace(b"no time", b"no tide"))
    file = DraftFile(folder)
    assert file.open() == {} and file.set_aside


@pytest.mark.parametrize(
    "value",
    [None, 3, [], {}, {"drafts": {}}, {"about": {"1": {"format": 1, "sha256": ""}}},
     {"about": [], "drafts": []}, {"about": {"1": {"format": "x"}}, "drafts": {}}],
)  # fmt: skip
def test_whatever_stands_in_the_file_is_no_error(folder, value):
    left(folder)
    (folder / "1.json").write_text(json.dumps(value))
    file = DraftFile(folder)
    assert file.open() == {}
    assert [path.read_text() for path in file.set_aside] == [json.dumps(value)]


def test_a_file_of_a_newer_version_is_left_alone(folder):
    left(folder, draft("no time"))
    path = folder / "1.json"
    newer = path.read_bytes().replace(b'"format": 1', b'"format": 2')
    path.write_bytes(newer)
    file = DraftFile(folder)
    assert file.open() == {}
    file.write(kept(draft("mine")))
    assert path.read_bytes() == newer
    assert names(folder) == ["1.json", "2.json"]


TEXTS = st.text("ab ", max_size=6)


@given(TEXTS, TEXTS, st.sampled_from("12"), st.sampled_from("12"))
def test_joined_drafts_hold_the_words_of_both_and_nothing_twice(one, two, when, then):
    first, second = draft(one, when), draft(two, then)
    both = joined(first, second)
    assert one in both.text and two in both.text
    assert joined(both, second).text == both.text == joined(both, first).text
