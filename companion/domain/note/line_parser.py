"""One typed line: its text, whom it is for, and by when."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, takewhile

from companion.domain.dates import find_due
from companion.domain.normalize import fold_one, folded
from companion.domain.people import BOTH, NAME_LIMIT, Pair, Person, find_person
from companion.domain.text import one_line

_WORDS_TOO = ("don", "maan", "vrij", "zat", "zon")
"""Beginnings of Dutch days that end a sentence as words: a moon, the sun, a day off."""
_BOTH_WORDS = ("both", "samen", "beiden", "allebei", "all")
BEFORE_DATES = ("by", "before", "due", "on", "uiterlijk", "voor", "vóór", "tegen", "op")
"""What stands before a date and goes with it: "by fri", "uiterlijk 1 dec"."""

_MENTION = re.compile(r"(?:^|\s)@(?=\S)")
_WORD = re.compile(r"[\w-]*")
_PAUSES = ",;:.!?"
"""What parts a name from the words behind it; at the beginning of a line nothing is left of it."""
_LONGEST = 4 * NAME_LIMIT
"""Characters that a name can take where it is written, with accents of their own."""
_FOR_SOMEBODY = ("actions", "questions", "appreciations", "feedback")
"""Kinds of which `@name` says whom they are for; in the others it is a part of the sentence."""
_BETWEEN_TWO = ("appreciations", "feedback")
"""Kinds that go from one person to the other."""


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """What a line says."""

    text: str
    who: str = ""
    """A person's id, "both", or empty."""
    due: str = ""
    """YYYY-MM-DD or empty."""


def parse_line(line: str, people: tuple[Person, ...], today: date) -> ParsedLine:
    """Read "draft the post @bert fri": `@name` says who, date words at the end by when.

    Of a name as much counts as is written there, the whole of it at most, in any case and without
    its accents, too. The first that somebody of these has says who; another stays in the text as
    it was typed, and so do words that name nobody and no date: nothing typed is lost. Short days
    that are words as well (Dutch "do", "zo", "vrij") count only right after a name.
    """
    text, who, after = _take_who(one_line(line, limit=None), people)
    due = find_due(_without_by(after), today) if after else None
    if due is None:
        text, due = _take_due(f"{text} {after}".strip(), today)
    elif text[-1:] in (",", ";", ":"):
        text = text[:-1].rstrip()
    return ParsedLine(text, who, due.isoformat() if due else "")


def parse_line_as(kind: str, line: str, by: str, pair: Pair, today: date) -> ParsedLine:
    """Read a line of a kind that `by` says; only an action has a date of its own.

    Appreciation and feedback are for the other person where nobody else is named.
    """
    if kind == "actions":
        return parse_line(line, pair.people, today)
    text = one_line(line, limit=None)
    if kind not in _FOR_SOMEBODY:
        return ParsedLine(text)
    before, who, after = _take_who(text, pair.people)
    if kind in _BETWEEN_TWO and not who and pair.partner is not None:
        who = pair.other(by)
    return ParsedLine(f"{before} {after}".strip(), who)


def unknown_name(kind: str, line: str, pair: Pair) -> str:
    """The first name behind an @ that nobody of the pair has, where one is to say whom a line of
    this kind is for and none does. Somebody alone may name anybody."""
    if kind not in _FOR_SOMEBODY or pair.partner is None:
        return ""
    if mentioned(line, pair.people):
        return ""
    names = (_WORD.match(line, mention.end()) for mention in _MENTION.finditer(line))
    return next((name[0] for name in names if name and name[0]), "")


def mentioned(line: str, people: tuple[Person, ...]) -> str:
    """Who is mentioned first in a line: a person's id, "both", or empty."""
    return _take_who(line, people)[1]


def _take_who(line: str, people: tuple[Person, ...]) -> tuple[str, str, str]:
    """What stands before the first mention of somebody, who that is, and what stands behind it.

    Punctuation goes with the words before. A name that a word goes on from ("@bert's mother") is
    a part of the sentence, and stays in it without its @.
    """
    for mention in _MENTION.finditer(line):
        begin = mention.end()
        length, who = _name_at_start(line[begin : begin + _LONGEST], people)
        if not who:
            continue
        before, more, after = line[: mention.start()], *line[begin + length :].partition(" ")[::2]
        if any(map(str.isalnum, more)):
            return before.strip(), who, line[begin:].strip()
        return (before + more if before else more.lstrip(_PAUSES)).strip(), who, after.strip()
    return line, "", ""


def _name_at_start(text: str, people: tuple[Person, ...]) -> tuple[int, str]:
    """How many characters at the beginning of `text` name somebody, as many as can be, and who
    that is: a name, its first word, or a word that begins one."""
    names = {name for p in people for name in (p.name, p.name.partition(" ")[0])}
    word = _WORD.match(text)
    lengths = {_written_length(name, text) for name in names} | {word.end() if word else 0}
    found = ((length, _who(text[:length], people)) for length in sorted(lengths, reverse=True))
    return next((each for each in found if each[1]), (0, ""))


def _written_length(name: str, text: str) -> int:
    """How many characters at the beginning of `text` are this name, in any case and with or
    without its accents; 0 where it is another one or goes on."""
    wanted = folded(name)
    begun = takewhile(wanted.startswith, accumulate(map(fold_one, text)))
    ends = [end for end, letters in enumerate(begun, start=1) if letters == wanted]
    if not ends:
        return 0
    word = _WORD.match(text, ends[-1])
    return 0 if word and word[0] else ends[-1]


def _who(word: str, people: tuple[Person, ...]) -> str:
    if word.casefold() in _BOTH_WORDS:
        return BOTH
    person = find_person(people, word)
    return person.id if person else ""


def _take_due(line: str, today: date) -> tuple[str, date | None]:
    words = line.split()
    for count in (4, 3, 2, 1):
        ending = " ".join(words[-count:])
        if len(words) > count and len(ending) > 2 and ending.lower() not in _WORDS_TOO:
            due = find_due(ending, today)
            if due:
                rest = words[:-count]
                by = len(rest) > 1 and rest[-1].lower() in BEFORE_DATES
                return " ".join(rest[:-1] if by else rest), due
    return line, None


def _without_by(words: str) -> str:
    first, _space, rest = words.partition(" ")
    return rest if first.lower() in BEFORE_DATES else words
