"""Home: keys act on the line that is seen, and are named where they do something."""

import pytest
from driver import app_for, rows, settle, shown, told, until
from textual.widgets import OptionList

from companion.commands.places import NOTES
from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.notebook import DONE
from screens.lesson.lesson import LessonScreen


def promise(workspace, *texts: str) -> None:
    """Promise something between sessions."""
    between = workspace.between()
    for text in texts:
        between.add("actions", ParsedLine(text), "")
    assert between.save() is None
    between.close()
    workspace.index.refresh()


async def test_the_cursor_begins_on_what_comes_first_also_once_that_is_another(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        following = pilot.app.screen.query_one("#next", OptionList)
        assert "session" not in following.highlighted_option.id
        workspace.create_session("feedback-02").close()
        workspace.index.refresh()
        pilot.app.screen.refresh_content()
        assert following.highlighted == 0
        assert following.highlighted_option.id.startswith("session:")
        await pilot.press("down")
        chosen = following.highlighted_option.id
        workspace.create_session("feedback-01").close()
        workspace.index.refresh()
        pilot.app.screen.refresh_content()
        assert following.highlighted_option.id == chosen


@pytest.mark.parametrize("keys", [["down", "up"], ["tab", "shift+tab"]])
async def test_after_a_key_enter_opens_the_line_that_was_seen(home, keys):
    """A session of the other comes first meanwhile."""
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        following = pilot.app.screen.query_one("#next", OptionList)
        await pilot.press(*keys)
        seen = following.highlighted_option.id
        assert following.highlighted == 0 and seen.startswith("lesson:")
        theirs = home("Bert", "Anna")
        theirs.create_session("feedback-02").close()
        pilot.app.refresh_lists()
        await until(pilot, lambda: following.options[0].id.startswith("session:"))
        assert following.highlighted_option.id == seen
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LessonScreen))


@pytest.mark.parametrize(("line", "named"), [(None, False), ("mail", True)])
async def test_a_key_is_named_where_it_does_something(home, line, named):
    workspace = home()
    if line:
        promise(workspace, line)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await until(
            pilot,
            lambda: "Enter Open" in rows(pilot.app)[-1] and "Space Done" not in rows(pilot.app)[-1],
        )
        await pilot.press("tab")
        assert pilot.app.focused.id == "actions"
        await pilot.pause()
        await until(pilot, lambda: ("Enter Open" in rows(pilot.app)[-1]) is named)
        await until(pilot, lambda: ("Space Done" in rows(pilot.app)[-1]) is named)


@pytest.mark.parametrize("list_of", ["actions", "last"])
@pytest.mark.parametrize(
    ("key", "said"), [("enter", "This line leads nowhere."), ("space", "Choose a promise first")]
)
async def test_a_key_that_does_nothing_says_why(home, list_of, key, said):
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(f"#{list_of}").focus()
        await pilot.press(key)
        await until(pilot, lambda: said in told(pilot))


async def test_space_ticks_the_promise_that_was_seen(home):
    workspace = home()
    promise(workspace, "mail", "call", "walk")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        actions = pilot.app.screen.query_one("#actions", OptionList)
        above, _chosen, below = (str(option.prompt)[2:] for option in actions.options)
        await pilot.press("tab", "home", "down")
        between = workspace.between()
        gone = next(r for r in between.notebook.actions if r.text == above)
        between.change("actions", gone.id, state=DONE)
        assert between.save() is None
        between.close()
        workspace.index.refresh()
        pilot.app.screen.refresh_content()
        await pilot.press("space")
        await until(pilot, lambda: [str(o.prompt)[2:] for o in actions.options] == [below])


async def test_where_no_line_can_be_chosen_there_is_no_cursor(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.app.switch_mode(NOTES)
        sessions = pilot.app.screen.query_one("#sessions", OptionList)
        await until(pilot, lambda: "No notes yet." in shown(pilot))
        assert sessions.highlighted is None
