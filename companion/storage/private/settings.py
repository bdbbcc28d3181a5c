"""What this installation knows of its owner, in TinyDB: language, theme, and a space a pair."""

from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from companion.domain.errors import CompanionError
from companion.i18n import _
from companion.storage.document.device_file import Damaged, DurableStorage

PERSONAL = ("language", "current", "theme")
"""The settings beside the spaces, as the file names them."""


@dataclass(frozen=True, slots=True)
class Space:
    """One pair's notes on this machine: where they are shared and who I am there."""

    id: str
    folder: str
    """The shared folder, as an absolute path."""
    me: str
    """My person id there."""
    me_name: str
    partner: str = ""
    """My partner's id, and below the name, so that the first screen need not open the programme."""
    partner_name: str = ""
    alone: bool = False
    """Whether the folder is the stand-in for one person."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; a fresh installation has no space."""

    language: str = ""
    """en or nl; empty as long as nobody chose."""
    current: str = ""
    """The id of the space in use."""
    spaces: tuple[Space, ...] = ()
    theme: str = ""
    """The name of the theme; empty for the one that suits the terminal."""

    @property
    def space(self) -> Space | None:
        """The space in use."""
        return next((s for s in self.spaces if s.id == self.current), None)

    def space_for(self, folder: Path) -> Space | None:
        """The space that is shared at `folder`."""
        return next((s for s in self.spaces if Path(s.folder) == folder), None)

    def with_space(self, space: Space) -> "Settings":
        """The same with this space in use, in place of an older one with its id."""
        others = tuple(s for s in self.spaces if s.id != space.id)
        return replace(self, spaces=(*others, space), current=space.id)


def load_settings(path: Path) -> Settings:
    """The settings at `path`; fresh ones where there is no file.

    Raises CompanionError where the file cannot be understood: it is never overwritten unread.
    """
    try:
        with TinyDB(path, storage=DurableStorage) as db:
            person: dict[str, Any] = next(iter(db.table("settings").all()), {})
            spaces = [_space(row) for row in db.table("spaces").all()]
    except (OSError, Damaged, TypeError, AttributeError, ValueError):
        sentence = _("{path} cannot be read. Move it away and set up again.")
        raise CompanionError(sentence.format(path=path)) from None
    language, current, theme = (str(person.get(key, "")) for key in PERSONAL)
    return Settings(language, current, tuple(spaces), theme)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings, durably. Raises OSError."""
    with TinyDB(path, storage=DurableStorage) as db:
        db.storage.write(
            {
                "settings": {"1": {key: getattr(settings, key) for key in PERSONAL}},
                "spaces": {str(n): asdict(s) for n, s in enumerate(settings.spaces, start=1)},
            }
        )


def _space(row: Any) -> Space:
    known = {f.name for f in fields(Space)}
    space = Space(**{key: value for key, value in row.items() if key in known})
    if not all(
        type(value) is (bool if key == "alone" else str) for key, value in asdict(space).items()
    ):
        raise TypeError("a space has a value of the wrong kind")
    return space
