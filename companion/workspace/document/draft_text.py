"""The draft of one thing, as the field that it stands in sees it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from companion.domain.note.drafts import Draft, DraftKey
from companion.domain.text import Patch

if TYPE_CHECKING:
    from companion.workspace.document.drafts import Drafts
    from companion.workspace.document.handed_over import HandOver


class DraftText:
    """The draft of one thing in one field; what it begins as is no draft."""

    def __init__(self, drafts: "Drafts", begins_as: Draft) -> None:
        self._drafts = drafts
        self._begins_as = begins_as
        self.text = ""
        """What stands in the field."""
        self.choice = ""
        """What was chosen beside the field."""
        self._left: HandOver | None = None
        """What is on its way to where it belongs."""
        self._begin_with(drafts.take_up(begins_as.of))

    @property
    def of(self) -> DraftKey:
        """What it is a draft of."""
        return self._begins_as.of

    @property
    def begins_as(self) -> str:
        """What stands in the field where nothing was typed."""
        return self._begins_as.text

    @property
    def kept(self) -> bool:
        """Whether something is kept that was typed and not handed over."""
        return bool(self.kept_text)

    @property
    def kept_text(self) -> str:
        """All that is kept of it, with what another field could not hand over."""
        draft = self._drafts.get(self._begins_as.of)
        return draft.text if draft is not None else ""

    def edit(self, patch: Patch, _pasted: bool = False, /) -> None:
        """Something was typed. Raises WrongUse where there is no room for it; nothing is done."""
        self.write(patch.applied(self.text), self.choice)

    def choose(self, choice: str) -> None:
        """Something was chosen beside the field."""
        self.write(self.text, choice)

    def write(self, text: str, choice: str) -> None:
        """Say this from now on; where it is what it began as, nothing is kept. Raises alike."""
        begins = self._begins_as
        if text.strip() and (text, choice) != (begins.text, begins.choice):
            self._drafts.put(replace(begins, text=text, choice=choice))
        else:
            self._drafts.drop(begins.of)
        self.text, self.choice = text, choice

    def listen(self, _told: Callable[[list[Patch]], None]) -> None:
        """Nobody else types here."""

    def close(self) -> None:
        """The field is gone; the draft stays."""

    def hand_over(self, *, unsaved_in: str | None) -> None:
        """What was typed stands where it belongs now, as in `handed_over`."""
        self.begin_to_hand_over()
        self.handed_over(unsaved_in=unsaved_in)

    def begin_to_hand_over(self) -> None:
        """What was typed is on its way to where it belongs: no other field begins with it."""
        self._left = self._drafts.begin_to_hand_over(self._begins_as.of, self.text)

    def handed_over(self, rest: str = "", *, unsaved_in: str | None) -> None:
        """What was on its way stands where it belongs now, but for the rest.

        `unsaved_in` is the name of the document that is still to be saved with it; None where it
        is saved.
        """
        if self._left is not None:
            self._left = self._drafts.handed_over(self._left, rest, unsaved_in=unsaved_in)
        if rest:
            self.text = rest
        else:
            self._begin_anew()

    def refused(self) -> None:
        """What is on its way could not be put where it belongs: the next field begins with it."""
        if self._left is not None:
            self._drafts.refused(self._left)
            self._left = None

    def throw_away(self) -> None:
        """Let go of what was typed."""
        self._drafts.drop(self._begins_as.of)
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._begin_with(self._drafts.get(self._begins_as.of))

    def _begin_with(self, draft: Draft | None) -> None:
        now = draft or self._begins_as
        self.text, self.choice = now.text, now.choice
