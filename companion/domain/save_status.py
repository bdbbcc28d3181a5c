"""Whether what was typed is safe in each of its two copies, and the words for it.

"Saved" is said of what the private disk has on it, "shared" of what was published: what is wrong
with one copy is remembered by itself, and only what is written there ends it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from companion.i18n import _

ELSEWHERE = "elsewhere"
DRAFTS, PRIVATE_NOTES, ANSWERS = "drafts", "private notes", "answers"
"""What can fail to be written beside the documents that are open, which go by their names: all
other documents together, and the files that stay on this device."""


@dataclass(frozen=True, slots=True)
class CopyStatus:
    """One of the two copies: on the private disk, or in the shared folder."""

    pending: frozenset[str] = frozenset()
    """The documents that something of is not in it yet."""
    at: datetime | None = None
    """When something was last written there."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """What could not be written there and still cannot, by name: the sentence for each."""

    @property
    def troubles(self) -> frozenset[str]:
        """The sentences for what failed and still does; none when all is well."""
        return frozenset(self.faults.values())

    def failed(self, what: str, sentence: str) -> Self:
        """The status once a document or file could not be written there."""
        return replace(self, faults={**self.faults, what: sentence})

    def written(self, what: str, at: datetime) -> Self:
        """The status once it was: whatever was wrong with this one is over."""
        return replace(self.healed(what), at=at)

    def healed(self, what: str) -> Self:
        """The status once nothing keeps it from being written there."""
        return replace(self, faults={k: v for k, v in self.faults.items() if k != what})


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """Where all that was typed is: in the private copy, in the shared one, with the partner."""

    private: CopyStatus = CopyStatus()
    shared: CopyStatus = CopyStatus()
    receipt: str = ""
    """The name of the partner, where their own files show that they have all of it."""

    @property
    def troubles(self) -> frozenset[str]:
        """The sentences for what either copy does not take."""
        return self.private.troubles | self.shared.troubles

    @property
    def words(self) -> str:
        """What the top line says of it; empty as long as nothing was written."""
        receipt = _("{name} has it").format(name=self.receipt) if self.receipt else ""
        return " · ".join(filter(None, (self._of_copies(), receipt)))

    def _of_copies(self) -> str:
        if self.private.troubles:
            return _("! not saved")
        if self.shared.troubles:
            return " · ".join(filter(None, (_("! not shared"), self._saved())))
        if self.private.pending or self.shared.pending or self.shared.at is None:
            return self._saved()
        return _("shared {time}").format(time=_clock(self.shared.at))

    def _saved(self) -> str:
        if self.private.pending:
            return _("saving …")
        return _("saved {time}").format(time=_clock(self.private.at)) if self.private.at else ""


def _clock(at: datetime) -> str:
    return f"{at.astimezone():%H:%M}"
