"""Steps of an exercise: the minutes their text gives, and the small clock of one of them."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from companion.domain.intervals import ZERO, interval

ASK, DO = "ask", "do"
"""What is ticked: a question to talk about, a step of the exercise."""

LONGEST_STEP = 30
"""No item of an agenda takes longer; a text that names more minutes tells of something else."""

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "negen": 9, "tien": 10, "twaalf": 12, "vijftien": 15, "twintig": 20, "dertig": 30,
}  # fmt: skip
_MINUTES = re.compile(
    rf"(?<![\w.,])(?P<number>[0-9]{{1,3}}|{'|'.join(_WORDS)})[\s-]+(?:minutes?|minuut|minuten|min)\b"
)


def step_key(kind: str, number: int) -> str:
    """What a prompt or a step is called within its item: "ask/1", "do/2"."""
    return f"{kind}/{number}"


def minutes_in(text: str) -> int:
    """The minutes that a step gives, the first it names; 0 when it names none."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())  # "één minuut"
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    for found in _MINUTES.finditer(plain):
        number = found["number"]
        minutes = _WORDS.get(number) or int(number)
        if 0 < minutes <= LONGEST_STEP:
            return minutes
    return 0


def next_timed(steps: Iterable[str], is_ticked: Callable[[str], bool]) -> tuple[str, int]:
    """The first of an exercise's steps that gives minutes and is not ticked, as it is ticked, and
    how many; empty and 0 where there is none."""
    for number, text in enumerate(steps, start=1):
        step, minutes = step_key(DO, number), minutes_in(text)
        if minutes and not is_ticked(step):
            return step, minutes
    return "", 0


@dataclass(frozen=True, slots=True)
class Timer:
    """The small clock of one step of an exercise."""

    item: str
    step: str
    """As it is ticked: "do/2" is the second step."""
    minutes: int
    begun: datetime
    """When it was started."""
    since: datetime | None
    """When the time now running began to count; None while the session is paused."""
    before: timedelta = ZERO
    """Time up to `since`."""

    @property
    def number(self) -> str:
        """The number of the step in its item."""
        return self.step.rpartition("/")[2]

    def remaining(self, now: datetime) -> timedelta:
        """Time left; negative is overtime."""
        running = interval(self.since, now) if self.since is not None else ZERO
        return timedelta(minutes=self.minutes) - self.before - running

    def paused(self, at: datetime) -> "Timer":
        """The same, not running."""
        before = timedelta(minutes=self.minutes) - self.remaining(at)
        return replace(self, since=None, before=before)

    def resumed(self, at: datetime) -> "Timer":
        """The same, running on."""
        return replace(self, since=at)
