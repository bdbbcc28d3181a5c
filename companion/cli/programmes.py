"""`companion programmes`, `programme` and `track`."""

import argparse
from typing import Any

from companion.cli import output
from companion.cli.context import ready_workspace, workspace_for
from companion.domain.errors import NotFound, WrongUse
from companion.domain.lesson.programme import PROGRAMMES, Programme
from companion.domain.lesson.tracks import TRACKS
from companion.i18n import _
from companion.lessons.guides import programme_page, programme_title, track_page
from companion.workspace import Workspace
from companion.workspace.session.programmes import (
    Standing,
    adopt,
    leave,
    programme_named,
    standing,
    unknown_programme,
)


def list_programmes(args: argparse.Namespace) -> int:
    """Print the programmes, and where the pair stands in the one it follows."""
    workspace = workspace_for(args)
    stands, unknown = None, ""
    if workspace.is_set_up:
        workspace.index.refresh()
        stands, unknown = standing(workspace), unknown_programme(workspace)
    if args.json:
        found = [_as_json(programme, stands) for programme in PROGRAMMES]
        if unknown:
            found.append({"id": unknown, "title": "", "weeks": None, "lessons": [],
                          "adopted": True, "step": None})  # fmt: skip
        output.write_json(found)
        return 0
    rows = [(p.id, programme_title(p), _progress(p, stands)) for p in PROGRAMMES]
    if unknown:
        rows.append((unknown, "", _("you follow it; only a newer companion knows it")))
    output.write_columns(rows)
    return 0


def show_programme(args: argparse.Namespace) -> int:
    """Print one programme; adopt it or leave it where that is asked."""
    if args.leave:
        return _leave(args)
    programme = programme_named(args.id)
    if args.adopt:
        workspace = ready_workspace(args)
        workspace.index.refresh()
        adopt(workspace, programme)
        output.say(_("You both follow it now."))
    else:
        output.write(programme_page(programme).strip())
    return 0


def show_track(args: argparse.Namespace) -> int:
    """Print what a track is for."""
    page = track_page(args.track)
    if not page:
        known = ", ".join(TRACKS)
        sentence = _("There is no track {name}; there are: {known}.")
        raise NotFound(sentence.format(name=args.track, known=known))
    output.write(page.strip())
    return 0


def _leave(args: argparse.Namespace) -> int:
    workspace = ready_workspace(args)
    workspace.index.refresh()
    followed = _followed(workspace)
    if args.id != followed:
        programme_named(args.id)  # a slip of the pen is told as such
        if followed:
            sentence = _(
                "You do not follow {name}, but {other}. Run: companion programme {other} --leave"
            )
            raise WrongUse(sentence.format(name=args.id, other=followed))
    if followed:
        leave(workspace)
    output.say(_("You follow no programme any more."))
    return 0


def _followed(workspace: Workspace) -> str:
    return plan.programme if (plan := workspace.index.plan) else ""


def _as_json(programme: Programme, stands: Standing | None) -> dict[str, Any]:
    adopted = stands is not None and stands.programme is programme
    return {"id": programme.id, "title": programme_title(programme), "weeks": programme.weeks,
            "lessons": list(programme.lessons), "adopted": adopted,
            "step": stands.step if stands is not None and adopted else None}  # fmt: skip


def _progress(programme: Programme, stands: Standing | None) -> str:
    if stands is None or stands.programme is not programme:
        return ""
    followed = _("you follow it, {step} of {count} held")
    return followed.format(step=stands.held, count=len(programme.lessons))
