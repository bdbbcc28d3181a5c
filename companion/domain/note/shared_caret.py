"""Where carets go in a text that two people write in, as the other's edits come in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from companion.domain.text import Patch


@dataclass(frozen=True, slots=True)
class SharedCaret:
    """Where somebody writes, and what of the other's has come there. Places count characters.

    On an empty line, and behind a word of the other, the caret goes along behind what comes:
    between the letters of a word that is being typed nobody would begin to write, nor before its
    first one.
    """

    anchor: int
    """Where the selection begins; the caret itself where nothing is selected."""
    caret: int
    begins_below: bool = False
    """Whether what is typed next begins a line behind that of the caret: it is behind words that
    came on an empty line where it was, or in a further one, or its own line went away."""

    def after(self, text: str, patches: Iterable[Patch], is_behind_other: bool) -> "SharedCaret":
        """Where it is once the other's patches of `text` are done.

        `is_behind_other` says whether the letter before it is of the other.
        """
        if self.anchor != self.caret:
            return self._on_the_same_words(patches)
        place, below = self.caret, self.begins_below
        along = below or is_behind_other
        for patch in patches:
            was_empty = is_on_empty_line(text, place)
            if _comes_below(text, place, patch, along):
                along = below = True
            place, text = patch.moved(place, along), patch.applied(text)
            if was_empty and patch.removed and not is_on_empty_line(text, place):
                below = True  # my own line went away
        return SharedCaret(place, place, below)

    def _on_the_same_words(self, patches: Iterable[Patch]) -> "SharedCaret":
        low, high = sorted((self.anchor, self.caret))
        for patch in patches:
            low, high = patch.moved(low, along=True), patch.moved(high)
        high = max(low, high)
        ends = (high, low) if self.caret < self.anchor else (low, high)
        return replace(self, anchor=ends[0], caret=ends[1])


def is_on_empty_line(text: str, place: int) -> bool:
    """Whether nothing stands in the line at a place."""
    return text[place - 1 : place] in ("", "\n") and text[place : place + 1] in ("", "\n")


def _comes_below(text: str, place: int, patch: Patch, along: bool) -> bool:
    """Whether a patch puts words on the empty line at this place, or takes the caret along from
    there into a further line."""
    if patch.start != place:
        return False
    fills = patch.inserted[:1] not in ("", "\n") and is_on_empty_line(text, place)
    return fills or (along and "\n" in patch.inserted)
