"""Earlier versions of notes, in private files that nobody else ever sees.

Each device writes one TinyDB file a document, as it does in the mirror, so that two windows never
write the same one. What a note says is told here before the mirror forgets it: at each save and
each merge. Most of that changes nothing on disk.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from companion.domain.note.note_versions import (
    LONG_AGO,
    Standing,
    Version,
    next_state,
    thin,
    version_to_keep,
)
from companion.domain.text import one_line, visible
from companion.i18n import _
from companion.storage.disk.atomic_files import NotPlain, make_private
from companion.storage.disk.device_id import Device
from companion.storage.disk.log import append_log
from companion.storage.document.device_file import Damaged, DurableStorage, Row, rows

_TABLE = "versions"


class History:
    """The versions of all of one pair's notes on this machine."""

    def __init__(self, root: Path, device: Device, log: Path) -> None:
        self._root = root
        self._device = device
        self._log = log
        self._standing: dict[str, dict[str, Standing]] = {}
        self._own: dict[str, list[Version]] = {}

    def path(self, document: str) -> Path:
        """The folder of one document's versions."""
        return self._root / document

    def versions(self, document: str) -> list[Version]:
        """All versions of a document's notes, those of other windows too, oldest first."""
        found: dict[Version, None] = {}  # in the order of the files, for those of one moment
        for path in sorted(self.path(document).glob("*.json")):
            with contextlib.suppress(OSError, Damaged, NotPlain):
                found.update(dict.fromkeys(_read(path)))
        return sorted(found, key=lambda version: version.at)

    def open(self, document: str, texts: Mapping[str, str]) -> None:
        """A document is in use from now on; its notes say `texts`, by their items."""
        self._standing.setdefault(
            document, {item: Standing(text, text) for item, text in texts.items()}
        )

    def close(self, document: str) -> None:
        """A document is no longer in use."""
        self._standing.pop(document, None)
        self._own.pop(document, None)

    def note(self, document: str, texts: Mapping[str, str], by: str, now: datetime) -> None:
        """The notes say `texts` now, changed by the person `by`; keep what is worth it.

        Never raises: a history that cannot be written keeps nobody from saving.
        """
        standing = self._standing.setdefault(document, {})
        kept: list[Version] = []
        for item, text in texts.items():
            last = standing.get(item)
            if last is not None and last.text == text:
                continue
            last = self._with_kept(document, item, last or Standing("", ""))
            before = version_to_keep(last, text, now)
            standing[item] = next_state(last, text, now, before)
            if before is not None:
                kept.append(Version(item, before, now, by))
        if kept:
            self._keep(document, kept, now)

    def keep_next(self, document: str, item: str, text: str) -> None:
        """A note says `text`, which becomes a version with the next change, however small."""
        last = self._with_kept(document, item, Standing(text, text))
        self._standing.setdefault(document, {})[item] = replace(last, since=LONG_AGO)

    def _with_kept(self, document: str, item: str, last: Standing) -> Standing:
        """What is remembered of a note, together with what its file says of it."""
        if document not in self._own:
            self._own[document] = self._read_own(document)
        newest = next((v for v in reversed(self._own[document]) if v.item == item), None)
        if last.since is not None or last.kept or newest is None:
            return last
        return Standing(last.text, last.fullest, newest.text, newest.at)

    def _keep(self, document: str, kept: list[Version], now: datetime) -> None:
        self._own[document] = thin([*self._own[document], *kept], now)
        with contextlib.suppress(OSError):  # they are written with the next one
            make_private(self.path(document))
            table = {_TABLE: rows([_row(version) for version in self._own[document]])}
            DurableStorage(self._own_path(document)).write(table)

    def _read_own(self, document: str) -> list[Version]:
        path = self._own_path(document)
        try:
            return _read(path)
        except (Damaged, NotPlain) as error:
            sentence = _("{path} was damaged ({reason}): it was set aside and begun anew.")
            append_log(self._log, sentence.format(path=path, reason=error))
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(".damaged"))
        except OSError as error:
            append_log(self._log, f"{path}: {error}")
        return []

    def _own_path(self, document: str) -> Path:
        return self.path(document) / f"{self._device.id}.json"


def _row(version: Version) -> Row:
    at = version.at.isoformat(timespec="milliseconds")
    return {"at": at, "item": version.item, "by": version.by, "text": version.text}


def _read(path: Path) -> list[Version]:
    """The versions in a file; none where there is no file. Raises Damaged, NotPlain or OSError."""
    table = (DurableStorage(path).read() or {}).get(_TABLE, {})
    return [version for row in table.values() if (version := _version(row)) is not None]


def _version(row: object) -> Version | None:
    """The version in a row; None for a row of another kind."""
    if not isinstance(row, dict):
        return None
    values = [row.get(name) for name in ("at", "item", "by", "text")]
    if not all(isinstance(value, str) for value in values):
        return None
    at, item, by, text = map(str, values)
    try:
        when = datetime.fromisoformat(at)
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Version(one_line(item), visible(text), when, one_line(by))
