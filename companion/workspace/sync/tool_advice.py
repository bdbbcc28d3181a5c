"""What each sync tool needs so that words arrive quickly and whole."""

from companion.domain.diagnosis import Check
from companion.i18n import N_, _
from companion.storage.sync import sync_tools

_ADVICE = {
    sync_tools.SYNCTHING: (
        N_("Syncthing carries the folder."),
        N_("Quicker: in Syncthing leave Watch for Changes on for this folder, and set its "
           "fsWatcherDelayS to 1 (Actions, Advanced); words then arrive in seconds."),
    ),
    sync_tools.DROPBOX: (
        N_("Dropbox carries the folder."),
        N_("Let Dropbox keep the folder on this computer: right-click, Make available offline."),
    ),
    sync_tools.NEXTCLOUD: (
        N_("Nextcloud or ownCloud carries the folder."),
        N_("With virtual files, choose Make always available locally for the folder."),
    ),
    sync_tools.ONEDRIVE: (
        N_("OneDrive carries the folder."),
        N_("Let OneDrive keep the folder here: right-click, Always keep on this device."),
    ),
    sync_tools.GOOGLE: (
        N_("Google Drive carries the folder."),
        N_("In Google Drive's settings choose Mirror files rather than Stream files."),
    ),
    sync_tools.ICLOUD: (
        N_("iCloud Drive carries the folder."),
        N_("Let iCloud keep the folder here: right-click, Keep Downloaded."),
    ),
    sync_tools.GIT: (
        N_("The folder is part of a git repository."),
        N_("Commit, pull and push yourself: git carries nothing by itself. A merge that git "
           "cannot make may take either side; nothing gets lost."),
    ),
    sync_tools.NETWORK: (
        N_("The folder stands on a network drive."),
        N_("Without the network you work on; what you write is shared when the drive is back."),
    ),
    sync_tools.STICK: (
        N_("The folder stands on a stick or another drive that can be taken out."),
        N_("Leave companion before you take the drive out, and eject it; then pass it on."),
    ),
    sync_tools.NONE: (
        N_("No sync tool was recognised."),
        N_("Do you share one computer? Then all is well. Else put the folder where a tool carries "
           "it to your partner: Syncthing, Nextcloud, Dropbox, OneDrive or a network drive."),
    ),
}  # fmt: skip


def tool_check(tool: str) -> Check:
    """Which tool carries the folder, with what would make it better."""
    message, advice = _ADVICE[tool]
    return Check("sync-tool", True, _(message), _(advice))
