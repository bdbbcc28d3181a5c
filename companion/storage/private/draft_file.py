"""Drafts on disk: a TinyDB file for each running program, replaced whole, with a digest of it.

A second window writes a file of its own, so that neither writes over the other's. What is left by
a program that does not run any more is taken over by the next one that starts.
"""

import hashlib
import itertools
import json
import re
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import IO, Any

from companion.domain.note.drafts import Draft, DraftKey, joined
from companion.domain.text import clean
from companion.storage.disk.atomic_files import NotPlain, make_private, move_aside
from companion.storage.disk.locks import lock
from companion.storage.document.device_file import (
    Damaged,
    DurableStorage,
    NewerFormat,
    Tables,
    rows,
)

FORMAT = 1
_NAME = re.compile(r"\d+\.json")

Kept = dict[DraftKey, Draft]


class DraftFile:
    """The drafts of this program: a file that it alone writes, from `open` until `close`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder
        self._held: IO[bytes] | None = None
        self.set_aside: list[Path] = []
        """Where damaged files went that were found here."""

    def open(self) -> Kept:
        """Claim a file; gives what stands in it and in those that nobody holds. Raises OSError."""
        make_private(self._folder)
        kept = self._claim_one()
        left = [path for path in sorted(self._folder.iterdir()) if _NAME.fullmatch(path.name)]
        for path in left:
            if path != self._path:
                self._take_over(path, kept)
        return kept

    def write(self, kept: Kept) -> None:
        """Let the file hold these drafts, durably. Raises OSError, with the file as it was."""
        table = rows([_row(draft) for draft in kept.values()])
        about = {"format": FORMAT, "sha256": _digest(table)}
        DurableStorage(self._path).write({"about": {"1": about}, "drafts": table})

    def close(self) -> None:
        """Let the next program have the file."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def _claim_one(self) -> Kept:
        """Hold the first file that nobody holds and that this version can read."""
        for number in itertools.count(1):
            path = self._folder / f"{number}.json"
            held = _hold(path)
            if held is not None:
                try:
                    kept = self._read(path)
                except NewerFormat:
                    held.close()
                    continue
                except BaseException:
                    held.close()
                    raise
                self._path, self._held = path, held
                return kept
        raise AssertionError("numbers do not end")

    def _take_over(self, path: Path, kept: Kept) -> None:
        """Add what a program left that does not run any more, and remove its file."""
        held = _hold(path)
        if held is None:
            return
        with held, suppress(NewerFormat):
            for of, draft in self._read(path).items():
                kept[of] = joined(kept.get(of), draft)
            self.write(kept)  # before the other is removed: a crash in between doubles nothing
            path.unlink(missing_ok=True)

    def _read(self, path: Path) -> Kept:
        """What stands in a file; a damaged one is given another name. Raises as `open` does."""
        try:
            tables = DurableStorage(path).read()
            return {} if tables is None else _drafts(tables)
        except NewerFormat:
            raise
        except (Damaged, NotPlain, LookupError, TypeError, AttributeError, ValueError):
            self.set_aside.append(move_aside(path))
            return {}


def _hold(path: Path) -> IO[bytes] | None:
    """The lock of a file, held; None where another program holds it. Raises OSError."""
    held = path.with_suffix(".lock").open("ab")
    if lock(held):
        return held
    held.close()
    return None


def _row(draft: Draft) -> dict[str, Any]:
    values = asdict(draft)
    del values["of"]
    return {"kind": draft.of.kind, "about": list(draft.of.about), **values}


def _drafts(tables: Tables) -> Kept:
    """Raises NewerFormat, Damaged, or what a value of the wrong kind raises."""
    about = tables["about"]["1"]
    if isinstance(about["format"], int) and about["format"] > FORMAT:
        raise NewerFormat("")
    table = tables["drafts"]
    if about["format"] != FORMAT or about["sha256"] != _digest(table):
        raise Damaged("its content was changed or cut")
    found = [_draft(row) for row in table.values()]
    return {draft.of: draft for draft in found}


def _draft(row: dict[str, Any]) -> Draft:
    of = DraftKey(str(row["kind"]), tuple(map(str, row["about"])))
    # A row may lack what its writer had no use for.
    texts = {f.name: clean(str(row.get(f.name, ""))) for f in fields(Draft) if f.name != "of"}
    return Draft(of, **texts)


def _digest(table: dict[str, Any]) -> str:
    text = json.dumps(table, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
