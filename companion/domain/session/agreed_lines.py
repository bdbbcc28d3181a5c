"""Agreed lines as people type them."""

from datetime import date

from companion.domain.note.line_parser import BEFORE_DATES, ParsedLine, mentioned, parse_line
from companion.domain.people import Pair
from companion.domain.session.notebook import Record


def typed(kind: str, said: ParsedLine | Record, pair: Pair) -> str:
    """A line as it would be typed; only of an action does it hold who does it and by when.

    Who does it stands first where the text mentions somebody, too. A word like "on" that ends the
    text stands twice before a date, which takes one with it.
    """
    if kind != "actions":
        return said.text
    who = _mention(said.who, pair)
    words = (who, said.text) if mentioned(said.text, pair.people) else (said.text, who)
    last = next(reversed(" ".join(words).split()), "")  # there may be none but blanks
    again = last if said.due and last.lower() in BEFORE_DATES else ""
    return " ".join(part for part in (*words, again, said.due) if part)


def caret_in(line: str, said: ParsedLine | Record) -> int:
    """Where the text of a typed line ends: what is typed there keeps who does it and by when."""
    return line.find(said.text) + len(said.text)


def _mention(who: str, pair: Pair) -> str:
    """`@` and the first word of a name, or all of it where that word does not tell who it is."""
    name = pair.name_or_both(who)
    short = f"@{name.partition(' ')[0]}"
    known = mentioned(short, pair.people) == who
    return (short if known else f"@{name}") if who else ""


def read_line_as_typed(kind: str, line: str, record: Record, pair: Pair, today: date) -> ParsedLine:
    """What a record says once its line is typed anew."""
    if kind == "actions":
        return parse_line(line, pair.people, today)
    return ParsedLine(line, record.who, record.due)
