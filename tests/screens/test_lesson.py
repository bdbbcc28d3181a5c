"""Reading a lesson in the app: its place, its contents, what is found, its margin, its sources."""

import shutil
import webbrowser
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driver import app_for, rows, settle, told, until
from rich.cells import cell_len
from textual.widgets import Input, OptionList

from companion.lessons.library import Library
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.lesson.margins import Reading
from companion.workspace.setup.setup import set_up_pair
from screens.dialogs.links import LinksScreen
from screens.dialogs.margin_note import MarginNoteScreen
from screens.lesson.lesson import LessonScreen
from screens.shared.messages.places import LessonChosen

pytestmark = pytest.mark.slow  # lessons, and what both write in their margins

LESSONS = Path(__file__).parents[2] / "content" / "lessons"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LESSON = "feedback-02"
PLACE = "The mentor explains the steps"
"""Words of the middle of the lesson, at the beginning of a line in every width."""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Makes workspaces over one folder; the library has one lesson and the pair's own."""
    (tmp_path / "shipped").mkdir()
    for language in ("en", "nl"):
        name = f"{LESSON}.{language}.md"
        shutil.copy(LESSONS / language / "feedback" / name, tmp_path / "shipped")
    made = []

    def library(workspace):
        own = tmp_path / "shared" / "lessons"
        return Library(tmp_path / "shipped", own, None, workspace.environment.today)

    def make(me="Anna", partner="Bert"):
        workspace = Workspace(Environment(Places(tmp_path / me.lower()), lambda: NOW))
        if not workspace.is_set_up:
            set_up_pair(workspace, me, partner, tmp_path / "shared")
        made.append(workspace)
        return workspace

    monkeypatch.setattr(Workspace, "library", property(library))
    yield make
    for workspace in made:
        workspace.close()


class Reader:
    """An app with a lesson open."""

    def __init__(self, workspace, size=(80, 24)):
        self.app = app_for(workspace)
        self._context = self.app.run_test(size=size)

    async def __aenter__(self):
        self.pilot = await self._context.__aenter__()
        await self.settle()
        await self.open()
        return self

    async def __aexit__(self, *what):
        await self._context.__aexit__(*what)

    async def settle(self):
        await settle(self.pilot)

    async def open(self, lesson=LESSON):
        self.app.post_message(LessonChosen(lesson))
        await self.until(lambda: isinstance(self.app.screen, LessonScreen))
        await self.until(lambda: self.app.screen.reading.shared is not None)
        await self.settle()

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.settle()

    async def until(self, true):
        await until(self.pilot, true)

    @property
    def text(self):
        return self.app.screen.text

    @property
    def rows(self):
        """The screen, row by row."""
        return rows(self.app)

    @property
    def shown(self):
        return "\n".join(self.rows)

    @property
    def top(self):
        """The words of the first row of the text that is in sight."""
        lines = self.text.page.lines
        return "".join(text for text, _style in lines[self.text.top]).strip()

    async def go_to(self, words):
        """Scroll line by line, as people do, until these words are at the top."""
        for _line in range(300):
            if self.top.startswith(words):
                return
            await self.pilot.press("down")
        raise AssertionError(f"{words} never came to the top")

    async def said(self, words):
        """A message to the person has these words."""
        await self.until(lambda: words in told(self.pilot))


# The place


async def test_leaving_and_coming_back_leads_to_the_same_line(home):
    anna = home()
    async with Reader(anna) as reader:
        await reader.go_to(PLACE)
        await reader.press("escape")
        assert not isinstance(reader.app.screen, LessonScreen)
        await reader.open()
        assert reader.top.startswith(PLACE)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_the_next_day_in_another_window_the_same_words_are_at_the_top(home, size):
    async with Reader(home()) as reader:
        await reader.go_to(PLACE)
    async with Reader(home(), size) as reader:
        assert reader.top.startswith(PLACE)


async def test_a_crash_loses_no_more_than_the_last_second_of_reading(home):
    anna = home()
    async with Reader(anna) as reader:
        await reader.go_to(PLACE)
        await reader.until(lambda: PLACE in str(Reading(anna, LESSON).place))


async def test_each_of_the_two_has_a_place_of_their_own(home):
    async with Reader(home()) as reader:
        await reader.go_to(PLACE)
    async with Reader(home("Bert", "Anna")) as reader:
        assert reader.text.top == 0


async def test_other_widths_keep_the_line(home):
    async with Reader(home(), (120, 40)) as reader:
        await reader.go_to("weak version, then")
        line = reader.text.place
        for size in ((80, 24), (60, 20), (74, 30), (120, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            assert "weak version" in " ".join(reader.shown.split())
        assert reader.text.place == line
        assert reader.top.startswith("weak version, then")


async def test_a_new_version_keeps_the_line(home, tmp_path):
    async with Reader(home()) as reader:
        await reader.go_to(PLACE)
        path = tmp_path / "shipped" / f"{LESSON}.en.md"
        path.write_text(
            path.read_text().replace("## Good to know\n", "## Good to know\n\n- New.\n")
        )
        await reader.press("f5")
        assert "New." in reader.text.markdown
        assert reader.top.startswith(PLACE)


async def test_where_the_words_are_gone_reading_goes_on_in_their_section(home, tmp_path):
    async with Reader(home()) as reader:
        await reader.go_to(PLACE)
    path = tmp_path / "shipped" / f"{LESSON}.en.md"
    path.write_text(path.read_text().replace(PLACE, "Somebody tells"))
    async with Reader(home()) as reader:
        assert reader.top.startswith("2. Four steps, one moment")


async def test_a_damaged_place_begins_at_the_beginning(home, tmp_path):
    async with Reader(home()) as reader:
        await reader.go_to(PLACE)
    (path,) = tmp_path.rglob("*.place.json")
    path.write_bytes(b"\xff{")
    async with Reader(home()) as reader:
        assert reader.text.top == 0


async def test_the_language_changes_and_the_section_stays(home):
    async with Reader(home()) as reader:
        await reader.go_to(PLACE)
        await reader.press("L")
        assert "3 van 10" in reader.shown
        assert reader.text.place[0] == "Agenda/2"
        assert "Zeg wat je zag" in reader.rows[1]
        await reader.press("L")
        assert reader.top.startswith(PLACE)


async def test_the_border_says_how_far_this_is(home):
    async with Reader(home()) as reader:
        assert "section 1 of 10" in reader.rows[-3]
        await reader.press("G")
        assert "section 10 of 10 · 100 %" in reader.rows[-3]
        await reader.press("g")
        assert "section 1 of 10" in reader.rows[-3]


# Going about


async def test_the_contents_lead_to_a_heading_and_back(home):
    async with Reader(home()) as reader:
        await reader.press("t")
        contents = reader.app.screen.query_one("#contents", OptionList)
        assert contents.has_focus
        assert contents.option_count == 10 + 6 + 5
        await reader.press("down", "down", "down", "enter")
        assert reader.top == "1. Check in (4 min, both)"
        assert reader.text.has_focus
        await reader.press("left_square_bracket")
        assert reader.text.top == 0
        await reader.press("right_square_bracket")
        assert reader.top == "1. Check in (4 min, both)"


async def test_the_contents_follow_the_text(home):
    async with Reader(home(), (120, 40)) as reader:
        await reader.go_to(PLACE)
        contents = reader.app.screen.query_one("#contents", OptionList)
        assert contents.display
        assert "2. Four steps" in str(contents.highlighted_option.prompt)


async def test_a_page_further_and_back(home):
    async with Reader(home()) as reader:
        for key in ("space", "pagedown"):
            before = reader.text.top
            await reader.press(key)
            assert reader.text.top > before + 10
        await reader.press("pageup", "pageup")
        assert reader.text.top == 0


async def test_the_wheel_scrolls(home):
    async with Reader(home()) as reader:
        await reader.pilot._post_mouse_events([_wheel()], "#text", offset=(5, 5))
        await reader.until(lambda: reader.text.top > 0)


def _wheel():
    from textual.events import MouseScrollDown

    return MouseScrollDown


# Finding


async def test_words_are_found_while_typing_and_gone_through(home):
    async with Reader(home()) as reader:
        await reader.press("slash", *"CAMÉRA")
        assert "CAMÉRA: 1 of 2" in reader.shown
        await reader.press("enter")
        assert reader.text.has_focus
        first = reader.text.top
        await reader.press("n")
        assert "2 of 2" in reader.shown
        assert reader.text.top > first
        await reader.press("n")
        assert "1 of 2" in reader.shown
        await reader.press("N")
        assert "2 of 2" in reader.shown
        found = reader.text.found[1][0]
        assert reader.text.top <= found.row < reader.text.end


@pytest.mark.parametrize("key", [*"1234790"])
async def test_each_other_place_is_reached_from_below_alone(home, key):
    async with Reader(home()) as reader:
        await reader.press(key)
        await reader.said("Esc leads back from here")
        assert isinstance(reader.app.screen, LessonScreen)


async def test_letters_are_typed_in_the_field_not_obeyed(home):
    async with Reader(home()) as reader:
        await reader.press("slash", *"nhmtsgGo/")
        assert reader.app.screen.query_one("#find", Input).value == "nhmtsgGo/"
        assert "not found" in reader.shown
        await reader.press("escape")
        assert "not found" not in reader.shown
        assert isinstance(reader.app.screen, LessonScreen)


async def test_what_was_found_stays_found_in_another_width(home):
    async with Reader(home(), (120, 40)) as reader:
        await reader.press("slash", *"other person recognises", "enter")
        assert "1 of 1" in reader.shown
        await reader.pilot.resize_terminal(60, 20)
        await reader.settle()
        assert "1 of 1" in reader.shown
        assert len(reader.text.found[0]) == 2


async def test_escape_goes_one_step_back_at_a_time(home):
    async with Reader(home()) as reader:
        await reader.press("slash", *"impact", "enter", "h", "t")
        await reader.press("escape")
        assert reader.text.chosen is None
        await reader.press("escape")
        assert reader.text.words == ""
        await reader.press("escape")
        assert reader.text.has_focus
        await reader.press("escape")
        assert not isinstance(reader.app.screen, LessonScreen)


# The margin


def marks(workspace):
    reading = Reading(workspace, LESSON)
    reading.open_shared()
    return reading.marks()


async def test_a_paragraph_is_marked_and_the_mark_taken_away(home):
    anna = home()
    async with Reader(anna) as reader:
        await reader.press("h")
        assert "▸" in reader.shown
        assert "▌" not in reader.shown
        await reader.press("down", "h")
        assert "▸▌ Mentor here means" in reader.shown
        (mark,) = marks(anna)
        assert (mark.section, mark.shared, mark.text) == ("Purpose", False, "")
        await reader.press("h")
        assert "▌" not in reader.shown
        assert marks(anna) == ()


async def test_a_private_note_is_written_changed_and_taken_away(home, tmp_path):
    anna = home()
    async with Reader(anna) as reader:
        await reader.press("h", "m")
        assert isinstance(reader.app.screen, MarginNoteScreen)
        await reader.press(*"ask Bert", "enter")
        assert "» Only for me: ask Bert" in reader.shown
        await reader.press("m", *" soon", "enter")
        assert "» Only for me: ask Bert soon" in reader.shown
        assert not any(b"ask Bert" in p.read_bytes() for p in (tmp_path / "shared").rglob("*.json"))
    async with Reader(home()) as reader:
        assert "» Only for me: ask Bert soon" in reader.shown
        await reader.press("h", "m", *["backspace"] * 20, "enter")
        assert "ask Bert" not in reader.shown
    assert marks(home()) == ()


async def test_a_shared_note_reaches_the_partner_while_both_read(home):
    anna, bert = home(), home("Bert", "Anna")
    theirs = Reading(bert, LESSON)
    theirs.open_shared()
    async with Reader(anna) as reader:
        await reader.press("h", "m", *"what do you think", "down", "enter")
        assert "» Anna: what do you think" in reader.shown
        await reader.until(lambda: "shared " in reader.app.status_words)
        theirs.shared.refresh()
        (mark,) = theirs.marks()
        assert mark.text == "what do you think"
        assert theirs.shared.save() is None
        bert_reader = Reading(bert, LESSON)
        bert_reader.open_shared()
        bert_reader.add(_reply(mark))
        assert bert_reader.shared.save() is None
        await reader.until(lambda: "» Bert: I think so" in reader.shown)


def _reply(mark):
    from dataclasses import replace

    return replace(mark, id="", text="I think so", shared=True)


async def test_a_passage_marked_for_both_shows_who_marked_it(home):
    anna = home()
    async with Reader(anna) as reader:
        await reader.press("h", "H")
        assert "» Anna marked this for both of you" in reader.shown
        await reader.until(lambda: "shared " in reader.app.status_words)
    async with Reader(home("Bert", "Anna")) as reader:
        await reader.until(lambda: "» Anna marked this for both of you" in reader.shown)
        assert " A After this session" in reader.shown


async def test_a_note_stays_with_its_words_in_a_new_version(home, tmp_path):
    anna = home()
    path = tmp_path / "shipped" / f"{LESSON}.en.md"
    async with Reader(anna) as reader:
        await reader.press("h", "m", *"here", "enter")
    path.write_text(path.read_text().replace("## Purpose\n", "## Purpose\n\nSomething new.\n"))
    async with Reader(anna) as reader:
        rows = [row.strip("┃▌ ") for row in reader.rows]
        assert rows[rows.index("» Only for me: here") - 1] == "impact, intent."
    path.write_text(path.read_text().replace("After this session you can", "Now we all can"))
    async with Reader(anna) as reader:
        await reader.press("G")
        assert "Marked, but its place is gone" in reader.shown
        assert "“After this session you can each give a…” · Only for me: here" in " ".join(
            reader.shown.replace("┃", "").split()
        )


async def test_a_note_of_the_other_language_stands_at_its_section(home):
    anna = home()
    async with Reader(anna) as reader:
        await reader.press("h", "m", *"here", "enter", "escape", "L")
        shown = " ".join(reader.shown.replace("┃", "").split())
        assert "Doel » “After this session you can each give a…” · " in shown


async def test_alone_nothing_is_offered_to_a_partner(home, tmp_path):
    from companion.workspace.setup.setup import set_up_alone

    workspace = Workspace(Environment(Places(tmp_path / "alone"), lambda: NOW))
    set_up_alone(workspace, "Anna")
    async with Reader(workspace) as reader:
        await reader.press("h", "H")
        await reader.said("no partner yet")
        await reader.press("m")
        assert not reader.app.screen.query(OptionList)
        await reader.press(*"mine", "enter")
        assert "» Only for me: mine" in reader.shown
    workspace.close()


async def test_a_disk_that_refuses_is_told(home, monkeypatch):
    async with Reader(home()) as reader:

        def full(*_what):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("companion.storage.private.reading_state.replace_file", full)
        await reader.press("h", "h")
        await reader.said("the disk is full")


async def test_a_mark_that_the_disk_does_not_let_go_is_not_called_taken_back(home, monkeypatch):
    async with Reader(home()) as reader:

        def full(*_what):
            raise OSError(28, "No space left on device")

        await reader.press("h", "h")
        name = reader.app.newest_undo_name
        monkeypatch.setattr("companion.storage.private.reading_state.replace_file", full)
        await reader.press("ctrl+l", "u")
        await reader.said("the disk is full")
        assert "Taken back" not in told(reader.pilot)
        assert reader.app.newest_undo_name == name


async def test_a_click_chooses_a_paragraph(home):
    async with Reader(home()) as reader:
        await reader.pilot.click("#text", offset=(10, 5))
        await reader.settle()
        assert reader.text.chosen is not None
        assert "▸  After this session" in reader.shown


# Sources


async def test_a_source_is_shown_before_it_is_opened(home, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    monkeypatch.setattr("companion.workspace.platform.desktop.can_open", lambda: True)
    async with Reader(home()) as reader:
        await reader.press("o")
        assert isinstance(reader.app.screen, LinksScreen)
        assert "https://doi.org/10.1037/0033-2909.119.2.254" in reader.shown
        assert "checked on Mon 23 Nov 2026" in reader.shown
        assert opened == []
        await reader.press("enter")
        await reader.said("Opened in your browser")
        assert opened == ["https://doi.org/10.1037/0033-2909.119.2.254"]


async def test_without_a_browser_the_address_can_be_copied(home, monkeypatch):
    monkeypatch.setattr("companion.workspace.platform.desktop.can_open", lambda: False)
    monkeypatch.setattr("companion.workspace.platform.desktop.clipboard_tools", list)
    async with Reader(home()) as reader:
        await reader.press("o", "enter")
        await reader.said("No browser can be opened from here")
        await reader.press("y")
        await reader.said("OSC 52")
        assert reader.app.clipboard == "https://doi.org/10.1037/0033-2909.119.2.254"


async def test_it_is_said_what_copied(home, monkeypatch):
    monkeypatch.setattr("companion.workspace.platform.desktop.copy", lambda *_what: "wl-copy")
    async with Reader(home()) as reader:
        await reader.press("o", "y")
        await reader.said("Copied with wl-copy")


async def test_a_click_on_a_marker_shows_its_source(home):
    async with Reader(home()) as reader:
        await reader.press("slash", *"[S2]", "enter", "escape")
        row = next(n for n, row in enumerate(reader.rows) if "[S2]" in row)
        await reader.pilot.click(offset=(reader.rows[row].index("[S2]") + 1, row))
        await reader.settle()
        assert isinstance(reader.app.screen, LinksScreen)
        assert "Closing the gap" in str(reader.app.screen.query_one("#address").content)


# Bad input


def own_lesson(tmp_path, change):
    source = (LESSONS / "en" / "feedback" / f"{LESSON}.en.md").read_text(encoding="utf-8")
    text = change(source.replace(f"id: {LESSON}", "id: feedback-09"))
    path = tmp_path / "shared" / "lessons" / "feedback-09.en.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


HOSTILE = (
    "[bold]no markup[/bold] שלום עולם مرحبا 漢字かな交じり文 👩\u200d👩\u200d👧 "
    "[a](javascript:alert) [b](http://plain.org) " + "w" * 300
)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_hostile_words_are_shown_and_break_nothing(home, tmp_path, size):
    anna = home()
    own_lesson(tmp_path, lambda text: text.replace("## Purpose\n", f"## Purpose\n\n{HOSTILE}\n"))
    async with Reader(anna, size) as reader:
        await reader.press("escape")
        await reader.open("feedback-09")
        assert "[bold]no markup[/bold]" in reader.shown
        assert all(ord(c) >= 32 and not 0x7F <= ord(c) < 0xA0 for row in reader.rows for c in row)
        assert "\u202e" not in reader.shown
        inside = [row for row in reader.rows if row.endswith(("┃", "│"))]
        assert len(inside) > 10
        assert {cell_len(row) for row in inside} == {size[0]}


async def test_an_address_that_is_not_safe_is_only_copied(home, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    monkeypatch.setattr("companion.workspace.platform.desktop.can_open", lambda: True)
    anna = home()
    own_lesson(tmp_path, lambda text: text.replace("## Purpose\n", f"## Purpose\n\n{HOSTILE}\n"))
    async with Reader(anna) as reader:
        await reader.press("escape")
        await reader.open("feedback-09")
        await reader.press("o")
        assert "http://plain.org" in reader.shown
        await reader.press("enter")
        await reader.said("Only https addresses are opened")
    assert opened == []


async def test_a_lesson_that_broke_is_named_and_the_old_text_stays(home, tmp_path):
    anna = home()
    own_lesson(tmp_path, lambda text: text)
    async with Reader(anna) as reader:
        await reader.press("escape")
        await reader.open("feedback-09")
        own_lesson(tmp_path, lambda text: text.replace("duration: 45", "duration: 50"))
        await reader.press("f5")
        await reader.said("feedback-09.en.md, line 9")
        assert "After this session" in reader.shown


async def test_a_giant_is_refused_in_a_sentence(home, tmp_path):
    anna = home()
    own_lesson(tmp_path, lambda text: text + "word " * 2_000_000)
    async with Reader(anna) as reader:
        reader.app.post_message(LessonChosen("feedback-09"))
        await reader.said("larger than 64 KiB")


async def test_the_largest_lesson_there_may_be_opens_and_scrolls(home, tmp_path):
    anna = home()
    more = "> * word **and** more words\n" * 1500
    own_lesson(tmp_path, lambda text: text.replace("## Purpose\n", f"## Purpose\n\n{more}"))
    async with Reader(anna) as reader:
        await reader.press("escape")
        await reader.open("feedback-09")
        await reader.press("G")
        assert "100 %" in reader.shown
