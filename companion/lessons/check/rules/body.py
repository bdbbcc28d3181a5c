"""Rules for headings and sections."""

from collections.abc import Iterator

from companion.domain.lesson_issue import Finding
from companion.i18n import _
from companion.lessons.parse.draft import Draft, Part
from companion.lessons.parse.vocabulary import (
    AGENDA,
    LISTS,
    LOOK_UP,
    RECALL,
    REQUIRED,
    SECTIONS,
    heading_of,
    with_hint,
)


def there_is_one_title(draft: Draft) -> Iterator[Finding]:
    """B001, B002."""
    titles = [block for block in draft.blocks if block.level == 1]
    if not titles:
        sentence = _("the lesson has no H1 heading after the front matter.")
        yield draft.at(draft.front_end, "B001", sentence)
    for title in titles[1:]:
        sentence = _("a lesson has one H1 heading; the first is on line {line}.")
        yield draft.at(title.line, "B002", sentence.format(line=titles[0].line))


def title_is_the_front_matters(draft: Draft) -> Iterator[Finding]:
    """B003."""
    title = draft.front.text("title")
    heading = next((block for block in draft.blocks if block.level == 1), None)
    if heading and title and " ".join(heading.text.split()) != title:
        sentence = _('this heading is not the same as title on line {line} ("{title}").')
        line = draft.front.get("title").line
        yield draft.at(heading.line, "B003", sentence.format(line=line, title=title))


def sections_are_known(draft: Draft) -> Iterator[Finding]:
    """B010, B011."""
    headings = draft.words.sections
    for section in draft.sections:
        key = draft.key_of(section.title)
        if not key:
            sentence = _('unknown section "{title}".').format(title=section.title)
            yield draft.at(section.line, "B010", with_hint(sentence, section.title, headings))
        elif section.title not in headings:
            sentence = _('"{title}" is the heading of the other language; here it is "{heading}".')
            heading = heading_of(key, draft.language)
            said = sentence.format(title=section.title, heading=heading)
            yield draft.at(section.line, "B011", said)


def sections_are_there_once(draft: Draft) -> Iterator[Finding]:
    """B012."""
    for section in draft.sections:
        first = draft.known.get(draft.key_of(section.title), section)
        if first is not section:
            sentence = _('the section "{title}" is here twice (first on line {line}).')
            said = sentence.format(title=section.title, line=first.line)
            yield draft.at(section.line, "B012", said)


def sections_are_in_order(draft: Draft) -> Iterator[Finding]:
    """W013."""
    usual = list(SECTIONS)
    latest, latest_title = -1, ""
    for key, section in draft.known.items():
        place = usual.index(key)
        if place < latest:
            sentence = _('"{title}" usually comes before "{other}".')
            said = sentence.format(title=section.title, other=latest_title)
            yield draft.at(section.line, "W013", said)
        else:
            latest, latest_title = place, section.title


def small_headings_have_their_place(draft: Draft) -> Iterator[Finding]:
    """B014, B015."""
    allowed = {part.line for key in (AGENDA, RECALL) for part in _small(draft, key)}
    for block in draft.blocks:
        if block.level > 3:
            yield draft.at(block.line, "B015", _("use no deeper headings than level 3."))
        elif block.level == 3 and block.line not in allowed:
            sentence = _("a heading of level 3 is only allowed under {agenda} and {recall}.")
            agenda, recall = (heading_of(key, draft.language) for key in (AGENDA, RECALL))
            yield draft.at(block.line, "B014", sentence.format(agenda=agenda, recall=recall))


def _small(draft: Draft, key: str) -> tuple[Part, ...]:
    return draft.agenda_parts if key == AGENDA else draft.recall_parts


def sections_are_there(draft: Draft) -> Iterator[Finding]:
    """B016, unless a misspelt heading was probably meant to be it."""
    for key in REQUIRED:
        if key not in draft.known and key not in draft.guessed:
            sentence = _('the section "## {heading}" is missing.')
            said = sentence.format(heading=heading_of(key, draft.language))
            yield draft.at(len(draft.lines), "B016", said)


def volatile_lessons_look_things_up(draft: Draft) -> Iterator[Finding]:
    """M026."""
    value = draft.front.get("volatile")
    if value.flag and LOOK_UP not in draft.known and LOOK_UP not in draft.guessed:
        sentence = _('volatile is true, so the section "## {heading}" is required.')
        heading = heading_of(LOOK_UP, draft.language)
        yield draft.at(value.line, "M026", sentence.format(heading=heading))


def sections_are_filled(draft: Draft) -> Iterator[Finding]:
    """C046; an agenda without items and too few questions have codes of their own."""
    for key, section in draft.known.items():
        if key in LISTS and not section.items:
            sentence = _('the section "{title}" has no list.')
            yield draft.at(section.line, "C046", sentence.format(title=section.title))
        elif not section.blocks and key not in {AGENDA, RECALL}:
            sentence = _('the section "{title}" is empty.')
            yield draft.at(section.line, "C046", sentence.format(title=section.title))


RULES = (
    there_is_one_title, title_is_the_front_matters, sections_are_known, sections_are_there_once,
    sections_are_in_order, small_headings_have_their_place, sections_are_there,
    volatile_lessons_look_things_up, sections_are_filled,
)  # fmt: skip
