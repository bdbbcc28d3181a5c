"""What all dialogs have in common."""

import pytest
from driver import app_for, rows, settle, told

from screens.dialogs.choice import QuestionScreen

UNWRITTEN = {
    "en": "Letters do nothing here: nothing was written down.",
    "nl": "Letters doen hier niets: er is niets genoteerd.",
}


async def test_the_hints_below_a_dialog_go_and_come_back(home):
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        hints = rows(pilot.app)[-1]
        assert "Enter Open" in hints
        await pilot.press("f8")
        await settle(pilot)
        assert "Enter Open" not in rows(pilot.app)[-1]
        await pilot.press("escape")
        await settle(pilot)
        assert rows(pilot.app)[-1] == hints


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_words_in_a_question_are_answered_and_its_keys_still_work(home, language):
    workspace = home()
    workspace.set_language(language)
    answers = []
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.push_screen(QuestionScreen("Really?", "Yes", "No"), answers.append)
        await settle(pilot)
        assert UNWRITTEN[language] not in told(pilot)
        await pilot.press(*"well, 1")
        await settle(pilot)
        assert UNWRITTEN[language] in told(pilot)
        assert UNWRITTEN[language] in "\n".join(rows(pilot.app))
        assert answers == []
        await pilot.press("down", "enter")
        await settle(pilot)
    assert answers == [True]
