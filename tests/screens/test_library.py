"""The library: programmes to follow, pages about tracks, lessons."""

import pytest
from driver import app_for, notices, until
from textual.widgets import OptionList

from companion.domain.lesson.programme import Plan, find_programme
from companion.workspace import Workspace
from companion.workspace.session.programmes import adopt, standing
from screens.home import HomeScreen
from screens.lesson.lesson import LessonScreen
from screens.lesson.library import LibraryScreen


@pytest.fixture
def workspace(home):
    return home()


async def library(pilot) -> LibraryScreen:
    await pilot.press("2")
    await until(pilot, lambda: pilot.app.screen.query("#lessons"))
    await pilot.pause()
    return pilot.app.screen


def about(screen: LibraryScreen) -> str:
    lines = screen.query_one("#about")._lines
    said = " ".join("".join(text for text, _style in line) for line in lines)
    return " ".join(said.split())


def line(screen: LibraryScreen, key: str) -> int:
    return screen.query_one("#lessons", OptionList).get_option_index(key)


async def up_next(pilot) -> list[str]:
    """The lines of Up next."""
    await pilot.press("1")
    await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
    await pilot.pause()
    upcoming = pilot.app.screen.query_one("#next", OptionList)
    return [str(option.prompt).strip() for option in upcoming.options]


def hold(workspace: Workspace, *lessons: str) -> None:
    for lesson in lessons:
        session = workspace.create_session(lesson)
        session.start()
        session.finish()
        workspace.save(session)
    workspace.index.refresh()


@pytest.mark.slow
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_programme_is_followed_and_left_by_one_key(workspace, clock, size):
    async with app_for(workspace).run_test(size=size, notifications=True) as pilot:
        assert "Choose a programme" in await up_next(pilot)
        screen = await library(pilot)
        lessons = screen.query_one("#lessons", OptionList)
        await pilot.press("a")
        assert standing(workspace) is None, "on a lesson the key says what to do"
        lessons.highlighted = line(screen, "programme:seven")
        await pilot.pause()
        assert about(screen).startswith("Seven sessions in five months a: follow this programme.")
        await pilot.press("a")
        assert standing(workspace).programme.id == "seven"
        assert "0 of 7 held" in str(lessons.get_option("programme:seven").prompt)
        await pilot.pause()
        assert "You both follow this programme" in about(screen)
        shown = await up_next(pilot)
        assert shown[0].endswith("Are we ready? · 30 min · 1 of 7, about Mon 23 Nov")
        assert "Choose a programme" not in shown
        hold(workspace, "equals-01")
        clock.forward(days=1)
        await pilot.press("2", "a")
        assert standing(workspace) is None
        assert "goes on with it where you were" in notices(pilot)[-1]
        await pilot.press("a")
        assert standing(workspace).held == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("held", "said"),
    [
        (3, "Next lesson: How equal is it really? · 30 min · 4 of 7, half-way, about Mon 14 Dec"),
        (4, "5 of 7, about Mon 14 Dec"),
        (6, "Next lesson: How equal is it really? · 30 min · 7 of 7, the close, about Mon 14 Dec"),
        (7, "Your programme is complete: choose what you want to go on with."),
    ],
)
async def test_home_follows_the_programme(workspace, held, said):
    programme = find_programme("seven")
    adopt(workspace, programme)
    hold(workspace, *programme.lessons[:held])
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        shown = await up_next(pilot)
        assert shown[0].endswith(said)
        await pilot.press("enter")
        place = LessonScreen if held < 7 else LibraryScreen
        await until(pilot, lambda: isinstance(pilot.app.screen, place))


async def test_a_session_made_of_the_next_lesson_is_not_advised_again(workspace):
    adopt(workspace, find_programme("seven"))
    workspace.create_session("equals-01")
    workspace.index.refresh()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        shown = await up_next(pilot)
        assert shown[0].endswith("Start: Are we ready? · Mon 23 Nov · 1 of 7")
        assert sum("Are we ready?" in text for text in shown) == 1


async def test_a_programme_of_a_newer_version_is_shown_as_unknown(workspace):
    plan = Plan("eleven", "2026-11-23", "bert")
    workspace.programme.set_plan(plan)
    workspace.save(workspace.programme)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: workspace.index.plan == plan)
        shown = await up_next(pilot)
        assert shown[0].startswith("Read first: Are we ready?")
        assert "Choose a programme" not in shown
        screen = await library(pilot)
        lessons = screen.query_one("#lessons", OptionList)
        strange = next(o for o in lessons.options if "eleven" in str(o.prompt))
        assert "only a newer companion knows it" in str(strange.prompt)
        assert strange.disabled
        assert "Are we ready?" in str(lessons.highlighted_option.prompt)
    assert workspace.programme.notebook.plan == plan


async def test_a_track_tells_what_it_is_for(workspace):
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await library(pilot)
        lessons = screen.query_one("#lessons", OptionList)
        lessons.highlighted = line(screen, "track:facebook")
        await pilot.pause()
        assert "Haun" in about(screen)
        await pilot.press("enter")
        shown = screen.query_one("#about")
        assert shown.has_focus
        await pilot.pause()
        assert shown.size.height > lessons.size.height, "what is read has the room"
        await pilot.press("escape")
        assert lessons.has_focus


@pytest.mark.slow
async def test_a_spoilt_own_lesson_leaves_the_shipped_one_usable(workspace, tmp_path):
    own = tmp_path / "shared" / "lessons"
    own.mkdir(exist_ok=True)
    copies = workspace.library.copies(workspace.library.load("equals-01", "en").meta)
    spoilt = copies["en"].replace("duration: 30", "duration: 45")
    (own / "equals-01.en.md").write_text(spoilt, "utf-8")
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        screen = await library(pilot)
        lessons = screen.query_one("#lessons", OptionList)
        broken = [n for n, o in enumerate(lessons.options) if "! equals-01" in str(o.prompt)]
        assert len(broken) == 1
        lessons.highlighted = broken[0]
        await pilot.pause()
        told = about(screen)
        assert "equals-01.en.md" in told.replace(" ", "")
        assert "line" in told
        assert "adds up to 30 minutes" in told
        lessons.highlighted = next(
            n for n, o in enumerate(lessons.options) if "Are we ready?" in str(o.prompt)
        )
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LessonScreen))


@pytest.mark.slow
async def test_the_lesson_that_was_chosen_opens_though_a_file_above_it_goes(workspace, tmp_path):
    """The list is drawn anew between Enter and what it brings about."""
    own = tmp_path / "shared" / "lessons" / "equals-01.en.md"
    own.parent.mkdir(exist_ok=True)
    copies = workspace.library.copies(workspace.library.load("equals-01", "en").meta)
    own.write_text(copies["en"].replace("duration: 30", "duration: 45"), "utf-8")
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        screen = await library(pilot)
        lessons = screen.query_one("#lessons", OptionList)
        prompts = [str(option.prompt) for option in lessons.options]
        lessons.highlighted = next(n for n, p in enumerate(prompts) if "Say what you saw" in p)
        await pilot.pause()
        assert any("! equals-01" in prompt for prompt in prompts[: lessons.highlighted])
        lessons.action_select()
        own.unlink()
        screen.refresh_content()
        await until(pilot, lambda: isinstance(pilot.app.screen, LessonScreen))
        assert pilot.app.screen.lesson.meta.id == "feedback-02"


async def test_the_cursor_stays_with_its_lesson_though_a_file_above_it_goes(workspace, tmp_path):
    """A key that follows acts on the lesson one saw."""
    own = tmp_path / "shared" / "lessons" / "equals-01.en.md"
    own.parent.mkdir(exist_ok=True)
    copies = workspace.library.copies(workspace.library.load("equals-01", "en").meta)
    spoilt = copies["en"].replace("duration: 30", "duration: 45")
    own.write_text(spoilt, "utf-8")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await library(pilot)
        lessons = screen.query_one("#lessons", OptionList)
        lessons.highlighted = lessons.option_count - 1
        chosen = lessons.highlighted_option.id
        own.unlink()
        screen.refresh_content()
        assert lessons.highlighted_option.id == chosen
        own.write_text(spoilt, "utf-8")
        screen.refresh_content()
        assert lessons.highlighted_option.id == chosen


async def test_files_that_name_no_track_stand_together(workspace, tmp_path):
    own = tmp_path / "shared" / "lessons"
    own.mkdir(exist_ok=True)
    text = workspace.library.copies(workspace.library.load("equals-01", "en").meta)["en"]
    for number, track in enumerate(("x", "y", "x", ""), start=1):
        there = text.replace("track: equals", f"track: {track}" if track else "x: y")
        there = there.replace("order: 1\n", f"order: {number}\n")
        (own / f"mine-0{number}.en.md").write_text(there, "utf-8")
    (own / "a.md").write_text("no lesson", "utf-8")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await library(pilot)
        lessons = screen.query_one("#lessons", OptionList)
        shown = [str(option.prompt).strip() for option in lessons.options]
        assert sum(text.startswith("! ") for text in shown) == 5
        assert [shown.count(heading) for heading in ("x", "y", "No track")] == [1, 1, 1]
        lessons.highlighted = line(screen, "track:x")
        await pilot.pause()
        assert "need mending" in about(screen)
