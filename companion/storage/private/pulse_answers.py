"""Pulses as they were answered: on this device only, one small file a session and person."""

import json
from itertools import takewhile
from pathlib import Path

from companion.domain.session.pulse import ANSWERS, QUESTIONS
from companion.domain.text import slug
from companion.storage.disk.atomic_files import (
    fingerprint,
    make_private,
    read_plain_file,
    replace_file,
)


class PulseFiles:
    """The private folder that holds them; nothing of it is ever shared by itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, session: str, person: str) -> dict[str, str]:
        """What somebody answered after a session; empty where they did not, or it is damaged."""
        answers = self.read_partial(session, person)
        return answers if len(answers) == len(QUESTIONS) else {}

    def read_partial(self, session: str, person: str) -> dict[str, str]:
        """The same, as far as they have come with the questions."""
        try:
            found = json.loads(read_plain_file(self._path(session, person)))
            answers = [(question, found.get(question)) for question in QUESTIONS]
            return dict(takewhile(lambda answered: answered[1] in ANSWERS, answers))
        except (OSError, ValueError, AttributeError, RecursionError):
            return {}

    def write(self, session: str, person: str, answers: dict[str, str]) -> None:
        """Keep somebody's answers, durably. Raises OSError."""
        path = self._path(session, person)
        make_private(path.parent)
        replace_file(path, json.dumps(answers, indent=1).encode())

    def _path(self, session: str, person: str) -> Path:
        # An id may come from another machine: it is made part of a path only if it is plain.
        own = person if person == slug(person) else f"p{fingerprint(person.encode())}"
        return self._folder / session / f"{own}.json"
