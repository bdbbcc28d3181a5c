"""Rules for the text itself: plain Markdown, and words that leave nobody out."""

import re
from collections.abc import Iterator

from companion.domain.lesson import Finding
from companion.domain.text import one_line
from companion.i18n import _
from companion.lessons.draft import Draft
from companion.lessons.words import DUTCH

_GENERATIONS = re.compile(
    r"\b(?:millennials?|boomers?|baby\s?boomers?|zoomers?|gen(?:eration|eratie)?\s(?:x|y|z|alpha|alfa)"
    r"|digital natives?|digital immigrants?)\b",
    re.IGNORECASE,
)
_FORMAL = re.compile(r"(?<![\w-])[Uu]w?(?![\w'’.-]*\w)")
_CLICK_PATH = re.compile(r"\b[^\W\d]\w*\s[>→»›]\s[^\W\d]\w*")


def markdown_is_plain(draft: Draft) -> Iterator[Finding]:
    """B060, B061."""
    for line, kind, content in (part for inline in draft.inlines for part in inline.parts):
        if kind == "html_inline":
            sentence = _("raw HTML is not allowed ({html}); write plain Markdown.")
            yield draft.at(line, "B060", sentence.format(html=one_line(content, 40)))
        elif kind == "image" and not content.strip():
            sentence = _("an image needs alt text between the square brackets.")
            yield draft.at(line, "B061", sentence)


def _found(draft: Draft, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """(line, words) where the text, code and addresses aside, has what the pattern describes."""
    for inline in draft.inlines:
        for line, kind, content in inline.parts:
            if kind == "text":
                yield from ((line, found[0]) for found in pattern.finditer(content))


def generations_are_no_boxes(draft: Draft) -> Iterator[Finding]:
    """W080."""
    for line, word in _found(draft, _GENERATIONS):
        sentence = _(
            '"{word}" puts a whole generation in one box; describe the experience someone has '
            "instead."
        )
        yield draft.at(line, "W080", sentence.format(word=word))


def dutch_is_informal(draft: Draft) -> Iterator[Finding]:
    """W081."""
    for line, word in _found(draft, _FORMAL) if draft.language == DUTCH else ():
        sentence = _('address the reader with "je", not with "{word}".')
        yield draft.at(line, "W081", sentence.format(word=word))


def no_click_paths(draft: Draft) -> Iterator[Finding]:
    """W082."""
    for line, path in _found(draft, _CLICK_PATH) if draft.front.get("volatile").flag else ():
        sentence = _(
            'this looks like a click path ("{path}"); in a volatile lesson name the goal and '
            "where to look it up."
        )
        yield draft.at(line, "W082", sentence.format(path=path))


RULES = (markdown_is_plain, generations_are_no_boxes, dutch_is_informal, no_click_paths)
