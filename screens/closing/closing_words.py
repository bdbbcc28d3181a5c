"""What the close says, told from the session alone."""

from collections.abc import Iterator, Sequence
from datetime import date

from companion.domain.dates import short_date
from companion.domain.note.labelled_lines import NO_NAME, NO_WORDS, LabelledLine
from companion.domain.note.line_parser import ParsedLine, unknown_name
from companion.domain.note.vague_words import vague_words
from companion.domain.people import Pair
from companion.domain.session.close_records import as_closed
from companion.domain.session.close_text import CloseText
from companion.domain.session.learning_ledger import missing
from companion.domain.session.notebook import OPEN, Notebook, Record
from companion.domain.text import one_line
from companion.i18n import N_, _, ngettext
from screens.shared.words import as_date, missing_words


def tail_words(who: str, due: str, pair: Pair, today: date) -> str:
    """Who does something, and by when."""
    name = pair.name_or_both(who)
    day = as_date(due)
    by = _("by {day}").format(day=short_date(day, today)) if day else due
    return " · ".join(part for part in (name, by) if part)


def preview(captured: ParsedLine, pair: Pair, today: date) -> str:
    """What an action's line will be taken for, and what it still lacks."""
    if not captured.text:
        return ""
    tail = tail_words(captured.who, captured.due, pair, today)
    return " ".join(part for part in (f"→ {tail}" if tail else "", _lacks(captured)) if part)


def promise_words(record: Record, pair: Pair, today: date) -> str:
    """An action in a list; what it lacks is said, never refused."""
    tail = tail_words(record.who, record.due, pair, today)
    lacks = _lacks(ParsedLine(record.text, record.who, record.due)) if record.state == OPEN else ""
    return " · ".join(part for part in (record.text, tail, lacks) if part)


def vague_note(text: str, hint: str) -> str:
    """A hint, or which words of the text could say more."""
    found = vague_words(text)
    if not found:
        return hint
    words = ", ".join(f"“{word}”" for word in found)
    return _("{words}: can you say when it was, and what you saw?").format(words=words)


def overview(notebook: Notebook, pair: Pair, today: date) -> str:
    """What is there and what is not, before the session is closed; all that was typed counts."""
    unentered = [f"· {line}" for line in unentered_lines(notebook, pair)]
    return "\n".join([*_overview(as_closed(notebook, pair), pair, today), *unentered])


def unentered_lines(notebook: Notebook, pair: Pair) -> Iterator[str]:
    """What stands in fields of the close and was not entered, and what becomes of it."""
    days = [text for text in notebook.unentered if text.no_day]
    lines = [text for text in notebook.unentered if text not in days]
    if lines:
        words = _("Not entered, and counts as it stands: {lines}")
        yield words.format(lines=_quoted(lines, pair))
    if days:
        words = _("No day for the next session, and stays as words: {lines}")
        yield words.format(lines=_quoted(days, pair))


def unrecorded_line_words(line: LabelledLine, pair: Pair) -> str:
    """A labelled line that became no record, and why."""
    if line.lacks == NO_WORDS:
        why = _("nothing stands behind the label")
    elif line.lacks == NO_NAME:
        name = unknown_name(line.reading.kind, line.reading.words, pair)
        why = _("nobody here is called {name}").format(name=name)
    else:
        why = _("it was left as text")
    return f"◇ {one_line(line.line.text, 60)} · {why}"


def _quoted(texts: Sequence[CloseText], pair: Pair) -> str:
    return " · ".join(f"“{one_line(t.text, 40)}” ({pair.name_of(t.typist)})" for t in texts)


def _overview(notebook: Notebook, pair: Pair, today: date) -> Iterator[str]:
    absent = missing(notebook.learned, notebook.complete, pair)
    for person in pair.people:
        if person in absent:
            yield "! " + _("{name}: nothing yet under “I learned”").format(name=person.name)
        else:
            yield "✓ " + _("{name} wrote what they learned").format(name=person.name)
    promises = [r for r in notebook.actions if r.state == OPEN]
    count = len(promises)
    yield "· " + ngettext("{count} promise", "{count} promises", count).format(count=count)
    if no_owner := sum(not r.who for r in promises):
        yield "! " + ngettext(
            "{count} of them has no owner", "{count} of them have no owner", no_owner
        ).format(count=no_owner)
    if no_date := sum(not r.due for r in promises):
        yield "! " + ngettext(
            "{count} of them has no date", "{count} of them have no date", no_date
        ).format(count=no_date)
    cards = len(notebook.cards)
    yield "· " + ngettext("{count} card", "{count} cards", cards).format(count=cards)
    day = as_date(notebook.about.next_date)
    if day:
        yield "✓ " + _("Next session: {day}").format(day=short_date(day, today))
    else:
        yield "! " + _("No date yet for the next session")
    yield ""
    yield closing_sentence(notebook, pair)


def closing_sentence(notebook: Notebook, pair: Pair) -> str:
    """What closing means as things stand."""
    lines = missing_words(missing(notebook.learned, notebook.complete, pair))
    if lines:
        return _(
            "You can close now. The session then stays open for {lines}, which can be added later "
            "in Notes. All else can only be read."
        ).format(lines=lines)
    if pair.partner is None:
        return _("After the close all this can only be read.")
    return _("You both said what you learned. After the close all this can only be read.")


def close_question(
    notebook: Notebook, pair: Pair, until: str, ticks: tuple[int, int], typing: str = ""
) -> list[str]:
    """What to say before a session is closed: what is missing, and that it can be reopened.

    `until` is the last day for that, `ticks` how much of the checklist is ticked and its length,
    `typing` the name of the other who is writing just now.
    """
    unentered = [*unentered_lines(notebook, pair)]
    notebook = as_closed(notebook, pair)
    done, whole = ticks
    gaps = [
        *missing_words(missing(notebook.learned, notebook.complete, pair)).splitlines(),
        "" if notebook.about.next_date else _("the date of the next session"),
        *(_without(notebook, kind, words, pair) for kind, words in _GIVEN if pair.partner),
        _("checklist: {done} of {whole}").format(done=done, whole=whole) if done < whole else "",
    ]
    lacks = " · ".join(filter(None, gaps))
    lines = [_("Missing, and fine to leave:") + f"\n  {lacks}"] if lacks else []
    lines.append(
        _(
            "Nothing is lost by closing. Corrections are added (c in Notes), and until {day} it "
            "can be reopened (x in Notes)."
        ).format(day=until)
    )
    lines += unentered
    if typing:
        lines.append(_("{name} is still writing.").format(name=typing))
    return lines


_GIVEN = (("appreciations", N_("appreciation")), ("feedback", N_("honest point")))


def _without(notebook: Notebook, kind: str, words: str, pair: Pair) -> str:
    """Who has not said something of a kind yet."""
    have = {record.by for record in notebook.records(kind)}
    names = [person.name for person in pair.people if person.id not in have]
    return f"{_(words)}: {', '.join(names)}" if names else ""


def _lacks(captured: ParsedLine) -> str:
    if not captured.who and not captured.due:
        return "! " + _("no owner and no date yet")
    if not captured.who:
        return "! " + _("no owner yet")
    return "" if captured.due else "! " + _("no date yet")
