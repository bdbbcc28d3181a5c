"""An empty valid lesson, for a writer to fill."""

from datetime import date
from importlib import resources

from companion.domain.errors import WrongUse
from companion.domain.lesson.tracks import TRACKS
from companion.i18n import _
from companion.lessons.check.rules.meta import is_id

_YEARS = 2
"""After which the facts are looked at again."""


def lesson_template(lesson_id: str, language: str, today: date) -> str:
    """The text of a new lesson file in `language`, en or nl. Raises WrongUse for a bad id."""
    if not is_id(lesson_id):
        sentence = _(
            '"{id}" cannot be the id of a lesson. Write lower case with hyphens and two digits at '
            "the end, such as feedback-09."
        )
        raise WrongUse(sentence.format(id=lesson_id))
    file = resources.files("companion.lessons") / "templates" / f"lesson.{language}.md"
    text = file.read_text(encoding="utf-8")
    prefix, digits = lesson_id[:-3], lesson_id[-2:]
    values = {
        "ID": lesson_id,
        "TRACK": prefix if prefix in TRACKS else TRACKS[0],
        "ORDER": str(int(digits) or 1),
        "TODAY": today.isoformat(),
        "REVIEW": _later(today).isoformat(),
    }
    for name, value in values.items():
        text = text.replace(f"<{name}>", value)
    return text


def _later(day: date) -> date:
    """The same day some years on; the 28th for a 29 February."""
    try:
        return day.replace(year=day.year + _YEARS)
    except ValueError:
        return day.replace(year=day.year + _YEARS, day=28)
