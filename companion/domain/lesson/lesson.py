"""A lesson: what a pair can do together in one session, in one language."""

from dataclasses import dataclass
from datetime import date

LEVELS = ("starter", "practice", "deepening")
DURATIONS = (30, 45, 60)
"""Minutes a lesson may take."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    id: str
    """S1, S2, … as cited in the text."""
    title: str
    url: str
    checked: date
    """The day somebody last read it."""


@dataclass(frozen=True, slots=True)
class LessonMeta:
    """The front matter: what a list of lessons needs to know."""

    id: str
    track: str
    order: int
    """Position in the track, from 1."""
    title: str
    summary: str
    language: str
    duration: int
    """Minutes."""
    level: str
    version: str
    """Three numbers: wording, prompts or questions, aim."""
    updated: date
    review_by: date
    license: str
    sources: tuple[Source, ...]
    volatile: bool = False
    """Its facts age quickly, so a look-up section stands in it."""
    needs: tuple[str, ...] = ()
    """Lessons advised beforehand; never a lock."""
    alone: tuple[int, ...] = ()
    """Numbers of the agenda items whose steps one person gets something from without the other."""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One timed item of the agenda."""

    number: int
    title: str
    minutes: int
    lead: str
    """mentor, mentee or both."""
    prompts: tuple[str, ...]
    """Questions to talk about, as Markdown without the list marker."""
    steps: tuple[str, ...]
    """Steps of the exercise, likewise."""
    markdown: str
    """Everything below the heading."""
    line: int
    """The heading's line in the file, from 1."""


@dataclass(frozen=True, slots=True)
class RecallQuestion:
    """A question to remember by; its number never changes."""

    number: int
    question: str
    answer: str
    line: int


@dataclass(frozen=True, slots=True)
class Task:
    """Something one or both do before the next session."""

    who: str
    """mentor, mentee or both."""
    text: str


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A lesson to read, in one language, its parts not told apart."""

    meta: LessonMeta
    markdown: str
    """The body of the file, without the front matter."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A whole lesson in one language."""

    meta: LessonMeta
    agenda: tuple[Item, ...]
    checklist: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    """(kind, text): what to write down; kind is decision, action, idea or feedback."""
    lookup: tuple[str, ...]
    reflection: tuple[tuple[str, str], ...]
    """(who, question): mentor, mentee, both."""
    homework: tuple[Task, ...]
    tips: tuple[str, ...]
    recall: tuple[RecallQuestion, ...]
    sections: tuple[tuple[str, str], ...]
    """(key, Markdown below the heading) in the file's order, by the English name of the section."""
    markdown: str
    """The body of the file, without the front matter."""
