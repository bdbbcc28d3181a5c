"""What is said of drafts: what they are, and which key shows them again where they were typed."""

from collections.abc import Collection
from datetime import date, datetime

from companion.commands.available import command, way
from companion.commands.places import EVERYWHERE, NAMES
from companion.domain.dates import short_date
from companion.domain.note import drafts
from companion.domain.note.drafts import Draft, kind_name
from companion.domain.text import one_line
from companion.i18n import _

_WAYS = {
    drafts.CAPTURE: "capture",
    drafts.POINT: "study-bring",
    drafts.SKIP: "session-skip",
    drafts.NEW_ITEM: "prepare-new",
    drafts.DAY: "prepare-date",
    drafts.CHANGE: "session-close",
    drafts.CORRECTION: "notes-correct",
    drafts.LATER_LINE: "notes-learned",
    drafts.CARD_QUESTION: "session-close",
    drafts.CARD_ANSWER: "session-close",
    drafts.MARGIN: "lesson-note",
    drafts.NAME_CHANGE: "settings-open",
    drafts.PACK: "sync-pack",
    drafts.UNPACK: "sync-unpack",
}
"""The command whose field shows a draft, by its kind."""
_AFTERWARDS = {
    drafts.CHANGE: "notes-correct",
    drafts.CARD_QUESTION: "notes-cards",
    drafts.CARD_ANSWER: "notes-cards",
}
"""The same for what is done in the close, once the session is closed."""


def is_listed_draft(draft: Draft) -> bool:
    """Whether it stands in the list: what was looked for, and names of a setup, become nothing."""
    return draft.of.kind in _WAYS


def draft_words(draft: Draft, today: date, closed: Collection[str]) -> str:
    """A draft in two lines: what it is, when it was typed and where it waits; and its words.

    `closed` are the ids of the sessions that are closed.
    """
    facts = (
        kind_name(draft.of.kind),
        one_line(draft.title, 40),
        _day(draft.at, today),
        _way(draft, closed),
    )
    return " · ".join(fact for fact in facts if fact) + f"\n  {one_line(draft.text, None)}"


def _way(draft: Draft, closed: Collection[str]) -> str:
    kind, session = draft.of.kind, next(iter(draft.of.about), "")
    ways = _WAYS | _AFTERWARDS if session in closed else _WAYS
    asked = command(ways[kind])
    found = way(asked.where, asked)
    if asked.where == EVERYWHERE:
        return found
    return _("{place}: {way}").format(place=_(NAMES[asked.where]), way=found)


def _day(text: str, today: date) -> str:
    return short_date(datetime.fromisoformat(text).astimezone().date(), today) if text else ""
