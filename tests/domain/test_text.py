import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.text import Patch, clean, one_line, patch_between, slug, visible

UNSAFE = {
    *range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0x61C, 0x200E, 0x200F,
    *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029,
} - {0x09, 0x0A}  # fmt: skip
"""What no terminal may receive from data."""

ANY = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from("ab\n\t\r\x00\x1b\x7f\x85\x9b\u200f\u202e\u2028\u2069\ud800e\u0301é😀👩‍🔧"),
    ),
    max_size=40,
)
LETTERS = st.text(st.sampled_from("ab\n é😀\u0301"), max_size=25)


def is_safe(text):
    return not any(ord(letter) in UNSAFE for letter in text)


@given(ANY)
def test_clean_text_is_safe_normal_and_stays_as_it_is(text):
    cleaned = clean(text)
    assert is_safe(cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned
    cleaned.encode()


@given(ANY)
def test_visible_text_is_safe_and_keeps_every_place(text):
    shown = visible(text)
    assert is_safe(shown)
    assert len(shown) == len(text)
    assert all(
        a == b or (b == "\ufffd" and ord(a) in UNSAFE) for a, b in zip(text, shown, strict=True)
    )
    assert visible(shown) == shown


@given(ANY, st.integers(1, 60))
def test_one_line_is_one_line(text, limit):
    line = one_line(text, limit)
    assert is_safe(line)
    assert not {"\n", "\t"} & set(line)
    assert len(line) <= limit
    assert line == line.strip()
    whole = " ".join(clean(text).split())
    assert line == whole or (line.endswith("…") and whole.startswith(line[:-1]))


@given(LETTERS, LETTERS)
def test_a_patch_gives_the_new_text_and_is_the_smallest(old, new):
    patch = patch_between(old, new)
    if patch is None:
        assert old == new
        return
    end = patch.start + patch.removed
    assert old[: patch.start] + patch.inserted + old[end:] == new
    removed = old[patch.start : end]
    assert removed or patch.inserted
    if removed and patch.inserted:
        assert removed[0] != patch.inserted[0]
        assert removed[-1] != patch.inserted[-1]


def test_patches_by_example():
    assert patch_between("", "") is None
    assert patch_between("abc", "abXc") == Patch(2, 0, "X")
    assert patch_between("aaa", "aaaa") == Patch(3, 0, "a")
    assert patch_between("aaaa", "aa") == Patch(2, 2, "")
    assert patch_between("", "x") == Patch(0, 0, "x")
    assert patch_between("x" * 100_000, "x" * 50_000 + "y" + "x" * 50_000) == Patch(50_000, 0, "y")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("e\u0301", "é"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31m", "31m"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\ud83d", ""),
        ("tab\tand\nline", "tab\tand\nline"),
        ("👩‍🔧", "👩‍🔧"),
    ],
)
def test_clean_by_example(text, cleaned):
    assert clean(text) == cleaned


@given(st.text(max_size=60), st.integers(1, 40))
def test_a_slug_is_a_safe_name(text, limit):
    name = slug(text, limit)
    assert len(name) <= limit
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-")
    assert not name.endswith("-")


def test_slugs_by_example():
    assert slug("Élan vital!  2") == "elan-vital-2"
    assert slug("日本") == ""
    assert slug("a" * 39 + " b") == "a" * 39


PLACES = st.integers(0, 30)


@given(st.text(max_size=20), PLACES, PLACES, st.text(max_size=5), PLACES, st.booleans())
def test_a_place_stays_with_its_neighbour(text, start, removed, inserted, place, along):
    start, place = min(start, len(text)), min(place, len(text))
    patch = Patch(start, min(removed, len(text) - start), inserted)
    new, moved = patch.applied(text), patch.moved(place, along)
    assert 0 <= moved <= len(new)
    gone = range(patch.start, patch.start + patch.removed)
    neighbour = place if along else place - 1
    if neighbour in gone:
        assert patch.start <= moved <= patch.end
    elif along:
        assert new[moved:] == text[place:] or place < patch.start
    else:
        assert new[:moved] == text[:place] or place > patch.start
    if 0 <= neighbour < len(text) and neighbour not in gone:
        assert new[moved if along else moved - 1] == text[neighbour]


def test_what_is_inserted_at_a_place_comes_behind_it():
    assert Patch(3, 0, "new").moved(3) == 3
    assert Patch(3, 0, "new").moved(3, along=True) == 6
    assert Patch(3, 2, "new").moved(3) == 3
    assert Patch(1, 4, "").moved(3) == 1
    assert Patch(1, 4, "new").moved(3) == 1
    assert Patch(1, 4, "new").moved(3, along=True) == 4
    assert Patch(1, 4, "new").moved(5) == 4
