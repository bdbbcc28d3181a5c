"""Where words stand in files: at home, in the shared folder, plain or in a document's state."""

import base64
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_STATE = re.compile(rb'"yjs": ?"([A-Za-z0-9+/=]+)"')


@dataclass
class Folder:
    """All files below a folder, read again when they change."""

    root: Path
    _known: dict[Path, tuple[tuple[int, int, int], bytes]] = field(default_factory=dict)
    _news: dict[Path, bytes] = field(default_factory=dict)

    def news(self) -> list[tuple[Path, bytes]]:
        """The files that are new or changed since this was last asked, with what they say."""
        self.refresh()
        found, self._news = list(self._news.items()), {}
        return found

    def refresh(self) -> bool:
        """Read what is new or changed; tells whether anything was."""
        found = False
        for path in self._paths():
            with suppress(OSError):  # replaced meanwhile: the next look sees it
                if not path.is_file() or path.is_symlink():
                    continue
                status = path.stat()
                mark = (status.st_mtime_ns, status.st_size, status.st_ino)
                if path not in self._known or self._known[path][0] != mark:
                    self._known[path] = mark, decoded(path.read_bytes())
                    self._news[path] = self._known[path][1]
                    found = True
        for gone in [path for path in self._known if not path.exists()]:
            del self._known[gone]
        return found

    def _paths(self) -> list[Path]:
        """Every file, also where folders go while this looks."""
        return sorted(Path(folder, n) for folder, _folders, ns in os.walk(self.root) for n in ns)

    def holding(self, word: str) -> list[Path]:
        """The files, relative to the folder, in which a word stands, as of the last look."""
        known, letters = self._known.items(), word.encode()
        return [path.relative_to(self.root) for path, (_mark, data) in known if letters in data]


def decoded(data: bytes) -> bytes:
    """What a file says: as it stands, and what its documents' states hold."""
    states = (base64.b64decode(state) for state in _STATE.findall(data))
    return _composed(b"\n".join((data, *states)))


def _composed(data: bytes) -> bytes:
    """Letters as the model writes them, whichever way they were typed."""
    if b"\xcc" not in data:  # where all marks begin that are typed behind their letters here
        return data
    return unicodedata.normalize("NFC", data.decode(errors="replace")).encode()


def caches(path: Path) -> bool:
    """Whether a file only repeats what others say, or says what was said before."""
    return bool({"history", "search.sqlite", "search.sqlite-wal", "index.json"} & {*path.parts})


def standing(folders: Iterable[Folder], word: str) -> Iterator[Path]:
    """Where a word stands that has to be found again: in no cache and no history."""
    for folder in folders:
        yield from (path for path in folder.holding(word) if not caches(path))
