"""What is typed in the close is shared from its first letter: two terminals over one folder."""

import asyncio
import shutil
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from driver import app_for, burst, read, see, settle, shown, told, until, words
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from companion import i18n
from companion.domain.session.close_text import CloseField
from companion.domain.text import Patch
from companion.storage.disk.paths import Places
from companion.storage.document.document import Document
from companion.workspace import Environment, Workspace
from companion.workspace.document.open_document import STILL_TYPING
from screens.closing.closing import ClosingScreen
from screens.closing.pulse_step import OF_LATE
from screens.dialogs.choice import QuestionScreen
from screens.dialogs.close_session import CloseSessionScreen
from screens.dialogs.pulse import PulseScreen
from screens.notes.notes import NotesScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionChosen
from screens.widgets.notes_area import NotesArea

pytestmark = pytest.mark.slow  # two apps over one folder

SMALL = 60, 20
SIZES = [(80, 24), SMALL]
LEARNED, AGREED, REFLECTION, ALONE = 1, 3, 4, 5
"""Steps of the close."""
FIELDS = [
    (LEARNED, "add-learned-me", "budgets"),
    (LEARNED, "add-learned-other", "pages"),
    (2, "add-appreciations-me", "you waited"),
    (2, "add-feedback-other", "slides on Monday"),
    (AGREED, "add-decisions", "we go on"),
    (AGREED, "add-actions", "call @bert fri"),
    (AGREED, "add-ideas", "with coffee"),
    (AGREED, "next-date", "fri"),
]
each_field = pytest.mark.parametrize(
    ("step", "field", "said"), FIELDS, ids=[field for _step, field, _said in FIELDS]
)


each_kind_of_field = pytest.mark.parametrize(("step", "field", "said"), FIELDS[1::2])


def running(workspace: Workspace) -> str:
    """The id of a session that runs."""
    session = workspace.create_session("feedback-02")
    session.start()
    assert session.save() is None
    session.close()
    return session.id


async def go_to(pilot: Pilot[None], session: str, step: int) -> ClosingScreen:
    await until(pilot, lambda: pilot.app.saving is not None)
    pilot.app.post_message(SessionChosen(session))
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
    await pilot.press("ctrl+r")
    await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
    screen = pilot.app.screen
    screen.action_step(step)
    await pilot.pause()
    return screen


def value(pilot: Pilot[None], field: str) -> str:
    return pilot.app.screen.query_one(f"#{field}", Input).value


async def type_in(pilot: Pilot[None], field: str, said: str) -> None:
    pilot.app.screen.query_one(f"#{field}").focus()
    await pilot.press(*said)
    await until(pilot, lambda: value(pilot, field) == said)


def proposed(pilot: Pilot[None]) -> str:
    """The day that Enter takes where nothing is typed."""
    return pilot.app.screen.query_one("#next-date", Input).placeholder


def listed(pilot: Pilot[None], kind: str) -> list[str]:
    options = pilot.app.screen.query_one(f"#box-{kind} OptionList", OptionList)
    return [str(option.prompt) for option in options.options]


def texts(pilot: Pilot[None], kind: str) -> list[str]:
    return [r.text for r in pilot.app.screen.session.notebook.records(kind)]


@pytest.fixture
def both(home):
    """Both in the close of one session, Anna's pilot first, at one of its steps."""

    @asynccontextmanager
    async def opened(step: int = AGREED, size: tuple[int, int] = (80, 24), windows=None):
        first, second = windows or (home(), home("Bert", "Anna"))
        session = running(first)
        async with (
            app_for(first).run_test(size=size) as hers,
            app_for(second).run_test(size=size) as his,
        ):
            for pilot in (hers, his):
                await go_to(pilot, session, step)
            yield hers, his

    return opened


@each_field
async def test_the_other_sees_each_line_come(both, step, field, said):
    size = SMALL
    async with both(step, size) as (hers, his):
        mirrored = field.replace("-me", "-?").replace("-other", "-me").replace("-?", "-other")
        half, rest = said[: len(said) // 2], said[len(said) // 2 :]
        await type_in(hers, field, half)
        await read(his, f"Anna is typing: {half}")
        assert his.app.screen.query_one(f"#{mirrored}", Input).value == ""
        assert all(len(row) <= size[0] for row in shown(his).splitlines())
        await see(hers, half)
        await hers.press(*rest)
        await read(his, f"Anna is typing: {said}")
        await hers.press("enter")
        await until(his, lambda: "is typing" not in shown(his))
        if field == "next-date":
            await until(his, lambda: proposed(his) == "2026-11-27" and value(his, field) == "")


@pytest.mark.parametrize(("field", "said"), [("add-decisions", "mine"), ("next-date", "fri")])
async def test_somebody_who_stopped_is_not_said_to_be_typing(both, clock, field, said):
    async with both() as (hers, his):
        await type_in(hers, field, said)
        await see(his, f"Anna is typing: {said}")
        clock.forward(seconds=STILL_TYPING.total_seconds())
        await see(his, f"Anna wrote, not entered yet: {said}")
        assert "is typing" not in shown(his)
        await hers.press("!")
        await see(his, f"Anna is typing: {said}!")
        await hers.press("ctrl+u")
        await until(his, lambda: "is typing" not in shown(his) and "wrote" not in shown(his))


async def test_both_type_in_one_field_and_neither_sees_the_others_letters_in_it(both):
    async with both() as (hers, his):
        await type_in(hers, "add-decisions", "mine")
        await type_in(his, "add-decisions", "his")
        await see(hers, "Bert is typing: his")
        await see(his, "Anna is typing: mine")
        assert (value(hers, "add-decisions"), value(his, "add-decisions")) == ("mine", "his")
        await his.press("enter")
        await until(hers, lambda: listed(hers, "decisions") == ["• his"])
        await hers.press("enter")
        await until(his, lambda: sorted(listed(his, "decisions")) == ["• his", "• mine"])


async def test_a_row_of_the_other_moves_my_caret_nowhere(both):
    async with both(size=(60, 20)) as (hers, his):
        await type_in(hers, "next-date", "f")
        for said in ("we go on", "and on"):
            await type_in(his, "add-decisions", said)
            await his.press("enter")
        await type_in(his, "add-ideas", "with coffee and some more words than fit on one line here")
        typing = hers.app.screen.query_one("#box-ideas .typing", Static)
        await until(hers, lambda: "with coffee and some" in str(typing.content))
        await hers.press(*"ri")
        focused = hers.app.focused
        assert focused.id == "next-date" and focused.value == "fri"
        page = hers.app.screen.query_one("#page")
        await until(hers, lambda: page.region.contains_region(focused.region))


async def test_who_scrolls_off_to_read_is_not_pulled_back_by_a_line_of_the_other(both):
    async with both(size=(80, 12)) as (hers, his):
        await type_in(hers, "next-date", "f")
        page = hers.app.screen.query_one("#page")
        await until(hers, lambda: page.region.contains_region(hers.app.focused.region))
        page.scroll_home(animate=False)
        await until(hers, lambda: not page.region.overlaps(hers.app.focused.region))
        before = page.virtual_size
        for number in range(2):
            await type_in(his, "add-decisions", f"we go on {number}")
            await his.press("enter")
            await see(hers, f"• we go on {number}")
        assert page.virtual_size != before
        await settle(hers)
        assert page.scroll_y == 0
        await hers.press("r")
        await until(hers, lambda: page.region.contains_region(hers.app.focused.region))


@pytest.mark.parametrize(
    ("second", "field"), [("Bert", "answer-both"), ("Anna", "add-ideas")], ids=["other", "my own"]
)
async def test_who_scrolls_off_to_read_is_not_pulled_back_by_a_letter_from_elsewhere(
    both, home, second, field
):
    """The other types in a step that is not shown, or I do in another window."""
    windows = home(), home(second, "Bert" if second == "Anna" else "Anna")
    async with both(size=(80, 12), windows=windows) as (hers, elsewhere):
        await type_in(hers, "next-date", "f")
        page = hers.app.screen.query_one("#page")
        await until(hers, lambda: page.region.contains_region(hers.app.focused.region))
        page.scroll_home(animate=False)
        await until(hers, lambda: not page.region.overlaps(hers.app.focused.region))
        if second == "Bert":
            elsewhere.app.screen.action_step(REFLECTION)
        elsewhere.app.screen.query_one(f"#{field}").focus()
        await elsewhere.press("y")
        read = {"answer-both": "text", "add-ideas": "value"}[field]
        followed = hers.app.screen.query_one(f"#{field}")
        await until(hers, lambda: getattr(followed, read) == "y")
        await settle(hers)
        assert page.scroll_y == 0
        await hers.press("r")
        await until(hers, lambda: page.region.contains_region(hers.app.focused.region))


async def test_the_newest_line_of_the_other_is_seen_and_no_cursor_moves_to_another_line(both):
    async with both() as (hers, his):
        for number in range(9):
            await type_in(hers, "add-decisions", f"tik{number}q")
            await hers.press("enter")
            await see(his, f"• tik{number}q")
        await his.press("shift+tab", "home")
        box = his.app.screen.query_one("#box-decisions")
        cursor = box.cursor
        await until(his, lambda: cursor and "• tik0q" in shown(his))
        await type_in(hers, "add-decisions", "one more")
        await hers.press("enter")
        await until(his, lambda: len(listed(his, "decisions")) == 10)
        await until(his, lambda: box.cursor == cursor and "• tik0q" in shown(his))


async def test_two_windows_of_one_person_type_the_same_line(both, home):
    async with both(windows=(home(), home())) as (one, other):
        await type_in(one, "add-decisions", "we go")
        await until(other, lambda: value(other, "add-decisions") == "we go")
        other.app.screen.query_one("#add-decisions").focus()
        await other.press("end", *" on")
        await until(one, lambda: value(one, "add-decisions") == "we go on")
        assert "is typing" not in shown(one) + shown(other)
        await one.press("enter", *"next")
        await until(other, lambda: listed(other, "decisions") == ["• we go on"])
        await until(other, lambda: value(other, "add-decisions") == "next")


async def test_two_windows_that_begin_at_once_show_both_lines_in_the_field(both, home):
    async with both(windows=(home(), home())) as (one, other):
        for pilot in (one, other):
            pilot.app.screen.query_one("#add-decisions").focus()
        # In one go: what is typed is saved after a pause, and looked for a moment later.
        await asyncio.gather(one.press("w"), other.press("a"))
        await until(one, lambda: sorted(value(one, "add-decisions")) == sorted("w↵a"))
        await until(other, lambda: value(other, "add-decisions") == value(one, "add-decisions"))
        await one.press("e")
        await other.press("s", "k")
        lines = {"we", "ask"}
        for pilot in (one, other):  # Enter takes what stands in the field of who presses it
            await until(pilot, lambda p=pilot: set(value(p, "add-decisions").split("↵")) == lines)
        await other.press("enter")
        for pilot in (one, other):
            await until(pilot, lambda p=pilot: set(listed(p, "decisions")) == {"• we", "• ask"})
            await until(pilot, lambda p=pilot: value(p, "add-decisions") == "")


async def test_what_a_second_window_types_after_enter_stays_there_until_it_is_entered(both, home):
    async with both(windows=(home(), home())) as (one, other):
        await type_in(one, "add-decisions", "we")
        await until(other, lambda: value(other, "add-decisions") == "we")
        other.app.screen.query_one("#add-decisions").focus()
        await other.press("end", *" go")
        await one.press("enter")
        await until(one, lambda: listed(one, "decisions") == ["• we go"])
        assert value(other, "add-decisions") == "we go" and listed(other, "decisions") == []
        await other.press("end", *" on", "enter")
        await until(one, lambda: listed(one, "decisions") == ["• we go on"])
        await until(other, lambda: listed(other, "decisions") == ["• we go on"])


async def test_a_half_line_of_the_other_counts_at_the_close_and_the_question_says_so(both):
    async with both() as (hers, his):
        await type_in(his, "add-actions", "call Anna")
        await see(hers, "Bert is typing: call")
        hers.app.screen.action_step(6)
        await hers.pause()
        await see(hers, "1 promise")
        await hers.press("ctrl+r")
        await until(hers, lambda: isinstance(hers.app.screen, CloseSessionScreen))
        await read(hers, "Not entered, and counts as it stands: “call Anna” (Bert)")
        await hers.press("down", "enter")
        await until(hers, lambda: isinstance(hers.app.screen, NotesScreen))
        screen = his.app.screen
        await until(his, lambda: screen.session.notebook.state == "done")
        await his.press(*"!")
        assert his.app.screen is screen, "nothing leads away from a line that is typed"
        (record,) = screen.session.notebook.actions
        assert (record.by, record.text) == ("bert", "call Anna!")
        await his.press("enter")
        await until(his, lambda: isinstance(his.app.screen, SessionScreen))
        await read(hers, "call Anna!")


async def close_it(pilot: Pilot[None]) -> None:
    """Close the session from the close."""
    pilot.app.screen.action_step(6)
    await pilot.press("ctrl+r")
    await until(pilot, lambda: isinstance(pilot.app.screen, CloseSessionScreen))
    await pilot.press("down", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, NotesScreen))


def is_read_only_and_refuses(pilot: Pilot[None], session) -> bool:
    """Whether the session stands there as it was closed, and what was typed was refused aloud."""
    says_nothing = not any(session.notebook.notes.values())
    here = isinstance(pilot.app.screen, SessionScreen) and session.notebook.state == "done"
    return here and says_nothing and "This session is closed: its notes are" in told(pilot)


@pytest.mark.parametrize("behind", [[], ["f3"], ["enter"]], ids=["letters", "next step", "Enter"])
async def test_letters_for_an_empty_field_open_no_session_that_the_other_closed(both, behind):
    async with both() as (hers, his):
        session = hers.app.screen.session
        assert value(hers, "add-decisions") == ""
        await close_it(his)
        await until(hers, lambda: isinstance(hers.app.screen, SessionScreen))
        await burst(hers, *behind, *"extra", *behind, *"extra")
        await until(hers, lambda: is_read_only_and_refuses(hers, session))
        assert his.app.sessions.in_use.notebook.state == "done"


@pytest.mark.parametrize("leaves", ["enter", "ctrl+r"])
async def test_the_next_line_behind_the_last_one_opens_no_session_that_the_other_closed(
    both, leaves
):
    async with both() as (hers, his):
        session = hers.app.screen.session
        await type_in(hers, "add-decisions", "we go on")
        await close_it(his)
        await until(hers, lambda: "Finish what you are writing" in told(hers))
        await burst(hers, leaves, *"next one")
        await until(hers, lambda: is_read_only_and_refuses(hers, session))
        assert texts(hers, "decisions") == ["we go on"]
        await read(his, "we go on")
        assert his.app.sessions.in_use.notebook.state == "done"


async def test_esc_keeps_the_line_also_where_the_other_closed_meanwhile(both):
    async with both() as (hers, his):
        await type_in(his, "add-decisions", "we go on")
        await his.press("escape")
        await until(his, lambda: isinstance(his.app.screen, SessionScreen))
        assert "Kept for the next time, not entered: “we go on”" in told(his)
        await see(hers, "Bert is typing: we go on")
        hers.app.screen.action_step(6)
        await hers.press("ctrl+r", "down", "enter")
        await until(hers, lambda: isinstance(hers.app.screen, NotesScreen))
        await read(hers, "we go on")


@each_kind_of_field
async def test_esc_and_leaving_keep_it_and_its_field_shows_it_again(home, step, field, said):
    workspace = home()
    session = running(workspace)
    async with app_for(workspace).run_test() as pilot:
        await go_to(pilot, session, step)
        await type_in(pilot, field, said)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        assert f"Kept for the next time, not entered: “{said}”" in told(pilot)
        await go_to(pilot, session, step)
        assert value(pilot, field) == said
        pilot.app._leave()
    again = home()
    async with app_for(again).run_test() as pilot:
        await go_to(pilot, session, step)
        assert value(pilot, field) == said


@each_kind_of_field
async def test_a_crash_a_moment_later_loses_no_letter(home, tmp_path, clock, step, field, said):
    workspace = home()
    session = running(workspace)
    async with app_for(workspace).run_test() as pilot:
        await go_to(pilot, session, step)
        await type_in(pilot, field, said)
        await until(pilot, lambda: not pilot.app.saving.unsaved)
        shutil.copytree(tmp_path / "anna", tmp_path / "crashed")
    crashed = Workspace(Environment(Places(tmp_path / "crashed"), clock, login="anna"))
    async with app_for(crashed).run_test() as pilot:
        await go_to(pilot, session, step)
        assert value(pilot, field) == said
    crashed.close()


async def test_an_entered_line_is_taken_back_by_its_name(home):
    workspace = home()
    session = running(workspace)
    async with app_for(workspace).run_test() as pilot:
        screen = await go_to(pilot, session, AGREED)
        await type_in(pilot, "add-decisions", "we go on")
        await pilot.press("enter")
        assert pilot.app.newest_undo_name == "decision “we go on”"
        pilot.app.action_undo()
        await until(pilot, lambda: listed(pilot, "decisions") == [])
        assert screen.session.notebook.decisions == ()


async def test_a_promise_of_no_words_is_not_entered(home):
    workspace = home()
    session = running(workspace)
    async with app_for(workspace).run_test() as pilot:
        await go_to(pilot, session, AGREED)
        await type_in(pilot, "add-actions", "@bert fri")
        await pilot.press("enter")
        await until(pilot, lambda: "There is nothing to write down" in told(pilot))
        assert value(pilot, "add-actions") == "@bert fri" and texts(pilot, "actions") == []


@asynccontextmanager
async def pasted(home, *lines):
    """Lines stand in the field of the decisions, and are not entered yet."""
    workspace = home()
    session = running(workspace)
    async with app_for(workspace).run_test() as pilot:
        await go_to(pilot, session, AGREED)
        field = pilot.app.screen.query_one("#add-decisions", Input)
        field.focus()
        field.insert_text_at_cursor(" ↵ ".join(lines))
        yield pilot


async def test_a_paste_of_many_lines_is_that_many_decisions(home):
    async with pasted(home, "one", "two", "three") as pilot:
        await pilot.press("enter")
        assert listed(pilot, "decisions") == ["• one", "• two", "• three"]


@pytest.mark.parametrize(("step", "field", "kind"), [
    (AGREED, "add-decisions", "decisions"), (LEARNED, "add-learned-me", "learned"),
])  # fmt: skip
async def test_many_lines_entered_together_are_taken_back_together(home, step, field, kind):
    workspace = home()
    session = running(workspace)
    async with app_for(workspace).run_test() as pilot:
        screen = await go_to(pilot, session, step)
        before = pilot.app.newest_undo_name
        typed = screen.query_one(f"#{field}", Input)
        typed.focus()
        typed.insert_text_at_cursor(" ↵ ".join(f"line {n}" for n in range(12)))
        await pilot.press("enter")
        assert len(texts(pilot, kind)) == 12
        await until(pilot, lambda: pilot.app.newest_undo_name == "12 lines written down")
        pilot.app.action_undo()
        await until(pilot, lambda: texts(pilot, kind) == [])
        await until(pilot, lambda: "Taken back: 12 lines written down" in told(pilot))
        assert pilot.app.newest_undo_name == before


async def test_a_paste_of_many_lines_is_one_change(home, monkeypatch):
    async with pasted(home, *(f"line {n}" for n in range(30))) as pilot:
        changes, change = [], Document.set_fields
        monkeypatch.setattr(
            Document, "set_fields", lambda *of: (changes.append(of[1]), change(*of))
        )
        await pilot.press("enter")
        assert len(listed(pilot, "decisions")) == 30 and changes == ["decisions"]
        assert pilot.app.newest_undo_name == "30 lines written down"


async def test_a_line_entered_elsewhere_while_it_was_removed_here_is_no_step(home):
    async with pasted(home, "one", "two") as pilot:
        screen = pilot.app.screen
        await until(pilot, lambda: screen.session.notebook.close_texts)
        await until(pilot, lambda: not pilot.app.saving.unsaved)
        other = home().open_session(screen.session.id)
        other.enter(other.close_text_in(CloseField("decisions")))
        await pilot.press("home", *["delete"] * len("one ↵ "))
        assert value(pilot, "add-decisions") == "two"
        assert other.save() is None
        await until(pilot, lambda: screen.session.notebook.close_texts[0].entered)
        assert value(pilot, "add-decisions") == "two"
        await pilot.press("enter")
        await until(pilot, lambda: listed(pilot, "decisions") == ["• two"])
        assert pilot.app.newest_undo_name == "decision “two”"


async def test_letters_behind_enter_are_the_next_line(home):
    workspace = home()
    session = running(workspace)
    async with app_for(workspace).run_test() as pilot:
        await go_to(pilot, session, AGREED)
        pilot.app.screen.query_one("#add-decisions").focus()
        await burst(pilot, *"one", "enter", *"two", "enter", *"three")
        assert texts(pilot, "decisions") == ["one", "two"]
        assert value(pilot, "add-decisions") == "three"


async def test_a_letter_has_nothing_laid_out_anew(home, monkeypatch):
    workspace = home()
    session = running(workspace)
    async with app_for(workspace).run_test() as pilot:
        await go_to(pilot, session, AGREED)
        await type_in(pilot, "add-decisions", "we")
        laid_out = []
        lay_out = Screen._refresh_layout
        monkeypatch.setattr(
            Screen, "_refresh_layout", lambda *of, **how: (laid_out.append(1), lay_out(*of, **how))
        )
        await pilot.press(*" go on")
        assert value(pilot, "add-decisions") == "we go on" and laid_out == []


async def test_a_day_is_emptied_and_set_again(home):
    workspace = home()
    session = running(workspace)
    async with app_for(workspace).run_test() as pilot:
        screen = await go_to(pilot, session, AGREED)
        await type_in(pilot, "next-date", "fri")
        await pilot.press("enter")
        await until(pilot, lambda: proposed(pilot) == "2026-11-27")
        screen.query_one("#next-date").focus()
        await pilot.press("enter")
        assert screen.session.notebook.about.next_date == "2026-11-27"
        await see(pilot, "→ Fri 27 Nov")
        screen.query_one("#next-date").focus()
        await pilot.press("ctrl+l", "x")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))
        await pilot.press("up", "enter")
        await until(pilot, lambda: screen.session.notebook.about.next_date == "")
        assert "→ Fri 27 Nov" not in shown(pilot)
        await type_in(pilot, "next-date", "thu")
        await pilot.press("enter")
        assert screen.session.notebook.about.next_date == "2026-11-26"


@pytest.mark.parametrize("both_mine", [True, False])
async def test_the_agreed_day_is_changed_in_two_windows_at_once_and_never_doubled(
    both, home, both_mine
):
    windows = (home(), home() if both_mine else home("Bert", "Anna"))
    async with both(windows=windows) as (one, other):
        await type_in(one, "next-date", "2026-12-01")
        await one.press("enter")
        for pilot in (one, other):
            await until(pilot, lambda p=pilot: proposed(p) == "2026-12-01")
            pilot.app.screen.query_one("#next-date").focus()
        await asyncio.gather(one.press("f"), other.press("t"))
        typed = "f t" if both_mine else "f"
        await until(one, lambda: sorted(value(one, "next-date")) == sorted(typed))
        await until(other, lambda: "f" in words(other.app) and "2026" not in shown(other))


async def test_words_of_the_other_cannot_steer_the_terminal(home):
    anna, bert = home(), home("Bert", "Anna")
    session = running(anna)
    theirs = bert.open_session(session)
    text = theirs.close_text_in(CloseField("decisions"))
    theirs._document.edit(text.name, Patch(0, 0, "[b]a[/b]\x1b[31m\u202eb"), "bert")
    assert theirs.save() is None
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, session, AGREED)
        await see(pilot, "Bert wrote, not entered yet: [b]a[/b]")
        assert "\x1b" not in shown(pilot) and "\u202e" not in shown(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_said_in_dutch(home, size):
    anna, bert = home(), home("Bert", "Anna")
    session = running(anna)
    theirs = bert.open_session(session)
    text = theirs.close_text_in(CloseField("decisions"))
    theirs.close_text_editor(text).edit(Patch(0, 0, "we gaan door"))
    assert theirs.save() is None
    anna.set_language("nl")
    async with app_for(anna).run_test(size=size) as pilot:
        screen = await go_to(pilot, session, AGREED)
        await see(pilot, "Bert schreef, nog niet ingevoerd: we gaan door")
        screen.action_step(6)
        await read(pilot, "Niet ingevoerd, telt mee zoals het er staat: “we gaan door” (Bert)")
    i18n.use_language("en")


async def test_nobody_answers_for_who_is_at_a_computer_of_their_own(both):
    async with both() as (hers, his):
        await type_in(his, "add-ideas", "coffee")
        await see(hers, "Bert is typing: coffee")
        hers.app.screen.action_step(ALONE)
        await see(hers, "Bert: answers at another computer")
        await hers.press("down", "enter")
        await until(hers, lambda: "Bert is at another computer and answers there." in told(hers))
        assert isinstance(hers.app.screen, ClosingScreen)
        await hers.press("up", "enter")
        await until(hers, lambda: isinstance(hers.app.screen, PulseScreen))


@pytest.mark.parametrize(
    ("language", "refusal"),
    [
        ("en", "Bert is at another computer and answers there."),
        ("nl", "Bert werkt op een andere computer en antwoordt daar."),
    ],
)
async def test_nor_once_the_app_was_started_anew(home, clock, language, refusal):
    clock.time = datetime.now(UTC)  # files bear the true time
    anna, bert = home(), home("Bert", "Anna")
    session = running(anna)
    write_on_own_device(bert, session)
    clock.forward(minutes=10)
    anna.set_language(language)
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await go_to(pilot, session, ALONE)
        await until(pilot, lambda: len(screen.session.seen) > 1)
        await pilot.press("down", "enter")
        await see(pilot, refusal)
        assert isinstance(pilot.app.screen, ClosingScreen)


async def test_nor_where_they_write_there_while_they_are_asked_here(both):
    async with both() as (hers, his):
        hers.app.screen.action_step(ALONE)
        await hers.press("down", "enter")
        await until(hers, lambda: isinstance(hers.app.screen, PulseScreen))
        await type_in(his, "add-ideas", "coffee")
        await until(hers, lambda: hers.app.sessions.in_use.was_active("bert", OF_LATE))
        await hers.press("enter", "enter", "enter", "down", "enter")
        await see(hers, "Not kept: Bert is at another computer and answers there.")
        await see(hers, "Bert: answers at another computer")
        assert hers.app.screen.session.notebook.agreed == frozenset()


async def test_who_prepared_at_home_can_answer_at_one_terminal(home, clock):
    clock.time = datetime.now(UTC)  # files bear the true time
    anna, bert = home(), home("Bert", "Anna")
    planned = anna.create_session("feedback-02")
    assert planned.save() is None
    write_on_own_device(bert, planned.id)
    clock.forward(minutes=10)
    planned.start()
    assert planned.save() is None
    planned.close()
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await go_to(pilot, planned.id, ALONE)
        await until(pilot, lambda: len(screen.session.seen) > 1)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PulseScreen))
        await pilot.press("enter", "enter", "enter", "enter")
        await see(pilot, "Bert has answered, for themselves")


def write_on_own_device(bert: Workspace, session: str) -> None:
    theirs = bert.open_session(session)
    theirs.write_note("i1", "his words")
    assert theirs.save() is None
    theirs.close()


async def test_who_stands_on_an_empty_line_of_a_reflection_goes_on_behind_the_other(both):
    async with both(REFLECTION) as (hers, his):
        for pilot in (hers, his):
            pilot.app.screen.query_one("#answer-both", NotesArea).focus()
        await hers.press("enter")
        await until(his, lambda: his.app.focused.text == "\n")
        await his.press("down", *"peer eerst", "enter")
        await until(hers, lambda: hers.app.focused.text == "\npeer eerst\n")
        await hers.press(*"anna pruim")
        await until(his, lambda: his.app.focused.text == "\npeer eerst\nanna pruim")
        await his.press(*"vijg")
        await until(hers, lambda: hers.app.focused.text == "\npeer eerst\nanna pruim\nvijg")
