"""Taking back what was typed in a field, and doing it again."""

from collections.abc import Callable

from textual.widget import Widget

from companion.domain.errors import WrongUse
from companion.domain.text import Patch


def patches_of(field: Widget, step: Callable[[], list[Patch]]) -> list[Patch]:
    """What a step back or forth changed; nothing where it is refused, which is told."""
    try:
        return step()
    except WrongUse as error:
        field.notify(str(error), severity="warning", markup=False)
        return []
