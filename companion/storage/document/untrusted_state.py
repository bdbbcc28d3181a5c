"""Whether a state from elsewhere may be merged, and whether files have all of one."""

from collections.abc import Iterable

from companion.storage.document.device_file import DeviceFile
from companion.storage.document.document import LIST_ROOTS, Document
from companion.storage.yjs.author_entries import ROOT, AuthorEntries
from companion.storage.yjs.fork_check import ForkedClient
from companion.storage.yjs.native import errors_as_bad_state
from companion.storage.yjs.validate import MAX_BLOCKS, BadState, UpdateSummary, summarise_update

MAX_CHARACTERS = 2_000_000
MAX_ENTITIES = 50_000


def check_state(state: bytes, most: int = MAX_BLOCKS) -> UpdateSummary:
    """The outline of a state from elsewhere, once a scratch document has taken all of it.

    Raises BadState where it is no state, not whole, or beyond bounds (of `most` blocks).
    """
    outline = summarise_update(state, most)
    scratch = Document(state)
    with errors_as_bad_state():
        if any(scratch.text(name) for name in LIST_ROOTS):  # read as a list, they never end
            raise BadState("words stand in a list")
        content = scratch.content()
        if scratch.clocks() != outline.clocks:
            raise BadState("a part of it is missing")
    if AuthorEntries(content.get(ROOT, {})).are_ahead(outline.clocks):
        raise BadState("it names who wrote what is not written")
    texts = [value for value in content.values() if isinstance(value, str)]
    entities = sum(len(value) for value in content.values() if not isinstance(value, str))
    if sum(map(len, texts)) > MAX_CHARACTERS or entities + len(texts) > MAX_ENTITIES:
        raise BadState("it is too large")
    return outline


def holds(file: DeviceFile, part: bytes, outline: UpdateSummary) -> bool:
    """Whether a checked file has all that a state of that outline has, removals too."""
    have = (file.outline or summarise_update(file.state)).clocks
    if any(clock > have.get(client, 0) for client, clock in outline.clocks.items()):
        return False  # most often so, and told without making a document of either
    document, _none = Document.merged((file,))
    try:
        return not document.merge(part, outline)
    except ForkedClient:
        return False


def held(files: Iterable[DeviceFile], state: bytes) -> bool:
    """Whether those of the files that agree with a state have all of it, removals too."""
    files = tuple(files)
    _all, forked = Document.merged(files, state)
    there, _none = Document.merged(file for file in files if file not in forked)
    return not there.merge(state)
