"""One-line fields: what is pasted, typed and changed by others while somebody types."""

from functools import partial

import pytest
from driver import HostApp, rows, see, told
from textual.app import ComposeResult
from textual.events import Paste

from companion.domain.errors import WrongUse
from companion.domain.text import Patch
from companion.storage.document.document import Document
from companion.workspace.document.text_editing import TextEditor
from screens.widgets.draft_input import DraftInput, LinesInput


class Memory:
    """Where a field keeps its words, in a test."""

    def __init__(self, text: str = "", most: int = 1000) -> None:
        self.text, self.most = text, most
        self.told = None
        self.pasted: list[str] = []

    def edit(self, patch: Patch, pasted: bool = False) -> None:
        text = patch.applied(self.text)
        if len(text) > self.most:
            raise WrongUse("There is no room.")
        self.text = text
        self.pasted += [patch.inserted] if pasted else []
        if self.told is not None:
            self.told([patch])

    def listen(self, told) -> None:
        self.told = told

    def close(self) -> None:
        self.told = None

    def others(self, *patches: Patch) -> None:
        """Somebody else changes it."""
        for patch in patches:
            self.text = patch.applied(self.text)
        self.told(list(patches))


class Host(HostApp):
    """One field."""

    def __init__(self, memory: Memory, kind: type[DraftInput] = DraftInput, **how) -> None:
        super().__init__()
        self._make = partial(kind, memory, **how)

    def compose(self) -> ComposeResult:
        self.field = self._make()
        yield self.field


async def pasted(pilot, text: str) -> None:
    pilot.app.field.post_message(Paste(text))
    await pilot.pause()


async def test_every_key_is_kept_at_once():
    memory = Memory("ab")
    async with Host(memory).run_test() as pilot:
        field = pilot.app.field
        await pilot.press("home", "x", "right", "y", "delete")
        assert memory.text == field.value == "xay"
        await pilot.press("end", "ctrl+w")
        assert memory.text == field.value == ""


@pytest.mark.parametrize(
    ("lines", "one"),
    [
        ("a\nb\nc", "a b c"),
        ("a\r\n\r\n  b  \r\n", "a b"),
        ("\n\na", "a"),
        ("  a  ", "  a  "),
        ("a\x1b[31m\x07\u202eb", "a[31mb"),
        ("\ta\tb", " a b"),
        ("", ""),
        ("\n\n", ""),
    ],
)
async def test_pasted_lines_are_one_line(lines, one):
    memory = Memory()
    async with Host(memory).run_test() as pilot:
        await pasted(pilot, lines)
        assert memory.text == one


async def test_what_is_pasted_is_kept_as_such_for_it_is_taken_back_by_itself():
    memory = Memory()
    async with Host(memory).run_test() as pilot:
        await pilot.press("a")
        await pasted(pilot, "foo")
        await pilot.press("b")
        pilot.app.copy_to_clipboard("bar")
        await pilot.press("ctrl+v", "c")
        assert memory.text == "afoobbarc"
        assert memory.pasted == ["foo", "bar"]


@pytest.mark.parametrize(
    ("words", "one"), [("\nb", "a b"), ("b", "ab"), (" b\nc ", "a b c "), ("\n\n", "a")]
)
async def test_what_parts_a_paste_from_what_stands_there_parts_it(words, one):
    memory = Memory()
    async with Host(memory).run_test() as pilot:
        await pilot.press("a")
        await pasted(pilot, words)
        assert memory.text == one


async def test_pasted_lines_are_told_of_and_stand_at_the_caret():
    memory = Memory("see  there")
    async with Host(memory).run_test() as pilot:
        pilot.app.field.cursor_position = 4
        await pasted(pilot, "a\nb\nc")
        assert memory.text == "see a b c there"
        assert pilot.app.field.cursor_position == 9
        assert "3 pasted lines are one line here." in told(pilot)


async def test_lines_that_become_records_of_their_own_stay_apart():
    memory = Memory("tea")
    async with Host(memory, LinesInput).run_test() as pilot:
        await pasted(pilot, ", coffee\ncake\n\nmilk\n")
        assert memory.text == "tea, coffee ↵ cake ↵ milk"
        assert "3 lines, each on its own" in told(pilot)


async def test_the_end_of_a_long_first_paste_is_in_view():
    async with Host(Memory(), LinesInput).run_test(size=(40, 5)) as pilot:
        await pasted(pilot, "\n".join(f"line {number}" for number in range(50)))
        await see(pilot, "line 48 ↵ line 49")


@pytest.mark.parametrize("text", ["short", " ".join(f"word{number}" for number in range(30))])
async def test_the_end_of_what_was_kept_is_in_view_with_the_caret_in_every_width(text):
    async with Host(Memory(text)).run_test(size=(60, 5)) as pilot:
        for width in (60, 30, 90):
            await pilot.resize_terminal(width, 5)
            await pilot.pause()
            (row,) = [line for line in rows(pilot.app) if text[-4:] in line]
            assert pilot.app.cursor_position.x == row.index(text[-4:]) + 4


async def test_more_than_fits_is_told_and_what_fits_is_there():
    memory = Memory("ab")
    async with Host(memory, max_length=6).run_test() as pilot:
        await pasted(pilot, "cdefgh")
        assert memory.text == "abcdef"
        assert "This field takes 6 characters: 2 were left out." in told(pilot)
        await pilot.press("x")
        assert memory.text == "abcdef"
        assert "1 was left out" in told(pilot)


async def test_what_finds_no_room_does_not_stand_in_the_field():
    memory = Memory("", most=3)
    async with Host(memory).run_test() as pilot:
        await pilot.press(*"abcd")
        assert pilot.app.field.value == memory.text == "abc"
        assert "There is no room." in told(pilot)
        await pilot.press("backspace", "x")
        assert pilot.app.field.value == memory.text == "abx"


@pytest.mark.parametrize(
    ("patch", "value", "caret"),
    [
        (Patch(0, 0, "so "), "so we meet", 5),
        (Patch(2, 0, " all"), "we all meet", 2),  # just behind the caret: it stays
        (Patch(7, 0, " now"), "we meet now", 2),
        (Patch(0, 3, ""), "meet", 0),
        (Patch(1, 2, ""), "wmeet", 1),
        (Patch(2, 0, "\n"), "we  meet", 2),
    ],
)
async def test_the_caret_stays_with_its_words_when_others_type(patch, value, caret):
    memory = Memory("we meet")
    async with Host(memory).run_test() as pilot:
        field = pilot.app.field
        field.cursor_position = 2
        memory.others(patch)
        assert (field.value, field.cursor_position) == (value, caret)
        await pilot.press("x")
        assert field.value == value[:caret] + "x" + value[caret:]
        assert memory.text.replace("\n", " ") == field.value


@pytest.mark.parametrize(("kind", "shown"), [(LinesInput, "abc↵def"), (DraftInput, "abc def")])
async def test_with_the_pen_passed_under_a_field_it_shows_what_stands_in_the_document(
    clock, kind, shown
):
    person = ["anna"]
    writing = TextEditor(
        Document(), "lines:decisions::anna:0", lambda: person[0], clock, lambda: None, lambda: None
    )
    async with Host(writing, kind).run_test() as pilot:
        await pilot.press(*"abc")
        person[0] = "bert"
        await pilot.press(*"def")
        assert (writing.text, pilot.app.field.value) == ("abc\ndef", shown)


async def test_what_is_thrown_away_is_what_was_typed():
    memory = Memory("typed")
    async with Host(memory, begins_as="there before").run_test() as pilot:
        await pilot.press("home", "ctrl+u")
        assert memory.text == pilot.app.field.value == "there before"


async def test_a_field_that_is_gone_hears_nothing():
    memory = Memory()
    async with Host(memory).run_test() as pilot:
        await pilot.app.field.remove()
        assert memory.told is None


@pytest.mark.parametrize("keys", ["abc", "abcdefghijklmnopqrstuvwxyz"])
async def test_the_terminals_own_caret_stands_where_the_next_letter_comes(keys):
    app = Host(Memory())
    async with app.run_test(size=(20, 5)) as pilot:
        app.field.focus()
        await pilot.press(*keys)
        await pilot.pause()
        (row,) = [line for line in rows(app) if keys[-1] in line]
        assert app.cursor_position.x == row.index(keys[-1]) + 1
        await pilot.press("left")
        assert app.cursor_position.x == row.index(keys[-1])
