"""What went wrong with a folder, as a sentence with a way on."""

import errno
from pathlib import Path

from companion.domain.errors import FolderEmptied
from companion.i18n import _


def reason(error: OSError) -> str:
    """Why the operating system would not, in plain words."""
    if isinstance(error, FolderEmptied):
        return _("it is empty, perhaps its drive is not connected")
    known = {
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.EROFS: _("it may only be read"),
        errno.EACCES: _("it may not be written to"),
        errno.EPERM: _("it may not be written to"),
        errno.ENOENT: _("it is not there"),
        errno.ENOTDIR: _("a file stands where the folder should be"),
        errno.EIO: _("the disk does not answer"),
        errno.ESTALE: _("the network drive is gone"),
        errno.ENAMETOOLONG: _("the name is too long"),
    }
    return known.get(error.errno or 0, error.strerror or str(error))


def not_shared(folder: Path, error: OSError) -> str:
    """The sentence for notes that are safe here but did not reach the shared folder."""
    if isinstance(error, FolderEmptied):
        return _(
            "The shared folder is empty: is its drive connected? All of it is kept on this "
            "computer. If it is the right folder, choose it in setup once more: {folder}"
        ).format(folder=folder)
    return _(
        "Saved on this computer, not shared: {folder}: {reason}. "
        "It is shared as soon as the folder can be used again."
    ).format(folder=folder, reason=reason(error))


def not_shared_either(folder: Path, error: OSError) -> str:
    """The sentence for notes that did not reach the shared folder, and are not safe here."""
    return _("Not saved, nor shared: {folder}: {reason}. It is tried again.").format(
        folder=folder, reason=reason(error)
    )


def not_saved(folder: Path, error: OSError) -> str:
    """The sentence for notes that could not even be kept on this machine."""
    return _("Not saved: {folder}: {reason}. Make room or mend it, and save again.").format(
        folder=folder, reason=reason(error)
    )


def unusable(folder: Path, error: OSError) -> str:
    """The sentence for a folder that cannot be shared."""
    return _("{path} cannot be used: {reason}. Choose another folder.").format(
        path=folder, reason=reason(error)
    )
