"""`companion history`: earlier versions of notes, and one of them brought back."""

import argparse
from functools import partial
from typing import Any

from companion.cli import output
from companion.cli.context import ready_workspace
from companion.cli.notes import document_for
from companion.domain.errors import NotFound
from companion.domain.text import one_line
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.session.destinations import open_for_writing
from companion.workspace.session.versions import NumberedVersion, bring_back, versions

_WIDTH = 60
"""Cells of a version's first words in a list."""


def history(args: argparse.Namespace) -> int:
    """List the versions of a session's notes; print one of them; or bring one back."""
    workspace = ready_workspace(args)
    find = partial(document_for, session=args.session)
    is_change = args.back is not None
    document = open_for_writing(workspace, find) if is_change else find(workspace)
    found = versions(workspace, document)
    if args.item is not None:
        notebook = document.notebook
        found = [n for n in found if notebook.item_number(n.version.item) == args.item]
    if is_change:
        return _bring_back(workspace, document, _numbered(found, args.back))
    if args.show is not None:
        found = [_numbered(found, args.show)]
    if args.json:
        output.write_json([_value(workspace, document, n) for n in found])
    elif args.show is not None:
        output.write(found[0].version.text)
    else:
        _list(workspace, document, found)
    return 0


def _list(workspace: Workspace, document: OpenDocument, found: list[NumberedVersion]) -> None:
    if not found:
        output.say(_("No earlier versions yet: one is kept before much is removed."))
    output.write_columns(
        (
            str(n.number),
            f"{n.version.at.astimezone():%Y-%m-%d %H:%M}",
            str(document.notebook.item_number(n.version.item)),
            workspace.pair.name_of(n.version.by),
            f"+{n.comes} −{n.goes}",
            one_line(n.version.text, _WIDTH),
        )
        for n in found
    )


def _bring_back(workspace: Workspace, document: OpenDocument, chosen: NumberedVersion) -> int:
    if not bring_back(workspace, document, chosen.version):
        output.say(_("The note says that already."))
        return 0
    workspace.save(document)
    output.say(_("It is back. What the note said before is a version of its own now."))
    return 0


def _numbered(found: list[NumberedVersion], number: int) -> NumberedVersion:
    for one in found:
        if one.number == number:
            return one
    raise NotFound(_("There is no version {number}. See: companion history").format(number=number))


def _value(workspace: Workspace, document: OpenDocument, one: NumberedVersion) -> dict[str, Any]:
    version, notebook = one.version, document.notebook
    return {
        "number": one.number,
        "at": version.at.isoformat(timespec="milliseconds"),
        "item": notebook.item_number(version.item),
        "title": notebook.item_title(version.item),
        "by": workspace.pair.name_of(version.by),
        "text": version.text,
    }
