"""The themes: every colour can be read on whatever it is drawn on, on every kind of terminal."""

import sys

import pytest
from driver import app_for, settle, until
from rich.color import Color as TerminalColour
from rich.color import ColorSystem
from support.frames import cells
from support.legibility import SWITCHED_OFF, TEXT, contrast
from textual.color import Color
from textual.screen import Screen

from companion.app.theming import theme_for
from companion.workspace.platform.terminal import Terminal
from screens.shared.palette import WISHES
from screens.shared.themes import theme

THEMES = list(WISHES)
GROUNDS = ("background", "panel", "surface")
PAIRS = [
    *((text, ground) for ground in GROUNDS for text in (
        "foreground", "text", "text-muted", "text-disabled", "link-color", "text-primary",
        "text-secondary", "text-accent", "text-warning", "text-error", "text-success")),
    *((text, ground) for text in ("foreground", "text") for ground in (
        "primary-muted", "secondary-muted", "accent-muted", "warning-muted", "error-muted",
        "success-muted")),
    *(("text", ground) for ground in ("primary", "accent", "warning", "error", "success")),
    ("block-cursor-foreground", "block-cursor-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("link-color-hover", "link-background-hover"),
    ("button-foreground", "surface"),
]  # fmt: skip
"""What stands as text on what."""
VEIL = 0.25
"""How much of the ground stands before what is behind a dialog; companion.tcss says it."""
BORDERS = [(border, ground) for border in ("border", "border-blurred")
           for ground in ("background", "surface")]  # fmt: skip


def colours(name, pair):
    """The two colours of a pair in a theme; automatic text is black or white."""
    shown = theme(name)
    variables = shown.to_color_system().generate() | shown.variables
    text, ground = (variables[colour] for colour in pair)
    below = Color.parse(ground)
    above = below.get_contrast_text(1) if text.startswith("auto") else Color.parse(text)
    assert above.a == below.a == 1, f"{pair} has no colour of its own"
    return above.rgb, below.rgb


def downgraded(colour):
    """A colour as a terminal with 256 of them gets it."""
    return tuple(TerminalColour.from_rgb(*colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=" on ".join)
def test_text_can_be_read(name, pair):
    assert contrast(*colours(name, pair)) >= TEXT


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=" on ".join)
def test_text_can_be_read_in_256_colours(name, pair):
    assert contrast(*map(downgraded, colours(name, pair))) >= TEXT


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=" on ".join)
def test_text_behind_a_dialog_can_be_read(name, pair):
    veil = Color(*colours(name, ("foreground", "background"))[1])
    behind = (Color(*colour).blend(veil, VEIL).rgb for colour in colours(name, pair))
    assert contrast(*behind) >= SWITCHED_OFF


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", BORDERS, ids=" on ".join)
def test_borders_can_be_seen(name, pair):
    assert contrast(*colours(name, pair)) >= SWITCHED_OFF


@pytest.mark.parametrize(
    ("chosen", "environ", "name"),
    [
        ("", {}, "dark"),
        ("", {"COLORFGBG": "15;0"}, "dark"),
        ("", {"COLORFGBG": "0;15"}, "light"),
        ("", {"COLORFGBG": "0;default;7"}, "light"),
        ("", {"COLORFGBG": "nonsense"}, "dark"),
        ("contrast", {"COLORFGBG": "0;15"}, "contrast"),
        ("sepia", {"COLORFGBG": "0;15"}, "light"),
    ],
)
def test_the_theme_is_the_chosen_one_or_suits_the_terminal(chosen, environ, name):
    assert theme_for(chosen, environ) == name


@pytest.mark.parametrize(
    ("kind", "colours", "few"),
    [("xterm", "", True), ("linux", "", True), ("screen", "", True), ("xterm-16color", "", True),
     ("xterm-256color", "", False), ("xterm-kitty", "", False), ("screen", "truecolor", False)],
)  # fmt: skip
@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells it in other ways")
def test_terminals_with_few_colours_are_known(kind, colours, few):
    assert Terminal(True, kind, "utf-8", 80, 24, colours).has_few_colours == few


@pytest.mark.slow
async def test_a_screen_that_opens_has_no_stylesheet_read(home, monkeypatch):
    async with app_for(home()).run_test() as pilot:
        await settle(pilot)
        read = []
        monkeypatch.setattr(pilot.app.stylesheet, "read", read.append)
        for key, screen in (("2", "LibraryScreen"), ("7", "ReviewScreen"), ("f1", "HelpScreen")):
            await pilot.press(key)
            await until(pilot, lambda screen=screen: type(pilot.app.screen).__name__ == screen)
        assert read == []


@pytest.mark.parametrize("no_color", [False, True])
async def test_only_the_uppermost_shows_where_the_focus_is(home, monkeypatch, no_color):
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with app_for(home()).run_test() as pilot:
        await pilot.pause()
        before = cells(pilot.app)[3][4]
        await pilot.press("f8")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await until(pilot, lambda: not cells(pilot.app)[3][4].bold)
        behind = cells(pilot.app)[3][4]
        assert before.bold and before.text == behind.text
        assert not behind.underline
        await pilot.press("escape")
        await until(pilot, lambda: cells(pilot.app)[3][4] == before)


@pytest.mark.parametrize(("size", "classes"), [
    ((60, 20), {"-tiny", "-short"}), ((80, 24), {"-narrow", "-short"}),
    ((120, 40), {"-wide", "-tall"}),
])  # fmt: skip
async def test_a_screen_has_the_classes_of_its_size_from_the_first(home, size, classes):
    first = []

    class Probe(Screen[None]):
        def on_mount(self):
            first.append(self.classes)

    async with app_for(home()).run_test(size=size) as pilot:
        await pilot.app.push_screen(Probe())
        await pilot.pause()
        assert first == [frozenset(classes)]
        assert pilot.app.screen.classes == classes


async def test_a_screen_has_its_own_classes_of_its_size_from_the_first(home):
    first = []

    class Probe(Screen[None]):
        HORIZONTAL_BREAKPOINTS = [(0, "-small"), (70, "-large")]

        def on_mount(self):
            first.append(self.classes)

    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(Probe())
        await pilot.pause()
        assert first == [pilot.app.screen.classes] == [{"-large", "-short"}]


async def test_a_screen_that_runs_keeps_its_classes_when_it_is_asked_for(home):
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        screen.remove_class("-narrow")
        assert pilot.app.get_screen(screen) is screen
        assert not screen.has_class("-narrow")
