"""Whether what was typed is safe on each of the two disks, and the words for it.

"Saved" is said of what the private disk has on it, "shared" of what was published: each disk's
trouble is remembered by itself, and only what is written there ends it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from companion.i18n import _

ELSEWHERE = "elsewhere"
DRAFTS, PRIVATE_NOTES, ANSWERS = "drafts", "private notes", "answers"
"""What can fail to be written beside the documents that are open, which go by their names: all
other documents together, and the files that stay on this device."""


@dataclass(slots=True)
class Disk:
    """What one of the two disks took last, and what it did not take."""

    at: datetime | None = None
    """When something was last written there."""
    _failed: dict[str, str] = field(default_factory=dict)

    @property
    def troubles(self) -> frozenset[str]:
        """The sentences for what failed and still does; none when all is well."""
        return frozenset(self._failed.values())

    @property
    def failing(self) -> frozenset[str]:
        """What failed and still does, by name."""
        return frozenset(self._failed)

    def failed(self, what: str, sentence: str) -> bool:
        """A document or file could not be written there; tells whether that is news.

        Several that fail by turns, each with a sentence of its own, are news once each.
        """
        is_news = sentence not in self.troubles
        self._failed[what] = sentence
        return is_news

    def written(self, what: str, at: datetime) -> None:
        """It was written there: whatever was wrong with this one is over."""
        self.at = at
        self.healed(what)

    def healed(self, what: str) -> bool:
        """Nothing is wrong with it there; tells whether anything was."""
        return self._failed.pop(what, None) is not None


@dataclass(slots=True)
class SaveStatus:
    """Both disks."""

    private: Disk = field(default_factory=Disk)
    shared: Disk = field(default_factory=Disk)

    @property
    def troubles(self) -> frozenset[str]:
        """The sentences for what either does not take."""
        return self.private.troubles | self.shared.troubles

    def words(self, unsaved: bool, unshared: bool) -> str:
        """What the top line says of it; empty as long as nothing was written.

        `unsaved` tells whether anything stands in memory alone, `unshared` whether anything
        stands on this machine alone.
        """
        if self.private.troubles:
            return _("! not saved")
        if self.shared.troubles:
            return " · ".join(filter(None, (_("! not shared"), self._saved(unsaved))))
        if unsaved or unshared or self.shared.at is None:
            return self._saved(unsaved)
        return _("shared {time}").format(time=_clock(self.shared.at))

    def _saved(self, unsaved: bool) -> str:
        if unsaved:
            return _("saving …")
        return _("saved {time}").format(time=_clock(self.private.at)) if self.private.at else ""


def _clock(at: datetime) -> str:
    return f"{at.astimezone():%H:%M}"
