"""This installation: who uses it, with whom, in which language, and where the two share."""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path

from companion import i18n
from companion.domain.errors import CompanionError, NotSetUp
from companion.domain.fault_messages import not_saved, unusable
from companion.domain.people import Pair, Person
from companion.domain.save_status import ANSWERS, DRAFTS
from companion.i18n import _
from companion.storage.disk.atomic_files import make_private
from companion.storage.disk.device_id import Device
from companion.storage.private.settings import Settings, Space, load_settings, save_settings
from companion.workspace.document.drafts import Drafts
from companion.workspace.document.studies import StudyStore
from companion.workspace.environment import Environment


@lru_cache
def _pair_of(space: Space) -> Pair:
    """The two of a space; asked for several times a second while a session runs."""
    partner = Person(space.partner, space.partner_name) if space.partner else None
    return Pair(Person(space.me, space.me_name), partner)


def _unheard(*_what: str) -> None:
    """Where no front end listens."""


class Installation:
    """What this computer knows before any document is opened."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.places = environment.places
        self.settings: Settings = load_settings(self.places.settings)
        self._drafts: dict[Path, Drafts] = {}
        self.tell: Callable[[str], None] = _unheard
        """Is told, in whichever thread, sentences about what could not be read."""
        self.hear_of_save: Callable[[str, str], None] = _unheard
        """Is told, in whichever thread, of each try to write drafts or answers: the name that
        `SaveStatus` has for them, and the sentence for what was not saved, if anything."""
        self.studies = StudyStore(
            self.places.home, hear=lambda trouble: self.hear_of_save(ANSWERS, trouble)
        )
        """What I answer in lessons by myself."""

    @property
    def is_set_up(self) -> bool:
        """Whether somebody has said who they are."""
        return self._space is not None

    @property
    def space(self) -> Space:
        """The pair's space in use. Raises NotSetUp."""
        if self._space is None:
            raise NotSetUp(_("companion is not set up yet. Run: companion setup --help"))
        return self._space

    @property
    def _space(self) -> Space | None:
        folder = self.environment.folder
        return self.settings.space_for(folder) if folder else self.settings.space

    @property
    def folder(self) -> Path:
        """The shared folder in use."""
        return Path(self.space.folder)

    @property
    def pair(self) -> Pair:
        """Me and my partner."""
        return _pair_of(self.space)

    @property
    def language(self) -> str:
        """The language this person reads: en or nl."""
        return self.settings.language or i18n.current_language()

    def set_language(self, language: str) -> None:
        """Speak this language from now on, and remember it once somebody is set up."""
        i18n.use_language(language)
        self.settings = replace(self.settings, language=language)
        if self.settings.spaces:
            self._save_settings()

    @property
    def drafts(self) -> Drafts:
        """What was typed into fields and not handed over yet, also while nobody is set up."""
        space, places = self._space, self.places
        folder = places.drafts(space.id) if space else places.setup_drafts
        if folder not in self._drafts:
            self._drafts[folder] = Drafts(
                folder,
                self.environment.now,
                # Looked up at each call: the app sets both after drafts may have been made.
                tell=lambda sentence: self.tell(sentence),
                hear=lambda trouble: self.hear_of_save(DRAFTS, trouble),
            )
        return self._drafts[folder]

    def close_drafts(self, unsaved: Collection[str] = ()) -> None:
        """Save all drafts, and let another window have their file.

        What was handed over to documents that are unsaved is a draft again.
        """
        for drafts in self._drafts.values():
            drafts.close(unsaved)

    def set_theme(self, name: str) -> None:
        """Remember which theme to show; none is the one that suits the terminal."""
        self.settings = replace(self.settings, theme=name)
        if self.settings.spaces:
            self._save_settings()

    def claim_device(self) -> None:
        """Take the id that this program writes under. Raises CompanionError where none can be."""
        _ = self._device

    def close(self) -> None:
        """Save answers and drafts, and let go of the device id."""
        self.studies.close()
        self.close_drafts()
        if "_device" in self.__dict__:
            self._device.release()

    def _save_settings(self) -> None:
        try:
            make_private(self.places.home)
            save_settings(self.places.settings, self.settings)
        except OSError as error:
            raise CompanionError(not_saved(self.places.home, error)) from None

    @cached_property
    def _device(self) -> Device:
        try:
            return Device(self.places.devices, self.environment.new_id)
        except OSError as error:
            raise CompanionError(unusable(self.places.home, error)) from None
