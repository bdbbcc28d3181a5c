"""All that a lesson says can be found, section by section."""

from pathlib import Path

import pytest

from companion.domain.search.terms import terms_in
from companion.lessons.entry_reader import read_entry
from companion.lessons.parse.blocks import plain_text
from companion.lessons.parse.draft import read_draft
from companion.lessons.search_text import passages_of

LESSONS = sorted((Path(__file__).parents[2] / "content" / "lessons").rglob("*.md"))


def passages(text, name="x-01.en.md"):
    return passages_of(text, read_entry(text, name, name, "shipped"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.name)
def test_every_word_of_every_shipped_lesson(path):
    text = path.read_text(encoding="utf-8")
    draft = read_draft(text, path.name)
    found = passages(text, path.name)
    said = " ".join(f"{p.heading} {p.text}" for p in found)
    body = "\n".join(draft.lines[draft.front_end :])
    assert set(terms_in(plain_text(body))) <= set(terms_in(said))
    headings = {" ".join(b.text.split()) for b in draft.blocks if b.kind == "heading"}
    assert {p.heading for p in found} == headings
    assert sum(p.kind == "card" for p in found) == len(draft.recall_parts)


def test_what_marks_text_is_no_part_of_it(base):
    one = next(p for p in passages(base["en"]) if p.heading == "Checklist")
    assert one.text and "[ ]" not in one.text and "*" not in one.text


def test_what_cannot_be_read_says_nothing():
    assert passages("no front matter") == []
