"""Where everything lies on this machine."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from companion.storage.disk.data_dir import home_folder

FOLDER_VARIABLE = "COMPANION_FOLDER"


@dataclass(frozen=True, slots=True)
class Places:
    """The folder of this installation and what stands in it."""

    home: Path

    @property
    def settings(self) -> Path:
        """Who I am, my language, my pairs: a TinyDB file."""
        return self.home / "settings.json"

    @property
    def private(self) -> Path:
        """What only this device may read; never inside a shared folder."""
        return self.home / "private"

    @property
    def devices(self) -> Path:
        """One lock file for each id this machine writes under."""
        return self.private / "devices"

    @property
    def alone(self) -> Path:
        """The folder that stands in for a shared one while somebody studies alone."""
        return self.home / "alone"

    @property
    def log(self) -> Path:
        """What went wrong, for whoever mends it."""
        return self.home / "companion.log"

    def space(self, space_id: str) -> Path:
        """The private side of one pair's notes."""
        return self.private / "spaces" / space_id

    def mirror(self, space_id: str) -> Path:
        """Private copies of every document: all that this device has ever shown."""
        return self.space(space_id) / "mirror"

    def aside(self, space_id: str) -> Path:
        """Copies of files that could not be read."""
        return self.space(space_id) / "aside"

    def history(self, space_id: str) -> Path:
        """Earlier versions of notes; may be deleted."""
        return self.space(space_id) / "history"

    def reading(self, space_id: str) -> Path:
        """How far each person is in each lesson, and what they marked for themselves."""
        return self.space(space_id) / "reading"

    def pulse(self, space_id: str) -> Path:
        """How sessions felt, as each answered alone on this device; never shared by itself."""
        return self.space(space_id) / "pulse"

    def private_notes(self, space_id: str) -> Path:
        """What one person noted for themselves, by session."""
        return self.space(space_id) / "private-notes"

    def drafts(self, space_id: str) -> Path:
        """What was typed into fields and not handed over yet; never shared."""
        return self.space(space_id) / "drafts"

    @property
    def setup_drafts(self) -> Path:
        """The same for setting up: there is no pair yet."""
        return self.private / "drafts"

    def recall(self, space_id: str) -> Path:
        """What somebody remembered and when, and their own cards; never shared."""
        return self.space(space_id) / "recall"

    def index(self, space_id: str) -> Path:
        """What the lists show, so that they need not open every session; may be deleted."""
        return self.space(space_id) / "index.json"

    def search(self, space_id: str) -> Path:
        """What the search looks in, private notes included; may be deleted."""
        return self.space(space_id) / "search.sqlite"

    @property
    def lesson_index(self) -> Path:
        """The front matter of the lessons; may be deleted."""
        return self.private / "lessons.json"

    @property
    def question_index(self) -> Path:
        """The recall questions of the lessons; may be deleted."""
        return self.private / "questions.json"


def find_paths(environ: Mapping[str, str]) -> Places:
    """The places COMPANION_HOME names, else where this system keeps user data."""
    return Places(Path(home_folder(environ)))


def is_inside(inner: Path, outer: Path) -> bool:
    """Whether `inner` is `outer` or lies in it, links followed, but one to itself."""
    return Path(os.path.realpath(inner)).is_relative_to(os.path.realpath(outer))
