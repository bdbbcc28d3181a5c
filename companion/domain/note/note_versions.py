"""Earlier versions of notes: which are worth keeping, for how long, and how two differ.

A version is what a note said until somebody changed it. What stands in the note now is none: it
becomes one when it is changed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from companion.domain.text import patch_between

EVERY = timedelta(minutes=5)
"""One version is kept in this time, unless much is removed."""
MUCH = 20
"""Characters of words that would stand in no version: about four words."""
MOST_VERSIONS, MOST_BYTES = 100, 2_000_000
"""Of one session."""
LONG_AGO = datetime.min.replace(tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Version:
    """What one note said until somebody changed it."""

    item: str
    """The id of the agenda item whose note it is."""
    text: str
    at: datetime
    """When it was changed, by this device's clock, in UTC."""
    by: str
    """The id of the person who changed it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is remembered of a note from one change to the next."""

    text: str
    """What it says."""
    fullest: str
    """The longest it has been since the last version: what removing bit by bit takes away."""
    kept: str = ""
    """The text of its last version."""
    since: datetime | None = None
    """When that was kept, or the note was begun; None when it was not seen."""


def version_to_keep(last: Standing, now_text: str, now: datetime) -> str | None:
    """The text to keep as a version when a note becomes `now_text`; None when there is none."""
    due = last.since is None or abs(now - last.since) >= EVERY
    if _at_risk(last, now_text, due) >= MUCH:
        return last.fullest
    return last.text if due and last.text.strip() and last.text != last.kept else None


def next_state(last: Standing, now_text: str, now: datetime, kept: str | None) -> Standing:
    """What to remember after a change; `kept` is the text that became a version, if one did."""
    if kept is not None:
        return Standing(now_text, now_text, kept, now)
    fullest = now_text if len(now_text) >= len(last.fullest) else last.fullest
    return Standing(now_text, fullest, last.kept, last.since if last.text.strip() else now)


def _at_risk(last: Standing, now_text: str, due: bool) -> int:
    """How many characters of words would stand neither in the note nor in a version just kept."""
    patch = patch_between(last.fullest, now_text)
    if patch is None or patch.removed < MUCH:
        return 0
    gone = last.fullest[patch.start : patch.start + patch.removed]
    kept = "" if due else last.kept
    if gone in kept:  # far cheaper than counting words, and as a rule so while somebody removes
        return 0
    words = Counter(gone.split()) - Counter(patch.inserted.split())
    return _characters(words - Counter(kept.split()))


def sizes(old: str, new: str) -> tuple[int, int]:
    """How many characters of words `new` has that `old` has not, and the other way round."""
    before, after = Counter(old.split()), Counter(new.split())
    return _characters(after - before), _characters(before - after)


def _characters(words: Counter[str]) -> int:
    return sum(map(len, words.elements()))


def thin(versions: Iterable[Version], now: datetime) -> list[Version]:
    """The versions to go on keeping, oldest first.

    Of each note all of the last hour, then the fullest of every hour for a day, then the fullest
    of every day; of the session at most 100 and two megabytes, the newest.
    """
    best: dict[tuple[object, ...], Version] = {}
    for version in sorted(versions, key=_age):
        span = (version.item, *_span(version, now))
        if span not in best or len(version.text) >= len(best[span].text):
            best[span] = version
    kept = sorted(best.values(), key=_age)[-MOST_VERSIONS:]
    room = MOST_BYTES
    for number, version in reversed(list(enumerate(kept))):
        room -= len(version.text.encode("utf-8", "replace"))
        if room < 0:
            return kept[number + 1 :]
    return kept


def _age(version: Version) -> datetime:
    return version.at


def _span(version: Version, now: datetime) -> tuple[object, ...]:
    if now - version.at < HOUR:  # also what a clock that was set back dates in the future
        return (version.at, version.text)
    if now - version.at < DAY:
        return (version.at.replace(minute=0, second=0, microsecond=0),)
    return (version.at.date(),)


SAME, ADDED, REMOVED, GAP = " ", "+", "−", "…"
"""What stands before a line that is in both texts, in the later or earlier alone, or left out."""


def changes(old: str, new: str, around: int = 1, limit: int = 1000) -> list[tuple[str, str]]:
    """(mark, line) of what must be done to `old` to make it `new`, with some lines around it.

    Of what differs, only the first `limit` lines are compared: comparing takes the square of that.
    """
    from difflib import SequenceMatcher

    before, after = old.split("\n"), new.split("\n")
    start = max(0, _alike(before, after) - around)
    end = max(0, _alike(before[start:][::-1], after[start:][::-1]) - around)
    before, after = before[start : len(before) - end], after[start : len(after) - end]
    matcher = SequenceMatcher(None, before[:limit], after[:limit])
    found: list[tuple[str, str]] = []
    for group in matcher.get_grouped_opcodes(around):
        if found or start:
            found.append((GAP, ""))
        for kind, first, last, other_first, other_last in group:
            if kind == "equal":
                found += [(SAME, line) for line in before[first:last]]
            else:
                found += [(REMOVED, line) for line in before[first:last]]
                found += [(ADDED, line) for line in after[other_first:other_last]]
    return [*found, (GAP, "")] if max(len(before), len(after)) > limit else found


def _alike(before: list[str], after: list[str]) -> int:
    """How many lines two texts have in common from their beginning."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))
