"""Rules for the text itself: plain Markdown, and words that leave nobody out."""

import re
from collections.abc import Iterator
from html import unescape

from companion.domain.lesson_issue import Finding
from companion.domain.text import one_line, visible
from companion.i18n import _
from companion.lessons.parse.draft import Draft
from companion.lessons.parse.vocabulary import DUTCH

_GENERATIONS = re.compile(
    r"\b(?:millennials?|boomers?|baby\s?boomers?|zoomers?|digital natives?|digital immigrants?"
    r"|gen(?:eration|eratie)?\s(?:x|y|z|alpha|alfa))\b",
    re.IGNORECASE,
)
_FORMAL = re.compile(r"(?<![\w-])[Uu]w?(?![\w'’.-]*\w)")
_ENTITY = re.compile(r"&#?\w{1,32};")
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


def entities_steer_nothing(draft: Draft) -> Iterator[Finding]:
    """B062: what was cleaned out of the text does not come back in as a character code."""
    for number, line in enumerate(draft.lines[draft.front_end :], start=draft.front_end + 1):
        for found in _ENTITY.finditer(line):
            character = unescape(found[0])
            if visible(character) != character:
                sentence = _("the character {code} can hide or turn text around; leave it out.")
                yield draft.at(number, "B062", sentence.format(code=found[0]))


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


RULES = (
    markdown_is_plain,
    entities_steer_nothing,
    generations_are_no_boxes,
    dutch_is_informal,
    no_click_paths,
)
