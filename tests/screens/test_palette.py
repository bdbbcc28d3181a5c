"""The palette finds commands by any words of their name or help."""

from collections.abc import Callable, Iterator

import pytest
from driver import rows, see
from textual.app import App
from textual.widgets import OptionList

from companion import i18n
from companion.commands.available import commands_in
from companion.commands.command import Command
from companion.commands.places import HOME, SESSION
from companion.domain.note.drafts import PALETTE, DraftKey
from companion.workspace.document.draft_text import DraftText
from companion.workspace.document.drafts import Drafts
from screens.dialogs.palette import PaletteScreen, matching


class Host(App[None]):
    """Opens the palette and keeps what was chosen."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""

    def __init__(self, place: str, typed: DraftText) -> None:
        super().__init__()
        self.place = place
        self.typed = typed
        self.chosen: list[Command | None] = []

    def on_mount(self) -> None:
        self.push_screen(PaletteScreen(self.place, self.typed), self.chosen.append)

    @property
    def text(self) -> str:
        """Everything on the screen as text."""
        return "\n".join(rows(self))


@pytest.fixture
def drafts(tmp_path, clock) -> Iterator[Drafts]:
    """Where what is typed is kept."""
    made = Drafts(tmp_path / "drafts", clock, lambda _sentence: None, lambda _trouble: None)
    yield made
    made.close()


@pytest.fixture
def host(drafts: Drafts) -> Callable[[str], Host]:
    """Opens the palette of a place."""
    return lambda place: Host(place, drafts.field(DraftKey(PALETTE)))


def ids(commands: list[Command]) -> list[str]:
    return [command.id for command in commands]


def test_names_that_match_come_before_help_that_matches() -> None:
    found = matching("next", commands_in(SESSION))
    by_name = ["next" in command.label.lower() for command in found]
    assert by_name == sorted(by_name, reverse=True)
    assert len(set(by_name)) == 2


def test_case_accents_and_order_of_words_do_not_matter() -> None:
    assert ids(matching("AGÈNDA tó", commands_in(SESSION))) == ids(
        matching("to agenda", commands_in(SESSION))
    )
    assert matching("to agenda", commands_in(SESSION))


def test_the_words_searched_are_those_of_the_language_in_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Dutch(i18n.gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return {"Home": "Thuispagina"}.get(message, message)

    monkeypatch.setattr(i18n, "_translations", Dutch())
    assert ids(matching("thuis", commands_in(HOME))) == ["place-home"]


async def test_enter_hands_back_the_command(host) -> None:
    app = host(SESSION)
    async with app.run_test() as pilot:
        await pilot.press(*"skip", "enter")
        assert [c.id if c else None for c in app.chosen] == ["session-skip"]


async def test_arrows_move_while_the_field_keeps_the_focus(host) -> None:
    app = host(SESSION)
    async with app.run_test() as pilot:
        first, second = ids(matching("", list(app.screen.commands.values())))[:2]
        await pilot.press("down", "down", "up", "x", "backspace", "down", "enter")
        assert first != second
        assert [c.id if c else None for c in app.chosen] == [second]


async def test_nothing_found_is_said_and_enter_does_nothing(host) -> None:
    app = host(HOME)
    async with app.run_test() as pilot:
        await pilot.press(*"[qzx", "enter")
        await see(pilot, "Nothing found")
        assert app.chosen == []
        await pilot.press("escape")
        assert app.chosen == [None]


async def test_a_click_does_a_command(host) -> None:
    app = host(SESSION)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click(OptionList, offset=(3, 0))
        assert [c.id if c else None for c in app.chosen] == ["session-pause"]


async def test_it_fits(host) -> None:
    app = host(SESSION)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        for size in ((60, 20), (80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await see(pilot, "Enter Do it")
            await see(pilot, "All commands")


async def test_what_was_looked_for_is_there_again_until_it_led_to_a_command(host, drafts) -> None:
    app = host(SESSION)
    async with app.run_test() as pilot:
        await pilot.press(*"ski", "escape")
    app = host(SESSION)
    async with app.run_test() as pilot:
        assert app.focused.value == "ski" and app.focused.selected_text == "ski"
        await pilot.press(*"skip", "enter")
        assert [c.id if c else None for c in app.chosen] == ["session-skip"]
    assert drafts.all() == []
