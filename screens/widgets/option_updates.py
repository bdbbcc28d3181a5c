"""A list that is shown anew while somebody goes about in it: keys act on the line they saw."""

from collections.abc import Sequence

from textual.widgets import OptionList
from textual.widgets.option_list import Option


def update_options(
    options: OptionList, lines: Sequence[Option], first: int = 0, to: str | None = None
) -> None:
    """Show these lines, with the cursor on the line it was on, known by its id, or on that `to`
    names.

    Where that is gone the cursor stays in its row; in a list that had none it is on the `first`.
    It is on the nearest line that can be chosen, and nowhere if none can.
    """
    at, before = options.highlighted, options.highlighted_option
    options.set_options(lines)
    rows: dict[str | None, int] = {line.id: row for row, line in enumerate(lines) if line.id}
    same = rows.get(before.id) if before is not None else None
    wanted = next((row for row in (rows.get(to), same, at) if row is not None), first)
    free = [row for row, line in enumerate(lines) if not line.disabled]
    options.highlighted = min(free, key=lambda row: abs(row - wanted), default=None)
