"""What a search finds in a lesson; tests/content has those that ship."""

from companion.lessons.entry_reader import read_entry
from companion.lessons.search_text import passages_of


def passages(text, name="x-01.en.md"):
    return passages_of(text, read_entry(text, name, name, "shipped"))


def test_what_marks_text_is_no_part_of_it(base):
    one = next(p for p in passages(base["en"]) if p.heading == "Checklist")
    assert one.text and "[ ]" not in one.text and "*" not in one.text


def test_what_cannot_be_read_says_nothing():
    assert passages("no front matter") == []
