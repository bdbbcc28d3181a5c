"""`companion programmes`, `programme` and `track`."""

import argparse

from companion.cli import output
from companion.cli.context import ready_workspace, workspace_for
from companion.domain.errors import NotFound
from companion.domain.programme import PROGRAMMES
from companion.domain.tracks import TRACKS
from companion.i18n import _
from companion.lessons.guides import programme_page, programme_title, track_page
from companion.workspace.programmes import adopt, leave, programme_named, standing


def list_programmes(args: argparse.Namespace) -> int:
    """Print the programmes, and where the pair stands in the one it follows."""
    workspace = workspace_for(args)
    stands = None
    if workspace.is_set_up:
        workspace.index.refresh()
        stands = standing(workspace)
    steps = {stands.programme.id: stands.step} if stands else {}
    if args.json:
        output.write_json([
            {"id": p.id, "title": programme_title(p), "weeks": p.weeks,
             "lessons": list(p.lessons), "adopted": p.id in steps, "step": steps.get(p.id)}
            for p in PROGRAMMES
        ])  # fmt: skip
        return 0
    followed = _("you follow it, {step} of {count} held")
    output.write_columns(
        (p.id, programme_title(p),
         followed.format(step=steps[p.id], count=len(p.lessons)) if p.id in steps else "")
        for p in PROGRAMMES
    )  # fmt: skip
    return 0


def show_programme(args: argparse.Namespace) -> int:
    """Print one programme; adopt it or leave it where that is asked."""
    programme = programme_named(args.id)
    if args.adopt:
        adopt(ready_workspace(args), programme)
        output.say(_("You both follow it from today on."))
    elif args.leave:
        leave(ready_workspace(args))
        output.say(_("You follow no programme any more."))
    else:
        output.write(programme_page(programme).strip())
    return 0


def show_track(args: argparse.Namespace) -> int:
    """Print what a track is for."""
    page = track_page(args.track) if args.track in TRACKS else ""
    if not page:
        known = ", ".join(TRACKS)
        sentence = _("There is no track {name}; there are: {known}.")
        raise NotFound(sentence.format(name=args.track, known=known))
    output.write(page.strip())
    return 0
