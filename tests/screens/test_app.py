"""A pair in the app: from the first screen through a whole session and back the next day."""

import pytest
from driver import app_for, see, settle, shown, until
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from companion.domain.note.line_parser import ParsedLine
from companion.domain.text import Patch
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from screens.closing.closing import ClosingScreen
from screens.notes.notes import NotesScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionWanted
from screens.widgets.notes_area import NotesArea


async def start_session(pilot: Pilot[None], workspace: Workspace, lesson: str) -> SessionScreen:
    pilot.app.post_message(SessionWanted(lesson))
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen)
    return screen


@pytest.mark.slow
async def test_three_times_enter_leads_into_a_lesson(tmp_path, clock):
    environment = Environment(Places(tmp_path / "fresh"), clock, login="anna")
    workspace = Workspace(environment)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not (tmp_path / "fresh").exists()
        for _press in range(3):
            await pilot.press("enter")
            await settle(pilot)
        await see(pilot, "Are we ready?")
        assert pilot.app.screen.PLACE == "lesson"
    workspace.close()


async def test_a_whole_session(home, clock):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = await start_session(pilot, workspace, "feedback-02")
        await pilot.press("f3")
        await pilot.press(*"one")
        clock.forward(minutes=4)
        await pilot.press("f3")
        await pilot.press(*"two")
        await pilot.press("ctrl+l", "k", *"no time", "enter")
        await pilot.press("ctrl+l", "m")
        await pilot.press(*"three")
        for _item in range(3):
            await pilot.press("f3")
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
        await close_session(pilot)
        await until(pilot, lambda: pilot.app.screen.PLACE == "notes")
        session = screen.session
        await pilot.press("ctrl+q")
    written = session.notebook.written()
    assert [(number, text) for number, _title, text in written] == [
        (1, "one"), (2, "two"), (3, "three")
    ]  # fmt: skip
    assert session.notebook.clock.skipped == {"i2"}
    assert session.notebook.clock.reasons == {"i2": "no time"}
    assert session.notebook.clock.plus == {"i3": 2}
    actions = sorted((r.text, r.who, r.due) for r in session.notebook.actions)
    assert actions == [("draft it", "bert", "2026-11-27"), ("read it", "anna", "2026-11-24")]
    again = home().open_session(session.id).notebook
    assert again.written() == written
    assert again.state == "done"
    assert again.answers["both"] == "equal"
    assert again.checks == {"checklist/1"}
    assert [r.text for r in again.decisions] == ["we go on"]


async def close_session(pilot: Pilot[None]) -> None:
    """Fill the closing page in as people do, and close."""
    await pilot.press("enter", "f3", "f3", "f3")
    screen = pilot.app.screen
    for field, line in (
        ("decisions", "we go on"),
        ("actions", "draft it @bert fri"),
        ("actions", "read it @anna tomorrow"),
    ):
        screen.query_one(f"#add-{field}", Input).focus()
        await pilot.press(*line, "enter")
    await pilot.press("f3")
    screen.query_one("#answer-both", NotesArea).focus()
    await pilot.press(*"equal")
    await pilot.press("ctrl+r")  # shows what is missing
    await pilot.press("ctrl+r", "down", "enter")
    await settle(pilot)


@pytest.mark.slow
async def test_a_session_goes_on_after_a_crash_with_the_true_time(home, clock, tmp_path):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await start_session(pilot, workspace, "feedback-02")
        await pilot.press("f3", "f3", *"half a sen")
        await until(pilot, lambda: not pilot.app.saving.unsaved)
        pilot.app.services.stop = lambda: (
            None
        )  # as a killed program: nothing is saved on the way out
    workspace.close()
    clock.forward(minutes=3)
    later = home()
    async with app_for(later).run_test(size=(80, 24)) as pilot:
        await see(pilot, "Go on: Say what you saw")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await settle(pilot)
        assert "5 min left" in str(pilot.app.screen.query_one("#clock", Static).content)
        assert pilot.app.screen.query_one(NotesArea).text == "half a sen"


@pytest.mark.slow
async def test_the_partners_words_appear_and_the_caret_stays(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = await start_session(pilot, anna, "feedback-02")
        await pilot.press("f3", *"mine")
        await until(pilot, lambda: "shared " in pilot.app.status_words)
        theirs = bert.open_session(screen.session.id)
        theirs.write_note("i1", "Bert: hello\n" + theirs.note("i1"))
        assert theirs.save() is None
        field = screen.query_one(NotesArea)
        await until(pilot, lambda: "Bert: hello" in field.text)
        await pilot.press(*" too")
        assert field.text == "Bert: hello\nmine too"


@pytest.mark.slow
async def test_both_follow_the_clock(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = await start_session(pilot, anna, "feedback-02")
        await pilot.press("f3")
        await until(pilot, lambda: "shared " in pilot.app.status_words)
        theirs = bert.open_session(screen.session.id)
        theirs.go("i3")
        assert theirs.save() is None
        await until(pilot, lambda: screen.viewing == "i3")
        await see(pilot, "From label to film")


@pytest.mark.slow
async def test_the_language_switches_while_the_app_runs(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await start_session(pilot, workspace, "feedback-02")
        await pilot.press("ctrl+l", "g", "i")
        await settle(pilot)
        await see(pilot, "Gespreksagenda")
        assert "Zeg wat je zag" in str(pilot.app.screen.lesson.meta.title)
        await pilot.press("escape")
        await settle(pilot)
        await until(pilot, lambda: "Lessen" in shown(pilot) and "Library" not in shown(pilot))


@pytest.mark.slow
@pytest.mark.parametrize("keys", ["f2", "ctrl+l m", "f3", "ctrl+pageup", "f4", "ctrl+s"])
async def test_keys_work_while_the_caret_is_in_the_notes(home, keys):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = await start_session(pilot, workspace, "feedback-02")
        await pilot.press("f3", "f3", *"text")
        events = len(screen.session.notebook.events)
        await pilot.press(*keys.split())
        await settle(pilot)
        assert screen.session.note("i2") == "text"
        assert keys == "ctrl+s" or len(screen.session.notebook.events) > events


@pytest.mark.slow
async def test_letters_are_typed_in_the_notes_not_obeyed(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = await start_session(pilot, workspace, "feedback-02")
        await pilot.press("f3", "1", "0", "s", "question_mark", "L", "u", "space", "g")
        assert screen.session.note("i1") == "10s?Lu g"
        assert pilot.app.screen is screen


@pytest.mark.slow
async def test_a_small_terminal_shows_one_part_at_a_time(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        screen = await start_session(pilot, workspace, "feedback-02")
        for selector in ("#agenda", "#guide", "#text", "#agenda"):
            panes = [pane for pane in screen.query(".pane") if pane.display]
            assert len(panes) == 1
            assert screen.focused is screen.query_one(selector)
            await pilot.press("tab")
            await settle(pilot)


async def test_a_broken_lesson_of_ones_own_is_named_in_the_library(home, tmp_path):
    workspace = home()
    own = tmp_path / "shared" / "lessons"
    (own / "ours-01.en.md").write_text("---\nformat: companion-lesson/1\n")
    async with app_for(workspace).run_test(size=(80, 30)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        lessons = pilot.app.screen.query_one("#lessons", OptionList)
        lessons.focus()
        await until(pilot, lambda: lessons.has_focus)
        await pilot.press("end")
        await settle(pilot)
        # A path may be cut into lines, between the borders of a box.
        await until(
            pilot, lambda: "ours-01.en.md" in "".join(c for c in shown(pilot) if c not in " \n│")
        )
        await see(pilot, "F003")
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.screen.PLACE == "library"


@pytest.mark.slow
async def test_nothing_in_a_partners_text_steers_the_terminal(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    session = bert.create_session("feedback-02")
    hostile = "a\x1b[31mred\x9b2J\x07\u202eb"
    session._document.edit("notes:i1", Patch(0, 0, hostile), "bert")
    session._document.set_fields("actions", {"x/text": hostile, "x/state": "open"})
    session._document.set_fields("about", {"title": hostile})
    session.start()
    assert session.save() is None
    anna.index.refresh()
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for press in ((), ("enter",), ("escape", "escape", "4")):
            await pilot.press(*press)
            await settle(pilot)
            text = shown(pilot)
            assert not [c for c in text if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0]
            assert "\u202e" not in text


@pytest.mark.slow
async def test_promises_are_ticked_off_and_taken_back(home):
    workspace = home()
    session = workspace.create_session("feedback-02")
    session.add("actions", ParsedLine("send it", "anna"))
    assert session.save() is None
    session.close()
    workspace.index.refresh()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await see(pilot, "send it")
        actions = pilot.app.screen.query_one("#actions")
        actions.focus()
        await until(pilot, lambda: actions.has_focus)
        await pilot.press("space")
        await until(pilot, lambda: "send it" not in shown(pilot))
        await pilot.press("ctrl+l", "u")
        await see(pilot, "send it")


@pytest.mark.slow
async def test_looking_around_writes_nothing_of_ones_own(tmp_path, clock):
    workspace = Workspace(Environment(Places(tmp_path / "fresh"), clock, login="anna"))
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await until(pilot, lambda: pilot.app.screen.PLACE == "home")
        await settle(pilot)
        await see(pilot, "Anna ⇄ Bert")
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)
        await until(
            pilot,
            lambda: "We end every session" in shown(pilot) or "management team" in shown(pilot),
        )
    assert not (tmp_path / "fresh").exists()


@pytest.mark.slow
async def test_the_key_of_the_session_finds_one_that_no_list_knows_yet(home):
    workspace = home()
    made = workspace.create_session("feedback-02")
    async with app_for(workspace).run_test() as pilot:
        await pilot.press("3")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await until(pilot, lambda: pilot.app.screen.query(NotesArea))
        assert pilot.app.screen.session.id == made.id


@pytest.mark.slow
@pytest.mark.parametrize("key", ["3", "4"])
async def test_news_while_the_app_ends_finds_no_half_screen(home, key, monkeypatch):
    """A screen that goes loses its widgets first; what it is told then must not ask for them."""
    workspace = home()
    workspace.save(workspace.create_session("feedback-02"))
    app, asked = app_for(workspace), []
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: workspace.index.summaries)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, (SessionScreen, NotesScreen)))
        await settle(pilot)
        going = type(app.screen)

        def tell(self: Screen[None]) -> None:
            asked.append(len(self.query("*")))
            app.show_lists()
            app.on_merged()
            app.on_status_changed()
            app.show_lists()

        monkeypatch.setattr(going, "on_unmount", tell, raising=False)
    assert asked == [0]
