"""Dates as people type and read them, in English and Dutch."""

import contextlib
import re
from datetime import date, datetime, timedelta

from companion.domain.errors import WrongUse
from companion.i18n import _, current_language

DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
}
MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
}
_FULL_DAYS = (
    ("monday", "maandag"),
    ("tuesday", "dinsdag"),
    ("wednesday", "woensdag"),
    ("thursday", "donderdag"),
    ("friday", "vrijdag"),
    ("saturday", "zaterdag"),
    ("sunday", "zondag"),
)
_FULL_MONTHS = (
    ("january", "januari"),
    ("february", "februari"),
    ("march", "maart", "mrt"),
    ("april",),
    ("may", "mei"),
    ("june", "juni"),
    ("july", "juli"),
    ("august", "augustus"),
    ("september",),
    ("october", "oktober"),
    ("november",),
    ("december",),
)
_LEAP_WAIT = 8
"""Years within which there is always a 29 February."""
_PAST_WORDS = {"today": 0, "vandaag": 0, "yesterday": 1, "gisteren": 1, "eergisteren": 2}
_WORDS = {"today": 0, "vandaag": 0, "tomorrow": 1, "morgen": 1, "overmorgen": 2}


def local_day(moment: datetime) -> str:
    """The day it is here at a moment, as YYYY-MM-DD."""
    return moment.astimezone().date().isoformat()


def day_of(text: str) -> str:
    """The day that an ISO date or time falls on here; empty for anything else."""
    try:
        at = datetime.fromisoformat(text)
        return (at.astimezone() if at.tzinfo else at).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def day_or_text(text: str) -> str:
    """The same; what is no time stays as it is."""
    return day_of(text) or text


def short_date(day: date, today: date | None = None) -> str:
    """A day as "Thu 26 Nov" or "do 26 nov"; with the year when it is not this one."""
    language = current_language()
    text = f"{DAYS[language][day.weekday()]} {day.day} {MONTHS[language][day.month - 1]}"
    return text if today is None or day.year == today.year else f"{text} {day.year}"


def full_date(text: str) -> str:
    """YYYY-MM-DD as people read it, with its year; anything else as it is."""
    day = find_due(text, date.min) if text[:4].isdigit() else None
    return f"{short_date(day)} {day.year}" if day else text


def read_due(text: str, today: date) -> date:
    """The day that `text` names: 2026-11-27, today, fri, vr, +3d, +2w, 1 dec, 1 december 2026,
    1-12-2026, tue 1 dec.

    A weekday is the next one after today; a day and month without a year is the next one to come.
    A weekday before a day and month has to be that of the day.
    Raises WrongUse with a sentence for anything else.
    """
    day = find_due(text, today)
    if day is None:
        raise WrongUse(
            _("“{text}” is not a date. Write for example fri, +3d, 1 dec or 2026-12-01.").format(
                text=text
            )
        )
    return day


def find_due(text: str, today: date) -> date | None:
    """As `read_due`, but None where `text` is not a date."""
    word = text.strip().lower().rstrip(".")
    try:
        return (
            _iso(word) or _relative(word, today) or _weekday(word, today) or _named(word, today)
            or _in_numbers(word) or _with_weekday(word, today)
        )  # fmt: skip
    except (ValueError, OverflowError):
        return None


def as_day(text: str) -> date | None:
    """The day YYYY-MM-DD, as documents keep it; None where `text` is something else."""
    with contextlib.suppress(ValueError):
        return date.fromisoformat(text)
    return None


def find_past(text: str, today: date) -> date | None:
    """The day that began what `text` names in the past, None where that is not a date.

    2026-10-01, 2026-10, 2026, 12 nov, 12 nov 2025, oct, mon, today, yesterday, 3d, 2w: of what
    comes round again the last one that has begun.
    """
    word = text.strip().lower().rstrip(".")
    try:
        return (
            _iso(word) or _part(word) or _ago(word, today) or _named_before(word, today)
            or _last_month(word, today) or _last_weekday(word, today)
        )  # fmt: skip
    except (ValueError, OverflowError):
        return None


def _part(word: str) -> date | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d?))?", word)
    return date(int(match[1]), int(match[2] or 1), 1) if match else None


def _ago(word: str, today: date) -> date | None:
    if word in _PAST_WORDS:
        return today - timedelta(days=_PAST_WORDS[word])
    match = re.fullmatch(r"-?(\d{1,4})\s*([dw])", word)
    return today - timedelta(days=int(match[1]) * (7 if match[2] == "w" else 1)) if match else None


def _named_before(word: str, today: date) -> date | None:
    match = re.fullmatch(r"(\d{1,2})[ -]([a-z]{3,9})\.?(?:[ -](\d{4}))?", word)
    month = _month(match[2]) if match else None
    if match is None or month is None:
        return None
    if match[3]:
        return date(int(match[3]), month, int(match[1]))
    for year in range(today.year, today.year - _LEAP_WAIT - 1, -1):
        with contextlib.suppress(ValueError):
            day = date(year, month, int(match[1]))
            if day <= today:
                return day
    return None


def _last_month(word: str, today: date) -> date | None:
    month = _month(word) if len(word) >= 3 else None
    return date(today.year - (month > today.month), month, 1) if month else None


def _last_weekday(word: str, today: date) -> date | None:
    day = _weekday(word, today)
    return day - timedelta(days=7) if day else None


def _iso(word: str) -> date | None:
    return date.fromisoformat(word) if re.fullmatch(r"\d{4}-\d\d-\d\d", word) else None


def _relative(word: str, today: date) -> date | None:
    if word in _WORDS:
        return today + timedelta(days=_WORDS[word])
    match = re.fullmatch(r"\+(\d{1,4})\s*([dw]?)", word)
    if not match:
        return None
    return today + timedelta(days=int(match[1]) * (7 if match[2] == "w" else 1))


def _weekday(word: str, today: date) -> date | None:
    for number, (english, dutch) in enumerate(_FULL_DAYS):
        full = len(word) >= 3 and (english.startswith(word) or dutch.startswith(word))
        if full or word == DAYS["nl"][number]:
            ahead = (number - today.weekday() - 1) % 7 + 1
            return today + timedelta(days=ahead)
    return None


def _named(word: str, today: date) -> date | None:
    match = re.fullmatch(r"(\d{1,2})\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?", word)
    if not match:
        return None
    month = _month(match[2])
    if month is None:
        return None
    number = int(match[1])
    if match[3]:
        return date(int(match[3]), month, number)
    for year in range(today.year, today.year + _LEAP_WAIT + 1):
        with contextlib.suppress(ValueError):  # 29 February is not in every year
            day = date(year, month, number)
            if day >= today:
                return day
    return None


def _in_numbers(word: str) -> date | None:
    """The day, the month and the year, as in Dutch; with slashes the month may come first."""
    match = re.fullmatch(r"(\d{1,2})([-.])(\d{1,2})\2(\d{4})", word)
    return date(int(match[4]), int(match[3]), int(match[1])) if match else None


def _with_weekday(word: str, today: date) -> date | None:
    name, _space, rest = word.partition(" ")
    weekday, rest = _weekday(name.rstrip(".,"), today), rest.strip()
    day = _named(rest, today) or _in_numbers(rest)
    return day if day and weekday and day.weekday() == weekday.weekday() else None


def _month(name: str) -> int | None:
    for number, names in enumerate(_FULL_MONTHS, start=1):
        if any(full.startswith(name) for full in names):
            return number
    return None
