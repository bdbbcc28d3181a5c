"""Drafts on their way to where they belong, and several of one field put together."""

from collections.abc import Iterable
from dataclasses import dataclass

from companion.domain.note.drafts import Draft, DraftOf, in_turn


@dataclass(frozen=True, slots=True, eq=False)
class HandedOver:
    """A draft that is on its way to where it belongs, or not known to be saved there."""

    draft: Draft
    document: str | None
    """The name of the document that it stands in; None while it is on its way."""
    since: float


def all_in_turn(drafts: Iterable[Draft]) -> dict[DraftOf, Draft]:
    """The drafts by what they are of; of one thing, one below the other as they come."""
    found: dict[DraftOf, Draft] = {}
    for draft in drafts:
        found[draft.of] = in_turn(found.get(draft.of), draft)
    return found
