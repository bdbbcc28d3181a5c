"""When a card is asked next, and the words for it: calm ones, for nothing is ever too late."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from companion.domain.durations import span_words
from companion.domain.recall.cards import AGAIN, EASY, GOOD, GRADES, HARD, Card, Standing
from companion.i18n import _, ngettext

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LONG_AGO = datetime.min.replace(tzinfo=UTC)
SECONDS_A_CARD = 25
"""What it takes to answer a card: five of them are about two minutes."""


@dataclass(frozen=True, slots=True)
class ScheduledCard:
    """A card with how it stands."""

    card: Card
    standing: Standing
    due: datetime | None
    """When FSRS would ask it next; None as long as it was never asked."""


def asked_from(held: ScheduledCard, now: datetime) -> datetime:
    """The moment from which a card is asked; `now` tells the local time zone.

    A card that waits for days is asked from the morning of its day, but not before a whole day has
    passed: FSRS would take that for the same day. Where a clock was ahead, and the card was asked
    or buried in what is the future now, it is asked at once.
    """
    begin = LONG_AGO
    if held.due is not None:
        last = held.standing.reviews[-1].at
        if last - now <= DAY:
            begin = min(held.due, max(_morning(held.due.astimezone(now.tzinfo).date(), now),
                                      last + DAY))  # fmt: skip
    buried = held.standing.buried
    if buried is not None and buried <= now.date() + DAY:
        begin = max(begin, _morning(buried, now))
    return begin


def is_due(held: ScheduledCard, now: datetime) -> bool:
    """Whether a card is asked now."""
    return not held.standing.suspended and asked_from(held, now) <= now


def due_now(cards: Iterable[ScheduledCard], now: datetime) -> list[ScheduledCard]:
    """The cards to ask: those that were asked before, longest waiting first, then new ones."""
    found = [held for held in cards if is_due(held, now)]
    return sorted(found, key=lambda held: (held.due is None, held.due or LONG_AGO))


def time_for(count: int) -> timedelta:
    """About what so many cards take, in whole minutes."""
    return timedelta(minutes=max(1, round(count * SECONDS_A_CARD / 60)))


def amount_words(count: int) -> str:
    """So many cards and what they take: "5 cards, about 2 minutes"."""
    cards = ngettext("{count} card", "{count} cards", count).format(count=count)
    return _("{cards}, about {time}").format(cards=cards, time=span_words(time_for(count)))


def wait_words(wait: timedelta) -> str:
    """How long until a card comes again: "10 minutes", "3 days"."""
    minutes = max(1, round(wait / timedelta(minutes=1)))
    return span_words(timedelta(minutes=minutes))


def when_words(moment: datetime, now: datetime) -> str:
    """When something comes: "now", "in 10 minutes", "tomorrow", "in 3 days".

    What comes within the hour is told in minutes even where midnight lies between: ten minutes
    before midnight "tomorrow" would be ten minutes too.
    """
    if moment <= now:
        return _("now")
    wait = moment - now
    days = (moment.astimezone(now.tzinfo).date() - now.date()).days
    if days == 0 or wait < HOUR:
        return _("in {time}").format(time=wait_words(wait))
    return _("tomorrow") if days == 1 else _("in {time}").format(time=span_words(days * DAY))


def state_words(held: ScheduledCard, now: datetime) -> str:
    """How a card stands, in a word or two."""
    if held.standing.suspended:
        return _("paused")
    if not is_due(held, now):
        return when_words(asked_from(held, now), now)
    return _("new") if held.due is None else _("now")


def next_words(cards: Sequence[ScheduledCard], now: datetime) -> str:
    """When the next cards come, as a sentence; empty when none ever does."""
    coming = [asked_from(held, now) for held in cards if not held.standing.suspended]
    whens = [when_words(moment, now) for moment in sorted(m for m in coming if m > now)]
    if not whens:
        return ""
    count = whens.count(whens[0])
    sentence = ngettext("The next card comes {when}.", "The next {count} cards come {when}.", count)
    return sentence.format(count=count, when=whens[0])


def grade_name(grade: int) -> str:
    """A grade as people choose it."""
    return {AGAIN: _("Again"), HARD: _("Hard"), GOOD: _("Good"), EASY: _("Easy")}[grade]


def done_words(grades: Mapping[int, int]) -> str:
    """What was done, without a word of blame: 5 cards done: 1 again, 4 good."""
    count = sum(grades.values())
    given = [(grades[grade], grade_name(grade).lower()) for grade in GRADES if grade in grades]
    parts = [f"{times} {name}" for times, name in given]
    sentence = ngettext("{count} card done: {grades}.", "{count} cards done: {grades}.", count)
    return sentence.format(count=count, grades=", ".join(parts))


def _morning(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time.min, now.tzinfo)
