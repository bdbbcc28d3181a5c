"""The first screens as a terminal receives them: each letter of them can be read."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from support.legibility import faint

pytest.importorskip("pty", reason="there are no such terminals here")

from support.terminal import Program

LOCALES = {"en": "C.UTF-8", "nl": "nl_NL.UTF-8"}
FIRST = [("welcome", "companion │ W"), ("home", "Anna ⇄ Bert"), ("demo", "Facebook")]
MINE = ("COMPANION", "LC_", "TERM", "COLOR", "NO_COLOR")
"""What the environment of the program is not taken from: how these names begin."""


@contextmanager
def started(folder, *words: str, lang: str = "C.UTF-8", **env: str) -> Iterator[Program]:
    """The program in a terminal, with its own folder in `folder`."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(MINE)}
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | env
    own = {"COMPANION_HOME": str(folder / "anna"), "LANG": lang}
    program = Program([sys.executable, "-m", "companion", *words], inherited | own | terminal)
    try:
        yield program
    finally:
        program.end()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("screen", "shows"), FIRST)
def test_every_letter_of_the_first_screen_can_be_read(home, tmp_path, language, screen, shows):
    if screen == "home":
        home().set_language(language)
    command = ["demo"] if screen == "demo" else []
    with started(tmp_path, *command, lang=LOCALES[language]) as program:
        program.until(shows)
        program.rest()
        assert [str(stretch) for stretch in faint(program.cells())] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "env", [{"NO_COLOR": "1"}, {"TERM": "linux", "COLORTERM": ""}], ids=["NO_COLOR", "few colours"]
)
def test_where_there_are_no_colours_the_chosen_row_is_underlined(home, tmp_path, env):
    home().set_theme("light")
    with started(tmp_path, **env) as program:
        program.until("Anna ⇄ Bert")
        program.rest()
        cells = program.cells()
    assert all(cell.fg is cell.bg is None for row in cells for cell in row)
    chosen = ["".join(c.text for c in row if c.underline and c.bold) for row in cells]
    assert [words.strip() for words in chosen if words] == ["Read first: Are we ready? · 30 min"]


@pytest.mark.slow
def test_a_theme_for_dark_text_on_a_light_ground(home, tmp_path):
    home()
    with started(tmp_path, COLORFGBG="0;15") as program:
        program.until("Anna ⇄ Bert")
        program.rest()
        cells = program.cells()
    assert faint(cells) == []
    assert min(cells[12][40].bg) > 200
