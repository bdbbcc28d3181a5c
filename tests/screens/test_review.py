"""Review in the app: five cards with one undo, and what else can be done with a card."""

import json

import pytest
from driver import app_for, read, see, shown, told, until, workers_done
from textual.pilot import Pilot
from textual.widgets import OptionList

from companion.commands.places import REVIEW, REVIEW_RUN
from companion.domain.note.line_parser import ParsedLine
from companion.domain.recall.cards import GOOD
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.recall.deck import deck_of
from screens.review.run import ReviewRunScreen

pytestmark = pytest.mark.slow  # runs through many cards

SIZES = [(60, 20), (80, 24), (120, 40)]
FIVE = [f"feedback-02#{number}" for number in range(1, 6)]


@pytest.fixture
def anna(home) -> Workspace:
    return home()


@pytest.fixture
def studied(anna) -> Workspace:
    """Anna's, with a session of feedback-02 behind her."""
    hold(anna)
    return anna


def hold(workspace: Workspace, *cards: tuple[str, str, str]) -> None:
    session = workspace.create_session("feedback-02")
    for question, answer, who in cards:
        record = session.add("cards", ParsedLine(question, who))
        session.change("cards", record, answer=answer)
    session.finish()
    workspace.save(session)
    session.close()
    workspace.index.refresh()


async def to_review(pilot: Pilot[None], words: str = "1 ") -> None:
    await pilot.pause()
    await pilot.press("7")
    await until(pilot, lambda: getattr(pilot.app.screen, "PLACE", "") == REVIEW)
    await see(pilot, words)


async def to_run(pilot: Pilot[None]) -> ReviewRunScreen:
    await to_review(pilot, "about")
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReviewRunScreen))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ReviewRunScreen)
    return screen


def log_of(workspace: Workspace) -> list[tuple[str, str, int]]:
    """What the log on the disk says now."""
    path = workspace.places.recall(workspace.space.id) / "anna.jsonl"
    if not path.exists():
        return []
    found = [json.loads(line) for line in path.read_text().splitlines()]
    return [(e["do"], e.get("card", ""), e.get("grade", 0)) for e in found]


@pytest.mark.parametrize("size", SIZES)
async def test_five_cards_with_one_undo(studied, size):
    async with app_for(studied).run_test(size=size) as pilot:
        await to_run(pilot)
        await see(pilot, "Card 1 of 5")
        await see(pilot, "four steps of today's")
        assert "Situation, behaviour" not in shown(pilot)
        await pilot.press("space")
        await see(pilot, "Situation, behaviour")
        assert (
            "1 Again" in shown(pilot) and "10 minutes" in shown(pilot) and "8 days" in shown(pilot)
        )
        await pilot.press("1")
        assert log_of(studied)[-1] == ("grade", FIVE[0], 1)
        await see(pilot, "Card 2 of 5")
        await pilot.press("u")
        await see(pilot, "Card 1 of 5")
        assert log_of(studied)[-1][0] == "undo"
        for number in range(5):
            await pilot.press("space", "3")
            assert log_of(studied)[-1] == ("grade", FIVE[number], 3)
        await see(pilot, "5 cards done: 5 good.")
        await see(pilot, "The next 5 cards come in 10 minutes.")
        await pilot.press("escape")
        await read(pilot, "Nothing is due. The next 5 cards")


async def test_nothing_can_be_graded_before_it_was_remembered(studied):
    async with app_for(studied).run_test(size=(80, 24)) as pilot:
        screen = await to_run(pilot)
        await pilot.press("3", "1", "7", "0")
        assert pilot.app.screen is screen
        assert log_of(studied) == []
        await see(pilot, "Card 1 of 5")


async def test_a_hint_comes_on_demand_and_is_not_the_answer(studied):
    async with app_for(studied).run_test(size=(80, 24)) as pilot:
        await to_run(pilot)
        assert "Situation" not in shown(pilot)
        await pilot.press("h")
        await see(pilot, "Situation, behaviour, impact …")
        assert "intent" not in shown(pilot)
        await pilot.press("space", "3")
        assert "camera" not in shown(pilot)


async def test_leaving_in_the_middle_loses_nothing(studied):
    async with app_for(studied).run_test(size=(80, 24)) as pilot:
        await to_run(pilot)
        await pilot.press("space", "4", "space", "escape")
        await see(pilot, "4 cards, about 2 minutes")
        await see(pilot, "in 8 days")
        await pilot.press("enter")
        await see(pilot, "Card 1 of 4")
        assert "camera" not in shown(pilot)


async def test_bury_suspend_and_undo_in_a_run(studied):
    async with app_for(studied).run_test(size=(80, 24)) as pilot:
        await to_run(pilot)
        await pilot.press("b", "s")
        assert [e[0] for e in log_of(studied)] == ["bury", "suspend"]
        await see(pilot, "Card 3 of 5")
        await pilot.press("u", "u", "u")
        await see(pilot, "Card 1 of 5")
        assert [held.standing for held in deck_of(studied).cards[:2]] == [
            deck_of(studied).cards[4].standing
        ] * 2


async def test_the_answers_can_be_given_by_mouse(studied):
    async with app_for(studied).run_test(size=(80, 24)) as pilot:
        await to_run(pilot)
        await pilot.press("space")
        await pilot.pause()
        await pilot.click("#grades", offset=(4 + 13 * 2, 0))
        await until(pilot, lambda: log_of(studied) == [("grade", FIVE[0], 3)])
        await pilot.click("#source", offset=(42, 0))
        await pilot.pause()


async def test_a_card_of_the_pair_says_from_whom_and_is_no_markup(anna):
    hold(anna, ("What is **bold**?", "A [link](x)\n# none", "bert"))
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await to_run(pilot)
        for _card in range(5):
            await pilot.press("space", "4")
        await see(pilot, "What is **bold**?")
        await see(pilot, "Learned from Bert, Mon 23 Nov")
        await see(pilot, "Made in your sessions")
        await pilot.press("space")
        await see(pilot, "A [link](x)", "# none")


async def test_the_lesson_of_a_card_can_be_opened(studied):
    async with app_for(studied).run_test(size=(80, 24)) as pilot:
        screen = await to_run(pilot)
        await pilot.press("o")
        await until(pilot, lambda: getattr(pilot.app.screen, "PLACE", "") == "lesson")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await see(pilot, "Card 1 of 5")


async def test_the_words_follow_the_language_in_the_middle_of_a_card(studied):
    async with app_for(studied).run_test(size=(80, 24)) as pilot:
        await to_run(pilot)
        await pilot.press("space", "3", "L")
        await until(
            pilot, lambda: "camera of microfoon" in shown(pilot) or "etiket" in shown(pilot)
        )
        await pilot.press("space", "3")
        assert [e[1] for e in log_of(studied)] == FIVE[:2]


async def test_a_grade_that_cannot_be_saved_keeps_the_card(studied):
    async with app_for(studied).run_test(size=(80, 24)) as pilot:
        await to_run(pilot)
        folder = studied.places.recall(studied.space.id)
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        folder.write_text("in the way")
        await pilot.press("space", "3")
        await until(pilot, lambda: "Not saved" in told(pilot))
        await see(pilot, "Card 1 of 5")
        folder.unlink()
        await pilot.press("3")
        await see(pilot, "Card 2 of 5")


# The place


async def test_an_empty_deck_says_where_cards_come_from(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await to_review(pilot, "No cards yet. They come")
        await until(pilot, lambda: "Enter" not in shown(pilot))
        assert "Pause" not in shown(pilot) and "Begin anew" not in shown(pilot)
        await pilot.press("enter", "space", "x", "X", "u")
        await pilot.pause()
        assert log_of(anna) == []


async def test_a_lesson_gives_its_cards_from_the_library(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: getattr(pilot.app.screen, "PLACE", "") == "library")
        await pilot.press("down", "down", "down", "c")
        await until(pilot, lambda: "cards more in Review." in told(pilot))
        assert [do for do, _card, _grade in log_of(anna)] == ["add"]
        await to_review(pilot, "about")
        await pilot.press("u")
        await see(pilot, "No cards yet. They come")


async def test_pause_reset_and_undo_in_the_list(studied, clock):
    recall = deck_of(studied)
    recall.look()
    recall.grade(FIVE[0], GOOD)
    recall.mine.clear()
    async with app_for(studied).run_test(size=(80, 24)) as pilot:
        await to_review(pilot, "4 cards, about 2 minutes")
        await see(pilot, "in 10 minutes")
        await pilot.press("space")
        await see(pilot, "paused")
        await pilot.press("space")
        await see(pilot, "in 10 minutes")
        await pilot.press("x")
        await see(pilot, "5 cards, about 2 minutes")
        await pilot.press("u")
        await see(pilot, "4 cards, about 2 minutes")
        await pilot.press("X")
        await see(pilot, "5 cards, about 2 minutes")
        await pilot.press("u")
        await see(pilot, "4 cards, about 2 minutes")
        clock.forward(days=300)
        await pilot.press("7")
        deck_of(studied).look()
        pilot.app.screen.refresh_content()
        await see(pilot, "5 cards, about 2 minutes")
        assert "late" not in shown(pilot) and "300" not in shown(pilot)


async def test_what_cannot_be_read_is_told_calmly(studied):
    path = studied.places.recall(studied.space.id) / "anna.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("rubbish\n")
    async with app_for(studied).run_test(size=(80, 24)) as pilot:
        await to_review(pilot, "5 cards, about 2 minutes")
        await see(pilot, "! Line 1 of")
        path.unlink()
        path.mkdir()
        pilot.app.screen.refresh_content()
        await read(pilot, "Move it away")


async def test_home_says_how_many_and_leads_there(studied):
    async with app_for(studied).run_test(size=(80, 24)) as pilot:
        await see(pilot, "Review: 5 cards, about 2 minutes")
        await pilot.press("end", "enter")
        await until(pilot, lambda: getattr(pilot.app.screen, "PLACE", "") == REVIEW)
        await pilot.press("enter")
        await until(pilot, lambda: getattr(pilot.app.screen, "PLACE", "") == REVIEW_RUN)
        await pilot.press("space", "3", "escape", "1")
        await see(pilot, "Review: 4 cards, about 2 minutes")


async def test_home_says_nothing_when_nothing_is_due(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.5)
        await workers_done(pilot.app)
        assert "Review:" not in shown(pilot)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_place_bar_fits_and_names_where_we_are(studied, size, language):
    studied.set_language(language)
    async with app_for(studied).run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("7")
        await until(pilot, lambda: getattr(pilot.app.screen, "PLACE", "") == REVIEW)
        await pilot.pause()
        bar = shown(pilot).splitlines()[1]
        assert f"[7 {_('Review')}]" in bar
        assert bar.rstrip().endswith((f" 0 {_('Settings')}", " 0"))
        assert len(pilot.app.screen.query_one("#cards", OptionList).options) > 0
