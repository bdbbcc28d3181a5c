"""Whether what was typed is safe on each of the two disks, and the words for it.

"Saved" is said of what the private disk has on it, "shared" of what was published: each disk's
trouble is remembered by itself, and only what is written there ends it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from companion.i18n import _


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

    def failed(self, document: str, sentence: str) -> bool:
        """A document could not be written there; tells whether that is news.

        Several that fail by turns, each with a sentence of its own, are news once each.
        """
        is_news = sentence not in self.troubles
        self._failed[document] = sentence
        return is_news

    def written(self, document: str, at: datetime) -> None:
        """A document was written there: whatever was wrong with that one is over."""
        self.at = at
        self.healed(document)

    def healed(self, document: str) -> bool:
        """Nothing is wrong with a document there; tells whether anything was."""
        return self._failed.pop(document, None) is not None


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
