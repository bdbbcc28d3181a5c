"""The library: programmes to follow, pages about tracks, lessons."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from companion.app import CompanionApp
from companion.storage.places import Places
from companion.workspace import Environment, Workspace
from companion.workspace.demo import demo_workspace
from companion.workspace.programmes import standing
from companion.workspace.setup import set_up_pair
from screens.home import HomeScreen
from screens.lesson import LessonScreen
from screens.library import LibraryScreen


@pytest.fixture
def workspace(tmp_path: Path, clock) -> Workspace:
    (tmp_path / "shared").mkdir()
    found = Workspace(Environment(Places(tmp_path / "anna"), clock, login="anna"))
    set_up_pair(found, "Anna", "Bert", tmp_path / "shared")
    return found


def app_for(workspace: Workspace) -> CompanionApp:
    return CompanionApp(workspace, demo_workspace)


async def until(pilot, true) -> None:
    for _attempt in range(400):
        if true():
            return
        await pilot.pause(0.05)
    raise AssertionError("it did not happen in twenty seconds")


async def library(pilot) -> LibraryScreen:
    await pilot.press("2")
    await until(pilot, lambda: pilot.app.screen.query("#lessons"))
    await pilot.pause()
    return pilot.app.screen


def about(screen: LibraryScreen) -> str:
    lines = screen.query_one("#about")._lines
    said = " ".join("".join(text for text, _style in line) for line in lines)
    return " ".join(said.split())


def line(screen: LibraryScreen, key: str) -> int:
    return screen.query_one("#lessons", OptionList).get_option_index(key)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_programme_is_followed_and_left_by_one_key(workspace, size):
    async with app_for(workspace).run_test(size=size) as pilot:
        screen = await library(pilot)
        lessons = screen.query_one("#lessons", OptionList)
        await pilot.press("a")
        assert standing(workspace) is None, "on a lesson the key says what to do"
        lessons.highlighted = line(screen, "programme:seven")
        await pilot.pause()
        assert "Seven sessions in five months" in about(screen)
        await pilot.press("a")
        assert standing(workspace).programme.id == "seven"
        assert "0 of 7 held" in str(lessons.get_option("programme:seven").prompt)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        upcoming = pilot.app.screen.query_one("#next", OptionList)
        assert any("1 of 7, about" in str(option.prompt) for option in upcoming.options)
        await pilot.press("2", "a")
        assert standing(workspace) is None


async def test_a_track_tells_what_it_is_for(workspace):
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await library(pilot)
        lessons = screen.query_one("#lessons", OptionList)
        lessons.highlighted = line(screen, "track:facebook")
        await pilot.pause()
        assert "Haun" in about(screen)
        await pilot.press("enter")
        assert screen.query_one("#about").has_focus
        await pilot.press("escape")
        assert lessons.has_focus


async def test_a_spoilt_own_lesson_leaves_the_shipped_one_usable(workspace, tmp_path):
    own = tmp_path / "shared" / "lessons"
    own.mkdir(exist_ok=True)
    copies = workspace.library.copies(workspace.library.load("equals-01", "en").meta)
    spoilt = copies["en"].replace("duration: 30", "duration: 45")
    (own / "equals-01.en.md").write_text(spoilt, "utf-8")
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        screen = await library(pilot)
        lessons = screen.query_one("#lessons", OptionList)
        broken = [n for n, o in enumerate(lessons.options) if "! equals-01" in str(o.prompt)]
        assert len(broken) == 1
        lessons.highlighted = broken[0]
        await pilot.pause()
        told = about(screen)
        assert "equals-01.en.md" in told.replace(" ", "")
        assert "line" in told
        assert "adds up to 30 minutes" in told
        lessons.highlighted = next(
            n for n, o in enumerate(lessons.options) if "Are we ready?" in str(o.prompt)
        )
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LessonScreen))
