"""The close, by keys and by mouse, on one terminal and on two; and what comes after it."""

import json
from itertools import cycle

import pytest
from driver import app_for, burst, read, see, settle, shown, told, until
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList, Static

from companion import i18n
from companion.domain.note.line_parser import ParsedLine
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from screens.closing.agreement_steps import DAY
from screens.closing.closing import ClosingScreen
from screens.dialogs.card import CardScreen
from screens.dialogs.choice import QuestionScreen
from screens.dialogs.close_session import CloseSessionScreen
from screens.dialogs.prompt import PromptScreen
from screens.dialogs.pulse import PulseScreen
from screens.dialogs.refusal import RefusalScreen
from screens.home import HomeScreen
from screens.notes.agreed_lines import AgreedLinesScreen
from screens.notes.notes import NotesScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionChosen

pytestmark = pytest.mark.slow  # a whole close at each of its steps

SIZES = [(60, 20), (80, 24), (120, 40)]


async def type_(pilot: Pilot[None], *lines: str) -> None:
    """Type into the field that has focus, and press Enter between lines."""
    for number, line in enumerate(lines):
        if number:
            await pilot.press("enter")
            await pilot.pause()
        field = pilot.app.focused
        assert isinstance(field, Input)
        if line:
            field.insert_text_at_cursor(line)
            await pilot.pause()


async def reach(pilot: Pilot[None], kind):
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()
    return pilot.app.screen


async def enter(pilot: Pilot[None], session: OpenSession) -> SessionScreen:
    """Open a session."""
    pilot.app.post_message(SessionChosen(session.id))
    return await reach(pilot, SessionScreen)


async def closing(pilot: Pilot[None], workspace: Workspace, step: int = 0) -> ClosingScreen:
    """A running session's close, at one of its steps."""
    session = workspace.create_session("feedback-02")
    session.start()
    assert session.save() is None
    session.close()
    return await close_of(pilot, session, step)


async def close_of(pilot: Pilot[None], session: OpenSession, step: int) -> ClosingScreen:
    """The close of a session that is open, at one of its steps."""
    await enter(pilot, session)
    await pilot.press("ctrl+r")
    screen = await reach(pilot, ClosingScreen)
    for _step in range(step):
        await pilot.press("f3")
    return screen


def lines(screen, box: str) -> list[str]:
    options = screen.query_one(f"#box-{box} OptionList", OptionList)
    return [str(option.prompt) for option in options.options]


@pytest.mark.parametrize(
    ("step", "field"),
    [(1, "add-learned-me"), (2, "add-appreciations-me"), (3, "add-decisions")],
)
async def test_a_step_begins_in_a_field_also_where_lines_stand(home, step, field):
    workspace = home()
    async with app_for(workspace).run_test() as pilot:
        screen = await closing(pilot, workspace)
        me = workspace.pair.me.id
        for kind in ("learned", "appreciations", "decisions"):
            screen.session.add(kind, ParsedLine("this stands", "bert"), by=me)
        for _step in range(step):
            await pilot.press("f3")
        assert pilot.app.focused.id == field


async def test_what_is_typed_in_a_field_of_one_row_is_seen(home):
    workspace = home()
    async with app_for(workspace).run_test() as pilot:
        await closing(pilot, workspace, step=1)
        await pilot.press(*"budgets")
        await see(pilot, "budgets")
        await pilot.press("ctrl+n", "ctrl+n", "tab", "tab", "tab", *"fri")
        assert pilot.app.focused.id == "next-date"
        await see(pilot, "fri")


@pytest.mark.parametrize(
    ("step", "field"),
    [(1, "learned-me"), (1, "learned-other"), (2, "appreciations-me"), (2, "feedback-other"),
     (3, "decisions"), (3, "actions"), (3, "ideas")],
)  # fmt: skip
async def test_what_is_typed_behind_enter_stands_under_the_same_name(home, step, field):
    workspace = home("Bert", "Anna")
    async with app_for(workspace).run_test() as pilot:
        screen = await closing(pilot, workspace, step)
        screen.query_one(f"#add-{field}").focus()
        await burst(pilot, *"one", "enter", *"two", "enter")
        assert pilot.app.focused.id == f"add-{field}"
        kind, _dash, whose = field.partition("-")
        by = {"other": "anna"}.get(whose, "bert")
        found = screen.session.notebook.records(kind)
        assert [(r.text, r.by) for r in found] == [("one", by), ("two", by)]


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("en", "Kept for the next time, not entered: “half of it”"),
        ("nl", "Bewaard voor de volgende keer, niet ingevoerd: “half of it”"),
    ],
)
async def test_going_on_enters_only_the_line_that_is_typed_in_its_field(home, language, kept):
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        screen = await closing(pilot, workspace, 1)
        screen.query_one("#add-learned-other").focus()
        await pilot.press(*"half of it", "escape")
        await reach(pilot, SessionScreen)
        await pilot.press("ctrl+r")
        screen = await reach(pilot, ClosingScreen)
        await pilot.press("ctrl+n")
        await see(pilot, "half of it")
        assert pilot.app.focused.id == "add-learned-me"
        await pilot.press(*"mine", "ctrl+n")
        await until(pilot, lambda: screen.at == 2)
        await read(pilot, kept)
        notebook = screen.session.notebook
        assert [r.text for r in notebook.learned] == ["mine"]
        assert [t.text for t in notebook.unentered] == ["half of it"]
        await pilot.press("ctrl+l", "b")
        await until(pilot, lambda: screen.at == 1)
        screen.query_one("#add-learned-other").focus()
        await pilot.press("s", "ctrl+n")
        await until(pilot, lambda: screen.at == 2)
        assert [r.text for r in screen.session.notebook.learned] == ["mine", "half of its"]


@pytest.mark.parametrize("back", [False, True])
async def test_the_button_enters_the_line_of_the_field_that_had_the_keys_last(home, back):
    workspace = home()
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        screen = await closing(pilot, workspace, 1)
        await pilot.click("#add-learned-other")
        await pilot.press(*"half of it")
        await pilot.click("#add-learned-me")
        if back:
            await pilot.click("#add-learned-other")
        await pilot.click("#go-on")
        await until(pilot, lambda: screen.at == 2)
        notebook = screen.session.notebook
        assert [r.text for r in notebook.learned] == ["half of it"] * back
        assert [t.text for t in notebook.unentered] == ["half of it"] * (not back)


@pytest.mark.parametrize(("step", "field"), [(1, "add-learned-me"), (3, "next-date")])
async def test_what_was_removed_from_a_field_of_one_row_is_brought_back(home, step, field):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, step)
        box = screen.query_one(f"#{field}", Input)
        box.focus()
        await pilot.press(*"a whole line", "ctrl+u")
        assert box.value == ""
        await pilot.press("ctrl+z")
        await see(pilot, "a whole line")
        await pilot.press("ctrl+y")
        assert box.value == ""
        await pilot.press("ctrl+z", "s")
        assert box.value == "a whole lines"
        assert [text.text for text in screen.session.notebook.close_texts] == ["a whole lines"]


@pytest.mark.parametrize("box", ["decisions", "actions", "ideas"])
async def test_each_line_is_seen_once_it_is_entered(home, box):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 3)
        screen.query_one(f"#add-{box}").focus()
        for number in range(9):
            await pilot.press(*f"tik{number}q", "enter")
            await see(pilot, f"• tik{number}q")
        await pilot.press("shift+tab")
        assert screen.query_one(f"#box-{box}").cursor
        await see(pilot, "• tik8q")


async def test_a_promise_comes_below_those_of_the_notes(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 3)
        screen.session.write_note("i1", "Action: mail @Bert fri")
        screen.notebook_changed()
        await fill(pilot, "actions", 2)
        said = [line.partition(" · ")[0] for line in lines(screen, "actions")]
        assert said == ["• mail", "• actions 0", "• actions 1"]


async def test_the_newest_line_is_seen_in_a_terminal_made_narrower(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await closing(pilot, workspace, 3)
        words = "so many words that they fill all of one row of the box, or nearly"
        pilot.app.focused.insert_text_at_cursor(" ↵ ".join(f"{words} {n}" for n in range(8)))
        await pilot.press("enter")
        await see(pilot, "nearly 7")
        await pilot.resize_terminal(60, 24)
        await see(pilot, "nearly 7")


async def see_at_caret(pilot: Pilot[None], words: str) -> None:
    """Wait until words are seen in the row of the caret: a page scrolls once it is laid out."""

    def seen() -> bool:
        at = pilot.app.cursor_position.y
        page = pilot.app.screen.query_one("#page").region
        return page.contains(0, at) and words in shown(pilot).splitlines()[at]

    await until(pilot, seen)


async def fill(pilot: Pilot[None], box: str, count: int) -> None:
    """Enter so many lines at once, as they are pasted."""
    field = pilot.app.screen.query_one(f"#add-{box}", Input)
    field.focus()
    field.insert_text_at_cursor(" ↵ ".join(f"{box} {number}" for number in range(count)))
    await pilot.press("enter")
    await until(pilot, lambda: f"{box} {count - 1}" in lines(pilot.app.screen, box)[-1])


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_the_field_with_the_caret_is_in_view_while_its_lists_grow(home, language):
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await closing(pilot, workspace, 3)
        for box in ("decisions", "actions"):
            await fill(pilot, box, 6)
        await pilot.press("tab")
        assert pilot.app.focused.id == "add-ideas"
        for number in range(7):
            await pilot.press(*f"idea{number}")
            await see_at_caret(pilot, f"idea{number}")
            await pilot.press("enter")


@pytest.mark.parametrize("typed", ["call", ""])
async def test_the_field_with_the_caret_is_in_view_in_a_terminal_made_lower(home, typed):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await closing(pilot, workspace, 3)
        await fill(pilot, "actions", 5)
        await pilot.press(*typed)
        await pilot.resize_terminal(80, 12)
        await settle(pilot)
        await see_at_caret(pilot, typed or "one small thing")
        await pilot.press("!")
        await see_at_caret(pilot, f"{typed}!")


@pytest.mark.parametrize(
    ("height", "promises", "field", "typed", "means"),
    [(24, 2, "next-date", "fri", "→ Fri 27 Nov"), (12, 4, "next-date", "fri", "→ Fri 27 Nov"),
     (20, 4, "add-actions", "call @bert fri", "→ Bert")],
)  # fmt: skip
async def test_what_a_line_is_taken_for_is_in_view_while_it_is_typed(
    home, height, promises, field, typed, means
):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, height)) as pilot:
        screen = await closing(pilot, workspace, 3)
        await fill(pilot, "decisions", 6)
        await fill(pilot, "actions", promises)
        screen.query_one(f"#{field}").focus()
        await burst(pilot, *typed)
        await see(pilot, means)
        await see_at_caret(pilot, typed)


@pytest.mark.parametrize(("step", "field"), [(3, "next-date"), (4, "answer-both")])
async def test_who_scrolls_off_to_read_is_brought_back_by_the_next_letter(home, step, field):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 12)) as pilot:
        screen = await closing(pilot, workspace, step)
        screen.query_one(f"#{field}").focus()
        await burst(pilot, *"one more")
        await see_at_caret(pilot, "one more")
        screen.query_one("#page").scroll_home(animate=False)
        await until(pilot, lambda: "one more" not in shown(pilot))
        await pilot.press("!")
        await see_at_caret(pilot, "one more!")


async def test_who_scrolls_off_to_read_sees_the_line_that_is_entered(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 12)) as pilot:
        screen = await closing(pilot, workspace, 3)
        screen.query_one("#add-ideas").focus()
        await burst(pilot, *"with tea")
        await see_at_caret(pilot, "with tea")
        screen.query_one("#page").scroll_home(animate=False)
        await until(pilot, lambda: "with tea" not in shown(pilot))
        await pilot.press("enter")
        await see(pilot, "• with tea")


@pytest.mark.parametrize(
    ("step", "way"),
    [(1, ["add-learned-me", "add-learned-other", "cards"]),
     (2, ["add-appreciations-me", "add-appreciations-other", "add-feedback-me",
          "add-feedback-other", "go-on"]),
     (3, ["add-decisions", "add-actions", "add-ideas", "next-date", "go-on"])],
)  # fmt: skip
async def test_enter_in_an_empty_field_goes_on(home, step, way):
    workspace = home()
    async with app_for(workspace).run_test() as pilot:
        screen = await closing(pilot, workspace, step)
        screen.query_one(f"#{way[0]}").focus()
        for following in way[1:]:
            await pilot.press("enter")
            await pilot.pause()
            assert pilot.app.focused.id == following


async def test_enter_leads_from_what_was_learned_to_the_cards(home):
    workspace = home()
    async with app_for(workspace).run_test() as pilot:
        await closing(pilot, workspace, step=1)
        await type_(pilot, "budgets", "", "pages", "")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.focused.id == "cards"
        await pilot.press("enter")
        await reach(pilot, CardScreen)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_the_whole_close_by_enter_and_the_step_key(home, size):
    workspace = home()
    async with app_for(workspace).run_test(size=size) as pilot:
        screen = await closing(pilot, workspace)
        session = screen.session
        await pilot.press("enter", "f3")
        await type_(pilot, "budgets", "", "pages")
        await pilot.press("f3")
        await type_(pilot, "you waited", "", "you asked", "", "on Monday", "", "slides", "")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.focused.id == "go-on"
        await pilot.press("enter")
        await type_(pilot, "we go on", "", "draft it @bert fri", "", "", "+2w")
        await pilot.press("enter", "f3", *"ok", "f3", "f3")
        assert isinstance(pilot.app.focused, Button)
        await pilot.press("enter")
        await reach(pilot, CloseSessionScreen)
        await pilot.press("down", "enter")
        await reach(pilot, NotesScreen)
        found = session.notebook
    assert found.state == "done" and found.complete
    assert {(r.text, r.by, r.who) for r in found.learned} == {
        ("budgets", "anna", "bert"), ("pages", "bert", "anna")
    }  # fmt: skip
    assert {(r.text, r.by, r.who) for r in found.appreciations} == {
        ("you waited", "anna", "bert"), ("you asked", "bert", "anna")
    }  # fmt: skip
    assert {(r.by, r.who) for r in found.feedback} == {("anna", "bert"), ("bert", "anna")}
    assert [(r.text, r.who, r.due) for r in found.actions] == [("draft it", "bert", "2026-11-27")]
    assert found.about.next_date == "2026-12-07"
    assert {who for who, text in found.answers.items() if text} == {"mentor"}
    assert found.checks == {"checklist/1"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_every_step_says_what_it_is_and_nothing_is_cut_off(home, size, language):
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=size) as pilot:
        screen = await closing(pilot, workspace)
        for step in screen.steps:
            text = shown(pilot)
            assert step.title in text
            assert not screen.query_one("#page").show_horizontal_scrollbar
            assert all(len(line) <= size[0] for line in text.splitlines())
            await pilot.press("f3")
        assert pilot.app.focused.id == "finish"


async def click(pilot: Pilot[None], button: str) -> None:
    """Click a button as people do: one that still shows the last click hears no other."""
    await until(pilot, lambda: not pilot.app.screen.query_one(button).has_class("-active"))
    await pilot.click(button)


async def test_the_whole_close_by_mouse(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace)
        await pilot.click("#checklist", offset=(4, 1))
        await click(pilot, "#go-on")
        await pilot.click("#add-learned-other")
        await type_(pilot, "pages")
        await click(pilot, "#go-on")
        await click(pilot, "#go-back")
        assert lines(screen, "learned-other") == ["• pages"]
        for _step in range(5):
            await click(pilot, "#go-on")
        await click(pilot, "#finish")
        await reach(pilot, CloseSessionScreen)
        await pilot.press("down", "enter")
        await reach(pilot, NotesScreen)
        assert screen.session.notebook.checks == {"checklist/1"}
        assert screen.session.notebook.state == "done"
        await read(pilot, "still open: Anna's line")


async def test_closing_shows_first_what_is_missing_and_never_forbids(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 3)
        screen.query_one("#add-actions", Input).focus()
        await pilot.pause()
        await type_(pilot, "call")
        await pilot.press("enter")
        await type_(pilot, "write @anna fri")
        await pilot.press("ctrl+r")
        overview = str(screen.query_one("#overview", Static).content)
        assert "2 promises" in overview  # the line that was not sent off counts
        assert "1 of them has no owner" in overview and "1 of them has no date" in overview
        assert "Anna: nothing yet" in overview and "No date yet" in overview
        assert "stays open for Anna and Bert's line" in overview
        await pilot.press("ctrl+r")
        await reach(pilot, CloseSessionScreen)
        sentence = ("ctrl+r", *"We schrijven het later op", "enter")
        for harmless in (sentence, ("ctrl+r", "escape")):
            await pilot.press(*harmless)
            await reach(pilot, ClosingScreen)
            assert screen.session.notebook.state == "running"
            await pilot.press("ctrl+r")
            await reach(pilot, CloseSessionScreen)
        await pilot.press("down", "enter")
        await reach(pilot, NotesScreen)
        assert screen.session.notebook.state == "done"


@pytest.mark.parametrize(
    ("language", "missing", "ticked"),
    [
        ("en", "Missing, and fine to leave:", "1 of 5"),
        ("nl", "Ontbreekt nog, en dat mag:", "1 van 5"),
    ],
)
async def test_a_checklist_with_a_tick_is_not_said_to_be_empty(home, language, missing, ticked):
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await closing(pilot, workspace)
        await pilot.click("#checklist", offset=(4, 1))
        await pilot.press("ctrl+r", "ctrl+r")
        await reach(pilot, CloseSessionScreen)
        await see(pilot, missing, "checklist:", ticked)


@pytest.mark.parametrize("step", [0, 1, 3, 4])
async def test_a_private_thought_typed_behind_its_key_is_kept_out_of_the_close(home, step):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, step)
        await burst(pilot, "f7", *"wombat")
        assert isinstance(pilot.app.screen, RefusalScreen)
        await see(pilot, "Not kept: the private notes are closed.")
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.screen is screen
        assert "wombat" not in shown(pilot)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Not kept: you are still on the record."),
     ("nl", "Niet bewaard: jullie zijn nog in het verslag.")],
)  # fmt: skip
async def test_words_that_were_to_be_off_the_record_are_kept_out_of_the_close(home, language, said):
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 3)
        await burst(pilot, "ctrl+l", "o", "down", "enter", *"wombat")
        assert isinstance(pilot.app.screen, RefusalScreen)
        await see(pilot, said)
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.screen is screen
        assert "ombat" not in shown(pilot)
        assert workspace.drafts.all() == []


async def test_a_promise_without_owner_or_date_is_told_and_can_be_mended(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 3)
        screen.query_one("#add-actions", Input).focus()
        await pilot.pause()
        await type_(pilot, "call")
        await see(pilot, "no owner and no date yet")
        await pilot.press("enter")
        assert lines(screen, "actions") == ["• call · ! no owner and no date yet"]
        await pilot.press("shift+tab", "enter")
        ask = await reach(pilot, PromptScreen)
        assert ask.query_one(Input).value == "call"
        await type_(pilot, " @bert 1 dec")
        await pilot.press("enter")
        await reach(pilot, ClosingScreen)
        assert lines(screen, "actions") == ["• call · Bert · by Tue 1 Dec"]
        await pilot.press("enter")
        await reach(pilot, PromptScreen)
        await type_(pilot, " back")
        await pilot.press("enter")
        await reach(pilot, ClosingScreen)
        assert lines(screen, "actions") == ["• call back · Bert · by Tue 1 Dec"]
        await pilot.press("delete")
        await pilot.pause()
        await pilot.press("down", "enter")
        await reach(pilot, ClosingScreen)
        assert screen.session.notebook.actions == ()


async def test_a_line_that_cannot_be_removed_any_more_stays_and_that_is_told(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 3)
        await type_(pilot, "we go", "")
        await pilot.press("shift+tab", "delete")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))
        screen.session.finish()
        await pilot.press("down", "enter")
        await until(pilot, lambda: "closed and can only be read" in told(pilot))
        assert [r.text for r in screen.session.notebook.decisions] == ["we go"]


async def test_vague_words_are_pointed_out_and_written_all_the_same(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 2)
        await see(pilot, "situation: when and where")
        await type_(pilot, "always fine")
        await see(pilot, "“always”, “fine”: can you say when")
        await pilot.press("enter")
        assert [r.text for r in screen.session.notebook.appreciations] == ["always fine"]


async def test_a_day_that_is_none_is_told_and_stays_to_be_mended(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 3)
        field = screen.query_one("#next-date", Input)
        field.focus()
        await pilot.pause()
        await type_(pilot, "someday")
        await pilot.press("f3")
        assert screen.at == 3 and field.value == "someday"
        await pilot.press(*["backspace"] * 7, *"fri", "f3")
        assert screen.at == 4
        assert screen.session.notebook.about.next_date == "2026-11-27"


async def test_cards_are_made_by_the_one_and_read_over_by_the_other(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 1)
        cards = screen.query_one("#cards", OptionList)
        cards.focus()
        await pilot.pause()
        await pilot.press("down", "enter")
        await reach(pilot, CardScreen)
        await pilot.press("enter", "enter")  # an empty card is none
        assert isinstance(pilot.app.screen, CardScreen)
        pilot.app.screen.query_one("#question").focus()
        await pilot.pause()
        await type_(pilot, "Page?")
        await pilot.press("enter")
        await pilot.pause()
        await type_(pilot, "Yes.")
        await pilot.press("enter")
        await reach(pilot, ClosingScreen)
        (card,) = screen.session.notebook.cards
        assert (card.text, card.answer, card.by, card.who) == ("Page?", "Yes.", "bert", "anna")
        cards.highlighted = 0
        await pilot.press("enter")
        await reach(pilot, CardScreen)
        await pilot.press("tab", "end")
        await type_(pilot, " Always.")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.focused.id == "checked"
        await pilot.press("enter")
        await reach(pilot, ClosingScreen)
        (card,) = screen.session.notebook.cards
        assert (card.answer, card.checked) == ("Yes. Always.", "anna")
        await read(pilot, "by Bert, learned from Anna, checked by Anna")


async def test_each_answers_the_pulse_alone(home, tmp_path):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 5)
        await pilot.press("enter")
        await reach(pilot, PulseScreen)
        await pilot.press("down", "enter", "enter", "down", "down", "enter")  # partly, yes, no
        await pilot.pause()
        await see(pilot, "Share them with Bert?")
        for word in ("partly", "useful", "1 of 3"):
            assert word not in shown(pilot)
        await pilot.press("enter")  # keep them
        await reach(pilot, ClosingScreen)
        await until(
            pilot, lambda: "Anna has answered" in shown(pilot) and "partly" not in shown(pilot)
        )
        await pilot.press("down", "enter")
        await reach(pilot, PulseScreen)
        await pilot.press("enter")
        await pilot.press("escape")  # Bert thinks better of it
        await reach(pilot, ClosingScreen)
        await see(pilot, "Bert: answer alone")
        assert screen.session.notebook.agreed == frozenset()
    kept = {file.name: file for file in (tmp_path / "anna" / "private").rglob("pulse/*/*.json")}
    assert kept.keys() == {"anna.json", "bert.json"} and "partly" in kept["anna.json"].read_text()


@pytest.mark.parametrize(
    ("language", "second", "stay", "done"),
    [
        ("en", "2 of 3", "Your answers stay on this computer; nobody sees them.",
         "Anna has answered"),
        ("nl", "2 van 3", "Je antwoorden blijven op deze computer; niemand ziet ze.",
         "Anna heeft geantwoord"),
    ],
)  # fmt: skip
async def test_answers_that_are_given_stay_when_esc_leaves_the_rest(
    home, tmp_path, language, second, stay, done
):
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 5)
        await pilot.press("enter")
        await reach(pilot, PulseScreen)
        await pilot.press("down", "enter", "escape")
        await reach(pilot, ClosingScreen)
        await read(pilot, stay)
        await pilot.press("enter")
        await reach(pilot, PulseScreen)
        await see(pilot, second)
        await pilot.press("enter", "enter", "escape")  # at the question whether to share them
        await reach(pilot, ClosingScreen)
        await see(pilot, done)
        assert screen.session.notebook.agreed == frozenset()
    (kept,) = (tmp_path / "anna" / "private").rglob("pulse/*/*.json")
    assert json.loads(kept.read_text()) == {"useful": "partly", "safe": "yes", "lead": "yes"}


async def test_alone_there_is_no_other_to_speak_of(home):
    workspace = home("Anna", "")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 1)
        assert len(screen.query("#box-learned-other")) == 0
        await type_(pilot, "much")
        await pilot.press("ctrl+r", "ctrl+r", "down", "enter")
        await reach(pilot, NotesScreen)
        assert screen.session.notebook.complete


async def test_half_a_line_that_the_close_entered_is_said_to_be_kept_no_more(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 1)
        screen.query_one("#add-learned-other").focus()
        await pilot.press(*"half")
        screen.query_one("#add-learned-me").focus()
        await pilot.press("ctrl+n")
        await see(pilot, "not entered: “half”")
        await pilot.press("ctrl+r", "ctrl+r", "down", "enter")
        await reach(pilot, NotesScreen)
        assert [r.text for r in screen.session.notebook.learned] == ["half"]
        await until(pilot, lambda: "not entered" not in shown(pilot))


async def test_leaving_the_close_loses_no_line(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, workspace, 1)
        await type_(pilot, "half a line")
        await pilot.press("escape")
        await reach(pilot, SessionScreen)
        assert screen.session.notebook.learned == (), "half a line is no line yet"
        assert "Kept for the next time, not entered: “half a line”" in told(pilot)
        await pilot.press("ctrl+r", "f3")
        screen = await reach(pilot, ClosingScreen)
        assert screen.query_one("#add-learned-me", Input).value == "half a line"
        await until(pilot, lambda: "not entered" not in shown(pilot))
        await pilot.press("escape")
        await reach(pilot, SessionScreen)
        await pilot.press("ctrl+r", "ctrl+r", "ctrl+r")  # a close takes it, from any of its steps
        await reach(pilot, CloseSessionScreen)
        await read(pilot, "counts as it stands: “half a line” (Anna)")
        await pilot.press("down", "enter")
        await reach(pilot, NotesScreen)
        assert [r.text for r in screen.session.notebook.learned] == ["half a line"]


# On two terminals


def shared_session(workspace: Workspace) -> OpenSession:
    """A session that runs and was shared, open nowhere."""
    session = workspace.create_session("feedback-02")
    session.start()
    assert session.save() is None
    session.close()
    return session


def partner_closes(bert: Workspace, session: OpenSession) -> None:
    theirs = bert.open_session(session.id)
    theirs.finish()
    assert theirs.save() is None
    theirs.close()


async def test_when_the_other_closes_the_close_leads_back_to_the_session_to_read(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, anna)
        partner_closes(bert, screen.session)
        session = await reach(pilot, SessionScreen)
        assert screen.session.is_sealed and session.query_one("#text").read_only
        await see(pilot, "Bert closed the session. ^l g 4: its minutes, and what you learned.")


async def test_a_line_in_the_middle_is_finished_first(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await closing(pilot, anna, 2)
        await type_(pilot, "you wai")
        partner_closes(bert, screen.session)
        await until(pilot, lambda: screen.session.notebook.state == "done")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ClosingScreen)
        await pilot.press(*"ted", "enter")
        await reach(pilot, SessionScreen)
        assert screen.session.is_sealed
        assert [r.text for r in screen.session.notebook.appreciations] == ["you waited"]
        await pilot.press("ctrl+l", "g", "4")
        await reach(pilot, NotesScreen)
        await see(pilot, "you waited")


async def test_when_the_other_closes_the_session_stays_to_be_read(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    session = shared_session(anna)
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await enter(pilot, session)
        partner_closes(bert, session)
        await until(pilot, lambda: screen.session.is_sealed)
        await see(pilot, "Bert closed the session. ^l g 4: its minutes, and what you learned.")
        await pilot.press(*"h u late", "ctrl+z")  # letters that are commands among the minutes
        await see(pilot, "This session is closed")
        assert pilot.app.screen is screen
        assert screen.session.notebook.written() == []
        await pilot.press("ctrl+l", "g", "4")
        await reach(pilot, NotesScreen)


AGREED = {
    "a removed line": (3, "#box-decisions OptionList", ["delete"], "", ["down", "enter"]),
    "a removed day": (3, "#next-date", ["ctrl+l", "x"], "", ["down", "enter"]),
    "a line taken up": (4, "#answer-both", ["x"], "#left-lines", ["ctrl+pageup", "enter"]),
    "a tick": (4, "#answer-both", ["x"], "#checklist", [*["ctrl+pageup"] * 4, "enter"]),
    "a step taken back": (3, "#add-decisions", [*"so", "enter", *"half"], "", ["ctrl+l", "u"]),
}
"""What changes what was agreed: the step, what has the focus there, and the keys before the other
closes; what has the focus then, and the keys behind that: the last is pressed there."""


ONLY_READ = {
    "en": "This session is closed and can only be read.",
    "nl": "Deze sessie is afgerond en alleen nog te lezen.",
}


@pytest.mark.parametrize(("what", "language"), list(zip(AGREED, cycle(ONLY_READ))))
async def test_what_was_agreed_stays_as_it_was_when_the_other_closed(home, what, language):
    step, start, before, end, behind = AGREED[what]
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    anna.set_language(language)
    session = anna.create_session("feedback-02")
    session.start()
    session.write_note("i1", "action: call Mia @Zoe")
    session.add("decisions", ParsedLine("tea at four"))
    session.enter_day(session.close_text_in(DAY), "2026-12-07")
    assert session.save() is None
    session.close()

    def agreed(notebook):
        left = [line.line.text for line in notebook.labelled if line.lacks]
        return notebook.decisions, notebook.about.next_date, notebook.checks, left

    async with app_for(anna).run_test(size=(120, 40)) as pilot:
        session = (await enter(pilot, session)).session
        await pilot.press("ctrl+r")
        screen = await reach(pilot, ClosingScreen)
        await pilot.press(*["f3"] * step)
        screen.query_one(start).focus()
        await pilot.press(*before)
        await settle(pilot)
        partner_closes(bert, session)
        await until(pilot, lambda: session.notebook.state == "done")
        closed = agreed(session.notebook)
        await pilot.press(*behind[:-1])
        if end:
            screen.query_one(end).focus()
        await pilot.press(behind[-1])
        await see(pilot, f"! {ONLY_READ[language]}")
        assert agreed(session.notebook) == closed


def in_session(pilot, name: str) -> bool:
    screen = pilot.app.screen
    return isinstance(screen, SessionScreen) and screen.session.id == name


async def test_the_place_of_the_session_shows_the_one_that_runs_not_one_that_is_closed(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    session = shared_session(anna)
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await enter(pilot, session)
        partner_closes(bert, session)
        await until(pilot, lambda: screen.session.is_sealed)
        await pilot.press("ctrl+l", "g", "1")
        await reach(pilot, HomeScreen)
        theirs = shared_session(bert)
        await until(pilot, lambda: theirs.id in [s.id for s in pilot.app.workspace.sessions()])
        await pilot.press("3")
        await until(pilot, lambda: in_session(pilot, theirs.id))


# Afterwards


@pytest.fixture
def closed(home):
    """Anna's workspace, with a closed session that lacks Bert's line and a check of his card."""
    workspace = home()
    session = workspace.create_session("feedback-02")
    session.add("learned", ParsedLine("budgets", "bert"), by="anna")
    session.add("cards", ParsedLine("Page?", "anna"), by="bert", answer="Yes.")
    session.finish()
    assert session.save() is None
    session.close()
    workspace.index.refresh()
    return workspace


def notebook_of(workspace: Workspace):
    workspace.index.refresh()
    return workspace.glance(workspace.sessions()[-1])


async def test_home_and_notes_say_what_is_open_and_the_line_is_added(closed):
    async with app_for(closed).run_test(size=(120, 40)) as pilot:
        await see(pilot, "closed, still open: Bert's line")
        await see(pilot, "Anna learned 1 line, 0 cards · last: budgets")
        await see(pilot, "Bert learned 0 lines, 1 card")
        pilot.app.screen.query_one("#last", OptionList).focus()
        await pilot.pause()
        await pilot.press("enter")
        await reach(pilot, NotesScreen)
        await read(pilot, "still open: Bert's line. l adds it.")
        await pilot.press("l")
        ask = await reach(pilot, PromptScreen)
        assert str(ask.query_one(Input).border_title) == "Bert: I learned"
        await type_(pilot, "pages")
        await pilot.press("enter")
        screen = await reach(pilot, NotesScreen)
        await until(pilot, lambda: "still open" not in shown(pilot))
        await see(pilot, "Bert, from Anna: pages")
        await pilot.press("l")
        await pilot.pause()
        assert pilot.app.screen is screen  # nothing is missing any more
    assert notebook_of(closed).complete


async def test_a_correction_is_added_and_shown_under_the_minutes(closed):
    async with app_for(closed).run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "c")
        await reach(pilot, AgreedLinesScreen)
        await pilot.press("enter")
        await reach(pilot, PromptScreen)
        await type_(pilot, "it was Tuesday")
        await pilot.press("enter")
        await reach(pilot, NotesScreen)
        await see(pilot, "it was Tuesday (Anna, Mon 23 Nov 2026)")
        await pilot.press("c")
        await reach(pilot, AgreedLinesScreen)
        await pilot.press("escape")
        await reach(pilot, NotesScreen)
    assert [r.text for r in notebook_of(closed).corrections] == ["it was Tuesday"]


async def test_cards_and_the_pulse_can_be_done_afterwards(closed):
    async with app_for(closed).run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "k")
        await reach(pilot, CardScreen)
        await pilot.press("enter", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await reach(pilot, NotesScreen)
        await until(pilot, lambda: notebook_of(closed).cards[0].checked == "anna")
        await pilot.press("p")
        await reach(pilot, PulseScreen)
        for _answer in range(3):
            await pilot.press("enter")
        await pilot.press("down", "enter")
        await reach(pilot, NotesScreen)
    found = notebook_of(closed)
    assert found.agreed == {"anna"} and found.pulses == {}


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_a_card_begun_in_the_close_is_finished_where_the_drafts_say(home, language):
    workspace, bert = home(), home("Bert", "Anna")
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        screen = await closing(pilot, workspace, 1)
        screen.query_one("#cards", OptionList).focus()
        await pilot.press("enter")
        await reach(pilot, CardScreen)
        await type_(pilot, "Why?")
        await pilot.press("escape")
        await reach(pilot, ClosingScreen)
        partner_closes(bert, screen.session)
        await until(pilot, lambda: screen.session.notebook.state == "done")
        await pilot.press("ctrl+l", "g", "4")
        await reach(pilot, NotesScreen)
        workspace.index.refresh()  # from here on, the lists know of the close
        await pilot.press("ctrl+l", "g", "d")
        await see(pilot, {"en": "Notes: k", "nl": "Notities: k"}[language], "Why?")
        await pilot.press("escape", "k")
        await reach(pilot, CardScreen)
        await see(pilot, "Why?")
        await pilot.press("enter")
        await type_(pilot, "So.")
        await pilot.press("enter")
        await reach(pilot, NotesScreen)
        (card,) = notebook_of(bert).cards
        assert (card.text, card.answer, card.by, card.who) == ("Why?", "So.", "anna", "bert")
        assert workspace.drafts.all() == []
        await pilot.press("k")
        await reach(pilot, CardScreen)


async def test_what_was_typed_of_a_card_that_the_other_removed_becomes_one_of_ones_own(
    home, closed
):
    session = closed.sessions()[-1].id
    async with app_for(closed).run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "k")
        await reach(pilot, CardScreen)
        await pilot.press("tab", "end")
        await type_(pilot, " Always.")
        remove_card(home("Bert", "Anna"), session)
        await pilot.press("enter", "enter")
        await see(pilot, "This card is not there any more.")
        await pilot.press("k")
        await reach(pilot, CardScreen)
        await see(pilot, "A card by Anna", "Yes. Always.")
        await type_(pilot, "Page?")
        await pilot.press("enter", "enter")
        await reach(pilot, NotesScreen)
        (card,) = notebook_of(home("Bert", "Anna")).cards
        assert (card.text, card.answer, card.by) == ("Page?", "Yes. Always.", "anna")


async def open_card(pilot, workspace, session, in_close):
    """Open the card of a closed session, in its close or in Notes; gives what lies beneath."""
    if in_close:
        beneath = await reopened(pilot, workspace, session)
        beneath.query_one("#cards", OptionList).focus()
        await pilot.press("enter")
    else:
        await pilot.press("4", "k")
        beneath = pilot.app.screen
    await reach(pilot, CardScreen)
    await pilot.press("tab", "end")
    return beneath


def remove_card(workspace: Workspace, session: str) -> None:
    """Take back the card of a session, as its writer does, and share that."""
    opened = workspace.open_session(session)
    opened.take_back("cards", opened.notebook.cards[0].id)
    assert opened.save() is None
    opened.close()


@pytest.mark.parametrize(
    ("language", "why", "kept"),
    [
        ("en", "This card is not there any more.", "not entered: “Yes. Always.”"),
        ("nl", "Deze kaart is er niet meer.", "niet ingevoerd: “Yes. Always.”"),
    ],
)
@pytest.mark.parametrize("in_close", [True, False])
async def test_a_card_that_the_other_removed_meanwhile_stays_removed(
    home, closed, in_close, language, why, kept
):
    session = closed.sessions()[-1].id
    closed.set_language(language)
    async with app_for(closed).run_test(size=(120, 40)) as pilot:
        screen = await open_card(pilot, closed, session, in_close)
        await type_(pilot, " Always.")
        remove_card(home("Bert", "Anna"), session)
        if in_close:
            await until(pilot, lambda: not screen.session.notebook.cards)
        await pilot.press("enter", "enter")
        await see(pilot, why)
        assert not isinstance(pilot.app.screen, CardScreen)
        await pilot.press("left")
        await see(pilot, kept)
        assert notebook_of(home("Bert", "Anna")).cards == ()


@pytest.mark.parametrize(
    ("language", "why", "kept"),
    [
        ("en", "changed meanwhile; it says: “Page? → No.”", "not entered: “Yes. Always.”"),
        ("nl", "intussen veranderd; er staat nu: “Page? → No.”", "niet ingevoerd: “Yes. Always.”"),
    ],
)
@pytest.mark.parametrize("typed", [" Always.", ""])
@pytest.mark.parametrize("in_close", [True, False])
async def test_what_the_other_changed_in_a_card_meanwhile_stays(
    home, closed, in_close, typed, language, why, kept
):
    session = closed.sessions()[-1].id
    closed.set_language(language)
    async with app_for(closed).run_test(size=(120, 40)) as pilot:
        screen = await open_card(pilot, closed, session, in_close)
        await type_(pilot, typed)
        bert = home("Bert", "Anna")
        opened = bert.open_session(session)
        opened.change("cards", opened.notebook.cards[0].id, answer="No.")
        assert opened.save() is None
        opened.close()
        if in_close:
            await until(pilot, lambda: screen.session.notebook.cards[0].answer == "No.")
        await pilot.press("enter", "enter")
        await see(pilot, why)  # what is called read over is what was read
        if typed:
            await pilot.press("left")
            await see(pilot, kept)
        (card,) = notebook_of(bert).cards
        assert (card.text, card.answer, card.checked) == ("Page?", "No.", "")


async def reopened(pilot, workspace: Workspace, session: str) -> ClosingScreen:
    """The second step of the close of a session that is reopened for it."""
    opened = workspace.open_session(session)
    opened.reopen()
    assert opened.save() is None
    opened.close()
    return await close_of(pilot, opened, 1)


@pytest.mark.parametrize("key", ["l", "c", "k", "p"])
async def test_an_open_session_is_not_for_additions(home, key):
    workspace = home()
    assert workspace.create_session("feedback-02").save() is None
    workspace.index.refresh()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.press("4", key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, NotesScreen)


async def test_three_sessions_one_way_are_told_on_the_home_screen(home):
    workspace = home()
    for _session in range(3):
        session = workspace.create_session("feedback-02")
        session.add("learned", ParsedLine("pages", "anna"), by="bert")
        session.finish()
        assert session.save() is None
        session.close()
    workspace.index.refresh()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await see(pilot, "Three sessions in a row only Bert learned")


async def test_both_agreeing_from_afar_shares_by_itself(closed, home, tmp_path):
    from companion.workspace.session import pulse

    bert = home("Bert", "Anna")
    answers = {"useful": "yes", "safe": "partly", "lead": "no"}
    bert.index.refresh()
    theirs = bert.open_session(bert.sessions()[-1].id)
    mine = closed.open_session(theirs.id)
    pulse.keep(closed, mine, "anna", answers, share=True)
    assert mine.save() is None
    mine.close()
    theirs = bert.open_session(theirs.id)
    pulse.keep(bert, theirs, "bert", answers, share=True)
    assert theirs.save() is None
    async with app_for(closed).run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: bool(notebook_of(closed).pulses))
        await pilot.press("4", "f5")
        await until(
            pilot, lambda: "Anna · Was it safe to say what I thought? partly" in shown(pilot)
        )


LEFT = {
    "en": ("nobody here is called Jan", "nothing stands behind the label"),
    "nl": ("niemand hier heet Jan", "er staat niets achter het label"),
}


@pytest.mark.parametrize("language", LEFT)
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_labelled_line_that_was_not_taken_up_is_listed_and_enter_takes_it_up(
    home, size, language
):
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=size) as pilot:
        screen = await closing(pilot, workspace, 3)
        session = screen.session
        session.write_note("i1", "Action: call @Jan fri\nAction:\nAction: mail @Bert fri")
        screen.notebook_changed()
        left = screen.query_one("#left-lines", OptionList)
        assert [r.text for r in session.notebook.actions] == ["mail"]
        for option, why in zip(left.options, LEFT[language], strict=True):
            assert str(option.prompt).startswith("◇ Action:") and why in str(option.prompt)
        screen.set_focus(left)
        await see(pilot, "◇ Action: call @Jan fri")
        assert all(len(line) <= size[0] for line in shown(pilot).splitlines())
        await pilot.press("enter")
        assert {r.text for r in session.notebook.actions} == {"call @Jan", "mail"}
        assert len(left.options) == 1
        session.write_note("i1", "Action: mail @Bert fri")
        screen.notebook_changed()
        assert not left.display


async def test_the_cursor_stays_with_its_line_though_one_above_it_is_taken_up(home):
    workspace = home()
    async with app_for(workspace).run_test() as pilot:
        screen = await closing(pilot, workspace, 3)
        session, left = screen.session, screen.query_one("#left-lines", OptionList)
        session.write_note("i1", "Action: call @Jan fri\nAction: mail @Jo fri\nAction: ask @Ed fri")
        screen.notebook_changed()
        left.highlighted = 1
        chosen = left.highlighted_option.id
        session.take_up(next(line for line in session.notebook.labelled if line.lacks))
        screen.notebook_changed()
        assert left.highlighted_option.id == chosen
