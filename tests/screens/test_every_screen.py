"""Every screen and dialog in every theme and language: all can be read, and no row is too long."""

from contextlib import asynccontextmanager
from itertools import product

import pytest
from driver import app_for, see, shown
from support.frames import cells, widths
from support.legibility import SWITCHED_OFF, faint
from support.probe import faults, probe
from support.scenes import FIRST_SCENES, SCENES, Tour
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button

from companion import i18n
from companion.app import theming
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.setup.demo import demo_workspace
from screens.shared.palette import WISHES


@pytest.fixture(autouse=True)
def many_colours(monkeypatch):
    """A terminal with all colours, whatever the tests run in."""
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(params=["fresh", "demo"])
def tour(request, tmp_path, clock):
    """Shows scene after scene in a language and a size: of a fresh installation, and of a pair."""
    demo = request.param == "demo"

    @asynccontextmanager
    async def begin(language, size):
        i18n.use_language(language)
        fresh = Environment(Places(tmp_path), clock)
        workspace = demo_workspace() if demo else Workspace(fresh)
        async with app_for(workspace).run_test(size=size) as pilot:
            yield pilot, scenes_of(pilot, SCENES if demo else FIRST_SCENES)
        workspace.close()

    return begin


async def scenes_of(pilot, scenes):
    walk = Tour(pilot)
    for scene in scenes:
        await walk.to(scene)
        yield scene.name


def too_wide(app):
    """The rows that do not take as many columns as there are."""
    for row, width in enumerate(widths(app)):
        if width != app.size.width:
            yield f"row {row} is {width} columns wide"


SLOW = pytest.mark.slow


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "size"),
    [("en", (80, 24)), pytest.param("nl", (60, 20), marks=SLOW),
     pytest.param("nl", (120, 40), marks=SLOW)],
)  # fmt: skip
async def test_all_can_be_read_in_every_theme(tour, monkeypatch, language, size):
    monkeypatch.setattr(theming, "theme", lambda _name: probe())
    found, seen = [], set()
    async with tour(language, size) as (pilot, scenes):
        app = pilot.app
        async for name in scenes:
            found += [(name, fault) for fault in (*faults(cells(app)), *too_wide(app))]
            if type(app.screen) not in seen and not app.screen.is_modal:
                seen.add(type(app.screen))
                for _other_and_back in range(2):
                    await app.run_action("app.switch_language")
                    await pilot.pause()
                    found += [(name, fault) for fault in (*faults(cells(app)), *too_wide(app))]
    assert found == []


@pytest.mark.slow
async def test_all_can_be_read_as_it_is_drawn(tour):
    found = []
    async with tour("en", (80, 24)) as (pilot, scenes):
        app = pilot.app
        async for name in scenes:
            for theme in WISHES:
                app.theme = theme
                await pilot.pause()
                found += [(name, theme, str(fault)) for fault in unreadable(app)]
                found += [(name, theme, fault) for fault in too_wide(app)]
    assert found == []


@pytest.mark.parametrize("theme", WISHES)
@pytest.mark.parametrize("state", ["as it is", "focused", "under the mouse", "pressed"])
async def test_buttons_can_be_read(home, theme, state):
    found = []
    async with app_for(home()).run_test() as pilot:
        app = pilot.app
        app.theme = theme
        await app.push_screen(Screen())
        for variant, compact in product(("default", "primary"), (False, True)):
            button = Button(Content("Go on"), variant=variant, compact=compact)
            await app.screen.mount(button)
            if state == "focused":
                button.focus()
            elif state == "under the mouse":
                await pilot.hover(button)
            elif state == "pressed":
                button.add_class("-active")
            await pilot.pause()
            await see(pilot, "Go on")
            found += [(variant, compact, str(fault)) for fault in unreadable(app)]
            button.remove()
    assert found == []


def unreadable(app):
    """What cannot be read; text behind a dialog may have as little contrast as what is off."""
    for stretch in faint(cells(app)):
        place = stretch.column, stretch.row
        behind = app.screen.is_modal and not any(
            child.region.contains(*place) for child in app.screen.children
        )
        if not behind or stretch.contrast < SWITCHED_OFF:
            yield stretch


@SLOW
async def test_a_window_of_any_size_ends_nothing(tour):
    async with tour("en", (80, 24)) as (pilot, scenes):
        async for name in scenes:
            for size in ((12, 5), (6, 24), (1, 1), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
            assert shown(pilot).strip(), name
