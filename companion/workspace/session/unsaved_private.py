"""Private notes that the disk did not take: a draft, until their file says the same."""

from companion.domain.note.drafts import MAX_WITH_PRIVATE, UNSAVED_PRIVATE, Draft, DraftKey, joined
from companion.domain.text import clean
from companion.storage.disk.atomic_files import fingerprint
from companion.workspace.document.drafts import Drafts


class UnsavedPrivate:
    """What the private notes of one session were to say beside what their file says."""

    def __init__(self, drafts: Drafts, session: str) -> None:
        self._drafts = drafts
        self._of = DraftKey(UNSAVED_PRIVATE, (session,))

    def over(self, saved: str) -> str:
        """What the notes say where their file says this.

        What was unsaved takes the place of the words it was typed in; where others stand there
        by now, both are kept.
        """
        left = self._drafts.get(self._of)
        if left is None:
            return saved
        if left.base == _digest(saved):
            return left.text
        return joined(Draft(self._of, saved), left).text

    def keep(self, text: str, saved: str) -> None:
        """Keep words of which the file has only those saved, on a disk that takes them, at once.

        Raises WrongUse where all is full.
        """
        self._drafts.put(Draft(self._of, text, base=_digest(saved)), most=MAX_WITH_PRIVATE)
        self._drafts.save_now()

    def drop(self) -> None:
        """All of it is in the file."""
        self._drafts.drop(self._of)


def _digest(words: str) -> str:
    """The same for words in memory as for what is read of a file that they were written to."""
    return fingerprint(clean(words).encode())
