"""What both sides say in the end, read with the app's own storage: every word in its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from companion.domain.note.drafts import CAPTURE, CORRECTION, LATER_LINE, NEW_ITEM, SKIP
from companion.domain.note.record_kinds import split_label
from companion.domain.session.notebook import RECORD_KINDS, Notebook
from companion.domain.session.summary import Summary
from companion.storage.document.tables import tables_of
from companion.workspace import Workspace
from companion.workspace.document.open_document import OpenDocument
from typists.files import standing
from typists.verdict import AUTHOR, DIFFER, DOUBLED, LOST, ORDER, RECORD, UNDO
from typists.words import ELSEWHERE, Found, Word, bare, judge, out_of_order, words_in
from typists.world import World

BEGIN_EMPTY = (CAPTURE, CORRECTION, LATER_LINE, NEW_ITEM, SKIP)
"""Drafts of what stands nowhere yet; those of other kinds begin as what they are to change."""
SAYS = {
    "lost": LOST,
    "twice": DOUBLED,
    "under the name": AUTHOR,
    "no record": RECORD,
    "taken back": UNDO,
}


class Places(defaultdict[str, Found]):
    """Where each word stands."""

    def __init__(self, words: Iterable[Word]) -> None:
        super().__init__(Found)
        self._typed = {word.text for word in words}

    def words_in(self, text: str) -> Iterator[str]:
        """The words of a text; accents nobody typed behind one stood there before."""
        return (word if word in self._typed else bare(word) for word in words_in(text))


def judge_all(world: World) -> None:
    """Open both homes as an app would, compare them, and look for each word."""
    said = {name: _documents(world, name) for name in world.people}
    said = {name: _documents(world, name) for name in world.people}  # what the first published
    anna, bert = said.values()
    for name in sorted({*anna, *bert}):
        if anna.get(name) != bert.get(name):
            world.report(DIFFER, f"{name} is not the same on both sides")
    texts, found = [], Places(world.words)  # of a word cut short by a kill there is a part
    for name in world.people:
        texts += _look_for(world, name, found)
    for folder in world.files.values():
        folder.refresh()
    for word in world.words:
        _judge(world, word, found[word.text])
    for step in sorted({word.step for word in world.words}):
        words = [word for word in world.words if word.step == step]
        for text in texts:
            for what in out_of_order(words, text):
                world.report(ORDER, what)


def _judge(world: World, word: Word, found: Found) -> None:
    folders = world.files["shared"], world.files[word.who]
    private = [path for path in standing(folders[1:], word.text) if "mirror" not in path.parts]
    found.private = len(private)
    for what in judge(word, found):
        kind = next(kind for part, kind in SAYS.items() if part in what)
        world.report(kind, what)


def _documents(world: World, name: str) -> dict[str, object]:
    """What each document says on one side, as readable tables."""
    workspace = world.workspace(name)
    try:
        workspace.put_right()
        workspace.index.refresh()
        return {s.id: tables_of(workspace.open_document(s).notebook) for s in _all_of(workspace)}
    finally:
        workspace.close()


def _all_of(workspace: Workspace) -> Iterator[Summary]:
    """Every document; what was thrown away can be brought back, with all its words."""
    return chain(workspace.index.summaries, workspace.index.thrown)


def _look_for(world: World, name: str, found: Places) -> Iterator[str]:
    """Count the words in all documents of one side; gives the texts of the notes."""
    workspace = world.workspace(name)
    try:
        workspace.index.refresh()
        _count_drafts(workspace, found)
        for summary in _all_of(workspace):
            document = workspace.open_document(summary)
            if name == "Anna":  # Bert's says the same, or that is found already
                _count_notes(workspace, document, found)
                _count_records(workspace, document.notebook, found)
            yield from document.notebook.notes.values()
    finally:
        workspace.close()


def _count_drafts(workspace: Workspace, found: Places) -> None:
    for draft in workspace.drafts.all():
        if draft.of.kind in BEGIN_EMPTY:
            for word in found.words_in(draft.text):
                found[word].drafts += 1


def _count_notes(workspace: Workspace, document: OpenDocument, found: Places) -> None:
    for item, text in document.notebook.notes.items():
        for word in found.words_in(text):
            found[word].notes += 1
        for line in text.split("\n"):
            kind, rest = split_label(line) or ("", "")
            for word in found.words_in(rest):
                found[word].labelled.add(kind)
        for stretch, by in document.note_editor(item).authored:
            for word in found.words_in(stretch):
                found[word].by.add(workspace.pair.name_of(by))


def _count_records(workspace: Workspace, notebook: Notebook, found: Places) -> None:
    for kind in RECORD_KINDS:
        for record in notebook.records(kind):
            for word in {*found.words_in(f"{record.text} {record.answer}")}:
                found[word].records[kind] = found[word].records.get(kind, 0) + 1
                if not found[word].notes:  # a line of the notes can have words of both
                    found[word].by.add(workspace.pair.name_of(record.by))
    for text in notebook.unentered:
        for word in found.words_in(text.text):
            in_fields = found[word].records
            in_fields["a field of the close"] = in_fields.get("a field of the close", 0) + 1
            found[word].by.add(workspace.pair.name_of(text.by))
    items = (*notebook.agenda, *notebook.dropped)
    rest = [*notebook.answers.values(), *(item.title for item in items),
            *(event.why for event in notebook.events)]  # fmt: skip
    for word in {*found.words_in("\n".join(rest))}:
        found[word].records[ELSEWHERE] = 1
