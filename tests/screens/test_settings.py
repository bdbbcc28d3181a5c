"""Settings: what is set is shown, and Enter changes it."""

import errno
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driver import HostApp, app_for, notices, read, settle, told, until, words
from textual.widgets import Input

from companion import __version__, i18n
from companion.cli import opening
from companion.domain.errors import FolderUnreachable
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace, installation
from companion.workspace.setup.setup import set_up_alone, set_up_pair
from screens.dialogs.prompt import PromptScreen
from screens.settings import SettingsScreen
from screens.setup.pair import SetupPairScreen
from screens.shared.messages.workspaces import DemoWanted, WorkspaceChanged


class Host(HostApp):
    """The least app around the settings; keeps what it is told."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.told: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(SettingsScreen(self.workspace))

    def on_workspace_changed(self, message: WorkspaceChanged) -> None:
        self.told.append(message)

    def action_switch_language(self) -> None:
        self.workspace.set_language("nl" if i18n.current_language() == "en" else "en")
        assert isinstance(self.screen, SettingsScreen)
        self.screen.relabel()

    @property
    def text(self) -> str:
        """Everything on the screen, as words."""
        return words(self)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A machine with nobody set up."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    made = Workspace(
        Environment(Places(tmp_path / "data"), lambda: datetime(2026, 11, 23, tzinfo=UTC))
    )
    yield made
    made.close()


async def test_alone_it_offers_a_partner(workspace: Workspace) -> None:
    set_up_alone(workspace, "Anna [b]")
    app = Host(workspace)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        for words in ("Language: English", "My name: Anna [b]", "Add a partner",
                      "settings.json", "data/private", "companion.log", __version__):  # fmt: skip
            await until(pilot, lambda words=words: words in app.text.replace("\\", "/"))
        await pilot.press("end", "enter")
        assert isinstance(app.screen, SetupPairScreen)
        assert app.screen.steps[0] == "people"
        await pilot.press("escape")
        assert isinstance(app.screen, SettingsScreen)


async def test_a_pair_sees_partner_and_folder_and_can_move(
    workspace: Workspace, tmp_path: Path
) -> None:
    set_up_pair(workspace, "Anna", "Bert", tmp_path / "shared")
    app = Host(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await read(pilot, "My partner Bert")
        await until(pilot, lambda: "Shared folder: ~/shared" in app.text.replace("\\", "/"))
        await pilot.click("#lines", offset=(4, 7))
        assert isinstance(app.screen, SetupPairScreen)
        assert app.screen.step == "folder"


async def test_enter_switches_the_language_and_the_cursor_stays(workspace: Workspace) -> None:
    set_up_alone(workspace, "Anna")
    app = Host(workspace)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert workspace.settings.language == "nl"
        await read(pilot, "Nederlands")
        await pilot.press("enter")
        await pilot.pause()
        await read(pilot, "Language: English")


async def test_a_new_name_is_taken_over(workspace: Workspace) -> None:
    set_up_alone(workspace, "Me")
    app = Host(workspace)
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        assert isinstance(app.screen, PromptScreen)
        await pilot.press(*"Anna", "enter")
        await pilot.pause()
        assert [message.workspace for message in app.told] == [workspace]
    assert (workspace.pair.me.id, workspace.pair.me.name) == ("me", "Anna")


async def test_esc_keeps_the_name(workspace: Workspace) -> None:
    set_up_alone(workspace, "Anna")
    app = Host(workspace)
    async with app.run_test() as pilot:
        await pilot.press("down", "enter", "x", "escape")
        assert app.told == []
        await pilot.press("enter", "ctrl+u", "end", *["backspace"] * 4, "enter")
        assert app.told == []
    assert workspace.pair.me.name == "Anna"


async def test_a_name_of_which_nothing_is_seen_is_not_taken_and_told(workspace: Workspace) -> None:
    set_up_alone(workspace, "Anna")
    app = Host(workspace)
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        app.screen.query_one(Input).value = "\N{HANGUL FILLER}"
        await pilot.press("enter")
        await until(pilot, lambda: "Nothing of this name can be seen." in told(pilot))
        assert app.told == []
    assert workspace.pair.me.name == "Anna"


async def test_a_name_that_could_not_be_saved_is_said(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise FolderUnreachable("The share is [gone].")

    set_up_alone(workspace, "Anna")
    monkeypatch.setattr(workspace, "adopt", fail)
    app = Host(workspace)
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        app.screen.query_one(Input).value = "Ann"
        await pilot.press("enter")
        await pilot.pause()
        assert notices(pilot) == [
            "! The share is [gone].",
            "Kept for the next time, not entered: “Ann” · all: ^l g d",
        ]
        assert app.told == []


@pytest.mark.slow
async def test_enter_goes_through_the_themes_and_the_choice_lasts(home) -> None:
    anna = home()
    async with app_for(anna).run_test() as pilot:
        await pilot.press("0")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        await pilot.press("down", "down")
        for name, said in (("dark", "light on dark"), ("light", "dark on light"),
                           ("contrast", "high contrast"), ("", "as the terminal says"),
                           ("dark", "light on dark"), ("light", "dark on light")):  # fmt: skip
            await pilot.press("enter")
            await pilot.pause()
            assert anna.settings.theme == name
            await read(pilot, f"Colours: {said}")
        assert not pilot.app.current_theme.dark
    assert not app_for(home()).current_theme.dark


@pytest.mark.slow
async def test_the_demo_has_the_chosen_theme_and_may_have_another(home) -> None:
    anna = home()
    anna.set_theme("light")
    async with app_for(anna).run_test() as pilot:
        pilot.app.post_message(DemoWanted())
        await until(pilot, lambda: pilot.app.workspace is not anna)
        await settle(pilot)
        demo = pilot.app.workspace
        assert (pilot.app.theme, demo.settings.theme) == ("light", "light")
        pilot.app.action_switch_theme("contrast")
        assert (pilot.app.theme, anna.settings.theme) == ("contrast", "light")
        pilot.app.use_workspace(anna)
        await settle(pilot)
        assert pilot.app.theme == "light"
        demo.close()


def test_the_demo_of_the_command_line_has_the_chosen_theme(home, monkeypatch) -> None:
    anna = home()
    anna.set_theme("light")
    opened: list[Workspace] = []
    monkeypatch.setenv("COMPANION_HOME", str(anna.places.home))
    monkeypatch.setattr(opening, "check_terminal", lambda: None)
    monkeypatch.setattr(opening, "_open", opened.append)
    opening.open_demo(Namespace(folder=""))
    anna.environment.places.settings.write_text("no settings")
    opening.open_demo(Namespace(folder=""))
    assert [demo.settings.theme for demo in opened] == ["light", ""]
    for demo in opened:
        demo.close()


async def test_a_theme_of_a_later_version_is_as_none(home) -> None:
    anna = home()
    anna.set_theme("sepia")
    async with app_for(anna).run_test() as pilot:
        await pilot.press("0")
        await read(pilot, "as the terminal says")
        assert pilot.app.theme == "dark"


async def test_what_cannot_be_saved_holds_for_now_and_is_told(home, monkeypatch) -> None:
    anna = home()

    def full(*_about: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(installation, "save_settings", full)
    async with app_for(anna).run_test() as pilot:
        await pilot.press("0")
        for action, shows, says in (
            ("switch_theme('light')", "Colours: dark on light", "Not saved"),
            ("switch_language", "Taal: Nederlands", "Niet opgeslagen"),
        ):
            await pilot.app.run_action(action)
            await read(pilot, shows)
            assert says in notices(pilot)[-1]
