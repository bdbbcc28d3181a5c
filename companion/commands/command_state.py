"""How a command stands at this moment: what it would do, or why it cannot be done."""

from typing import NamedTuple


class CommandState(NamedTuple):
    """A command now; an empty one says that it can be done and is called what it always is."""

    label: str = ""
    """What it would do now, in the language in use; empty where its own label says it."""
    refusal: str = ""
    """Why it cannot be done now, as a sentence; empty when it can."""
    about: str = ""
    """What it would be done to now, for the menu, which has room for it."""
    is_urgent: bool = False
    """Whether it leads out of a state that one should not forget: it is hinted first."""
