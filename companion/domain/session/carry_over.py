"""What waits for a session: talking points, and what earlier sessions did not come to.

A point waits in its own document as long as it is open; an item, by the agenda it stood in. Taken
into a session, either becomes an item whose id says where it came from, so that taking it on two
devices at once gives one item.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from companion.domain.people import BOTH, Pair
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.agenda_edits import NEW_MINUTES
from companion.domain.session.notebook import DONE, OPEN, Notebook, Record
from companion.domain.session.summary import Summary
from companion.domain.text import one_line

MOST = 50
"""Waiting lines shown at once."""


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """A line that can be taken into a session."""

    source: str
    """ "DOCUMENT#RECORD" or "DOCUMENT#ITEM": where it was written down first."""
    text: str
    by: str
    minutes: int
    lead: str
    """mentor, mentee or both; empty for a point: whoever brings it up leads it."""
    title: str
    """Of the session it comes from; empty for a month between sessions."""
    date: str

    @property
    def is_point(self) -> bool:
        """Whether somebody wrote it as a talking point."""
        return not self.lead


def waiting_for(notebook: Notebook, summaries: Iterable[Summary], today: str) -> list[WaitingItem]:
    """What waits for this session, oldest first; not what it has, or had and dropped."""
    others = [s for s in summaries if s.id != notebook.about.id]
    here = {i.id for i in (*notebook.agenda, *notebook.dropped)}
    reached = {source for s in others if s.state == DONE for source in s.reached}
    points = [point for s in others for point in _points(s.points, s.id, s.title, s.date)]
    about = notebook.about
    points += _points(notebook.points, about.id, about.title, about.date)
    open_points = [w for w, r in points if r.state == OPEN and w.source not in here | reached]
    known = {w.source for w, _record in points}
    left = [w for w in _left(notebook, others, today) if w.source not in here | known]
    return [*open_points, *{w.source: w for w in left}.values()][:MOST]


def to_agenda_item(waiting: WaitingItem, mentor: str, pair: Pair) -> AgendaItem:
    """The agenda item it becomes; whoever wrote a point leads it."""
    lead = waiting.lead or lead_of(waiting.by, mentor, pair)
    return AgendaItem(waiting.source, one_line(waiting.text), waiting.minutes, lead,
                      by=waiting.by, source=waiting.source)  # fmt: skip


def lead_of(person: str, mentor: str, pair: Pair) -> str:
    """What somebody leads as: mentor or mentee; both where nobody is chosen, or alone."""
    if pair.partner is None or not mentor or not person:
        return BOTH
    return "mentor" if person == mentor else "mentee"


def discussed_sources(notebook: Notebook) -> list[tuple[str, str]]:
    """(document, record) of every item taken from elsewhere that was reached and not skipped."""
    clock = notebook.clock
    reached = [i for i in notebook.agenda if i.id in clock.visited - clock.skipped]
    pairs = [i.source.partition("#") for i in reached]
    return [(document, record) for document, mark, record in pairs if mark]


def _points(
    records: Iterable[Record], name: str, title: str, date: str
) -> Iterator[tuple[WaitingItem, Record]]:
    for r in records:
        yield WaitingItem(f"{name}#{r.id}", r.text, r.by, NEW_MINUTES, "", title, date), r


def _left(notebook: Notebook, others: list[Summary], today: str) -> Iterator[WaitingItem]:
    """Items not come to: of the last closed session, and of those whose day went by unheld."""
    last = max((s for s in others if s.state == DONE), key=lambda s: s.order, default=None)
    own = {i.id for i in (*notebook.agenda, *notebook.dropped)}
    for s in sorted(others, key=lambda s: s.order):
        if s is not last and (s.state in (DONE, "") or s.date >= today):
            continue
        later = [x for x in others if x.order > s.order]
        settled = {key for x in later for key in (*x.reached, *x.let_go)}
        again = {key for x in later if x.lesson == s.lesson for key in x.reached}
        again |= own if notebook.about.lesson == s.lesson else set()
        for item in s.left:
            source = item.source or f"{s.id}#{item.id}"
            if source not in settled and (item.source or item.id not in again):
                yield WaitingItem(source, item.title, item.by, item.minutes, item.lead, s.title,
                              s.date)  # fmt: skip
