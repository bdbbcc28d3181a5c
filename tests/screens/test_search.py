"""Searching in the app: from anywhere, while typing, and to the place and back."""

import shutil
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driver import app_for, see, settle, shown, told, until
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from companion import i18n
from companion.domain.note.line_parser import ParsedLine
from companion.lessons.library import Library
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.search import search as module
from companion.workspace.session.private_notes import open_private_notes
from companion.workspace.setup.setup import set_up_pair
from screens.lesson.lesson import LessonScreen
from screens.notes.notes import NotesScreen
from screens.review.review import ReviewScreen
from screens.search.highlighted_page import HighlightedPage
from screens.search.search import SearchScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionChosen
from screens.widgets.notes_area import NotesArea

pytestmark = pytest.mark.slow  # searches in many notes, from every place

LESSONS = Path(__file__).parents[2] / "content" / "lessons"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.fixture(autouse=True)
def few_lessons(tmp_path, monkeypatch):
    """One lesson in both languages: to read them all takes a second or two each time."""
    (tmp_path / "shipped").mkdir()
    for language in i18n.LANGUAGES:
        name = f"feedback-02.{language}.md"
        shutil.copy(LESSONS / language / "feedback" / name, tmp_path / "shipped")

    def library(workspace: Workspace) -> Library:
        return Library(tmp_path / "shipped", None, None, workspace.environment.today)

    monkeypatch.setattr(Workspace, "library", property(library))


@pytest.fixture
def anna(tmp_path):
    workspace = Workspace(Environment(Places(tmp_path / "anna"), lambda: NOW))
    set_up_pair(workspace, "Anna", "Bert", tmp_path / "shared")
    session = workspace.create_session("feedback-02")
    session.write_note("i2", "long before\n" * 60 + "Three weeks, no réply at all.")
    session.add("actions", ParsedLine("Draft the wallaby post", "bert"))
    workspace.save(session)
    session.close()
    workspace.index.refresh()
    yield workspace
    workspace.close()


async def search(pilot: Pilot[None], words: str, key: str = "ctrl+f") -> SearchScreen:
    """Open the search, type, and wait until all was read and the answer stands there."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
    screen = pilot.app.screen
    await pilot.pause()
    await pilot.press(*("space" if letter == " " else letter for letter in words))
    assert screen.query_one(Input).value == words
    await answered(pilot, screen)
    return screen


async def answered(pilot: Pilot[None], screen: SearchScreen) -> None:
    seen = []

    def is_quiet() -> bool:
        searcher = screen._searcher
        seen.append((screen._answer, screen._progress, searcher._is_reading))
        same = len(seen) > 2 and seen[-1] == seen[-2] == seen[-3] and screen._is_of_all
        return same and searcher._search is not None and not searcher._is_reading

    await until(pilot, is_quiet)


@pytest.mark.parametrize(
    ("language", "named", "way"),
    [("en", "Private note · ", "Enter shows what it says."),
     ("nl", "Privénotitie · ", "Enter laat zien wat er staat.")],
)  # fmt: skip
@pytest.mark.parametrize("size", SIZES)
async def test_private_notes_are_dots_until_they_are_opened(anna, language, named, way, size):
    session = anna.open_session(anna.sessions()[0].id)
    notes = open_private_notes(anna, session, time.monotonic)
    notes.write("wombats about his budget\nand quinces")
    notes.close()
    session.close()
    anna.set_language(language)
    async with app_for(anna).run_test(size=size) as pilot:
        await search(pilot, "wombats")
        await see(pilot, named, "••••••• ••••• ••• ••••••")
        if size[0] >= 120:  # there is room for the page beside the list
            await see(pilot, way)
        assert not any(word in shown(pilot) for word in ("about", "budget", "quinces"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NotesScreen))
        await see(pilot, "budget", "quinces")


def lines(screen: SearchScreen) -> list[str]:
    hits = screen.query_one("#hits", OptionList)
    return [str(hits.get_option_at_index(n).prompt) for n in range(hits.option_count)]


async def test_what_is_typed_while_it_opens_stands_in_the_field(anna):
    async with app_for(anna).run_test() as pilot:
        pilot.app.call_later(pilot.app.action_search)
        for letter in "suL7":  # each is a key of the app, or of a place below
            pilot.app.post_message(Key(letter, letter))
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: screen.query_one(Input).value == "suL7")


@pytest.mark.parametrize("size", SIZES)
async def test_to_the_place_and_back(anna, size):
    async with app_for(anna).run_test(size=size) as pilot:
        screen = await search(pilot, "reply kind:note", key="slash")
        await until(
            pilot, lambda: "[réply]" in "".join(lines(screen)[:1]) and "Note" in shown(pilot)
        )
        await see(pilot, "1 found", "[réply]")
        await until(
            pilot, lambda: ("Three weeks, no réply at all." in shown(pilot)) == (size[0] >= 110)
        )
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NotesScreen))
        page = pilot.app.screen.query_one(HighlightedPage)
        await see(pilot, "réply")
        marked = [line for line in page._lines if any("found" in style for _text, style in line)]
        assert [[t for t, style in line if "found" in style] for line in marked] == [["réply"]]
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert screen.query_one(Input).value == "reply kind:note"
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await pilot.press("ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        assert pilot.app.screen.query_one(Input).value == "reply kind:note"
        await pilot.press("x")  # it can be replaced at once
        assert pilot.app.screen.query_one(Input).value == "x"


async def test_an_action_stands_in_the_notes_of_its_session(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await search(pilot, "wallaby who:b")
        assert lines(screen)[0].startswith("Action") and "☐" in lines(screen)[0]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NotesScreen))
        await see(pilot, "Draft the wallaby post")


async def test_a_lesson_opens_at_its_section_in_its_language(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await search(pilot, "gevólg kind:card")
        assert " · NL · " in lines(screen)[0]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LessonScreen))
        await see(pilot, "gevolg")
        lesson = pilot.app.screen
        assert lesson.lesson.meta.language == "nl"
        await until(pilot, lambda: lesson.text.found)
        match = lesson.text.found[lesson.text.at]
        assert lesson.text.top <= match[0].row < lesson.text.end
        await pilot.press("ctrl+f")  # also leads back
        await until(pilot, lambda: pilot.app.screen is screen)


async def test_from_the_notes_of_a_session_with_the_text_unchanged(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        pilot.app.post_message(SessionChosen(anna.sessions()[0].id))
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        session = pilot.app.screen
        area = session.query_one(NotesArea)
        await until(pilot, lambda: session.focused is not None)
        await pilot.pause()
        area.focus()
        await until(pilot, lambda: session.focused is area)
        await pilot.press(*"kookaburra", "slash")
        await until(pilot, lambda: "kookaburra/" in area.text)
        await until(pilot, lambda: not pilot.app.saving.unsaved)
        screen = await search(pilot, "kookaburra")
        await until(pilot, lambda: lines(screen)[0].startswith("Note"))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is session)
        assert area.text.count("kookaburra/") == 1 and session.focused is area


async def test_up_and_down_while_typing(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await search(pilot, "feedback")
        hits = screen.query_one("#hits", OptionList)
        assert hits.highlighted == 0 and hits.option_count > 2
        await pilot.press("down", "down", "up")
        assert hits.highlighted == 1 and screen.focused is screen.query_one(Input)
        await pilot.press("tab", "down")
        assert screen.focused is hits and hits.highlighted == 2
        await pilot.press("escape")
        assert screen.focused is screen.query_one(Input)


async def test_what_says_nothing_is_told(anna):
    async with app_for(anna).run_test(size=(60, 20)) as pilot:
        screen = await search(pilot, "xyzzy who:zoe")
        assert "“who:zoe”" in str(screen.query_one("#progress", Static).content)
        assert "Nothing found" in lines(screen)[0]
        await pilot.press("enter")
        assert pilot.app.screen is screen


async def test_any_characters_can_be_typed(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await search(pilot, "")
        for words in ('"*(:^', "[bold]x[/] -", "漢字 שלום 🎉", "'; drop table words --"):
            screen.query_one(Input).value = words
            await answered(pilot, screen)
            assert "Nothing found" in lines(screen)[0] or "Type what" in lines(screen)[0]


async def test_typing_waits_for_no_answer_and_old_answers_are_dropped(anna, monkeypatch):
    """Every answer takes for ever; all keys stand in the line, and only the last is answered."""
    asked, goes_on = [], threading.Event()
    real = module.Search.find

    def slow(self, text, typing=False, most=module.MOST):
        asked.append(text)
        assert goes_on.wait(20)
        return real(self, text, typing, most)

    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await search(pilot, "")
        monkeypatch.setattr(module.Search, "find", slow)
        await pilot.press(*"wallabies")
        assert screen.query_one(Input).value == "wallabies"
        await until(pilot, lambda: asked)
        for _key in range(3):
            await pilot.press("backspace")
        assert screen.query_one(Input).value == "wallab" and len(asked) == 1
        goes_on.set()
        await until(pilot, lambda: lines(screen)[0].startswith("Action"))
        assert asked[0] in "wallabies" and set(asked[1:]) == {"wallab"}


def held_up(monkeypatch, waits) -> threading.Event:
    """All is read part by part; where `waits` says so of a part, only once it is let go on."""
    goes_on = threading.Event()
    real = module._read

    def slow(pendings):
        assert not waits(pendings) or goes_on.wait(20)
        return real(pendings)

    monkeypatch.setattr(module, "_AT_ONCE", 1)
    monkeypatch.setattr(module, "_read", slow)
    return goes_on


async def test_how_far_the_reading_is_and_what_was_found_so_far(anna, monkeypatch):
    """The first part is in; the second takes for ever."""
    goes_on = held_up(monkeypatch, lambda pendings: pendings[0].name.startswith("lesson"))
    async with app_for(anna).run_test(size=(60, 20)) as pilot:
        await pilot.press("ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        screen = pilot.app.screen
        await pilot.press(*"wallaby")
        await until(pilot, lambda: lines(screen)[0].startswith("Action"))
        await see(pilot, "reading 1 of 3")
        await see(pilot, "█")
        goes_on.set()
        await until(pilot, lambda: "reading" not in shown(pilot))


@pytest.mark.parametrize("read_first", [0, 1], ids=["not begun", "in part"])
async def test_nothing_is_said_to_be_missing_while_it_is_still_read(anna, monkeypatch, read_first):
    begun = []
    goes_on = held_up(monkeypatch, lambda part: begun.append(part) or len(begun) > read_first)
    async with app_for(anna).run_test(size=(60, 20)) as pilot:
        await pilot.press("ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        screen = pilot.app.screen
        await pilot.press(*"xyzzy")
        await until(pilot, lambda: screen._answer and screen._answer.query.needles)
        await see(pilot, "Nothing found so far")
        assert "Try fewer words" not in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Nothing found so far" in told(pilot))
        goes_on.set()
        await see(pilot, "Nothing found. Try fewer words or filters.")
        assert "so far" not in "".join(lines(screen))


async def test_nothing_is_said_to_be_missing_where_it_could_not_be_read(anna, monkeypatch):
    failed = []

    def fail(_pendings):
        failed.append(True)
        raise OSError("it does not answer")

    monkeypatch.setattr(module, "_read", fail)
    async with app_for(anna).run_test(size=(60, 20)) as pilot:
        await pilot.press("ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: failed and not screen._searcher._is_reading)
        await pilot.press(*"xyzzy")
        await until(pilot, lambda: screen._answer and screen._answer.query.needles)
        await see(pilot, "Nothing found so far")
        await settle(pilot)
        assert "Try fewer words" not in shown(pilot)


async def test_what_the_other_side_wrote_is_found_while_the_search_is_open(anna, tmp_path):
    bert = Workspace(Environment(Places(tmp_path / "bert"), lambda: NOW))
    set_up_pair(bert, "Bert", "Anna", tmp_path / "shared")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await search(pilot, "bandicoot")
        assert "Nothing found" in lines(screen)[0]
        between = bert.between()
        between.add("ideas", ParsedLine("A bandicoot for the canteen"))
        bert.save(between)
        pilot.app.refresh_lists()
        await until(pilot, lambda: lines(screen)[0].startswith("Idea"))
    bert.close()


async def test_ones_own_card_stands_in_the_review(anna):
    path = anna.places.recall(anna.space.id) / "anna.md"
    path.parent.mkdir()
    path.write_text(
        "Q: First?\nA: Yes.\n\nQ: What eats a bilby?\nA: Beetles, as a rule.\n", "utf-8"
    )
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await search(pilot, "beetles")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
        cards = pilot.app.screen.query_one("#cards", OptionList)
        await until(
            pilot,
            lambda: (
                cards.highlighted_option is not None
                and "bilby" in str(cards.highlighted_option.prompt)
            ),
        )


async def test_the_language_can_change_meanwhile(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await search(pilot, "gevolg kind:card")
        assert " · NL" in lines(screen)[0]
        pilot.app.action_switch_language()
        await answered(pilot, screen)
        assert " · NL" not in lines(screen)[0]


async def test_before_anybody_is_set_up_there_is_nothing_to_search(tmp_path):
    workspace = Workspace(Environment(Places(tmp_path / "new"), lambda: NOW))
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, SearchScreen)
