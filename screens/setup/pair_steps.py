"""The steps of the wizard: what each proposes, asks and says."""

from pathlib import Path

from companion.domain.note.drafts import SETUP_FOLDER, SETUP_NAME, SETUP_PARTNER, DraftKey
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.draft_text import DraftText
from companion.workspace.setup.folder_check import FolderReport
from companion.workspace.setup.setup import proposed_folder, resolve_pair
from screens.setup.alone import proposed_name
from screens.widgets.form_fields import short_path

LANGUAGE, PEOPLE, FOLDER, CHECK = "language", "people", "folder", "check"


def steps_for(workspace: Workspace, first: bool) -> tuple[str, ...]:
    """What has to be asked: nobody is asked again who they are."""
    if first:
        return (LANGUAGE, PEOPLE, FOLDER, CHECK)
    return (PEOPLE, FOLDER, CHECK) if workspace.space.alone else (FOLDER, CHECK)


def step_to_begin_at(steps: tuple[str, ...], interrupted: str) -> str:
    """The step at which it was interrupted, else the first; the last one needs a look before."""
    if interrupted == CHECK:
        return FOLDER
    return interrupted if interrupted in steps else steps[0]


def drafts_of(workspace: Workspace) -> tuple[DraftText, DraftText, DraftText]:
    """My name, my partner's and the folder, as they were typed or are proposed."""
    me, partner, folder = proposals(workspace)
    drafts = workspace.drafts
    return (
        drafts.field(DraftKey(SETUP_NAME), begins_as=me),
        drafts.field(DraftKey(SETUP_PARTNER), begins_as=partner),
        drafts.field(DraftKey(SETUP_FOLDER), begins_as=short_path(folder)),
    )


def proposals(workspace: Workspace) -> tuple[str, str, Path]:
    """My name, my partner's and the folder, as long as nobody typed anything."""
    folder = proposed_folder(workspace)
    if not workspace.is_set_up:
        return proposed_name(workspace.environment.login), _("Partner"), folder
    pair = workspace.pair
    if pair.partner is None:
        return pair.me.name, _("Partner"), folder
    return pair.me.name, pair.partner.name, workspace.folder


def progress_line(steps: tuple[str, ...], current: str) -> str:
    """All steps on one line: done, here, still to come."""
    names = {
        LANGUAGE: _("Language"),
        PEOPLE: _("You two"),
        FOLDER: _("Folder"),
        CHECK: _("Check"),
    }
    at = steps.index(current)
    parts = []
    for number, step in enumerate(steps):
        mark = " ✓" if number < at else " ◂" if number == at else ""
        parts.append(f"{number + 1} {names[step]}{mark}")
    return " ── ".join(parts)


def question(step: str, workspace: Workspace) -> tuple[str, str]:
    """What a step asks, and why."""
    if step == LANGUAGE:
        return _("Which language do you read?"), _("Your partner can choose another one.")
    if step == PEOPLE:
        return _("Who are you two?"), _("Type the names as you want to see them with your notes.")
    if step == CHECK:
        return _("Is this right?"), _("Nothing has been made yet.")
    why = _(
        "A folder that you both can open: a network drive, OneDrive, Dropbox, Syncthing, or one on "
        "a computer that you both use. Nothing is sent anywhere else."
    )
    if workspace.is_set_up:
        why += "\n" + _("All that you have written so far comes along.")
    return _("Where do you share your notes?"), why


def summary(workspace: Workspace, me: str, partner: str, report: FolderReport) -> list[str]:
    """What is going to be made and where, a sentence a line."""
    joins = bool(report.people)
    lines = [_("You are {me}, your partner is {partner}.")]
    if joins:
        lines.append(_("You join the notes that are in {folder}."))
    elif report.is_new:
        lines.append(_("The folder {folder} will be made for what you share."))
    else:
        lines.append(_("What you share will be kept in the folder {folder}."))
    if comes_along(workspace, me, partner, report):
        lines.append(_("All that you have written so far comes along."))
    lines.append(_("Your settings and a private copy stay in {home}."))
    if not joins:
        lines.append(_("Later, {partner} starts companion and chooses the same folder."))
    words = {"me": me, "partner": partner, "folder": short_path(report.path),
             "home": short_path(workspace.places.home)}  # fmt: skip
    return ["• " + line.format(**words) for line in lines]


def comes_along(workspace: Workspace, me: str, partner: str, report: FolderReport) -> bool:
    """Whether the notes there are now are this pair's too."""
    if not workspace.is_set_up or workspace.space.alone:
        return workspace.is_set_up
    pair = resolve_pair(me, partner, report.people)
    return {person.id for person in pair.people} == {p.id for p in workspace.pair.people}
