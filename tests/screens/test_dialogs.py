"""What all dialogs have in common."""

from driver import app_for, rows, settle


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
