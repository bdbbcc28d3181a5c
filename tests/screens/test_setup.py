"""The wizard: Enter all the way, Esc all the way back, and nothing written before the last step."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driver import app_for, burst, read, see, shown, until, words, workers_done
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from companion import i18n
from companion.domain.errors import CompanionError, FolderUnreachable
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.setup.folder_check import FolderReport
from companion.workspace.setup.setup import set_up_alone, set_up_pair
from screens.setup import alone as setup_alone
from screens.setup import pair as setup_pair
from screens.setup.alone import SetupAloneScreen
from screens.setup.pair import SetupPairScreen
from screens.shared.messages.workspaces import WorkspaceChanged
from screens.widgets import form_fields
from screens.widgets.form_fields import (
    FolderField,
    FolderSuggester,
    examine_typed_folder,
    short_path,
)


class Host(App[None]):
    """The least app around a wizard; keeps what it is told."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (72, "-narrow")]

    def __init__(self, wizard: SetupPairScreen | SetupAloneScreen) -> None:
        super().__init__()
        self.wizard = wizard
        self.told: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(self.wizard)

    def on_workspace_changed(self, message: WorkspaceChanged) -> None:
        self.told.append(message)

    def action_switch_language(self) -> None:
        self.wizard.workspace.set_language("nl" if i18n.current_language() == "en" else "en")
        self.wizard.relabel()

    @property
    def text(self) -> str:
        """Everything on the screen, as words."""
        return words(self)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, and no waiting for typing to stop."""
    monkeypatch.setattr(form_fields, "PAUSE", 0)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


def machine(home: Path, login: str = "anna") -> Workspace:
    """The machine of somebody who logs in under this name."""
    return Workspace(
        Environment(
            Places(home / f"data-{login}"), lambda: datetime(2026, 11, 23, tzinfo=UTC), login=login
        )
    )


@pytest.fixture
def workspace(home: Path) -> Iterator[Workspace]:
    """A fresh machine."""
    made = machine(home)
    yield made
    made.close()


@pytest.fixture
def pair_folder(home: Path) -> Path:
    """The folder in which Anna made a pair with Bert."""
    hers = machine(home, "elsewhere")
    set_up_pair(hers, "Anna", "Bert", home / "companion")
    hers.close()
    return home / "companion"


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the background has answered, and the screen has heard it."""
    for _try in range(500):
        await pilot.pause(0.01)
        if pilot.app.screen.query_one(FolderField).report is not None:
            await pilot.pause()
            return
    pytest.fail("the folder was not looked at")


async def type_in(pilot: Pilot[None], name: str, text: str) -> None:
    """Put a text into a field as if it were pasted."""
    pilot.app.screen.query_one(name, Input).value = text
    await settle(pilot)


def everything(home: Path) -> set[str]:
    """All files there are, but for drafts of what was typed here."""
    files = (path for path in home.rglob("*") if path.is_file())
    return {str(path.relative_to(home)) for path in files if path.parent.name != "drafts"}


async def test_enter_all_the_way_makes_the_pair_and_writes_nothing_before(
    workspace: Workspace, home: Path
) -> None:
    wizard = SetupPairScreen(workspace, first=True)
    app = Host(wizard)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        for step, sentence in (
            ("language", "Which language do you read?"),
            ("people", "My name"),
            ("people", "My partner's name"),
            ("folder", "it will be made"),
        ):
            await read(pilot, sentence)
            assert wizard.step == step
            await pilot.press("enter")
            await settle(pilot)
        assert wizard.step == "check"
        await read(pilot, "You are Anna, your partner is Partner.")
        await read(pilot, "The folder ~/companion will be made")
        await read(pilot, "Enter Choose")
        assert everything(home) == set() and not workspace.places.home.exists()
        await pilot.press("enter")
        await workers_done(app)
        await pilot.pause()
        assert [told.workspace for told in app.told] == [workspace]
    assert workspace.folder == home / "companion"
    assert [person.name for person in workspace.pair.people] == ["Anna", "Partner"]


async def test_esc_all_the_way_back_keeps_what_was_typed_and_writes_nothing(
    workspace: Workspace, home: Path
) -> None:
    wizard = SetupPairScreen(workspace, first=True)
    app = Host(wizard)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await type_in(pilot, "#me", "Ann")
        await type_in(pilot, "#partner", "Bo")
        await pilot.press("enter", "enter")
        await type_in(pilot, "#folder Input", "~/shared")
        await pilot.press("enter")
        assert wizard.step == "check"
        await pilot.press("escape")
        assert app.screen.query_one("#folder Input", Input).value == "~/shared"
        await pilot.press("escape")
        assert app.screen.query_one("#me", Input).value == "Ann"
        assert app.screen.query_one("#partner", Input).value == "Bo"
        await pilot.press("escape", "escape")
        assert app.screen is not wizard
    assert everything(home) == set()


async def test_choosing_another_language_relabels_and_keeps_what_was_typed(
    workspace: Workspace,
) -> None:
    wizard = SetupPairScreen(workspace, first=True)
    app = Host(wizard)
    async with app.run_test() as pilot:
        await pilot.press("enter", "Z", "escape", "down", "enter")
        await pilot.pause()
        assert workspace.language == "nl"
        await read(pilot, " NL")
        assert app.screen.query_one("#me", Input).value == "Z"
        assert app.focused is app.screen.query_one("#me")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Letters do nothing here: Enter goes on."),
        ("nl", "Letters doen hier niets: Enter gaat verder."),
    ],
)
async def test_letters_in_a_list_are_answered(
    workspace: Workspace, language: str, said: str
) -> None:
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(60, 20)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, SetupPairScreen))
        await burst(pilot, *"Wim")
        await see(pilot, said)
        await burst(pilot, "enter", *"Wim")
        wizard = pilot.app.screen
        assert isinstance(wizard, SetupPairScreen)
        assert (wizard.step, wizard.query_one("#me", Input).value) == ("people", "Wim")
        assert said not in shown(pilot)
        for _step in range(2):
            await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: wizard.step == "check")
        await pilot.press("x")
        await see(pilot, said)


async def test_two_equal_names_are_told_apart_on_their_step(workspace: Workspace) -> None:
    wizard = SetupPairScreen(workspace, first=True)
    app = Host(wizard)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await type_in(pilot, "#partner", "Anna")
        await pilot.press("enter", "enter")
        assert wizard.step == "people"
        await read(pilot, "! You both have the name Anna.")
        assert app.screen.query_one("#partner", Input).value == "Anna"


async def test_joining_is_saying_who_you_are(home: Path, pair_folder: Path) -> None:
    workspace = machine(home, "bert")
    wizard = SetupPairScreen(workspace, first=True)
    app = Host(wizard)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert app.screen.query_one("#partner", Input).value == "Anna"
        await pilot.press("enter", "enter", "enter")
        await read(pilot, "I am Bert, my partner is Anna")
        assert app.focused is app.screen.query_one("#who")
        await pilot.press("enter")
        await read(pilot, "You are Bert, your partner is Anna. • You join the notes")
        await pilot.press("enter")
        await workers_done(app)
    assert (workspace.folder, workspace.pair.me.name) == (pair_folder, "Bert")
    workspace.close()


@pytest.mark.usefixtures("pair_folder")
async def test_a_stranger_to_the_folder_chooses_one_of_the_pair(home: Path) -> None:
    workspace = machine(home, "user")
    wizard = SetupPairScreen(workspace, first=True)
    app = Host(wizard)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter", "enter", "enter", "down")
        assert app.screen.query_one("#who", OptionList).highlighted == 1
        await pilot.press("enter")
        assert wizard.step == "check"
        assert app.screen.query_one("#me", Input).value == "Bert"
        assert app.screen.query_one("#partner", Input).value == "Anna"
    assert not any(name.startswith("data-user") for name in everything(home))


@pytest.mark.slow
async def test_a_folder_that_cannot_be_used_is_said_and_enter_stays(
    workspace: Workspace, home: Path
) -> None:
    (home / "file").write_text("")
    wizard = SetupPairScreen(workspace, first=True)
    app = Host(wizard)
    async with app.run_test() as pilot:
        await pilot.press("enter", "enter", "enter")
        for path, sentence in (("~/file", "is not a folder"), ("", "Type the path"),
                            ("~nobody-here/x", "cannot be"), ("a" * 300, "cannot be")):  # fmt: skip
            await type_in(pilot, "#folder Input", path)
            await pilot.press("enter")
            await pilot.pause()
            await read(pilot, sentence)
            assert wizard.step == "folder"


@pytest.mark.slow
async def test_a_folder_that_does_not_answer_freezes_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    answered = threading.Event()

    def hang(*_args: object) -> FolderReport:
        answered.wait(5)
        return FolderReport(Path())

    monkeypatch.setattr(form_fields, "examine_typed_folder", hang)
    wizard = SetupPairScreen(workspace, first=True)
    app = Host(wizard)
    async with app.run_test() as pilot:
        await pilot.press("enter", "enter", "enter", "enter")
        await read(pilot, "Looking at this folder")
        assert wizard.step == "folder"
        await pilot.press("escape")
        assert wizard.step == "people"
        answered.set()


async def test_a_folder_that_answers_while_the_wizard_is_left_changes_nothing(
    workspace: Workspace,
) -> None:
    app = Host(SetupPairScreen(workspace, first=True))
    async with app.run_test() as pilot:
        await settle(pilot)
        folder = app.screen.query_one(FolderField)
        await folder.remove_children()  # as they are when a screen goes: before what holds them
        folder.show()


@pytest.mark.parametrize(
    ("error", "step"), [(FolderUnreachable("Gone."), "folder"), (CompanionError("Full."), "check")]
)
async def test_what_goes_wrong_at_the_end_is_said_where_it_can_be_mended(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, error: CompanionError, step: str
) -> None:
    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(setup_pair, "set_up_pair", fail)
    wizard = SetupPairScreen(workspace, first=True)
    app = Host(wizard)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter", "enter", "enter", "enter", "enter")
        await workers_done(app)
        await read(pilot, f"! {error}")
        assert wizard.step == step
        assert app.told == []


async def test_from_alone_everything_comes_along(workspace: Workspace, home: Path) -> None:
    set_up_alone(workspace, "Anna")
    wizard = SetupPairScreen(workspace, first=False)
    app = Host(wizard)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert wizard.step == "people"
        await type_in(pilot, "#partner", "Bert")
        await pilot.press("enter", "enter")
        await read(pilot, "All that you have written so far comes along.")
        await pilot.press("enter")
        await read(pilot, "All that you have written so far comes along.")
        await pilot.press("enter")
        await workers_done(app)
    assert workspace.folder == home / "companion"
    assert [person.name for person in workspace.pair.people] == ["Anna", "Bert"]


async def test_a_pair_moves_without_saying_again_who_they_are(
    workspace: Workspace, home: Path
) -> None:
    set_up_pair(workspace, "Anna", "Bert", home / "companion")
    wizard = SetupPairScreen(workspace, first=False)
    app = Host(wizard)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert wizard.steps == ("folder", "check")
        await type_in(pilot, "#folder Input", "~/new")
        await pilot.press("enter")
        await read(pilot, "You are Anna, your partner is Bert.")
        await read(pilot, "comes along")
        await pilot.press("enter")
        await workers_done(app)
    assert workspace.folder == home / "new"


async def test_the_mouse_can_go_on_and_back(workspace: Workspace) -> None:
    wizard = SetupPairScreen(workspace, first=True)
    app = Host(wizard)
    async with app.run_test() as pilot:
        await settle(pilot)
        for step in ("people", "folder", "check"):
            await pilot.click("#hints", offset=(12, 0))
            await pilot.pause()
            assert wizard.step == step
        await pilot.click("#make", offset=(3, 2))
        assert wizard.step == "folder"


async def test_alone_says_what_went_wrong(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise CompanionError("The disk is [full].")

    monkeypatch.setattr(setup_alone, "set_up_alone", fail)
    app = Host(SetupAloneScreen(workspace))
    async with app.run_test() as pilot:
        await pilot.press("Z", "enter")
        await pilot.pause()
        assert "! The disk is [full]." in str(app.screen.query_one("#trouble", Static).render())
        assert app.screen.query_one(Input).value == "Z"
        assert app.told == []


async def test_a_path_is_completed_with_the_folder_that_begins_like_it(home: Path) -> None:
    (home / "Dropbox" / "us two").mkdir(parents=True)
    (home / "Dropbox.txt").write_text("")
    complete = FolderSuggester().get_suggestion
    assert await complete("~/Dr") == "~/Dropbox"
    assert await complete(f"{home}/Dropbox/us") == f"{home}/Dropbox/us two"
    for nothing in ("~", "~/Dropbox/", "~/none", "~nobody-here/x", ""):
        assert await complete(nothing) is None


async def test_a_folder_whose_name_could_steer_the_terminal_is_not_offered(home: Path) -> None:
    complete = FolderSuggester().get_suggestion
    for bad in ("share\x1b]0;owned\x07", "share\n", "share\u202e", "share\x9b31m"):
        (home / bad).mkdir()
        assert await complete("~/sha") is None, ascii(bad)
        assert await complete(f"{home}/sha") is None, ascii(bad)
    (home / "shares").mkdir()
    assert await complete("~/sha") == "~/shares", "the next one that begins like it"


async def test_a_folder_named_like_nobodys_home_hides_none_that_is_somebodys(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = pytest.importorskip("pwd").getpwuid(os.getuid()).pw_name
    monkeypatch.chdir(home)
    for folder in (f"~{name[:-1]}!", f"~{name}"):
        (home / folder).mkdir()
    assert await FolderSuggester().get_suggestion(f"~{name[:-1]}") == f"~{name}"


def test_paths_are_shown_as_people_write_them(home: Path) -> None:
    assert short_path(home / "companion") == str(Path("~") / "companion")
    assert short_path(Path(home.anchor) / "srv") == str(Path(home.anchor) / "srv")


def test_control_characters_in_a_path_are_no_path(workspace: Workspace, home: Path) -> None:
    assert examine_typed_folder(workspace, f"{home}/a\x1b\x00b").path == home / "ab"
