"""Standard output is data, standard error is talk."""

import sys
import unicodedata
from collections.abc import Iterable


def prepare() -> None:
    """Let no character stop a print: what the terminal cannot show becomes an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def write(text: str) -> None:
    """Print a line of data."""
    sys.stdout.write(text + "\n")


def write_json(value: object) -> None:
    """Print one JSON value, in UTF-8 whatever the terminal's own encoding is."""
    write_bytes(json_text(value).encode("utf-8", "replace"))


def json_text(value: object) -> str:
    """One JSON value as text."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def write_bytes(data: bytes) -> None:
    """Print a whole file as it is, line ends too."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def write_columns(rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows in columns that line up; the last one is not padded."""
    listed = list(rows)
    widths = [max(map(_cells, column)) for column in zip(*listed, strict=True)][:-1]
    for row in listed:
        padded = [c + " " * (width - _cells(c)) for c, width in zip(row, widths, strict=False)]
        write("  ".join([*padded, row[-1]]).rstrip())


def say(text: str) -> None:
    """Tell the person something; it is no data."""
    sys.stderr.write(text + "\n")


def _cells(text: str) -> int:
    """Cells that a text takes; by Python's own table, for Rich would double a command's time."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    joined = sum(unicodedata.category(letter) in ("Mn", "Me", "Cf") for letter in text)
    return len(text) + wide - joined
