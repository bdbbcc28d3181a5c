"""Drafts: words that stand in a field and are not handed over yet."""

from dataclasses import dataclass, replace

from companion.domain.note.pasted_lines import LINE_END
from companion.domain.text import MAX_NOTE
from companion.i18n import N_, _

CHANGE, CORRECTION, LATER_LINE, SKIP = "change", "correction", "later-line", "skip"
NEW_ITEM, DAY = "new-item", "day"
CAPTURE, POINT = "capture", "point"
NAME_CHANGE, PACK, UNPACK = "name", "pack", "unpack"
MARGIN = "margin"
CARD_QUESTION, CARD_ANSWER = "card-question", "card-answer"
SETUP, SETUP_NAME, SETUP_PARTNER, SETUP_FOLDER = "setup", "my-name", "partner-name", "folder"
SEARCH, FIND, PALETTE = "search", "find", "palette"
UNSAVED_PRIVATE = "unsaved-private-notes"

NAMES = {
    CHANGE: N_("changed line"),
    CAPTURE: N_("line to write down"),
    POINT: N_("talking point"),
    CORRECTION: N_("correction"),
    LATER_LINE: N_("what somebody learned"),
    SKIP: N_("reason to skip"),
    NEW_ITEM: N_("new agenda item"),
    DAY: N_("day of a session"),
    NAME_CHANGE: N_("name"),
    PACK: N_("folder for a file"),
    UNPACK: N_("file to take in"),
    MARGIN: N_("note in the margin"),
    CARD_QUESTION: N_("question of a card"),
    CARD_ANSWER: N_("answer of a card"),
    SETUP_NAME: N_("my name"),
    SETUP_PARTNER: N_("my partner's name"),
    SETUP_FOLDER: N_("shared folder"),
}
"""Everything that a private draft can be a draft of, by its kind."""

UNLISTED = (SEARCH, FIND, PALETTE, SETUP, UNSAVED_PRIVATE)
"""What stands where it was the next time and becomes nothing else: words that were looked for, the
step at which setting up was interrupted, and private notes that the disk did not take."""

MAX_CHARACTERS = 2_800_000
"""Characters of all drafts together at which a field takes no more."""
MAX_WITH_PRIVATE = MAX_CHARACTERS + MAX_NOTE
"""The same where private notes find no other place than the drafts: they have room for one more.
Their file stays below what is read of any file."""


@dataclass(frozen=True, slots=True)
class DraftKey:
    """What some words are a draft of."""

    kind: str
    about: tuple[str, ...] = ()
    """The ids that tell it from others of its kind, such as that of a session."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that were typed and not handed over."""

    of: DraftKey
    text: str
    choice: str = ""
    """What was chosen beside the field, such as the kind of record the line is to become."""
    title: str = ""
    """What it is about, in words: for a list of drafts that is read when that itself is gone."""
    at: str = ""
    """When it was last typed in: ISO 8601 in UTC. Shown; of two drafts it tells the later one."""
    base: str = ""
    """A digest of the saved words that it is to take the place of; empty where it takes none."""


def kind_name(kind: str) -> str:
    """What a draft is a draft of, as people call it; one of an unknown kind is just a draft."""
    return _(NAMES[kind]) if kind in NAMES else _("draft")


def joined(first: Draft | None, second: Draft) -> Draft:
    """Two drafts of one thing, typed in two windows: the words of both, the later ones last."""
    if first is None or first.text in second.text:
        return second
    if second.text in first.text:
        return first
    return append_draft(*sorted((first, second), key=lambda draft: draft.at))


def append_draft(first: Draft | None, second: Draft) -> Draft:
    """Two drafts of one thing, typed one after the other: the words of both, as they came."""
    return second if first is None else replace(second, text=f"{first.text}\n{second.text}")


def given(text: str, rest: str) -> str:
    """What of a draft was handed over, where it may end with lines that were not."""
    return text.removesuffix(rest).rstrip(f" {LINE_END}\n") if rest else text
