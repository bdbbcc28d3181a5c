"""What holds of every lesson that ships: sources, words, sentences; the two languages together."""

import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import pytest

from companion.domain.lesson.lesson import Lesson
from companion.domain.lesson.tracks import TRACKS
from companion.lessons.check.run import check_paths
from companion.lessons.load import parse_lesson
from companion.lessons.parse.blocks import plain_text

CONTENT = Path(str(resources.files("content")))
LESSONS = CONTENT / "lessons"
PER_TRACK = {"equals": 4, "social-media": 5, "facebook": 5, "feedback": 5, "open-talk": 4,
             "departments": 3, "digital": 4}  # fmt: skip

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


@dataclass(frozen=True, slots=True)
class File:
    """A lesson that ships."""

    path: Path
    text: str
    lesson: Lesson


def all_files() -> list[File]:
    found = []
    for path in sorted(LESSONS.rglob("*.md")):
        text = path.read_text("utf-8")
        found.append(File(path, text, parse_lesson(text, path.name)))
    return found


FILES = all_files()
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.stem)


def test_the_curriculum_is_whole() -> None:
    for language in ("en", "nl"):
        metas = [file.lesson.meta for file in FILES if file.lesson.meta.language == language]
        ids = {meta.id for meta in metas}
        assert ids == {f"{t}-{n:02}" for t, count in PER_TRACK.items() for n in range(1, count + 1)}
        assert all(meta.id == f"{meta.track}-{meta.order:02}" for meta in metas)
        assert {meta.track for meta in metas} == set(TRACKS)


def test_the_checker_has_nothing_to_say(today) -> None:
    assert check_paths([LESSONS], today, None) == []


@each_file
def test_every_source_is_https_and_cited(file: File) -> None:
    sources = file.lesson.meta.sources
    assert 2 <= len(sources) <= 7
    assert all(source.url.startswith("https://") for source in sources)
    body = file.text.split("---\n", 2)[2]
    cited = set(re.findall(r"\[(S\d+)\](?!:)", body))
    assert cited == {source.id for source in sources}


@each_file
def test_no_box_and_no_click_path(file: File) -> None:
    said = "\n".join(sentences(file))
    assert not re.search(r"\b(?:millennial|boomer|zoomer|digital native|gen(?:eration)? [xyz]\b)",
                         said, re.IGNORECASE)  # fmt: skip
    assert not re.search(r"\w \s*(?:>|→|») \s*\w", said)


@each_file
def test_sentences_are_short_and_words_plain(file: File) -> None:
    counts = [words(sentence) for sentence in sentences(file)]
    counts = [found for found in counts if found]
    longest = max(counts, key=len)
    assert len(longest) <= MOST_WORDS, " ".join(longest)
    total = sum(map(len, counts))
    average = total / len(counts)
    assert average <= MOST_ON_AVERAGE
    long_words = sum(len(word) > 6 for found in counts for word in found)
    assert average + 100 * long_words / total <= MOST_LIX


@each_file
def test_agenda_leaves_both_a_part_and_time_to_talk(file: File) -> None:
    agenda = file.lesson.agenda
    total = sum(item.minutes for item in agenda)
    for lead in ("mentor", "mentee"):
        led = sum(item.minutes for item in agenda if item.lead == lead)
        assert 0 < led <= total * 0.6
    assert all(item.prompts or item.steps for item in agenda)
    assert {who for who, _text in file.lesson.reflection} == {"mentor", "mentee", "both"}
    assert 4 <= len(file.lesson.recall) <= 6


@pytest.mark.parametrize(
    "file", [f for f in FILES if f.lesson.meta.language == "nl"], ids=lambda file: file.path.stem
)
def test_dutch_uses_one_word_for_one_thing(file: File) -> None:
    english = next(
        f for f in FILES
        if f.lesson.meta.id == file.lesson.meta.id and f.lesson.meta.language == "en"
    )  # fmt: skip
    english_text, dutch_text = (" ".join(sentences(f)) for f in (english, file))
    missing = [
        dutch
        for term, dutch in GLOSSARY.items()
        if re.search(term, english_text, re.IGNORECASE)
        and not re.search(dutch, dutch_text, re.IGNORECASE)
    ]
    assert not missing
    found = [m[0] for p in NOT_IN_DUTCH for m in re.finditer(p, dutch_text, re.IGNORECASE)]
    assert not found


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("track", TRACKS)
def test_a_track_page_names_its_lessons_in_order(track: str, language: str) -> None:
    page = (CONTENT / "tracks" / language / f"{track}.md").read_text("utf-8")
    assert page.startswith("# ")
    text = " ".join(page.split())
    metas = sorted(
        (f.lesson.meta for f in FILES
         if (f.lesson.meta.track, f.lesson.meta.language) == (track, language)),
        key=lambda meta: meta.order,
    )  # fmt: skip
    named = re.findall(r"\d\. \*\*([\w-]+) (.*?)\*\*", text)
    assert [lesson for lesson, _title in named] == [meta.id for meta in metas]
    for (_lesson, title), meta in zip(named, metas, strict=True):
        assert meta.title.startswith(title.rstrip(".")), (title, meta.title)


def sentences(file: File) -> list[str]:
    """What is read aloud, sentence by sentence; headings, markers and addresses aside."""
    body = file.text.split("---\n", 2)[2]
    body = re.sub(r"^\[S\d+\]: .*$|^#+ .*$|\[S\d+\]", "", body, flags=re.MULTILINE)
    body = re.sub(r"^\s*(?:- \[ \]|[-*]|\d+\.)\s+", "\n\n", body, flags=re.MULTILINE)
    blocks = (plain_text(block.replace(">", " ")) for block in re.split(r"\n\s*\n", body))
    return [s for block in blocks for s in re.split(r"(?<=[.!?:;…])[\"”’]?\s+", block) if s.strip()]


def words(sentence: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", sentence)
