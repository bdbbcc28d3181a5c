"""What all dialogs have in common."""

from itertools import cycle, islice

import pytest
from driver import app_for, burst, read, rows, see, settle, told, until
from support.scenes import SCENES, Tour

from companion import i18n
from companion.workspace.setup.demo import demo_workspace
from screens.dialogs.choice import QuestionScreen
from screens.dialogs.refusal import RefusalScreen
from screens.shared.messages.sessions import SessionChosen
from screens.widgets.frame import is_field
from screens.widgets.masked_area import MaskedArea
from screens.widgets.notes_area import NotesArea

WITHOUT_FIELD = {
    "ChoiceScreen", "QuestionScreen", "AgreedLinesScreen", "LineHistoryScreen", "LinksScreen",
    "PulseScreen", "JournalScreen", "HelpScreen", "DraftsScreen", "UndoListScreen",
}  # fmt: skip
"""Dialogs that nobody types in."""
UNWRITTEN = {
    "en": "Letters do nothing here: nothing was written down.",
    "nl": "Letters doen hier niets: er is niets genoteerd.",
}

CLOSED = {
    "en": "Not kept: the private notes are closed.",
    "nl": "Niet bewaard: de privénotities zijn dicht.",
}
NO_MENU = {
    "en": "Not kept: the menu is closed.",
    "nl": "Niet bewaard: het menu is dicht.",
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
        await until(pilot, lambda: rows(pilot.app)[-1] == hints)


@pytest.mark.slow
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
        await see(pilot, UNWRITTEN[language])
        assert answers == []
        await pilot.press("down", "enter")
        await settle(pilot)
    assert answers == [True]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size"), [("en", (80, 24)), ("nl", (60, 20))])
async def test_words_are_answered_in_every_dialog_that_nobody_types_in(language, size):
    i18n.use_language(language)
    demo, tried = demo_workspace(), set()
    async with app_for(demo).run_test(size=size) as pilot:
        tour = Tour(pilot)
        for scene in (scene for scene in SCENES if scene.screen in WITHOUT_FIELD):
            await tour.to(scene)
            assert not is_field(pilot.app.screen.focused), scene.name
            pilot.app.notify("before")
            await pilot.press("%")
            await until(pilot, lambda: UNWRITTEN[language][:32] in rows(pilot.app)[-2])
            tried.add(scene.screen)
    assert tried == WITHOUT_FIELD
    demo.close()


WAYS = (("f7",), ("ctrl+l", "v"), ("ctrl+@", "v"), ("f9", "v"))
"""The key of the private notes, and the ways to them by each key of the menu."""


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size", "first"), [("en", (80, 24), 0), ("nl", (60, 20), 1)])
async def test_a_private_thought_behind_its_key_is_kept_out_of_whatever_is_shown(
    language, size, first
):
    """By one way on each screen, and by the next way on the next screen."""
    i18n.use_language(language)
    demo, fields, ways = demo_workspace(), set(), islice(cycle(WAYS), first, None)
    async with app_for(demo).run_test(size=size) as pilot:
        tour, app = Tour(pilot), pilot.app
        for scene in (scene for scene in SCENES if scene.screen != "SessionScreen"):
            await tour.to(scene)
            below, field, way = app.screen, app.screen.focused, next(ways)
            before = typed_in(field)
            said = NO_MENU if below.is_modal and len(way) > 1 else CLOSED
            await burst(pilot, *way, *"wombat c", "enter", "f7")
            assert isinstance(app.screen, RefusalScreen), (scene.name, way)
            await see(pilot, said[language])
            await burst(pilot, "escape")
            assert app.screen is below, (scene.name, way)
            assert app.screen.focused is field and typed_in(field) == before, (scene.name, way)
            if is_field(field):
                fields.add(scene.screen)
        assert {"PromptScreen", "CaptureScreen", "MarginNoteScreen", "ClosingScreen"} <= fields
        assert not any("wombat" in draft.text for draft in app.workspace.drafts.all())
    demo.close()


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Not kept: the"), ("nl", "Niet bewaard: de")]
)
async def test_a_small_window_shows_that_a_thought_was_not_kept(home, language, said):
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        await burst(pilot, "f7", *"wombat")
        assert isinstance(pilot.app.screen, RefusalScreen)
        await see(pilot, said)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
async def test_so_is_one_behind_the_key_that_shows_the_private_notes(home, language):
    workspace = home()
    workspace.set_language(language)
    closed = {"en": "Read private: they are closed", "nl": "Privé lezen: ze zijn dicht"}[language]
    session = workspace.create_session("feedback-02")
    session.start()
    assert session.save() is None
    session.close()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        app = pilot.app
        app.post_message(SessionChosen(session.id))
        await until(pilot, lambda: isinstance(app.focused, NotesArea))
        below, field = app.screen, app.focused
        await pilot.press("ctrl+l")
        await see(pilot, closed[:20])
        await burst(pilot, "r", *"wombat", "enter", "f7")
        assert isinstance(app.screen, RefusalScreen)
        await see(pilot, CLOSED[language])
        await burst(pilot, "escape")
        assert app.screen is below and app.focused is field and field.text == ""
        await burst(pilot, "ctrl+l", "r", "ctrl+l", "v", *"wombat")
        await until(pilot, lambda: isinstance(app.focused, MaskedArea))
        assert app.focused.text == "wombat" and field.text == ""
        await burst(pilot, "ctrl+l", "r")
        await read(pilot, "wombat")


def typed_in(widget):
    """What stands in a field; nothing where it is none."""
    return getattr(widget, "value", getattr(widget, "text", "")) if is_field(widget) else ""
