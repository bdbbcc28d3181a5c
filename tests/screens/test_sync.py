"""The Sync place: the doctor's findings, reached in every way, in both languages."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driver import PATIENCE, app_for, press_at_once, see, told, until, words
from textual.pilot import Pilot

from companion.domain.errors import WrongUse
from companion.domain.save_status import SaveStatus
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.setup.setup import set_up_pair
from companion.workspace.sync import doctor
from screens import sync
from screens.dialogs.prompt import PromptScreen
from screens.sync import SyncScreen
from screens.widgets.draft_input import DraftInput
from screens.widgets.frame import TopLine


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Workspace]:
    """Anna's computer, set up with Bert, who was heard of."""
    made = []
    for me, partner in (("Bert", "Anna"), ("Anna", "Bert")):
        environment = Environment(Places(tmp_path / me.lower()), lambda: datetime.now(UTC))
        made.append(Workspace(environment))
        set_up_pair(made[-1], me, partner, tmp_path / "shared")
    yield made[-1]
    for workspace in made:
        workspace.close()


async def looked(pilot: Pilot[None]) -> str:
    """What the place says once it has looked."""
    await until(pilot, lambda: isinstance(pilot.app.screen, SyncScreen))
    await until(pilot, lambda: "Looked at" in words(pilot.app) or "Gekeken om" in words(pilot.app))
    return words(pilot.app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_key_9_leads_there(anna, size):
    async with app_for(anna).run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("9")
        text = await looked(pilot)
        assert "all is well" in text
        assert "Together" in text
        assert "Last heard from Bert: just now." in text
        assert pilot.app.screen.query_one("#findings").max_scroll_x == 0


async def test_a_click_on_the_status_leads_there(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        top = pilot.app.screen.query_one(TopLine)
        top.status = "saved 10:12"
        top.refresh()
        await pilot.pause()
        line = "".join(part.text for part in pilot.app.screen._compositor.render_strips()[0])
        await pilot.click("#top", offset=(line.index("saved") + 1, 0))
        await looked(pilot)


async def test_the_palette_leads_there(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p", *"sync", "enter")
        await looked(pilot)


@pytest.mark.slow
async def test_all_of_it_can_be_scrolled_to(anna):
    async with app_for(anna).run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.press("9")
        text = await looked(pilot)
        for _page in range(6):
            await pilot.press("pagedown")
            await pilot.pause(0.3)
            text += words(pilot.app)
        assert "Devices" in text
        assert "No sync tool was recognised." in text
        assert "This computer" in text


async def test_a_file_that_is_left_out_is_named_and_goes_when_it_is_whole(anna, tmp_path):
    bad = tmp_path / "shared" / "programme" / "half [b].json"
    bad.write_text("{")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("9")
        text = await looked(pilot)
        assert "Needs a look" in text
        assert "programme/half [b].json is damaged" in text
        assert "Nothing to do" in text
        bad.unlink()
        await pilot.press("f5")
        await until(pilot, lambda: "all is well" in words(pilot.app))
        assert "half" not in words(pilot.app)


@pytest.mark.slow
async def test_a_folder_that_is_being_written_to_is_not_proposed_again(anna, tmp_path, monkeypatch):
    """Unless nothing came of it."""
    answers = threading.Event()

    def slow(_workspace: Workspace, _out: Path) -> Path:
        assert answers.wait(PATIENCE)
        raise WrongUse("There is no such folder.")

    monkeypatch.setattr(sync, "write_bundle", slow)
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.press("9")
        await looked(pilot)
        await press_at_once(pilot, "p", *"/nowhere", "enter", "p")
        assert pilot.app.focused.value == "~"
        await pilot.press("escape")
        answers.set()
        await until(pilot, lambda: "no such folder" in told(pilot))
        await press_at_once(pilot, "p")
        assert pilot.app.focused.value == "/nowhere"


@pytest.mark.parametrize(
    ("status", "line"),
    [("shared 10:12", "✓ You: shared 10:12"), ("! not shared", "! You: not shared")],
)
async def test_it_says_whether_all_is_saved(anna, status, line, monkeypatch):
    monkeypatch.setattr(SaveStatus, "words", status)
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.press("9")
        await looked(pilot)
        pilot.app.on_status_changed()
        await see(pilot, line)


@pytest.mark.slow
async def test_the_language_switches_there(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("9")
        assert "Together" in await looked(pilot)
        await pilot.press("L")
        await until(pilot, lambda: "Gekeken om" in words(pilot.app))
        text = words(pilot.app)
        assert "Samen" in text
        assert "Laatst gehoord van Bert" in text
        assert "Together" not in text


@pytest.mark.slow
async def test_a_share_that_hangs_does_not_freeze_the_app(anna, monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(doctor, "examine", lambda *_arguments: released.wait(60))
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("9")
        await until(pilot, lambda: "Looking at the shared folder" in words(pilot.app))
        await pilot.press("4")
        assert pilot.app.screen.PLACE == "notes"
        await pilot.press("9")
        assert "does not answer" in await looked(pilot)
    released.set()


async def test_f5_looks_for_what_the_other_side_wrote(anna, tmp_path):
    bert = Workspace(Environment(Places(tmp_path / "bert"), lambda: datetime.now(UTC)))
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.5)
        pilot.app.services.lists.stop()
        bert.save(bert.create_session("feedback-02"))
        await pilot.press("f5")
        await until(pilot, lambda: len(anna.sessions()) == 1)
    bert.close()


@pytest.mark.parametrize(("key", "why"), [("p", "cannot be written"), ("o", "cannot be read")])
@pytest.mark.parametrize("path", ["/zebra/quagga", "~zebra/quagga"])
async def test_where_no_file_is_made_or_taken_in_what_was_typed_is_said_to_be_kept(
    anna, key, why, path
):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("9")
        await looked(pilot)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, PromptScreen))
        pilot.app.screen.query_one(DraftInput).value = path
        await pilot.press("enter")
        await until(pilot, lambda: f"Kept for the next time, not entered: “{path}”" in told(pilot))
        assert why in told(pilot)
