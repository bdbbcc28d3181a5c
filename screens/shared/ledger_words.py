"""What the lists say of who learned: the two-way ledger, and sessions that wait for a line."""

from collections.abc import Sequence

from companion.domain.people import Pair
from companion.domain.session.clock import DONE
from companion.domain.session.learning_ledger import ledger, missing, one_way
from companion.domain.session.summary import Summary
from companion.i18n import _, ngettext
from companion.layout.graphemes import padded, widest
from screens.shared.words import missing_words, state_mark


def ledger_lines(sessions: Sequence[Summary], pair: Pair) -> list[str]:
    """A line for each person, and one when it went one way for long."""
    sides = ledger(sessions, pair)
    width = widest(side.person.name for side in sides)
    found = []
    for side in sides:
        lines = ngettext("{count} line", "{count} lines", side.lines).format(count=side.lines)
        cards = ngettext("{count} card", "{count} cards", side.cards).format(count=side.cards)
        last = _("last: {line}").format(line=side.last) if side.last else ""
        name = padded(side.person.name, width)
        learned = _("{name} learned {lines}, {cards}").format(name=name, lines=lines, cards=cards)
        found.append(" · ".join(filter(None, (learned, last))))
    always = one_way(sessions, pair)
    if always is not None:
        words = _("Three sessions in a row only {name} learned. Let {name} teach next time?")
        found.append("! " + words.format(name=always.name))
    return found


def still_open_words(summary: Summary, pair: Pair) -> str:
    """What a closed session waits for; empty when it is complete, or not closed."""
    if summary.state != DONE:
        return ""
    lines = missing_words(missing(summary.learned, summary.complete, pair))
    return _("closed, still open: {lines}").format(lines=lines) if lines else ""


def closed_mark(summary: Summary) -> str:
    """The sign before a closed session: whether it is complete."""
    return state_mark(summary.state) if summary.complete else "◌"
