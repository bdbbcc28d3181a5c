"""The doctor: one list of findings for the command line and the app.

Nothing is written into the shared folder, and no word of the notes is told.
"""

import os
import time
from pathlib import Path

from companion.domain.diagnosis import Check
from companion.domain.errors import FolderEmptied
from companion.domain.fault_messages import not_shared, reason
from companion.i18n import _, ngettext
from companion.storage.disk.threads import run_in_thread
from companion.storage.sync.folder_stats import MOST, Contents, count_contents
from companion.storage.sync.sync_tools import mounted, recognise
from companion.workspace.platform.terminal import this_terminal
from companion.workspace.setup.folder_check import FolderReport, examine
from companion.workspace.sync.machine_checks import (
    private_checks,
    size_words,
    space_check,
    terminal_check,
    versions_check,
)
from companion.workspace.sync.sync_report import sync_report
from companion.workspace.sync.sync_report_words import (
    device_checks,
    file_checks,
    pair_check,
    partner_checks,
    words_check,
)
from companion.workspace.sync.tool_advice import tool_check
from companion.workspace.workspace import Workspace

REACH, LOOK = 2.0, 20.0
"""Seconds that the shared folder has to answer at all, and to be looked through."""


def diagnose(workspace: Workspace) -> list[Check]:
    """All findings, from the terminal to every file; takes `REACH` and `LOOK` at most."""
    here = [
        terminal_check(this_terminal()),
        versions_check(),
        *private_checks(workspace.places),
    ]
    if workspace.is_set_up:
        return [*here, *_shared_checks(workspace)]
    nobody = Check("set-up", False, _("Nobody is set up here yet."),
                   _("Type companion to begin, or: companion setup --help"))  # fmt: skip
    return [*here, nobody]


def _shared_checks(workspace: Workspace) -> list[Check]:
    folder = workspace.folder
    try:
        report = run_in_thread(lambda: examine(folder, workspace.places)).result(REACH)
    except OSError as error:
        return [_unreachable(folder, error)]
    if report.trouble or report.is_new:
        message = report.trouble or _("The shared folder {path} is not there.").format(path=folder)
        return [Check("shared-folder", False, message, _way_on())]
    try:
        return run_in_thread(lambda: _look(workspace, report)).result(LOOK)
    except FolderEmptied as error:
        return [Check("shared-folder", False, not_shared(folder, error), _way_on())]
    except OSError as error:
        return [_unreachable(folder, error)]


def _unreachable(folder: Path, error: OSError) -> Check:
    if isinstance(error, TimeoutError):
        message = _("The shared folder {path} does not answer.").format(path=folder)
    else:
        sentence = _("The shared folder {path} cannot be read: {reason}.")
        message = sentence.format(path=folder, reason=reason(error))
    return Check("shared-folder", False, message, _way_on())


def _way_on() -> str:
    return _(
        "Look whether the drive, the network and the sync tool are there, or choose another folder "
        "in Settings (0). What you write meanwhile is kept here and shared afterwards."
    )


def _look(workspace: Workspace, folder_report: FolderReport) -> list[Check]:
    """All that the shared folder tells. Raises OSError."""
    workspace.store.check_share()
    folder, pair, now = workspace.folder, workspace.pair, workspace.environment.now()
    contents = count_contents(folder, time.time())
    report = sync_report(workspace)
    return [
        Check("shared-folder", True, _folder_words(folder, contents)),
        space_check("shared-space", folder),
        pair_check(pair, folder_report.people),
        words_check(report),
        *(partner_checks(pair.partner, report, now) if pair.partner else []),
        *device_checks(pair, report, now),
        *file_checks(folder, report),
        *_leftover_checks(contents),
        *([tool_check(recognise(folder, Path.home(), os.environ, mounted()))] if pair.partner
          else []),
    ]  # fmt: skip


def _folder_words(folder: Path, contents: Contents) -> str:
    if contents.files >= MOST:
        sentence = _("{path} can be written to; it holds more than {count} files.")
        return sentence.format(path=folder, count=MOST)
    return ngettext(
        "{path} can be written to; it holds {count} file, {size}.",
        "{path} can be written to; it holds {count} files, {size}.",
        contents.files,
    ).format(path=folder, count=contents.files, size=size_words(contents.size))


def _leftover_checks(contents: Contents) -> list[Check]:
    count = len(contents.leftovers)
    if not count:
        return []
    sentence = ngettext(
        "An interrupted save left {count} file, which nobody reads.",
        "Interrupted saves left {count} files, which nobody reads.",
        count,
    )
    return [Check("left-overs", True, sentence.format(count=count),
                  _("Each computer removes its own when companion starts there."))]  # fmt: skip
