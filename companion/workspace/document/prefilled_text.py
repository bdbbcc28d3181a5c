"""A shared text whose field shows something before anybody types in it."""

from companion.domain.text import Patch
from companion.storage.yjs.shared_text import Told
from companion.workspace.document.text_editing import Writing


class PrefilledText:
    """Nothing is written before the first change; then what stood there is written with it."""

    def __init__(self, writing: Writing, prefill: str) -> None:
        self._writing = writing
        self._prefill = "" if writing.text else prefill
        self._told: Told | None = None

    @property
    def text(self) -> str:
        """What its field shows."""
        return self._writing.text or self._prefill

    def edit(self, patch: Patch) -> None:
        """Do what was typed. Raises WrongUse when there is no room for it; nothing is done."""
        if self._prefill:
            patch = Patch(0, 0, patch.applied(self._prefill))
        self._writing.edit(patch)
        self._prefill = ""

    def listen(self, told: Told) -> None:
        """Tell `told` of every change, own ones too, until `close`."""
        self._told = told
        self._writing.listen(self._hear)

    def close(self) -> None:
        """Let go of it."""
        self._writing.close()

    def _hear(self, patches: list[Patch]) -> None:
        """What another window writes first comes in the place of what stood there before."""
        shown = [Patch(0, len(self._prefill), "")] if self._prefill else []
        self._prefill = ""
        if self._told is not None:
            self._told([*shown, *patches])
