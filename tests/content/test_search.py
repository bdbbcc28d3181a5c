"""All that a lesson that ships says can be found, section by section."""

from support.shipped_lessons import assert_kept

from companion.domain.search.terms import terms_in
from companion.lessons.entry_reader import read_entry
from companion.lessons.parse.blocks import plain_text
from companion.lessons.parse.draft import read_draft
from companion.lessons.search_text import passages_of


def not_found(file):
    name = file.path.name
    draft = read_draft(file.text, name)
    found = passages_of(file.text, read_entry(file.text, name, name, "shipped"))
    body = draft.front_end + 1
    said = " ".join(f"{p.heading} {p.text}" for p in found)
    written = plain_text("\n".join(draft.lines[draft.front_end :]))
    for term in set(terms_in(written)) - set(terms_in(said)):
        yield file.line_of(term), f"“{term}” is not found"
    headings = {" ".join(b.text.split()): b.line for b in draft.blocks if b.kind == "heading"}
    for heading in headings.keys() ^ {p.heading for p in found}:
        yield headings.get(heading, body), f"“{heading}” is a heading in one of the two"
    if sum(p.kind == "card" for p in found) != len(draft.recall_parts):
        yield body, "not a card for each question"


def test_every_word_of_every_lesson(lessons):
    assert_kept(not_found, lessons)
