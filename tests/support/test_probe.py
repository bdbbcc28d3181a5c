"""The judge of colours: it finds what cannot be read, and lets pass what can."""

import pytest
from textual.app import App
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from support.frames import cells, widths
from support.probe import faults, probe


class Dialog(ModalScreen[None]):
    def compose(self):
        yield Vertical(Static("front"))


async def found(css, words="words", dialog=False):
    class Host(App[None]):
        CSS = css

        def compose(self):
            yield Static(words)

    app = Host()
    app.register_theme(probe())
    app.theme = "probe"
    async with app.run_test(size=(20, 5)) as pilot:
        if dialog:
            await app.push_screen(Dialog())
        await pilot.pause()
        return [*faults(cells(app)), *(w for w in widths(app) if w != 20)]


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("Static { color: $foreground; background: $primary-muted; }", ""),
        ("Static { color: $text; background: $primary; }", ""),
        ("Static { color: $text-muted; background: $panel; }", ""),
        ("Static { color: $text-muted; background: $primary; }", "text-muted on primary has"),
        ("Static { color: $foreground 90%; }", "mixed colours"),
        ("Static { background: $primary 50%; }", "mixed colours"),
        ("Static { text-opacity: 90%; }", "mixed colours"),
        ("Static { color: red; }", "mixed colours"),
    ],
)
async def test_text_of_a_screen(css, said):
    texts = await found(css)
    assert texts == [] if not said else said in str(texts[0])


@pytest.mark.parametrize(("veil", "can_be_read"), [("25%", True), ("60%", False)])
async def test_text_behind_a_dialog(veil, can_be_read):
    css = f"ModalScreen {{ background: $background {veil}; align: center bottom; }}"
    css += "Vertical { height: 1; background: $surface; }"
    assert (await found(css, dialog=True) == []) == can_be_read


async def test_a_row_that_a_terminal_draws_wider_is_found():
    assert await found("", "\N{FLAG IN HOLE}") == []
    assert await found("", "你好") == []
