"""What came of unpacking a bundle, in words."""

from dataclasses import dataclass

from companion.domain.errors import CompanionError, FolderUnreachable
from companion.domain.text import one_line
from companion.i18n import _, ngettext
from companion.storage.sync.shared_folder import BETWEEN, MARGINS, PROGRAMME, SESSIONS

NAMED = 3
"""How many parts that could not be read are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came of unpacking a bundle."""

    news: frozenset[str]
    """The documents in which something was new."""
    known: frozenset[str]
    """Those of which all was known."""
    damaged: tuple[str, ...] = ()
    """The names of parts that could not be read."""
    newer: tuple[str, ...] = ()
    """Those that a later version of companion wrote."""
    forked: tuple[str, ...] = ()
    """The documents that contradict the notes here."""
    unshared: str = ""
    """Why what was taken could not be shared, as a sentence; empty when it is."""

    def sentences(self) -> list[str]:
        """What was taken."""
        found = [self._sessions_with_news()] if _sessions(self.news) else []
        if any(name.startswith(f"{BETWEEN}/") for name in self.news):
            found.append(_("There was something new in what you noted between sessions."))
        if any(name.startswith(f"{MARGINS}/") for name in self.news):
            found.append(_("There was something new in the margin of your lessons."))
        if PROGRAMME in self.news:
            found.append(_("There was something new about the two of you."))
        if not self.news:
            found.append(_("Nothing in it was new."))
        return [*found, self._sessions_known()] if _sessions(self.known) else found

    def trouble(self) -> CompanionError | None:
        """What could not be read or shared; all else was taken all the same."""
        unread = [*self._damaged_parts(), *self._newer_parts(), *self._forked_parts()]
        if unread:
            return CompanionError("\n".join([*unread, self.unshared]).rstrip())
        return FolderUnreachable(self.unshared) if self.unshared else None

    def _sessions_with_news(self) -> str:
        count = _sessions(self.news)
        return ngettext(
            "{count} session had something new.", "{count} sessions had something new.", count
        ).format(count=count)

    def _sessions_known(self) -> str:
        count = _sessions(self.known)
        return ngettext(
            "{count} session was known already.", "{count} sessions were known already.", count
        ).format(count=count)

    def _damaged_parts(self) -> list[str]:
        count = len(self.damaged)
        sentence = ngettext(
            "{count} part of the file is damaged and was left out: {names}. Ask for it once more.",
            "{count} parts of the file are damaged and were left out: {names}. "
            "Ask for it once more.",
            count,
        )
        return [sentence.format(count=count, names=_few(self.damaged))] if count else []

    def _forked_parts(self) -> list[str]:
        count = len(self.forked)
        sentence = ngettext(
            "{count} part contradicts your notes and was left out: {names}. "
            "Open the file with a zip program, and copy from that part what is missing here.",
            "{count} parts contradict your notes and were left out: {names}. "
            "Open the file with a zip program, and copy from those parts what is missing here.",
            count,
        )
        return [sentence.format(count=count, names=_few(self.forked))] if count else []

    def _newer_parts(self) -> list[str]:
        count = len(self.newer)
        sentence = ngettext(
            "{count} part was made by a newer companion and was left out: {names}. "
            "Update yours, and unpack the file again.",
            "{count} parts were made by a newer companion and were left out: {names}. "
            "Update yours, and unpack the file again.",
            count,
        )
        return [sentence.format(count=count, names=_few(self.newer))] if count else []


def _sessions(documents: frozenset[str]) -> int:
    return sum(name.startswith(f"{SESSIONS}/") for name in documents)


def _few(names: tuple[str, ...]) -> str:
    shown = [one_line(name, 60) for name in names[:NAMED]]
    return ", ".join([*shown, "…"] if len(names) > NAMED else shown)
