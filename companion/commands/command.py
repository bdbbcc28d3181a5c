"""A command: something that a person can do in the app, and the ways to it."""

from typing import NamedTuple


class Command(NamedTuple):
    """One row of the table of commands."""

    id: str
    """Unique."""
    action: str
    """The action the screen or app runs."""
    leader: str
    """The letters that lead to it after the leader key, with blanks between; empty for what has
    keys that every terminal sends and every hand finds: Esc, Tab."""
    keys: tuple[str, ...]
    """The keys that do it at once, each as Textual names it; `shown` says what keyboards say."""
    label: str
    """One or two words for the hint line."""
    help: str
    """A sentence for help and palette."""
    where: str
    """The place it belongs to."""
    worth: int = 0
    """How early it stands in the hint line of its place, from 9 down to 1; 0 for never."""
