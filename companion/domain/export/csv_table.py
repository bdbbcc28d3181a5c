"""Actions as a table for a spreadsheet (RFC 4180)."""

import csv
import io
from collections.abc import Iterable, Mapping

COLUMNS = ("id", "text", "who", "due", "state", "session", "created")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would compute instead of showing it."""


def sheet(rows: Iterable[Mapping[str, object]]) -> str:
    """Rows of actions under their column names; no cell is ever a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(_plain(str(row[column] or "")) for column in COLUMNS)
    return out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) or cell.startswith(_FORMULA) else cell
