"""The model of words: who typed which, for whose eyes, and where each has to stand in the end.

Pure: it knows neither screens nor files. A word is made up, stands nowhere else, and is typed once.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

SHARED, PRIVATE, OFF_RECORD = "shared", "private", "off the record"
ELSEWHERE = "elsewhere"
"""In place of the name of a table: titles, reasons and answers."""
_CONSONANTS, _VOWELS = "bdfgjklmnprstvwz", "aeiou"
_SYLLABLES = [consonant + vowel for consonant in _CONSONANTS for vowel in _VOWELS]
_WORD = re.compile(r"(?:[bdfgjklmnprstvwz][aeiou]){3}q[\u00e0-\u00ff]*")


def new_word(number: int) -> str:
    """The made-up word of a number: three syllables and a q, which no such word has elsewhere."""
    many = len(_SYLLABLES)
    number = number * 104_729 % many**3  # neighbours in number are none in letters
    places = (number // many**2, number // many % many, number % many)
    return f"{''.join(_SYLLABLES[place] for place in places)}q"


def words_in(text: str) -> list[str]:
    """The made-up words that stand in a text, as they are kept: composed."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def bare(word: str) -> str:
    """A made-up word without the accents behind it."""
    return word[: word.index("q") + 1]


@dataclass(slots=True)
class Word:
    """A word that somebody typed."""

    text: str
    who: str
    kind: str
    """SHARED, PRIVATE or OFF_RECORD."""
    step: int
    typed: float
    """When its last letter was, in seconds of some clock."""
    due: bool = True
    """Whether it has to stand in a file: it was typed where letters are kept."""
    label: str = ""
    """The records that the label of its line makes of it, by the name of their table, as long as
    the line begins with that: somebody may type before or into a label."""
    author: str = ""
    """Under whose name it stands: of who typed it, or of who had the pen; empty where a dialog
    asked for the other's words."""
    in_line: bool = False
    """Whether it was typed into a line that becomes a record, which can be taken back."""
    taken_back: float = 0.0
    """When it was taken back, where it was written down and that at once: no record may have it."""
    killed_in_draft: bool = False
    """Whether the app was killed while it stood in a draft: it may have been handed over already,
    and then is a draft again."""
    gone: str = ""
    """Why it need not be there any more: removed, or the app was killed before it was saved."""


@dataclass(slots=True)
class Found:
    """Where a word stands in the end."""

    notes: int = 0
    """How often in the notes of all sessions."""
    records: dict[str, int] = field(default_factory=dict)
    """How often in records, by the names of their tables."""
    drafts: int = 0
    """How often in drafts of what stands nowhere else yet."""
    private: int = 0
    """How often in private notes, drafts and other files of one person's own."""
    labelled: set[str] = field(default_factory=set)
    """The records that the lines of the notes make in which it stands, by their labels."""
    by: set[str] = field(default_factory=set)
    """The names under which it stands in notes and records."""

    @property
    def anywhere(self) -> bool:
        """Whether it stands anywhere at all."""
        return bool(self.notes or self.private or any(self.records.values()))


def judge(word: Word, found: Found) -> list[str]:
    """What is wrong with where a word stands once everything is saved and shared."""
    wrong = []
    if word.due and not word.gone and not found.anywhere:
        wrong.append("is lost")
    if len(places := _places(word, found)) > 1:
        wrong.append(f"stands twice in {', '.join(dict.fromkeys(places))}")
    if word.kind == SHARED and word.author and found.by - {word.author}:
        others = ", ".join(sorted(found.by - {word.author}))
        wrong.append(f"stands under the name of {others}, not of {word.author}")
    if word.taken_back and any(found.records.values()):
        wrong.append("stands in a record though it was taken back")
    if word.label in found.labelled and not word.gone and not found.records.get(word.label):
        wrong.append(f"made no record of its line ({word.label})")
    return [f"{word.who}'s {word.text} (step {word.step}) {what}" for what in wrong]


def _places(word: Word, found: Found) -> list[str]:
    """Each place in which a word stands. In the notes, the line that makes a record of it is none
    of its own; nor is what makes use of what stands elsewhere, as the title of an agenda item."""
    records = [
        kind
        for kind, count in found.records.items()
        for number in range(count)
        if kind != ELSEWHERE and (number or kind not in found.labelled)
    ]
    drafts = 0 if word.killed_in_draft else found.drafts
    return ["the notes"] * found.notes + records + ["a draft"] * drafts


def out_of_order(words: Iterable[Word], text: str) -> list[str]:
    """The words of one step that stand in a text in another order than they were typed in."""
    places = [(text.find(word.text), word) for word in words if word.text in text]
    return [
        f"{word.who}'s {word.text} (step {word.step}) stands before {before.text}"
        for (at, word), (earlier, before) in zip(places[1:], places, strict=False)
        if at < earlier
    ]
