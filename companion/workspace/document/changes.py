"""What one step did to a document, as values, and what takes it back.

Taking back is a change like any other and merges as such. It touches what still is as the step
left it; what somebody changed since stays as they want it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from companion.domain.session.notebook import RECORD_KINDS, Notebook
from companion.storage.document.document import Scalar
from companion.storage.document.margin_marks import MARKS
from companion.storage.document.schema import AGENDA
from companion.storage.document.stored_records import LINE, OF

GONE: dict[str, tuple[str, Scalar]] = {
    AGENDA: ("undone", True),
    MARKS: ("gone", True),
    **dict.fromkeys(RECORD_KINDS, ("text", "")),
}
"""For each root of entities the field, and its value, that says that an entity is gone."""

Fields = dict[str, Scalar]


@dataclass(frozen=True, slots=True)
class Changed:
    """A field has another value."""

    root: str
    key: str
    before: Scalar
    after: Scalar


@dataclass(frozen=True, slots=True)
class EntityMade:
    """An entity is there that was not: a record, an agenda item, a mark."""

    root: str
    entity: str
    fields: tuple[tuple[str, Scalar], ...]
    """All of its fields, by their names without the entity's."""


@dataclass(frozen=True, slots=True)
class EventHappened:
    """Something was pressed: an event of a session's clock, by its id."""

    event: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A session came into the lists, made or brought back; or it was thrown away."""

    there: bool
    then: Notebook
    """What it said when that was done: what is written in it since is not put out of sight."""


@dataclass(frozen=True, slots=True)
class LineRevised:
    """An agreed line says something else; by the id of the revision, which stays when it is taken
    back, for that is one more change of the line."""

    revision: str


Change = Changed | EntityMade | EventHappened | Listed | LineRevised


@dataclass(frozen=True, slots=True)
class UndoOutcome:
    """What came of taking a step back."""

    taken: bool
    """Whether anything of it is taken back."""
    kept: bool = False
    """Whether anything of it was changed since, and stays."""
    by: str = ""
    """Who changed it, where that is known."""

    def joined(self, other: "UndoOutcome") -> "UndoOutcome":
        """This and another, of one step."""
        return UndoOutcome(self.taken or other.taken, self.kept or other.kept, self.by or other.by)


def changes_in(root: str, before: Mapping[str, Any], new: Fields) -> list[Change]:
    """What setting the fields `new` under a root changes, where it holds the fields `before`."""
    found: list[Change] = []
    made: dict[str, Fields] = {}
    known = {key.partition("/")[0] for key in before}
    for key, value in new.items():
        entity, slash, name = key.partition("/")
        if root in GONE and slash and entity not in known:
            made.setdefault(entity, {})[name] = value
        elif before.get(key) != value:
            found.append(Changed(root, key, before.get(key), value))
    for entity, values in made.items():
        if LINE in values:  # said about a line of the notes, which is there all the same
            found += [Changed(root, f"{entity}/{key}", None, v) for key, v in values.items()]
        else:
            found.append(EntityMade(root, entity, tuple(values.items())))
    return found


def taken_back(
    changes: Iterable[Change], now: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, Fields], bool]:
    """The fields to set, by root, that take changes back; and whether some were changed since.

    `now` is what the roots hold.
    """
    wanted: dict[str, Fields] = {}
    kept = False
    for change in reversed([*changes]):
        if isinstance(change, EventHappened | Listed | LineRevised):
            continue
        fields = {**now.get(change.root, {}), **wanted.get(change.root, {})}
        found = (
            _field_back(change, fields) if isinstance(change, Changed) else _gone(change, fields)
        )
        if found is None:
            kept = True
        else:
            wanted.setdefault(change.root, {}).update(found)
    return wanted, kept


def by_entity(changes: Iterable[Change]) -> dict[str, tuple[Change, ...]]:
    """Those of the changes that are about entities, by the ids of these."""
    found: dict[str, tuple[Change, ...]] = {}
    for change in changes:
        if isinstance(change, Changed | EntityMade):
            key = change.entity if isinstance(change, EntityMade) else change.key
            entity = key.partition("/")[0]
            found[entity] = (*found.get(entity, ()), change)
    return found


def roots_of(changes: Iterable[Change]) -> set[str]:
    """The roots that changes are about."""
    return {change.root for change in changes if isinstance(change, Changed | EntityMade)}


def _field_back(change: Changed, fields: Mapping[str, Any]) -> Fields | None:
    return {change.key: change.before} if fields.get(change.key) == change.after else None


def _gone(change: EntityMade, fields: Mapping[str, Any]) -> Fields | None:
    """Nothing where somebody has touched the entity since: it is theirs as well."""
    mine = {f"{change.entity}/{name}": value for name, value in change.fields}
    there = {key: value for key, value in fields.items() if key.startswith(f"{change.entity}/")}
    field, value = GONE[change.root]
    # What it was entered from is no part of it: that is said anew where other lines of its text
    # are taken back. It is set as it is: what another window enters meanwhile is no mix of both.
    of = f"{change.entity}/{OF}"
    source = {of: there[of]} if of in there else {}
    return {f"{change.entity}/{field}": value, **source} if there == mine | source else None
