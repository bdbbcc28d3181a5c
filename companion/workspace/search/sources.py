"""What there is to search in: every document and lesson, and one's own private notes and cards."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from companion.domain.dates import day_of
from companion.domain.errors import CompanionError
from companion.domain.lesson.margins import Mark
from companion.domain.lesson_issue import Finding
from companion.domain.search.passages import CARD, MARGIN, PRIVATE, Passage, passages_in
from companion.domain.session.agenda import WHOLE
from companion.domain.session.summary import Summary
from companion.lessons.library import LessonText
from companion.storage.disk.atomic_files import stamp
from companion.storage.document.document import Document
from companion.storage.document.margin_marks import read_marks
from companion.storage.private.reading_state import ReadingFiles
from companion.storage.search.tables import Source
from companion.storage.sync.shared_folder import BETWEEN, MARGINS, SESSIONS
from companion.storage.sync.store import Store
from companion.storage.sync.summary_index import Seen, read_current, signatures
from companion.workspace.session.private_notes import PrivateText, private_texts
from companion.workspace.workspace import Workspace


class PendingSource(NamedTuple):
    """Something that has to be read if it is not as it was."""

    name: str
    seen: str
    """What changes when it does."""
    read: Callable[[], Source]


def all_sources(workspace: Workspace) -> list[PendingSource]:
    """All of it, one's own words first: they are the first that somebody looks for."""
    lessons = workspace.library.texts()
    titles = {text.entry.id: text.entry.title for text in lessons}
    return [
        *_private(workspace),
        *_own_cards(workspace),
        *_own_reading(workspace, titles),
        *_documents(workspace),
        *_margins(workspace, titles),
        *map(_pending_lesson, lessons),
    ]


def _private(workspace: Workspace) -> Iterator[PendingSource]:
    there, gone = workspace.index.lists()
    summaries = {s.id: s for s in there if s.kind == "session"}
    thrown = {s.id for s in gone}
    for notes in private_texts(workspace):
        if notes.session in thrown:
            continue
        summary = summaries.get(notes.session, Summary(notes.session, "session"))
        # With what the list of all sessions knows of it, which may come later.
        name, seen = f"private {notes.session}", f"{notes.seen} {summary.title}"
        me = workspace.space.me
        yield PendingSource(name, seen, partial(_private_note, name, seen, notes, summary, me))


def _private_note(name: str, seen: str, notes: PrivateText, summary: Summary, me: str) -> Source:
    text = notes.read()
    passage = Passage(
        PRIVATE, text, "", f"{SESSIONS}/{notes.session}", summary.lesson, summary.title,
        item=WHOLE, day=summary.date or day_of(notes.session[:10]), who=(me,),
    )  # fmt: skip
    return Source(name, seen, [passage] if text.strip() else [])


def _own_cards(workspace: Workspace) -> Iterator[PendingSource]:
    path = workspace.places.recall(workspace.space.id) / f"{workspace.space.me}.md"
    if seen := stamp(path):
        yield PendingSource("own cards", seen, partial(_cards, path, seen, workspace.space.me))


def _cards(path: Path, seen: str, me: str) -> Source:
    from companion.workspace.recall.card_sources import own_cards

    cards = []
    with suppress(CompanionError):  # the review says what is wrong with the file
        cards = own_cards(path)
    found = [Passage(CARD, c.answer, c.question, record=c.id, who=(me,)) for c in cards]
    return Source("own cards", seen, found)


def _documents(workspace: Workspace) -> Iterator[PendingSource]:
    """Newest first."""
    store = workspace.store
    for name in (*store.documents(BETWEEN), *reversed(store.documents(SESSIONS))):
        seen = _seen(store, signatures(store, name))
        yield PendingSource(name, seen, partial(_document, store, name))


def _seen(store: Store, signed: Seen) -> str:
    """What changes when a document's files do, or the names by which its notes are read."""
    people = [[person.id, person.name] for person in store.pair.people]
    return json.dumps([people, signed])


def _document(store: Store, name: str) -> Source:
    opened, notebook, seen = read_current(store, name)
    found: list[Passage] = []
    if notebook.thrown is None:
        found = passages_in(notebook, name, _authors(opened.document))
    return Source(name, _seen(store, seen), found)


def _authors(document: Document) -> dict[str, tuple[str, ...]]:
    authors: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for (name, person), count in document.tally().items():
        if count and person:
            authors[name] += (person,)
    return authors


def _own_reading(workspace: Workspace, titles: Mapping[str, str]) -> Iterator[PendingSource]:
    """My own notes in margins, and what I answered to questions, for myself."""
    folder, me = workspace.places.reading(workspace.space.id), workspace.space.me
    for lesson, title in titles.items():
        files = ReadingFiles(folder, lesson, me)
        if seen := files.seen:
            name = f"own margin {lesson}"
            yield PendingSource(name, seen, partial(_marks, name, seen, lesson, title, files.marks))
        if seen := files.study_stamp:
            name = f"own answers {lesson}"
            yield PendingSource(name, seen, partial(_answers, name, seen, lesson, title, files, me))


def _answers(name: str, seen: str, lesson: str, title: str, files: ReadingFiles, me: str) -> Source:
    """What I answered to a lesson's questions, for myself."""
    from companion.lessons.parse.blocks import plain_text

    found = [
        Passage(PRIVATE, answer.text, plain_text(answer.question), lesson=lesson, title=title,
                language=answer.language, day=day_of(answer.at), who=(me,))
        for answer in files.study().answers
        if answer.text.strip()
    ]  # fmt: skip
    return Source(name, seen, found)


def _margins(workspace: Workspace, titles: Mapping[str, str]) -> Iterator[PendingSource]:
    store = workspace.store
    for name in store.documents(MARGINS):
        lesson, seen = name.rpartition("/")[2], json.dumps(signatures(store, name))
        read = partial(_shared_marks, store, name)
        yield PendingSource(
            name, seen, partial(_marks, name, seen, lesson, titles.get(lesson, ""), read)
        )


def _shared_marks(store: Store, name: str) -> tuple[Mark, ...]:
    return read_marks(store.load_read_only(name).document.content())


def _marks(
    name: str, seen: str, lesson: str, title: str, read: Callable[[], tuple[Mark, ...]]
) -> Source:
    """What was noted in a margin; a passage that is only marked says nothing of its own."""
    found = [
        Passage(MARGIN, mark.text, mark.words, lesson=lesson, title=title, language=mark.language,
                record=mark.id, day=day_of(mark.created), who=(mark.by,))
        for mark in read()
        if mark.text
    ]  # fmt: skip
    return Source(name, seen, found)


def _pending_lesson(lesson: LessonText) -> PendingSource:
    name, seen = f"lesson {lesson.entry.path}", f"{lesson.signature} {lesson.entry.id}"
    return PendingSource(name, seen, partial(_lesson, name, seen, lesson))


def _lesson(name: str, seen: str, lesson: LessonText) -> Source:
    from companion.lessons.search_text import passages_of

    text = lesson.read()
    found = [] if isinstance(text, Finding) else passages_of(text, lesson.entry)
    return Source(name, seen, found)
