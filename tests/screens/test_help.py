"""Help lists what can be done; a question keeps things as they are unless told otherwise."""

from typing import Any

import pytest
from driver import rows, see
from textual.app import App
from textual.screen import Screen

from companion.commands.available import commands_in
from companion.commands.key_names import shown
from companion.commands.places import EVERYWHERE, HOME, SESSION, WELCOME
from companion.commands.table import COMMANDS
from screens.dialogs.choice import QuestionScreen
from screens.dialogs.help import HelpScreen


class Host(App[None]):
    """Shows one dialog and keeps its answer."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""

    def __init__(self, dialog: Screen[Any]) -> None:
        super().__init__()
        self.dialog = dialog
        self.answers: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.answers.append)

    @property
    def text(self) -> str:
        """Everything on the screen as text."""
        return "\n".join(rows(self))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_own_commands_come_first_with_keys_and_sentence(size: tuple[int, int]) -> None:
    app = Host(HelpScreen(SESSION))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        own = [c for c in COMMANDS if c.where == SESSION]
        await see(pilot, shown(own[0].keys[0]))
        await see(pilot, own[0].label)
        assert app.text.index("Here") < app.text.index(own[0].label)
        await see(pilot, "Esc Close")


async def test_every_command_can_be_reached_by_scrolling() -> None:
    app = Host(HelpScreen(HOME))
    app.animation_level = "none"
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        seen = app.text
        for _page in range(8):
            await pilot.press("space")
            await pilot.pause()
            seen += app.text
        for command in commands_in(HOME):
            assert command.label in seen
        assert "^ stands for Ctrl" in seen
        assert "throws away what waits" in seen


@pytest.mark.slow
async def test_help_closes_with_any_of_its_keys() -> None:
    app = Host(HelpScreen(HOME))
    async with app.run_test() as pilot:
        for key in ("escape", "f1", "enter"):
            await pilot.press(key)
            assert not isinstance(app.screen, HelpScreen)
            await app.push_screen(HelpScreen(HOME))


async def test_help_closes_with_a_click_on_its_hint() -> None:
    app = Host(HelpScreen(HOME))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click("#hints", offset=(2, 0))
        assert not isinstance(app.screen, HelpScreen)


def test_a_place_without_commands_of_its_own_shows_what_works_everywhere() -> None:
    assert {c.where for c in commands_in("nowhere")} == {EVERYWHERE}


def test_the_first_screen_offers_no_places_that_do_not_exist_yet() -> None:
    assert not [c for c in commands_in(WELCOME) if c.id.startswith("place-")]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(["enter"], False), (["escape"], False), (["down", "enter"], True)],
)
async def test_a_question_has_the_safe_answer_first(keys: list[str], answer: bool) -> None:
    app = Host(QuestionScreen("Leave [now]?", "Leave", "Stay"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await see(pilot, "Leave [now]?")
        assert app.text.index("Stay") < app.text.rindex("Leave")
        await pilot.press(*keys)
        assert app.answers == [answer]


async def test_a_question_can_be_answered_with_the_mouse() -> None:
    app = Host(QuestionScreen("Leave?", "Leave", "Stay"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click("OptionList", offset=(2, 1))
        assert app.answers == [True]
