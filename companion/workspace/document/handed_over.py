"""Drafts on their way to where they belong, and several of one field put together."""

from collections.abc import Iterable
from dataclasses import dataclass

from companion.domain.note.drafts import Draft, DraftKey, append_draft


@dataclass(frozen=True, slots=True, eq=False)
class HandOver:
    """A draft that is on its way to where it belongs, or not known to be saved there."""

    draft: Draft
    document: str | None
    """The name of the document that it stands in; None while it is on its way."""
    since: float


def all_in_turn(drafts: Iterable[Draft]) -> dict[DraftKey, Draft]:
    """The drafts by what they are of; of one thing, one below the other as they come."""
    found: dict[DraftKey, Draft] = {}
    for draft in drafts:
        found[draft.of] = append_draft(found.get(draft.of), draft)
    return found
