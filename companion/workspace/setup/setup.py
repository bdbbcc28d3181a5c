"""Setting up: make a pair in a folder, join the one that is there, or begin alone."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from companion.domain.errors import FolderUnreachable, WrongUse
from companion.domain.fault_messages import unusable
from companion.domain.people import Pair, Person, clean_name, find_person, person_id
from companion.domain.text import one_line
from companion.i18n import _
from companion.storage.disk.atomic_files import make_private
from companion.storage.private.settings import Space
from companion.workspace.setup.folder_check import FolderReport, examine
from companion.workspace.workspace import Workspace


def proposed_folder(workspace: Workspace) -> Path:
    """The folder to propose for sharing."""
    return workspace.environment.folder or Path.home() / "companion"


def report_on(workspace: Workspace, folder: Path) -> FolderReport:
    """What a folder is like, found without writing to it."""
    try:
        return examine(folder.expanduser().absolute(), workspace.places)
    except (OSError, RuntimeError, ValueError):  # a name too long, a home that nobody has
        sentence = _("{path} cannot be used as a folder; choose another one.")
        return FolderReport(folder, sentence.format(path=one_line(str(folder), 60)))


def set_up_pair(workspace: Workspace, me: str, partner: str, folder: Path) -> None:
    """Make a pair in `folder`, or join the one there; what was written alone comes along.

    Raises WrongUse for names that do not fit and FolderUnreachable for a folder that cannot be
    used; nothing is written then.
    """
    report = report_on(workspace, folder)
    if report.trouble:
        raise FolderUnreachable(report.trouble)
    pair = resolve_pair(me, partner, report.people)
    if not report.people:
        pair = _keep_my_id(workspace, pair)
    settings = workspace.settings
    known = settings.space_for(report.path) or _space_to_move(workspace, pair)
    space_id = known.id if known else workspace.environment.new_id()
    _make_folder(report.path)
    before = settings.space
    workspace.adopt(_space(space_id, report.path, pair), pair, into_empty=True)
    if before is not None and before.alone and before.id == space_id:
        _keep_my_cards(workspace, before.me)


def _keep_my_cards(workspace: Workspace, alone: str) -> None:
    """What somebody remembered alone stays theirs, under whichever id the pair knows them by."""
    from companion.storage.private.review_log import rename_person_files

    if alone != workspace.space.me:
        with suppress(OSError):  # it stays where it is, whole
            rename_person_files(
                workspace.places.recall(workspace.space.id), alone, workspace.space.me
            )


def set_up_alone(workspace: Workspace, me: str) -> None:
    """Begin alone, in a place of companion's own; a partner and a folder can come later."""
    name = clean_name(me) or _("Me")
    person = Person(person_id(name), name)
    folder = workspace.places.alone
    known = workspace.settings.space_for(folder)
    space_id = known.id if known else workspace.environment.new_id()
    try:
        make_private(folder)  # what somebody writes alone is nobody else's to read
    except OSError as error:
        raise FolderUnreachable(unusable(folder, error)) from None
    _make_folder(folder)
    pair = Pair(person)
    workspace.adopt(_space(space_id, folder, pair), pair, into_empty=True)


def rename_me(workspace: Workspace, name: str) -> None:
    """Call me something else from now on; what I wrote stays mine. Raises FolderUnreachable."""
    pair = workspace.pair
    me = replace(pair.me, name=clean_name(name) or pair.me.name)
    workspace.adopt(replace(workspace.space, me_name=me.name), Pair(me, pair.partner))


def _keep_my_id(workspace: Workspace, pair: Pair) -> Pair:
    """Who wrote alone under another name stays the author of that, under the new one."""
    space = workspace.settings.space
    if space is None or not space.alone or pair.partner is None or space.me == pair.partner.id:
        return pair
    return Pair(replace(pair.me, id=space.me), pair.partner)


def _space(space_id: str, folder: Path, pair: Pair) -> Space:
    partner = pair.partner
    return Space(
        space_id,
        str(folder),
        pair.me.id,
        pair.me.name,
        partner.id if partner else "",
        partner.name if partner else "",
        alone=partner is None,
    )


def _space_to_move(workspace: Workspace, pair: Pair) -> Space | None:
    """The space in use, when its notes belong to this pair too."""
    space = workspace.settings.space
    if space is None or space.alone:
        return space
    partner = workspace.pair.partner
    same = partner is not None and {partner.id, space.me} == {p.id for p in pair.people}
    return space if same else None


def resolve_pair(me: str, partner: str, there: tuple[Person, ...]) -> Pair:
    """Who is who, given the names typed and the people already in the folder.

    Raises WrongUse with a sentence when the names do not fit.
    """
    my_name, partner_name = clean_name(me), clean_name(partner)
    if not my_name or not partner_name:
        raise WrongUse(_("Both names are needed: yours and your partner's."))
    mine = find_person(there, my_name) or Person(person_id(my_name), my_name)
    other = find_person(there, partner_name) or Person(person_id(partner_name), partner_name)
    if mine.id == other.id:
        raise WrongUse(
            _("You both have the name {name}. Add a letter, such as {name} B., to tell you apart.")
            .format(name=my_name)
        )  # fmt: skip
    if there and len({p.id for p in (*there, mine, other)}) > 2:
        raise WrongUse(_not_yours(there))
    return Pair(mine, other)


def _not_yours(there: tuple[Person, ...]) -> str:
    names = _(" and ").join(p.name for p in there)
    return _(
        "This folder holds the notes of {names}. Use those names, or choose another folder."
    ).format(names=names)


def _make_folder(path: Path) -> None:
    try:
        (path / "lessons").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnreachable(unusable(path, error)) from None
