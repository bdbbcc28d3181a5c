"""A list that is shown anew while somebody goes about in it: keys act on the line they saw."""

from collections.abc import Sequence

from textual.widgets import OptionList
from textual.widgets.option_list import Option


def show_lines(options: OptionList, lines: Sequence[Option], first: int = 0) -> None:
    """Show these lines, with the cursor on the line it was on, known by its id.

    Where that is gone the cursor stays in its row; in a list that had none it is on the `first`.
    """
    at, before = options.highlighted, options.highlighted_option
    options.set_options(lines)
    ids = [line.id for line in lines]
    if before is not None and before.id is not None and before.id in ids:
        at = ids.index(before.id)
    options.highlighted = min(first if at is None else at, len(lines) - 1) if lines else None
