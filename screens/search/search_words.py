"""How what was found is told: a line with its place, a line with the words around it."""

from datetime import date

from textual.content import Content

from companion.domain.dates import short_date
from companion.domain.export.minutes import HEADING, LINE, TEXT, TITLE, Block
from companion.domain.people import Pair
from companion.domain.search.passages import (
    CARD,
    NOTE,
    PRIVATE,
    SESSION,
    Passage,
    kind_name,
    passage_place,
    passage_title,
)
from companion.domain.search.terms import Needle, spots
from companion.domain.session.notebook import DONE, DROPPED
from companion.domain.session.summary import Summary
from companion.domain.text import one_line, visible
from companion.i18n import _, current_language
from companion.workspace.search.search import Hit
from screens.shared.words import as_date
from screens.widgets.masked_area import masked

_BOXES = {DONE: "☑ ", DROPPED: "– "}
_LONGEST = 200
_BAR = 20


def hit_lines(hit: Hit, needles: tuple[Needle, ...], today: date) -> Content:
    """What was found in two lines, with the words that were looked for in brackets and bold."""
    passage = hit.passage
    facts = (
        _day(passage, today),
        passage_title(passage),
        _language(passage),
        passage_place(passage),
    )
    where = one_line(" · ".join(fact for fact in facts if fact), _LONGEST)
    name = kind_name(passage.kind).capitalize()
    lines = Content.assemble((name, "bold"), " · ", marked(where, spots(where, needles)))
    if not hit.snippet.text:
        return lines
    words = visible(hit.snippet.text)
    text = Content(masked(words)) if _is_hidden(passage) else marked(words, hit.snippet.marks)
    return Content.assemble(lines, "\n   ", _box(passage), text)


def marked(text: str, marks: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> Content:
    """A text with these stretches in brackets and bold: they are seen without colour too."""
    parts: list[str | tuple[str, str]] = []
    at = 0
    for start, end in marks:
        parts += [text[at:start], (f"[{text[start:end]}]", "bold underline")]
        at = end
    return Content.assemble(*parts, text[at:])


def first_marked(hit: Hit) -> str:
    """The first of the words that were found, as they stand there."""
    return next((hit.snippet.text[start:end] for start, end in hit.snippet.marks), "")


def hit_page(passage: Passage, pair: Pair, today: date) -> list[Block]:
    """All of a passage, to be read beside the list."""
    names = [pair.name_or_both(person) for person in passage.who]
    facts = (kind_name(passage.kind), _day(passage, today), *names)
    heading = passage.heading if passage.document else ""
    words, more = passage.text.strip(), ""
    if _is_hidden(passage):
        words, more = masked(words), _("Enter shows what it says.")
    blocks = (
        Block(TITLE, passage_title(passage)),
        Block(TEXT, " · ".join(fact for fact in facts if fact)),
        Block(HEADING, passage_place(passage) or heading),
        Block(TEXT, _box(passage) + words),
        Block(LINE, more),
    )
    return [block for block in blocks if block.text]


def examples() -> str:
    """What can be typed, for whoever needs more than words."""
    return _('Plain words are enough. "quotes" = exact. -word = without. who:bert after:oct')


def reading_words(done: int, total: int) -> str:
    """How far the reading is, as a bar and in numbers."""
    full = _BAR * done // max(total, 1)
    words = _("reading {done} of {total}").format(done=done, total=total)
    return f"{'█' * full}{'░' * (_BAR - full)} {words}"


def _is_hidden(passage: Passage) -> bool:
    """Whether these are private notes of a session: dots there as well until they are read."""
    return passage.kind == PRIVATE and bool(passage.document)


def _day(passage: Passage, today: date) -> str:
    day = as_date(passage.day)
    return short_date(day, today) if day else ""


def _language(passage: Passage) -> str:
    mine = passage.language in ("", current_language())
    return "" if mine else passage.language.upper()


def _box(passage: Passage) -> str:
    return _BOXES.get(passage.state, "☐ ") if passage.state else ""


def is_in(passage: Passage, summary: Summary) -> bool:
    """Whether it was found in the document that this is the summary of."""
    name = passage.document.partition("/")[2]
    return name == summary.id and bool(passage.session) == (summary.kind == "session")


def with_passage(page: list[Block], passage: Passage) -> tuple[list[Block], int]:
    """A page on which the passage stands, at its end if nowhere else, and the number of its block.

    Private notes are on no page, nor is a talking point on that of its own session.
    """
    kinds = (TITLE,) if passage.kind == SESSION else (TEXT, LINE)
    words = (passage.heading if passage.kind in (SESSION, CARD) else passage.text).strip()
    heading = passage_place(passage) if passage.kind == NOTE and passage.number else ""
    above = ""
    for number, block in enumerate(page):
        above = block.text if block.kind == HEADING else above
        if block.kind in kinds and words in block.text and heading in ("", above):
            return page, number
    added = [Block(HEADING, kind_name(passage.kind).capitalize()), Block(TEXT, words)]
    return [*page, *added], len(page)
