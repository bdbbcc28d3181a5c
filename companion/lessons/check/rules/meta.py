"""Rules for the front matter."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from companion.domain.lesson.lesson import DURATIONS, LEVELS
from companion.domain.lesson.tracks import TRACKS
from companion.domain.lesson_issue import Finding
from companion.i18n import LANGUAGES, _
from companion.lessons.parse.draft import Draft
from companion.lessons.parse.values import Table, Value
from companion.lessons.parse.vocabulary import with_hint

FORMAT = "companion-lesson/1"
REQUIRED = (
    "format", "id", "track", "order", "title", "summary", "language", "duration", "level",
    "version", "updated", "review_by", "license", "sources",
)  # fmt: skip
KEYS = (*REQUIRED, "volatile", "needs", "alone", "authors", "tags")
SOURCE_KEYS = ("id", "title", "url", "checked")
_DATES = ("updated", "review_by")
_SUMMARY = 160
_FRESH, _FRESH_VOLATILE = 24, 9
"""Months from `updated` to `review_by`."""


def format_is_known(draft: Draft) -> Iterator[Finding]:
    """M004: the file is in the one format there is."""
    for value in _given(draft, "format"):
        if value.text != FORMAT:
            sentence = _("format is {value}; this version of companion reads {format}.")
            yield draft.at(value.line, "M004", sentence.format(value=value.shown, format=FORMAT))


def keys_are_known_and_once(draft: Draft) -> Iterator[Finding]:
    """M001, M002: every key is one of the format's, and there once."""
    yield from _strange_keys(draft, draft.front, KEYS)
    for source in draft.front.tables("sources"):
        yield from _strange_keys(draft, source, SOURCE_KEYS)


def _strange_keys(draft: Draft, table: Table, known: tuple[str, ...]) -> Iterator[Finding]:
    for key, line, first in table.repeated:
        sentence = _('the key "{key}" is here twice (first on line {line}); YAML keeps the last.')
        yield draft.at(line, "M001", sentence.format(key=key, line=first))
    for key, value in table.values.items():
        if key not in known:
            sentence = _('unknown key "{key}".').format(key=key)
            yield draft.at(value.line, "M002", with_hint(sentence, key, known))


def keys_are_there(draft: Draft) -> Iterator[Finding]:
    """M003: no key is missing or without a value."""
    for key in REQUIRED:
        if key not in draft.front:
            sentence = _('the key "{key}" is missing from the front matter.')
            yield draft.at(1, "M003", sentence.format(key=key))
        elif draft.front.get(key).is_empty:
            sentence = _('the key "{key}" has no value.')
            yield draft.at(draft.front.get(key).line, "M003", sentence.format(key=key))


def _given(draft: Draft, key: str) -> Iterator[Value]:
    """The value of a key, unless it is missing, which another rule tells."""
    if key in draft.front and not draft.front.get(key).is_empty:
        yield draft.front.get(key)


def language_is_known(draft: Draft) -> Iterator[Finding]:
    """M010."""
    for value in _given(draft, "language"):
        if value.text not in LANGUAGES:
            sentence = _("language is {value}; use en or nl.")
            yield draft.at(value.line, "M010", sentence.format(value=value.shown))


def is_id(text: str) -> bool:
    """Whether a text can be the id of a lesson."""
    return len(text) <= 60 and bool(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*-[0-9]{2}", text))


def id_has_its_form(draft: Draft) -> Iterator[Finding]:
    """M011."""
    for value in _given(draft, "id"):
        if not is_id(value.text or ""):
            sentence = _(
                'id {value} must look like "feedback-02": lower case, hyphens, two digits at the '
                "end."
            )
            yield draft.at(value.line, "M011", sentence.format(value=value.shown))


def track_is_known(draft: Draft) -> Iterator[Finding]:
    """M012."""
    for value in _given(draft, "track"):
        if value.text not in TRACKS:
            sentence = _("unknown track {value}; choose one of {tracks}.")
            said = sentence.format(value=value.shown, tracks=", ".join(TRACKS))
            yield draft.at(value.line, "M012", with_hint(said, value.text or "", TRACKS))


def duration_is_allowed(draft: Draft) -> Iterator[Finding]:
    """M013."""
    for value in _given(draft, "duration"):
        if value.number not in DURATIONS:
            sentence = _("duration is {value}; use the number 30, 45 or 60 without quotes.")
            yield draft.at(value.line, "M013", sentence.format(value=value.shown))


def level_is_known(draft: Draft) -> Iterator[Finding]:
    """M014."""
    for value in _given(draft, "level"):
        if value.text not in LEVELS:
            sentence = _(
                "level is {value}; use starter, practice or deepening (in English in every "
                "language)."
            )
            yield draft.at(value.line, "M014", sentence.format(value=value.shown))


def version_is_three_numbers(draft: Draft) -> Iterator[Finding]:
    """M015."""
    for value in _given(draft, "version"):
        if not re.fullmatch(
            r"(?:0|[1-9][0-9]{0,4})(?:\.(?:0|[1-9][0-9]{0,4})){2}", value.text or ""
        ):
            sentence = _("version is {value}; use three numbers, such as 1.0.0.")
            yield draft.at(value.line, "M015", sentence.format(value=value.shown))


def dates_exist(draft: Draft) -> Iterator[Finding]:
    """M016, F005."""
    for key in _DATES:
        for value in _given(draft, key):
            yield from wrong_date(draft, key, value)


def wrong_date(draft: Draft, key: str, value: Value) -> Iterator[Finding]:
    """What is wrong with a date, if anything."""
    if not value.looks_like_day:
        sentence = _("{key} is {value}; write a date without quotes, such as 2026-11-23.")
        yield draft.at(value.line, "M016", sentence.format(key=key, value=value.shown))
    elif value.day is None:
        sentence = _("{key} is {value}, which is not an existing date. Write YYYY-MM-DD.")
        yield draft.at(value.line, "F005", sentence.format(key=key, value=value.shown))


def review_is_in_time(draft: Draft) -> Iterator[Finding]:
    """W018: facts are looked at again within two years, and within nine months if volatile."""
    value = draft.front.get("review_by")
    updated, review = draft.front.get("updated").day, value.day
    months = _FRESH_VOLATILE if draft.front.get("volatile").flag else _FRESH
    if updated and review and _months_between(updated, review) > months:
        sentence = _("review_by is more than {count} months after updated.")
        yield draft.at(value.line, "W018", sentence.format(count=months))


def _months_between(first: date, last: date) -> int:
    """Months from `first` to `last`, a begun one counted whole."""
    whole = (last.year - first.year) * 12 + last.month - first.month
    return whole + (last.day > first.day)


def summary_is_short(draft: Draft) -> Iterator[Finding]:
    """M025."""
    length = len(draft.front.text("summary"))
    if length > _SUMMARY:
        sentence = _("summary has {count} characters; keep it under {most}.")
        line = draft.front.get("summary").line
        yield draft.at(line, "M025", sentence.format(count=length, most=_SUMMARY))


def order_is_a_number(draft: Draft) -> Iterator[Finding]:
    """M027."""
    for value in _given(draft, "order"):
        if not value.number:
            sentence = _("order is {value}; use a whole number from 1 without quotes.")
            yield draft.at(value.line, "M027", sentence.format(value=value.shown))


def values_are_of_their_kind(draft: Draft) -> Iterator[Finding]:
    """M028: texts are texts, lists lists, and volatile is true or false."""
    front = draft.front
    wrong = {key: _("one line of text") for key in ("title", "summary", "license")
             if front.get(key).text is None}  # fmt: skip
    wrong |= {key: _("a list, such as [feedback-01]") for key in ("needs", "authors", "tags")
              if key in front and front.get(key).texts is None}  # fmt: skip
    if "volatile" in front and front.get("volatile").flag is None:
        wrong["volatile"] = _("true or false, without quotes")
    if "alone" in front and front.get("alone").numbers is None:
        wrong["alone"] = _("a list of whole numbers, such as [3, 4]")
    for key, kind in wrong.items():
        sentence = _("{key} must be {kind}.").format(key=key, kind=kind)
        if key in front:
            yield draft.at(front.get(key).line, "M028", sentence)


def items_alone_are_named_once(draft: Draft) -> Iterator[Finding]:
    """M030."""
    value = draft.front.get("alone")
    for number, times in Counter(value.numbers or ()).items():
        if times > 1:
            sentence = _("alone names item {number} more than once.").format(number=number)
            yield draft.at(value.line, "M030", sentence)


RULES = (
    keys_are_known_and_once, keys_are_there, language_is_known, id_has_its_form, track_is_known,
    duration_is_allowed, level_is_known, version_is_three_numbers, dates_exist, review_is_in_time,
    summary_is_short, order_is_a_number, values_are_of_their_kind, items_alone_are_named_once,
)  # fmt: skip
