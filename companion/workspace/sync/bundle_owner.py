"""Whose a bundle is: only that of the same two people is taken in.

A person's id is made from the name given first, so two who set up apart, without a folder to join,
have other ids for each other once somebody changed a name. Then one side goes by the other's ids.
"""

from dataclasses import replace
from pathlib import Path

from companion.domain.errors import CompanionError, WrongUse
from companion.domain.people import Pair, Person
from companion.i18n import _
from companion.storage.document.document import Document
from companion.storage.document.schema import read_notebook
from companion.storage.sync.bundle import Bundle, Part
from companion.storage.sync.shared_folder import KINDS, PROGRAMME
from companion.workspace.workspace import Workspace

People = tuple[Person, ...]


def parts_of_this_pair(workspace: Workspace, path: Path, bundle: Bundle) -> tuple[Part, ...]:
    """What of a bundle is to be merged, with everybody's id settled first.

    Raises WrongUse for the bundle of other people and CompanionError for one of nobody, and
    FolderUnreachable where ids have to be settled and cannot be.
    """
    theirs, mine = _people(path, bundle), workspace.pair.people
    if _ids(theirs) == _ids(mine):
        return bundle.parts
    if _names(theirs) != _names(mine):
        raise WrongUse(_not_yours(path, theirs, mine))
    notes = tuple(part for part in bundle.parts if part.document != PROGRAMME)
    if not _go_by_theirs(mine, theirs, _has_written(workspace), bool(notes)):
        return notes  # their programme follows once they go by our ids
    _adopt_ids(workspace, theirs)
    return bundle.parts


def _go_by_theirs(mine: People, theirs: People, written_here: bool, written_there: bool) -> bool:
    """Whether this side changes its ids: where only one has written, the other does.

    The two sides come to opposite answers, whichever of them unpacks first.
    """
    if written_here != written_there:
        return written_there
    return _ids(theirs) < _ids(mine)


def _has_written(workspace: Workspace) -> bool:
    store = workspace.store
    return any(store.documents(kind) for kind in KINDS)


def _adopt_ids(workspace: Workspace, theirs: People) -> None:
    by_name = {person.name.casefold(): person for person in theirs}
    pair = Pair(*(by_name[person.name.casefold()] for person in workspace.pair.people))
    partner = pair.partner.id if pair.partner else ""
    workspace.adopt(replace(workspace.space, me=pair.me.id, partner=partner), pair)


def _people(path: Path, bundle: Bundle) -> People:
    states = [part.state for part in bundle.parts if part.document == PROGRAMME]
    people = read_notebook(PROGRAMME, Document(*states).content()).people
    if people:
        return people
    if bundle.newer:
        sentence = _("{path} was made by a newer companion. Update yours, and unpack it again.")
    else:
        sentence = _("{path} does not say whose notes it holds. Ask for it once more.")
    raise CompanionError(sentence.format(path=path))


def _not_yours(path: Path, theirs: People, mine: People) -> str:
    return _(
        "{path} holds the notes of {theirs}, here are those of {mine}; nothing of it was taken. "
        "If you are the same people, set up once more with just those names and another folder, "
        "and unpack it then."
    ).format(path=path, theirs=_listed(theirs), mine=_listed(mine))


def _ids(people: People) -> list[str]:
    return sorted(person.id for person in people)


def _names(people: People) -> list[str]:
    return sorted(person.name.casefold() for person in people)


def _listed(people: People) -> str:
    return _(" and ").join(person.name for person in people)
