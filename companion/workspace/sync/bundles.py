"""Sharing without a synced folder: everything packed into one file, and such a file taken in.

Any thread may do either while documents are open: news of an open one reaches it through the
shared folder, as a partner's do.
"""

from pathlib import Path

from companion.domain.errors import CompanionError, WrongUse
from companion.domain.fault_messages import not_saved, not_shared, reason
from companion.domain.text import slug
from companion.i18n import _
from companion.storage.disk.atomic_files import NotPlain, replace_file
from companion.storage.disk.paths import is_inside
from companion.storage.document.device_file_writer import Snapshot
from companion.storage.sync.bundle import (
    Bundle,
    NotABundle,
    Part,
    TooLarge,
    build_bundle,
    read_bundle,
)
from companion.storage.sync.recovery import share_what_waits
from companion.storage.sync.shared_folder import KINDS, PROGRAMME
from companion.storage.yjs.fork_check import ForkedClient
from companion.workspace.sync.bundle_owner import parts_of_this_pair
from companion.workspace.sync.bundle_report import Unpacked
from companion.workspace.workspace import Workspace


def pack(workspace: Workspace) -> bytes:
    """A bundle of all that this device knows. Raises CompanionError."""
    store = workspace.store
    names = (PROGRAMME, *(name for kind in KINDS for name in store.documents(kind)))
    try:
        return build_bundle((f"{n}/{store.device}.json", store.whole_file(n)) for n in names)
    except TooLarge:
        sentence = _("Your notes are too many for one file. Copy what stands in {folder} instead.")
        raise CompanionError(sentence.format(folder=workspace.folder)) from None
    except OSError as error:
        raise CompanionError(_unreadable(workspace.places.home, error)) from None


def write_bundle(workspace: Workspace, out: Path) -> Path:
    """Pack into the file `out`, or under a free name into the folder `out`; gives the file's path.

    Raises CompanionError; WrongUse for a place where a bundle must not be.
    """
    try:
        path = _free_name(workspace, out) if out.is_dir() else out
        _refuse_what_is_no_place(workspace, path)
        replace_file(path, pack(workspace))
    except OSError as error:
        sentence = _("{path} cannot be written: {reason}. Choose another place for the file.")
        raise CompanionError(sentence.format(path=out, reason=reason(error))) from None
    return path


def unpack(workspace: Workspace, path: Path) -> Unpacked:
    """Take in all that can be read of a bundle of this pair.

    Raises CompanionError where the file cannot be read or is of others (nothing is taken then), and
    where this machine cannot keep what was in it.
    """
    bundle = _read(path)
    parts = parts_of_this_pair(workspace, path, bundle)
    news: set[str] = set()
    forked: set[str] = set()
    unshared = None
    for part in parts:
        try:
            snapshot = _keep(workspace, part)
        except ForkedClient:
            forked.add(part.document)
            continue
        if snapshot is not None:
            news.add(part.document)
        unshared = _share(workspace, part.document, snapshot) or unshared
    return Unpacked(
        frozenset(news),
        frozenset(part.document for part in parts) - news - forked,
        bundle.damaged,
        bundle.newer,
        tuple(sorted(forked)),
        not_shared(workspace.folder, unshared) if unshared else "",
    )


def _free_name(workspace: Workspace, folder: Path) -> Path:
    """A name in `folder` that nothing has yet, such as companion-anna-2026-11-24.zip."""
    words = ("companion", slug(workspace.pair.me.name), workspace.environment.today().isoformat())
    stem = "-".join(word for word in words if word)
    path, number = folder / f"{stem}.zip", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.zip"
    return path


def _refuse_what_is_no_place(workspace: Workspace, path: Path) -> None:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise WrongUse(_("{path} is no plain file; choose another name.").format(path=path))
    for ours in (workspace.folder, workspace.places.home):
        if is_inside(path, ours):
            sentence = _("{folder} is companion's own; choose a place outside it for the file.")
            raise WrongUse(sentence.format(folder=ours))


def _read(path: Path) -> Bundle:
    try:
        return read_bundle(path)
    except NotPlain:
        sentence = _("{path} is no plain file of a sensible size. Name the file that was packed.")
    except NotABundle:
        sentence = _(
            "{path} is not what companion packs, or was cut off on its way. Ask for it once more."
        )
    except TooLarge:
        sentence = _("{path} holds more than companion ever packs; nothing of it was taken.")
    except OSError as error:
        raise CompanionError(_unreadable(path, error)) from None
    raise CompanionError(sentence.format(path=path))


def _unreadable(path: Path, error: OSError) -> str:
    why = _("it may not be read") if isinstance(error, PermissionError) else reason(error)
    return _("{path} cannot be read: {reason}.").format(path=path, reason=why)


def _keep(workspace: Workspace, part: Part) -> Snapshot | None:
    try:
        return workspace.store.import_state(part.document, part.state)
    except OSError as error:
        raise CompanionError(not_saved(workspace.places.home, error)) from None


def _share(workspace: Workspace, document: str, snapshot: Snapshot | None) -> OSError | None:
    """Share what was taken now, or what an earlier unpacking could not share."""
    try:
        if snapshot is not None:
            workspace.store.publish(snapshot)
        else:
            share_what_waits(workspace.store, document)
    except OSError as error:
        return error
    return None
