"""Which program carries a folder to the other computer, told from what stands in and above it."""

import contextlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

SYNCTHING, DROPBOX, NEXTCLOUD, ONEDRIVE, GOOGLE, ICLOUD, GIT, NETWORK, STICK, NONE = (
    "syncthing", "dropbox", "nextcloud", "onedrive", "google-drive", "icloud", "git", "network",
    "stick", "none",
)  # fmt: skip

_MARKS = {
    SYNCTHING: (".stfolder",),
    DROPBOX: (".dropbox.cache",),  # ".dropbox" is also the name of its settings in every home
    NEXTCLOUD: (".sync_*.db", "._sync_*.db", ".nextcloudsync.log", ".owncloudsync.log"),
}
"""What the tools themselves put into the top folder they carry."""
_GIT_MARKS = {GIT: (".git",)}

_NAMES = {
    DROPBOX: re.compile(r"dropbox( \(.+\))?"),
    NEXTCLOUD: re.compile(r"nextcloud\d*|owncloud\d*"),
    ONEDRIVE: re.compile(r"onedrive(\s?-.+)?"),
    GOOGLE: re.compile(r"google ?drive(-.+)?|drivefs|my drive|mijn drive"),
    ICLOUD: re.compile(r"com~apple~clouddocs|icloud ?drive|iclouddrive"),
}
"""How the tools call the folders they make."""

_NETWORK_TYPES = {
    "cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "davfs", "afpfs", "fuse.sshfs", "fuse.davfs2",
    "fuse.gvfsd-fuse", "fuse.rclone",
}  # fmt: skip
_STICKS = (Path("/media"), Path("/run/media"), Path("/Volumes"))


def recognise(
    folder: Path, home: Path, environ: Mapping[str, str], mounts: Iterable[str] = ()
) -> str:
    """The tool that carries `folder`, or NONE; `mounts` are the lines of /proc/self/mounts."""
    found = _marked(folder, _MARKS) or _configured(folder, home, environ) or _named(folder)
    if found:
        return found
    if str(folder).startswith("\\\\") or _file_system(folder, mounts) in _NETWORK_TYPES:
        return NETWORK
    is_stick = any(folder.is_relative_to(place) for place in _STICKS)
    return _marked(folder, _GIT_MARKS) or (STICK if is_stick else NONE)


def mounted() -> list[str]:
    """The lines of /proc/self/mounts; none where there is no such file."""
    with contextlib.suppress(OSError):
        return Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
    return []


def _marked(folder: Path, marks: Mapping[str, tuple[str, ...]]) -> str:
    for level in (folder, *folder.parents):
        for tool, patterns in marks.items():
            with contextlib.suppress(OSError):  # a folder above may be closed to us
                if any(next(level.glob(pattern), None) for pattern in patterns):
                    return tool
    return ""


def _configured(folder: Path, home: Path, environ: Mapping[str, str]) -> str:
    """The tool whose own settings name a folder that holds this one."""
    if any(_holds(environ.get(name, ""), folder) for name in ("OneDrive", "OneDriveCommercial")):
        return ONEDRIVE
    roots = [home / ".dropbox"]
    roots += [Path(environ[n]) / "Dropbox" for n in ("APPDATA", "LOCALAPPDATA") if n in environ]
    for root in roots:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            accounts = json.loads((root / "info.json").read_bytes())
            if any(_holds(str(account.get("path", "")), folder) for account in accounts.values()):
                return DROPBOX
    return ""


def _holds(outer: str, folder: Path) -> bool:
    return bool(outer) and folder.is_relative_to(outer)


def _named(folder: Path) -> str:
    for part in reversed(folder.parts):
        for tool, pattern in _NAMES.items():
            if pattern.fullmatch(part.casefold()):
                return tool
    return ""


def _file_system(folder: Path, mounts: Iterable[str]) -> str:
    """The type of file system that `folder` stands on: that of the nearest mount above it."""
    found: dict[Path, str] = {}
    for line in mounts:
        fields = line.split(" ")
        if len(fields) > 2:
            place = Path(re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), fields[1]))
            if folder.is_relative_to(place):
                found[place] = fields[2]
    return found[max(found, key=lambda place: len(place.parts))] if found else ""
