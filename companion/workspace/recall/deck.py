"""One person's cards: what they are now, how they stand, and what is done with them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import RLock

from companion.domain.errors import CompanionError
from companion.domain.fault_messages import not_saved, reason
from companion.domain.recall.card_format import write_cards
from companion.domain.recall.cards import (
    ADD,
    ALL,
    BURY,
    GRADE,
    GRADES,
    RESET,
    RESUME,
    SUSPEND,
    UNDO,
    Card,
    Entry,
    ReplayedLog,
    Review,
    Standing,
    entries_in_force,
    replay,
    replay_one,
    unknown_cards,
)
from companion.domain.recall.due import ScheduledCard, due_now
from companion.i18n import _, ngettext
from companion.storage.disk.atomic_files import NotPlain
from companion.storage.private.review_log import LogFull, ReviewLog
from companion.workspace.recall.card_sources import (
    add_own_cards,
    own_cards,
    read_file,
    shared_cards,
)
from companion.workspace.workspace import Workspace


class Deck:
    """The deck of whoever uses this workspace; any thread may look."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._folder = workspace.places.recall(workspace.space.id)
        self._log = ReviewLog(self._folder / f"{workspace.space.me}.jsonl")
        self.own_file = self._folder / f"{workspace.space.me}.md"
        """The cards that somebody wrote or took in for themselves."""
        self._alone = RLock()
        self._entries: list[Entry] = []
        self._size = 0
        self._replayed = ReplayedLog({}, frozenset())
        self._cards: list[Card] = []
        self._dues: dict[tuple[Review, ...], datetime] = {}
        self.mine: list[Entry] = []
        """What was done here and not taken back, oldest first."""
        self.notices: list[str] = []
        """Sentences about what could not be read."""

    # What there is

    @property
    def now(self) -> datetime:
        """The time where the user is."""
        return self._workspace.environment.now().astimezone()

    @property
    def cards(self) -> list[ScheduledCard]:
        """Every card, as of the last look and what was done since."""
        return [self._held(card) for card in self._cards]

    def due(self) -> list[ScheduledCard]:
        """The cards to ask now, in the order to ask them."""
        return due_now(self.cards, self.now)

    def held(self, card: str) -> ScheduledCard | None:
        """One card; None when it is in no deck any more."""
        return next((self._held(c) for c in self._cards if c.id == card), None)

    def look(self) -> None:
        """Read the log and all cards anew. Raises CompanionError where the log cannot be read."""
        with self._alone:
            self.notices = []
            self._read_log()
            cards = shared_cards(self._workspace, self._replayed.added)
            try:
                cards += own_cards(self.own_file)
            except CompanionError as error:
                self.notices.append(str(error))
            self._cards = cards

    def _read_log(self) -> None:
        path = self._log.path
        try:
            reading = self._log.read()
        except NotPlain:
            sentence = _("{path} is not your review log any more. Move it away and look again.")
            raise CompanionError(sentence.format(path=path)) from None
        except OSError as error:
            sentence = _(
                "Your review log {path} cannot be read: {reason}. Mend that and try again."
            )
            raise CompanionError(sentence.format(path=path, reason=reason(error))) from None
        self._entries, self._size = list(reading.entries), reading.size
        self._replayed = replay(self._entries)
        if reading.damaged:
            self.notices.append(_damage(path, reading.damaged))
        if reading.cut:
            sentence = _("The last line of {path} was cut off; all before it counts. It is set "
                         "aside, in a file beside it, when the next line is written.")  # fmt: skip
            self.notices.append(sentence.format(path=path))

    def _held(self, card: Card) -> ScheduledCard:
        standing = self._replayed.standings.get(card.id, Standing())
        return ScheduledCard(card, standing, self._due_after(standing.reviews))

    def _due_after(self, reviews: tuple[Review, ...]) -> datetime | None:
        if reviews and reviews not in self._dues:
            from companion.workspace.recall.fsrs_schedule import due_after

            self._dues[reviews] = due_after(reviews)
        return self._dues[reviews] if reviews else None

    def waits(self, held: ScheduledCard) -> list[timedelta]:
        """How long a card would wait after each grade given now."""
        from companion.workspace.recall.fsrs_schedule import due_after

        now = _milliseconds(self.now)
        reviews = held.standing.reviews
        return [due_after((*reviews, Review(now, grade))) - now for grade in GRADES]

    # What is done; each is on the disk before it returns, or raises CompanionError

    def grade(self, card: str, grade: int) -> Entry:
        """Somebody remembered a card so well."""
        return self._do(GRADE, card, grade=grade)

    def bury(self, card: str) -> Entry:
        """Leave a card until tomorrow."""
        return self._do(BURY, card, until=(self.now.date() + timedelta(days=1)).isoformat())

    def suspend(self, card: str) -> Entry:
        """Do not ask a card until it is resumed."""
        return self._do(SUSPEND, card)

    def resume(self, card: str) -> Entry:
        """Ask a card again that was suspended."""
        return self._do(RESUME, card)

    def reset(self, card: str = ALL) -> Entry:
        """Let one card, or all, begin anew; what was done before stays in the log."""
        return self._do(RESET, card)

    def add(self, lesson: str) -> int:
        """Ask a lesson's questions from now on; tells how many cards came. Raises NotFound too."""
        self._workspace.library.load(lesson, self._workspace.language)
        self.look()
        before = len(self._cards)
        if lesson not in {card.lesson for card in self._cards}:
            self._do(ADD, lesson)
            self.look()
        return len(self._cards) - before

    def undo(self) -> Entry | None:
        """Take back what was done here last; gives that."""
        return self.take_back(self.mine[-1]) if self.mine else None

    def undo_any(self) -> Entry | None:
        """Take back what was done last, by whichever window; gives that."""
        last = entries_in_force(self._entries)[-1:]
        return self.take_back(last[0]) if last else None

    def take_back(self, entry: Entry) -> Entry:
        """Take back one thing that was done; gives it."""
        self._do(UNDO, undoes=entry.id)
        return entry

    def _do(self, do: str, card: str = "", *, grade: int = 0, until: str = "",
            undoes: str = "") -> Entry:  # fmt: skip
        environment = self._workspace.environment
        at = _milliseconds(environment.now())
        entry = Entry(environment.new_id(), at, do, card, grade, until, undoes)
        with self._alone:
            self._append(entry)
        self.mine = [e for e in (*self.mine, entry) if e.id != undoes and e.do != UNDO]
        return entry

    def _append(self, entry: Entry) -> None:
        try:
            appended = self._log.append(entry)
        except LogFull:
            sentence = _("Your review log is full. Move {path} away: a new one is begun.")
            raise CompanionError(sentence.format(path=self._log.path)) from None
        except OSError as error:
            raise CompanionError(not_saved(self._folder, error)) from None
        if appended.size == self._size:
            self._entries.append(entry)
            self._size = appended.end
            undo = entry.do == UNDO
            self._replayed = replay(self._entries) if undo else replay_one(self._replayed, entry)
        else:  # another window wrote meanwhile, or a line was set aside
            self._read_log()

    # Cards as text

    def export(self) -> str:
        """All cards as plain text that other tools read."""
        return write_cards((card.question, card.answer) for card in self._cards)

    def import_cards(self, path: Path) -> tuple[int, int]:
        """Make own cards of those in a file; tells how many are new, and how many were there.

        Raises WrongUse where the file, or the one of own cards, has a mistake.
        """
        self.look()
        own = own_cards(self.own_file)
        found = read_file(path)
        new = unknown_cards(found, [*self._cards, *own])
        if new:
            add_own_cards(self.own_file, new)
            self.look()
        return len(new), len(found) - len(new)


def deck_of(workspace: Workspace) -> Deck:
    """The one deck of whoever uses this workspace now; nothing is read before its first look."""
    return workspace.extra(Deck)


def _milliseconds(moment: datetime) -> datetime:
    """A moment as the log keeps it, so that replaying gives the same to the millisecond."""
    utc = moment.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def _damage(path: Path, lines: tuple[int, ...]) -> str:
    sentence = ngettext(
        "Line {lines} of {path} cannot be read. It was left as it is; all others count.",
        "Lines {lines} of {path} cannot be read. They were left as they are; all others count.",
        len(lines),
    )
    shown = ", ".join(map(str, lines[:5])) + (" …" if len(lines) > 5 else "")
    return sentence.format(lines=shown, path=path)
