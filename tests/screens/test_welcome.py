"""The first screen: three ways in, in either language, and nothing written."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driver import rows, see
from textual.app import App
from textual.widgets import OptionList

from companion import i18n
from companion.commands.places import EVERYWHERE
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from screens.setup.alone import SetupAloneScreen, proposed_name
from screens.setup.pair import SetupPairScreen
from screens.setup.welcome import WelcomeScreen
from screens.shared.messages.workspaces import DemoWanted, WorkspaceChanged
from screens.shared.place import bindings_for


class Host(App[None]):
    """The least app around the first screen; keeps what it is told."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    BINDINGS = [*bindings_for(EVERYWHERE)]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.told: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(WelcomeScreen(self.workspace))

    def on_workspace_changed(self, message: WorkspaceChanged) -> None:
        self.told.append(message)

    def on_demo_wanted(self, message: DemoWanted) -> None:
        self.told.append(message)

    def action_switch_language(self) -> None:
        self.workspace.set_language("nl" if i18n.current_language() == "en" else "en")
        assert isinstance(self.screen, WelcomeScreen)
        self.screen.relabel()

    @property
    def text(self) -> str:
        """Everything on the screen as text."""
        return "\n".join(rows(self))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A fresh machine of somebody who logs in as anna.bakker."""
    environment = Environment(
        Places(tmp_path / "home"), lambda: datetime(2026, 11, 23, tzinfo=UTC), login="anna.bakker"
    )
    made = Workspace(environment)
    yield made
    made.close()


async def test_it_says_what_this_is_and_offers_three_ways(workspace: Workspace) -> None:
    app = Host(workspace)
    async with app.run_test() as pilot:
        for size in ((60, 20), (80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = " ".join(app.text.replace("┃", " ").split())
            for words in ("Two colleagues coach each other", "the folder you share.", "● English",
                          "1 On my own, now", "2 With my partner", "3 Look around",
                          "nothing is kept.", "A mouse works too.", "Enter Choose"):  # fmt: skip
                assert words in text


async def test_enter_twice_begins_alone(workspace: Workspace) -> None:
    app = Host(workspace)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert isinstance(app.screen, SetupAloneScreen)
        assert not workspace.places.home.exists()
        await pilot.press("enter")
        await pilot.pause()
        assert [told.workspace for told in app.told] == [workspace]
        assert workspace.pair.me.name == "Anna"
        assert workspace.space.alone


@pytest.mark.parametrize(("key", "screen"), [("1", SetupAloneScreen), ("2", SetupPairScreen)])
async def test_number_keys_choose_and_esc_comes_back(
    workspace: Workspace, key: str, screen: type
) -> None:
    app = Host(workspace)
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert isinstance(app.screen, screen)
        await pilot.press("escape")
        assert isinstance(app.screen, WelcomeScreen)
    assert not workspace.places.home.exists()


async def test_look_around_asks_for_the_demo_and_writes_nothing(workspace: Workspace) -> None:
    app = Host(workspace)
    async with app.run_test() as pilot:
        await pilot.press("3")
        await pilot.press("up", "enter")
        await pilot.pause()
        assert list(map(type, app.told)) == [DemoWanted, DemoWanted]
    assert not workspace.places.home.exists()


async def test_the_mouse_can_choose_a_way_and_a_hint(workspace: Workspace) -> None:
    app = Host(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click("#hints", offset=(12, 0))
        assert isinstance(app.screen, SetupAloneScreen)
        await pilot.click("#hints", offset=(24, 0))
        assert isinstance(app.screen, WelcomeScreen)
        await pilot.click("#ways", offset=(6, 3))
        assert isinstance(app.screen, SetupPairScreen)


@pytest.mark.parametrize("way", ["click", "key", "letter"])
async def test_the_language_switches_at_once_and_keeps_the_cursor(
    workspace: Workspace, way: str
) -> None:
    app = Host(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        if way == "click":
            await pilot.click("LanguageSwitch", offset=(16, 0))
        elif way == "key":
            await pilot.press("shift+tab", "right")
        else:
            await pilot.press("L")
        await pilot.pause()
        assert workspace.language == "nl"
        await see(pilot, "● Nederlands")
        await see(pilot, " NL")
        assert app.screen.query_one(OptionList).highlighted == 1
        assert app.screen.query_one(OptionList).option_count == 3
    assert not workspace.places.home.exists()


@pytest.mark.parametrize(
    ("login", "name"),
    [
        ("anna", "Anna"),
        ("anna.bakker", "Anna"),
        ("j.smith", "J Smith"),
        ("CORP\\bert2", "Bert"),
        ("zoë_k", "Zoë"),
        ("root", "Me"),
        ("1234", "Me"),
        ("", "Me"),
    ],
)
def test_the_name_proposed(login: str, name: str) -> None:
    assert proposed_name(login) == name
