"""Words in a field that nothing keeps."""

from collections.abc import Callable

from companion.domain.text import Patch


class TransientText:
    """Words in a field that are in memory alone: they are typed off the record."""

    def __init__(self) -> None:
        self.text = ""

    def edit(self, patch: Patch, _pasted: bool = False, /) -> None:
        """Something was typed."""
        self.text = patch.applied(self.text)

    def listen(self, _told: Callable[[list[Patch]], None]) -> None:
        """Nobody else types here."""

    def close(self) -> None:
        """The field is gone, and the words with it."""

    def hand_over(self, *, unsaved_in: str | None) -> None:  # noqa: ARG002 - as for a draft
        """What was typed has served."""
        self.text = ""
