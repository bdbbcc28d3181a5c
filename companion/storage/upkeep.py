"""What is put right at a start: left-overs removed, and what never reached the shared folder."""

import contextlib

from companion.storage.document import Document
from companion.storage.files import remove_leftovers
from companion.storage.shared_folder import BETWEEN, PROGRAMME, SESSIONS
from companion.storage.store import SLOTS, Store


def put_right(store: Store) -> None:
    """Do both for every document; in the background, for a folder may be slow or gone."""
    kinds = (*store.mirror.documents(SESSIONS), *store.mirror.documents(BETWEEN))
    for name in (PROGRAMME, *kinds):
        for folder in (store.mirror, store.shared):
            remove_leftovers(folder.path(name), store.device)
        with contextlib.suppress(OSError):  # the next start tries again
            share_what_waits(store, name)


def share_what_waits(store: Store, name: str) -> None:
    """Publish a document that was saved on this machine and then could not be shared.

    Only words that no file in the shared folder holds are a reason to write there: a merge is not.
    Raises OSError.
    """
    if not _mirrored_last(store, name):
        return
    there = Document(*(file.state for file in store.shared.read(name).files))
    here = store.glance(name)
    if there.merge(here.document.state()):
        store.publish(store.snapshot(here))


def _mirrored_last(store: Store, name: str) -> bool:
    """Whether this machine wrote the private copy after its shared ones: a cheap first look."""
    private = store.mirror.scan(name)
    devices = {file.removesuffix(".json") for file in private}
    own = {f"{device}.{slot}.json" for device in devices for slot in SLOTS}
    shared = [s.mtime_ns for file, s in store.shared.scan(name).items() if file in own]
    return max((s.mtime_ns for s in private.values()), default=0) > max(shared, default=0)
