"""Private notes in a file of their own: TinyDB, replaced whole, with a digest of the words."""

import hashlib
from pathlib import Path

from companion.domain.text import clean
from companion.storage.disk.atomic_files import NotPlain
from companion.storage.document.device_file import Damaged, DurableStorage, NewerFormat, Tables

FORMAT = 1


def read_private(path: Path) -> str:
    """The words in a file; none where there is no file. Raises Damaged, NewerFormat or OSError."""
    try:
        tables = DurableStorage(path).read()
        return "" if tables is None else _words(tables)
    except (NotPlain, LookupError, TypeError, AttributeError, UnicodeError):
        raise Damaged("it is not one of companion's files") from None


def write_private(path: Path, words: str) -> None:
    """Let a file say these words, durably. Raises OSError, with the file as it was."""
    about = {"format": FORMAT, "words": _digest(words)}
    DurableStorage(path).write({"about": {"1": about}, "notes": {"1": {"text": words}}})


def _words(tables: Tables) -> str:
    about, words = tables["about"]["1"], tables["notes"]["1"]["text"]
    if isinstance(about["format"], int) and about["format"] > FORMAT:
        raise NewerFormat("")
    if about["format"] != FORMAT or about["words"] != _digest(words):
        raise Damaged("its content was changed or cut")
    return clean(str(words))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
