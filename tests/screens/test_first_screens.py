"""The first screens as a terminal receives them: each letter of them can be read."""

import os
import sys

import pytest
from support.legibility import faint
from support.terminal import Program

LOCALES = {"en": "C.UTF-8", "nl": "nl_NL.UTF-8"}
FIRST = [("welcome", "companion │ W"), ("home", "Anna ⇄ Bert"), ("demo", "Facebook")]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("screen", "shows"), FIRST)
def test_every_letter_of_the_first_screen_can_be_read(home, tmp_path, language, screen, shows):
    if screen == "home":
        home().set_language(language)
    command = [sys.executable, "-m", "companion", *(["demo"] if screen == "demo" else [])]
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("COMPANION", "LC_"))}
    own = {"COMPANION_HOME": str(tmp_path / "anna"), "LANG": LOCALES[language]}
    program = Program(command, {**inherited, **own, "TERM": "xterm-256color"})
    try:
        program.until(shows)
        program.rest()
        assert [str(stretch) for stretch in faint(program.cells())] == []
    finally:
        program.end()
