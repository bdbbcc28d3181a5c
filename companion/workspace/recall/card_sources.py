"""Where the cards come from: lessons, what the pair made of its sessions, and one's own file."""

from collections.abc import Collection
from pathlib import Path

from companion.domain.dates import day_or_text
from companion.domain.errors import CompanionError, WrongUse
from companion.domain.fault_messages import not_saved, reason
from companion.domain.recall.card_format import BadCards, Words, read_cards, write_cards
from companion.domain.recall.cards import LESSON, OWN, TEACH_BACK, Card, card_id, unique_cards
from companion.domain.session.notebook import DROPPED
from companion.i18n import _
from companion.storage.disk.atomic_files import (
    NotPlain,
    fingerprint,
    make_private,
    read_plain_file,
    replace_file,
)
from companion.workspace.lesson.progress import studied
from companion.workspace.workspace import Workspace

MOST_BYTES = 2**20
"""Of a file of cards: thousands of them."""
MOST_CHARACTERS = 20_000
"""In one card."""


def shared_cards(workspace: Workspace, added: Collection[str]) -> list[Card]:
    """The cards of lessons that were studied or asked for, and those of all sessions.

    Worded as the lessons say now, in the reader's language.
    """
    summaries = workspace.index.summaries
    wanted = studied(workspace) | set(added)
    cards = [
        Card(card_id(entry.id, q.number), q.question, q.answer, LESSON, entry.track, entry.id,
             q.number)
        for entry, questions in workspace.library.questions(wanted, workspace.language)
        for q in questions
    ]  # fmt: skip
    cards += [
        Card(record.id, record.text, record.answer, TEACH_BACK, learned_from=record.who,
             day=s.date or day_or_text(record.created))
        for s in summaries
        for record in s.cards
        if record.answer and record.state != DROPPED
    ]  # fmt: skip
    return unique_cards(cards)


def own_cards(path: Path) -> list[Card]:
    """One's own cards; none where there is no file. Raises CompanionError."""
    if not path.exists():
        return []
    words = read_file(path)
    return unique_cards([Card(_own_id(*w), *w, OWN) for w in words])


def add_own_cards(path: Path, words: Collection[Words]) -> None:
    """Write cards behind one's own in this file. Raises CompanionError where that cannot be."""
    try:
        there = read_plain_file(path) if path.exists() else b""
        data = b"\n".join(part for part in (there, write_cards(words).encode()) if part)
        if len(data) > MOST_BYTES:
            raise WrongUse(_("That is too much: your own cards may take 1 MB in all."))
        make_private(path.parent)
        replace_file(path, data)
    except OSError as error:
        raise CompanionError(not_saved(path.parent, error)) from None


def read_file(path: Path) -> list[Words]:
    """The cards in a file. Raises WrongUse with a sentence that names the line."""
    try:
        cards = read_cards(read_plain_file(path, MOST_BYTES).decode("utf-8-sig"))
    except BadCards as error:
        sentence = _(
            "{path}, line {line}: {what}. Mend that line; no card was taken from the file."
        )
        raise WrongUse(sentence.format(path=path, line=error.line, what=error.sentence)) from None
    except (NotPlain, UnicodeDecodeError):
        sentence = _("{path} is no text file with cards of at most 1 MB.")
        raise WrongUse(sentence.format(path=path)) from None
    except OSError as error:
        sentence = _("{path} cannot be read: {reason}.")
        raise WrongUse(sentence.format(path=path, reason=reason(error))) from None
    if any(len(question) + len(answer) > MOST_CHARACTERS for question, answer in cards):
        raise WrongUse(_("{path} has a card that is longer than ten pages.").format(path=path))
    return cards


def _own_id(question: str, answer: str) -> str:
    return f"{OWN}-" + fingerprint(f"{question}\n{answer}".encode())


def find_card(cards: Collection[Card], words: str) -> Card:
    """The card with this id or a unique beginning of it. Raises CompanionError."""
    exact = [card for card in cards if card.id == words]
    found = exact or [card for card in cards if words and card.id.startswith(words)]
    if len(found) != 1:
        sentence = (
            _("More than one card begins with {id}; write more of it.")
            if found
            else _("There is no card {id}. See: companion review --all")
        )
        raise CompanionError(sentence.format(id=words))
    return found[0]
