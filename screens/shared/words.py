"""Words and marks that several screens use for the same thing."""

from collections.abc import Sequence
from datetime import date

from companion.domain.dates import short_date
from companion.domain.people import Person
from companion.domain.session.progress import BEGUN, FINISHED
from companion.i18n import N_, _

_TRACKS = {
    "equals": N_("Starting as equals"),
    "social-media": N_("Social media"),
    "facebook": N_("Facebook for your organisation"),
    "feedback": N_("Feedback practice"),
    "open-talk": N_("Open talk and ideas"),
    "departments": N_("Across departments"),
    "digital": N_("From e-mail to AI"),
}
_LEVELS = {"starter": N_("starter"), "practice": N_("practice"), "deepening": N_("deepening")}
_STATE_MARKS = {"planned": "○", "running": "▶", "done": "✓", BEGUN: "◐", FINISHED: "✓"}
ITEM_MARKS = {"open": "○", "current": "▶", "done": "✓", "skipped": "–"}
_LEADS = {"mentor": N_("mentor"), "mentee": N_("mentee"), "both": N_("both")}


def track_name(track: str) -> str:
    """A track's name; an id nobody knows is shown as it is."""
    return _(_TRACKS[track]) if track in _TRACKS else track


def level_name(level: str) -> str:
    """starter, practice or deepening."""
    return _(_LEVELS[level]) if level in _LEVELS else level


def state_mark(state: str) -> str:
    """The sign for a session's state, or for how far somebody is with a lesson by themselves."""
    return _STATE_MARKS.get(state, " ")


def lead_name(lead: str) -> str:
    """mentor, mentee or both."""
    return _(_LEADS[lead]) if lead in _LEADS else lead


def as_date(text: str) -> date | None:
    """The day that YYYY-MM-DD names; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_words(text: str, today: date | None = None) -> str:
    """YYYY-MM-DD as people say it; anything else as it is."""
    day = as_date(text)
    return short_date(day, today) if day else text


def missing_words(people: Sequence[Person]) -> str:
    """Whose line is missing: "Bert's line"; empty when nobody's."""
    names = _(" and ").join(person.name for person in people)
    return _("{name}'s line").format(name=names) if names else ""
