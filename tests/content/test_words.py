"""What each lesson that ships says: short sentences, plain words, one Dutch word for one thing."""

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate

from support.shipped_lessons import assert_kept, shipped_lesson
from support.spoken import sentences, words

MOST_WORDS, MOST_ON_AVERAGE = 30, 12
"""Words in a sentence, and in a lesson's sentences on average: short enough to be read aloud."""
MOST_LIX = 35
"""Björnsson's readability index (1968), words a sentence plus the percentage of long words: it is
the same measure in English and Dutch. 30 to 40 is plain prose, what level B1 reads with ease."""

GLOSSARY = {
    "works council": r"ondernemingsra|\bOR\b",
    "confidential advis": r"vertrouwensperso",
    r"AI assistant": r"AI-assistent",
    "two-step": r"tweestapsverificatie",
    r"alt text": r"alt-tekst",
    "house rule": r"huisregel",
    r"data breach": r"datalek",
    r"\bboost": r"promo",
    r"\bGDPR\b": r"\bAVG\b",
    "work floor|shop floor": r"werkvloer",
    "agreement": r"afspra",
    "psychological safety": r"psychologische veiligheid",
    "power distance": r"machtsafstand",
    "feedforward": r"feedforward",
    "appraisal": r"beoordeling|functionering",
    "social media": r"sociale media|socialemedia",
    "return visit": r"tegenbezoek",
    r"captions?\b": r"ondertitel",
    r"\bimpact\b": r"effect|gevolg",
    r"\bintent\b": r"bedoeling",
    "appreciation": r"waardering",
}
"""What stands in an English lesson, and the one Dutch word for it that the other has."""

NOT_IN_DUTCH = (
    r"\bhuiswerk", r"\b(?:het|een|jullie) koppel\b", r"(?-i:\bsocial media\b)", r"\btevens\b",
    r"\bmiddels\b", r"\bsimpelweg\b", r"\beven snel\b", r"\bprompts?\b", r"\bAI assist",
    r"\badmins?\b", r"\bnotulen\b", r"\bsupervisor", r"\bdata lek", r"\btweefactor",
    r"sociale media (?:is|wordt|heeft)\b", r"\bdigital native", r"\bmentorschap op zijn kop",
)  # fmt: skip
"""Second words for one thing, and words that talk down."""


class Said:
    """All sentences of a lesson as one text, in which the line of each place is known."""

    def __init__(self, file, between: str) -> None:
        self.lines, said = zip(*sentences(file), strict=True)
        self.text = between.join(said)
        self._starts = list(accumulate((len(one) + len(between) for one in said), initial=0))

    def find(self, pattern: str) -> Iterator[tuple[int, str]]:
        """Where the pattern is found, in whatever case, and what is there."""
        for found in re.finditer(pattern, self.text, re.IGNORECASE):
            yield self.lines[bisect(self._starts, found.start()) - 1], found[0]


BOXES = r"\b(?:millennial|boomer|zoomer|digital native|gen(?:eration)? [xyz]\b)"
CLICK_PATH = r"\w \s*(?:>|→|») \s*\w"


def boxed(file):
    for pattern in (BOXES, CLICK_PATH):
        yield from Said(file, "\n").find(pattern)


def test_no_box_and_no_click_path(lessons):
    assert_kept(boxed, lessons)


def hard_to_read(file):
    spoken = [(line, found) for line, said in sentences(file) if (found := words(said))]
    for line, found in spoken:
        if len(found) > MOST_WORDS:
            yield line, f"{len(found)} words: {' '.join(found)}"
    total = sum(len(found) for _line, found in spoken)
    average = total / len(spoken)
    if average > MOST_ON_AVERAGE:
        yield 1, f"{average:.1f} words in a sentence on average"
    lix = average + 100 * sum(len(w) > 6 for _line, found in spoken for w in found) / total
    if lix > MOST_LIX:
        yield 1, f"a readability index of {lix:.1f}"


def test_sentences_are_short_and_words_plain(lessons):
    assert_kept(hard_to_read, lessons)


def wrong_in_dutch(dutch):
    file = shipped_lesson(dutch.id, "en")
    english, said = Said(file, " "), Said(dutch, " ")
    for term, word in GLOSSARY.items():
        there = next(english.find(term), None)
        if there and not any(said.find(word)):
            yield 1, f"no “{word}” for “{there[1]}” of {file.at(there[0], 'English')}"
    for pattern in NOT_IN_DUTCH:
        yield from said.find(pattern)


def test_dutch_uses_one_word_for_one_thing(lessons):
    assert_kept(wrong_in_dutch, [file for file in lessons if file.language == "nl"])
