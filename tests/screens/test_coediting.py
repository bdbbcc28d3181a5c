"""Two people in one note: whose words are whose, where the caret stays, what undo takes back."""

import random
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from driver import app_for, rows, told, until, workers_done
from textual.pilot import Pilot
from textual.widgets import Static
from textual.widgets.text_area import Selection

from companion import i18n
from companion.domain import text as text_module
from companion.domain.session.close_text import CloseField
from companion.domain.text import Patch
from companion.i18n import _
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.document import text_editing as writing
from companion.workspace.document.open_session import OpenSession
from companion.workspace.setup.setup import set_up_alone
from screens.session.agenda_list import AgendaList
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionWanted
from screens.shared.palette import WISHES
from screens.widgets.marked_area import AUTHOR_STYLES
from screens.widgets.notes_area import NotesArea

THEMES = list(WISHES)


class Desk:
    """Anna's screen, and Bert's session on a machine of his own."""

    def __init__(self, pilot: Pilot[None], partner: Workspace) -> None:
        self.pilot = pilot
        self.theirs: OpenSession = partner.open_session(self.mine.id)
        self._writing = cache(self.theirs.note_editor)

    @property
    def screen(self) -> SessionScreen:
        screen = self.pilot.app.screen
        assert isinstance(screen, SessionScreen)
        return screen

    @property
    def mine(self) -> OpenSession:
        return self.screen.session

    @property
    def field(self) -> NotesArea:
        return self.screen.query_one(NotesArea)

    def meet(self) -> None:
        """What either has written reaches the other."""
        self.theirs._document.merge(self.mine._document.state())
        self.theirs._forget_notebook()
        assert self.theirs.save() is None
        store = self.pilot.app.workspace.store
        self.mine.merge(store.shared.read(self.mine.name, {}))

    def bert_types(self, place: int, words: str, removed: int = 0, item: str = "i1") -> None:
        self._writing(item).edit(Patch(place, removed, words))

    def shown(self) -> list[str]:
        return rows(self.pilot.app)

    def line(self, row: int) -> str:
        """What stands in a row of the field."""
        area = self.field.region
        return self.shown()[row][area.x : area.right]

    def colour(self, word: str) -> str:
        """The colour in which a word stands in the field."""
        for y in range(self.field.size.height):
            for segment in self.field.render_line(y):
                if word in segment.text and segment.style and segment.style.color:
                    return segment.style.color.name
        raise AssertionError(f"{word} is not shown")


@pytest.fixture
def desk(home):
    """Opens Anna's screen on a running session that Bert has open too."""

    @asynccontextmanager
    async def opened(size: tuple[int, int] = (80, 24), language: str = "en"):
        mine, theirs = home(), home("Bert", "Anna")
        mine.set_language(language)
        async with app_for(mine).run_test(size=size) as pilot:
            await pilot.pause()
            pilot.app.post_message(SessionWanted("feedback-02"))
            await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
            await workers_done(pilot.app)
            await pilot.press("f3")
            assert pilot.app.screen.session.save() is None
            yield Desk(pilot, theirs)

    return opened


async def test_both_type_and_the_caret_stays_with_its_word(desk):
    async with desk() as both:
        await both.pilot.press(*"mine")
        both.meet()
        both.bert_types(0, "before ")
        both.bert_types(len("before mine"), " after")
        both.meet()
        assert both.field.text == "before mine after"
        await both.pilot.press(*"!")
        assert both.field.text == both.mine.note("i1") == "before mine! after"
        both.meet()
        assert both.theirs.note("i1") == "before mine! after"


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_who_begins_while_the_other_types_does_not_begin_within_a_word(desk, language):
    async with desk(language=language) as both:
        for words in ("We fou", "nd thr", "ee things"):
            both.bert_types(len(both.theirs.note("i1")), words)
            both.meet()
        await both.pilot.press(*"mine")
        assert both.field.text == both.mine.note("i1") == "We found three things\nmine"


async def test_the_caret_stays_where_it_was_put_within_the_others_words(desk):
    async with desk() as both:
        both.bert_types(0, "We found things")
        both.meet()
        both.field.move_cursor((0, 8))
        both.bert_types(0, "Now: ")
        both.bert_types(len("Now: We found things"), " and more")
        both.meet()
        await both.pilot.press(*" two")
        assert both.mine.note("i1") == "Now: We found two things and more"


@pytest.mark.slow
async def test_words_on_both_sides_of_the_caret_in_one_merge(desk):
    async with desk() as both:
        await both.pilot.press(*"one two three", *["left"] * 6)
        both.meet()
        both.bert_types(0, "1 ", removed=4)
        both.bert_types(len("1 two "), "3", removed=5)
        both.meet()
        await both.pilot.press("X")
        assert both.field.text == "1 twoX 3"


async def test_a_key_between_a_merge_and_its_showing_lands_where_it_was_typed(desk):
    async with desk() as both:
        await both.pilot.press(*"mine")
        both.meet()
        both.bert_types(0, "theirs and ")
        both.meet()  # no pause for any message: the very next thing is a key
        both.field.insert("!")
        assert both.field.text == both.mine.note("i1") == "theirs and mine!"


async def test_undo_and_redo_touch_own_words_alone(desk):
    async with desk() as both:
        await both.pilot.press(*"mine")
        both.meet()
        both.bert_types(2, "BERT")
        both.meet()
        assert both.field.text == "miBERTne"
        await both.pilot.press("ctrl+z")
        assert both.field.text == both.mine.note("i1") == "BERT"
        assert both.mine._document.authored("notes:i1") == [("BERT", "bert")]
        await both.pilot.press("ctrl+z")
        assert both.field.text == "BERT"
        await both.pilot.press("ctrl+y")
        assert both.field.text == both.mine.note("i1") == "miBERTne"
        await both.pilot.press("ctrl+z", "ctrl+shift+z")
        assert both.field.text == "miBERTne"
        both.meet()
        assert both.theirs.note("i1") == "miBERTne"


@pytest.mark.slow
async def test_words_of_each_stay_theirs_when_both_type_and_remove_apart(desk):
    async with desk() as both:
        both.bert_types(0, "BBB")
        both.meet()
        both.field.insert("aaa", (0, 3))
        both.field.insert("a", (0, 2))
        both.field.replace("aa", (0, 2), (0, 5))
        both.bert_types(2, "BBB")
        both.meet()
        await both.pilot.press("ctrl+z", "ctrl+y", "ctrl+end")
        await both.pilot.press(*"aa")
        both.meet()
        for session in (both.mine, both.theirs):
            authored = session.note_editor("i1").authored
            letters = {(letter, by) for words, by in authored for letter in words}
            assert letters - {("\n", "anna")} == {("a", "anna"), ("B", "bert")}
        assert both.colour("BBB") != both.colour("aa")


@pytest.mark.slow
async def test_undo_goes_back_stretch_by_stretch_with_the_caret_at_the_change(desk, clock):
    async with desk() as both:
        await both.pilot.press(*"one", "enter", *"two")
        clock.time += timedelta(seconds=2)
        await both.pilot.press(*" more", "home", "up")
        for left in ("one\ntwo", "one\n", "one", ""):
            await both.pilot.press("ctrl+z")
            assert both.field.text == both.mine.note("i1") == left
            assert both.field.cursor_location == both.field.document.end
        for back in ("one", "one\n", "one\ntwo", "one\ntwo more"):
            await both.pilot.press("ctrl+y")
            assert both.field.text == back
            assert both.field.cursor_location == both.field.document.end


@pytest.mark.slow
async def test_every_note_has_an_undo_of_its_own(desk):
    async with desk() as both:
        await both.pilot.press(*"first", "f3", *"second", "ctrl+pageup")
        events = len(both.mine.notebook.events)
        await both.pilot.press("ctrl+z")
        assert (both.mine.note("i1"), both.mine.note("i2")) == ("", "second")
        await both.pilot.press("f3", "ctrl+z")
        assert (both.mine.note("i1"), both.mine.note("i2")) == ("", "")
        await both.pilot.press("ctrl+pageup", "ctrl+y")
        assert both.field.text == both.mine.note("i1") == "first"
        assert len(both.mine.notebook.events) == events + 2


@pytest.mark.slow
async def test_the_selection_stays_on_its_words(desk):
    async with desk() as both:
        await both.pilot.press(*"one two three")
        both.meet()
        for ends in (((0, 4), (0, 7)), ((0, 7), (0, 4))):
            both.field.selection = Selection(*ends)
            note = both.theirs.note("i1")
            both.bert_types(note.index("two"), "[")
            both.bert_types(note.index("two") + 4, "]")
            both.meet()
            assert both.field.selected_text == "two"
            assert (both.field.selection.start < both.field.selection.end) == (ends[0] < ends[1])
            both.bert_types(note.index("two"), "", removed=1)
            both.bert_types(note.index("two") + 3, "", removed=1)
            both.meet()
            assert both.field.selected_text == "two"


@pytest.mark.slow
async def test_neither_scroll_nor_focus_jump(desk):
    async with desk() as both:
        lines = [f"line {number} of what we said" for number in range(60)]
        both.field.insert("\n".join(lines))
        both.meet()
        await both.pilot.pause()
        for caret, top in ((59, 20), (25, 20), (0, 40)):
            both.field.move_cursor((caret, 0))
            both.field.scroll_to(y=top, animate=False)
            await both.pilot.pause()
            row = both.field.region.y
            both.screen.query_one("#agenda").focus()
            first = both.line(row)
            both.bert_types(0, "a line more\nand another\n")
            both.bert_types(len(both.theirs.note("i1")), "\nand a last one")
            both.meet()
            await both.pilot.pause()
            assert both.line(row) == first
            assert both.screen.focused is both.screen.query_one("#agenda")
            both.field.focus()
            both.bert_types(0, "", removed=len("a line more\nand another\n"))
            both.meet()
            await both.pilot.pause()
            assert both.line(row) == first
            assert both.screen.focused is both.field


@pytest.mark.slow
async def test_words_bear_their_authors_colour_and_lines_their_mark(desk):
    async with desk() as both:
        await both.pilot.press(*"mine", "enter", *"shared ")
        both.meet()
        both.bert_types(len("mine\nshared"), " by both")  # not behind her last line
        both.bert_types(len(both.theirs.note("i1")), "\nhis")
        both.meet()
        await both.pilot.pause()
        marks = [line.split("┃")[-2][:3] for line in both.shown() if "┃" in line][:4]
        assert marks == ["A  ", "AB ", "B  ", "   "]
        first, second = (
            both.field.get_component_styles(name).color.rich_color.name for name in AUTHOR_STYLES
        )
        assert [both.colour(word) for word in ("mine", "shared")] == [first, first]
        assert [both.colour(word) for word in ("y both", "his")] == [second, second]
        await both.pilot.press("up", "end", *" too")
        assert both.colour("mine too") == first
        await both.pilot.press("ctrl+z")
        assert both.colour("mine") == first


def luminance(color) -> float:
    shares = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in color.normalized]
    return sum(
        weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), shares, strict=True)
    )


@pytest.mark.parametrize("theme", THEMES)
async def test_both_colours_can_be_read_and_told_apart(desk, theme):
    async with desk() as both:
        both.pilot.app.theme = theme
        await both.pilot.pause()
        ground = both.field.background_colors[1]
        names = (*AUTHOR_STYLES, "text-area--gutter")
        styles = [both.field.get_component_styles(name) for name in names]
        for style in styles:
            light, dark = sorted((luminance(style.color), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5
        assert styles[0].color != styles[1].color


async def test_one_who_works_alone_has_room_for_marks_only(tmp_path):
    environment = Environment(Places(tmp_path / "anna"), lambda: datetime.now(UTC), login="anna")
    workspace = Workspace(environment)
    set_up_alone(workspace, "Anna")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pilot.app.post_message(SessionWanted("feedback-02"))
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await pilot.press("f3", *"alone")
        field = pilot.app.screen.query_one(NotesArea)
        assert field.gutter_width == 2
        assert field.text == "alone"
    workspace.close()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
async def test_it_says_who_is_typing(desk, clock, language):
    async with desk(size=(60, 20), language=language) as both:
        i18n.use_language(language)
        both.meet()
        both.screen.notebook_changed()
        lead = both.screen.query_one("#lead", Static)
        assert "│ Bert" not in str(lead.content)
        both.bert_types(0, "hello")
        clock.time += timedelta(days=-3650)  # whatever his clock or mine says
        both.meet()
        both.screen.notebook_changed()
        await both.pilot.pause()
        assert str(lead.content).split(" │ ")[-1] == _("{name} is typing in {number}").format(
            name="Bert", number=1
        )
        assert len(str(lead.content)) <= 60
        clock.time += timedelta(seconds=11)
        both.screen.tick()
        assert "│ Bert" not in str(lead.content)


@pytest.mark.slow
@pytest.mark.parametrize("what", ["note", "close", "agenda"])
async def test_words_of_the_other_draw_nothing_but_themselves(desk, monkeypatch, what):
    """For a key that is pressed meanwhile waits."""
    async with desk() as both:
        both.meet()
        both.screen.notebook_changed()
        drawn: list[str] = []
        show = AgendaList.show
        monkeypatch.setattr(AgendaList, "show", lambda *shown: (drawn.append(""), show(*shown)))
        match what:
            case "note":
                both.bert_types(0, "hello")
            case "close":
                line = both.theirs.close_text_in(CloseField("decisions"))
                both.theirs.close_text_editor(line).edit(Patch(0, 0, "we meet on Monday"))
            case "agenda":
                both.theirs.go("i2")
        both.meet()
        both.screen.notebook_changed()
        assert bool(drawn) == (what == "agenda")


async def test_words_without_a_known_author_are_shown_without_one(desk):
    async with desk() as both:
        for author in ("", "\x1b[31m"):
            both.theirs._document.edit("notes:i1", Patch(0, 0, "words"), author)
        both.meet()
        both.screen.notebook_changed()
        await both.pilot.pause()
        assert both.field.text == "wordswords"
        assert "typing" not in str(both.screen.query_one("#lead", Static).content)
        assert "\x1b" not in "".join(both.shown())


@pytest.mark.slow
async def test_an_edit_of_nothing_is_no_edit(desk):
    async with desk() as both:
        saving = both.pilot.app.saving
        await until(both.pilot, lambda: not saving.unsaved)
        state = both.mine._document.state()
        await both.pilot.press("backspace", "delete", "ctrl+z", "ctrl+y")
        both.field.insert("\x07")
        assert both.mine._document.state() == state
        assert not saving.unsaved


@pytest.mark.slow
async def test_a_note_that_is_full_takes_no_more(desk, monkeypatch):
    for module in (text_module, writing):
        monkeypatch.setattr(module, "MAX_NOTE", 20)
    async with desk() as both:
        both.field.insert("x" * 18)
        await both.pilot.press("y")
        await both.pilot.pause()
        assert "full" not in told(both.pilot)
        both.field.insert("z, but this not")
        assert both.field.text == both.mine.note("i1") == "x" * 18 + "yz"
        await both.pilot.press("!")
        assert both.field.text == both.mine.note("i1") == "x" * 18 + "yz"
        await both.pilot.pause()
        assert "full" in told(both.pilot)
        await both.pilot.press("backspace", "!")
        assert both.field.text == both.mine.note("i1") == "x" * 18 + "y!"
        both.field.selection = Selection((0, 17), (0, 20))
        both.field.insert("ab👩‍🔧")
        assert both.field.text == both.mine.note("i1") == "x" * 18 + "y!"


async def test_what_is_pasted_cannot_steer_the_terminal(desk):
    async with desk() as both:
        both.pilot.app.copy_to_clipboard("a\x1b[31mb\r\nc\u202e\x00d")
        await both.pilot.press("ctrl+v")
        assert both.field.text == both.mine.note("i1") == "a[31mb\ncd"
        await both.pilot.press("ctrl+z")
        assert both.field.text == ""


@pytest.mark.slow
@pytest.mark.parametrize("word", ["é", "e\u0301", "😀", "👩‍🔧", "日本", "ß\tx"])
async def test_any_letters_keep_their_places(desk, word):
    async with desk() as both:
        both.field.insert(word)
        await both.pilot.press("a")
        both.meet()
        both.bert_types(0, word + "\n")
        both.bert_types(len(both.theirs.note("i1")), word)
        both.meet()
        await both.pilot.press("b", "left", "left", "c", "ctrl+k")
        both.meet()
        assert both.field.text == both.mine.note("i1") == both.theirs.note("i1")
        assert both.field.text.startswith(word + "\n")
        assert both.field.text.endswith("c")
        await both.pilot.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert both.field.text == both.mine.note("i1")


@pytest.mark.slow
async def test_the_terminal_changes_its_size_in_mid_sentence(desk):
    async with desk() as both:
        await both.pilot.press(*"a sentence that goes on ")
        both.meet()
        for size in ((60, 20), (120, 40), (80, 24)):
            await both.pilot.resize_terminal(*size)
            await both.pilot.pause()
            both.bert_types(0, "he says\n")
            both.meet()
            await both.pilot.press(*"and on ")
            assert both.screen.focused is both.field
            assert both.field.region.contains_point(both.field.cursor_screen_offset)
        assert both.field.text == "he says\n" * 3 + "a sentence that goes on " + "and on " * 3
        assert both.field.text == both.mine.note("i1")


@pytest.mark.slow
async def test_the_caret_is_seen_when_the_last_line_wraps(desk):
    async with desk() as both:
        both.field.insert("a line\n" * 40)
        for key in ("x", "enter"):
            for _press in range(30):
                await both.pilot.press(key)
                assert both.field.region.contains_point(both.field.cursor_screen_offset)


async def test_lines_can_be_cut_from_the_very_end(desk):
    async with desk() as both:
        await both.pilot.press(*"one", "enter", *"two", "ctrl+shift+k")
        assert both.field.text == both.mine.note("i1")
        await both.pilot.press("ctrl+x", "ctrl+x", *"x")
        assert both.field.text == both.mine.note("i1")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_a_row_that_is_remembered_looks_as_one_drawn_anew(desk, seed):
    """Whatever was done, in any order: no row of before stands in the place of another."""
    chance = random.Random(seed)
    async with desk() as both:
        app, field = both.pilot.app, both.field

        def bert() -> None:
            length = len(both.theirs.note("i1"))
            both.bert_types(chance.randint(0, length), chance.choice(["x\n", "(b) ", "long " * 9]))
            both.meet()

        def theme() -> None:
            app.theme = chance.choice(THEMES)

        keys = ["a", "b", "(", ")", "enter", "space", "up", "left", "shift+left", "shift+up",
                "backspace", "ctrl+z", "home", "end", "ctrl+a", "f6"]  # fmt: skip
        sizes = [(80, 24), (60, 20), (120, 40)]
        for _step in range(60):
            do = chance.choice([*keys, *keys, bert, bert, theme, "size"])
            if do == "size":
                await both.pilot.resize_terminal(*chance.choice(sizes))
            elif callable(do):
                do()
            else:
                await both.pilot.press(do)
            await both.pilot.pause()
            field._theme.apply_css(field)  # as before rows are drawn: fields share a theme
            for y in range(field.size.height):
                if field._look(y) is not None:
                    assert field.render_line(y) == field._marked(y), (do, y)


async def test_first_words_that_arrive_meanwhile_stay_apart_from_mine(desk):
    async with desk() as both:
        both.bert_types(0, "week 52 off")
        both.meet()
        await both.pilot.press(*"mine")
        assert both.field.text == "week 52 off\nmine"
        both.meet()
        assert both.theirs.note("i1") == both.field.text


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
async def test_who_comes_back_to_a_note_does_not_go_on_in_the_others_line(desk, language):
    async with desk(language=language) as both:
        await both.pilot.press(*"mine")
        both.meet()
        both.bert_types(4, "\nAction: call @Bert fri")
        both.meet()
        await both.pilot.press("ctrl+n", "ctrl+pageup", *"more")
        assert both.mine.note("i1") == "mine\nAction: call @Bert fri\nmore"
        await both.pilot.press("ctrl+n", "ctrl+pageup", *" and more")
        assert both.mine.note("i1").endswith("\nmore and more"), "one goes on with one's own"


ON_EMPTY_LINES = [
    (["eerste zin", "enter"], "Actie: Bert belt kiwi", "eerste zin\nActie: Bert belt kiwi\nmine"),
    (["enter"], "peer eerst\n", "\npeer eerst\nmine"),
    (["gone", "ctrl+u"], "Actie: Bert belt kiwi", "Actie: Bert belt kiwi\nmine"),
    (["above", "enter", "enter", "below", "up"], "Idea: tea", "above\nIdea: tea\nmine\nbelow"),
    (["above", "enter", "enter", "below", "up"], "\n", "above\nmine\n\nbelow"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "theirs", "left"), ON_EMPTY_LINES)
async def test_on_an_empty_line_one_begins_behind_what_the_other_typed_there(
    desk, keys, theirs, left
):
    async with desk() as both:
        for key in keys:
            await both.pilot.press(*([key] if key in ("enter", "up", "ctrl+u") else key))
        both.meet()
        at = len("above\n") if "up" in keys else len(both.theirs.note("i1"))
        for place, letter in enumerate(theirs):
            both.bert_types(at + place, letter)
            both.meet()
        records = [len(both.mine.notebook.records(kind)) for kind in ("actions", "ideas")]
        await both.pilot.press(*"mine")
        both.meet()
        assert both.field.text == both.mine.note("i1") == both.theirs.note("i1") == left
        assert [len(both.mine.notebook.records(kind)) for kind in ("actions", "ideas")] == records
        assert sum(records) == (":" in theirs)


@pytest.mark.slow
async def test_so_does_who_comes_to_an_empty_line_and_finds_the_other_typing(desk):
    async with desk() as both:
        both.bert_types(0, "first sentence\n")
        both.meet()
        await both.pilot.press("ctrl+n", "ctrl+pageup")
        for letter in "Action: Bert plum fri":
            both.bert_types(len(both.theirs.note("i1")), letter)
            both.meet()
        await both.pilot.press(*"ok mooi")
        assert both.mine.note("i1") == "first sentence\nAction: Bert plum fri\nok mooi"
        assert [record.text for record in both.mine.notebook.actions] == ["Bert plum"]


async def test_words_that_came_from_elsewhere_on_an_empty_line_stay_apart_too(desk):
    async with desk() as both:
        both.mine.add_paragraph("from the command line", "i1")
        await both.pilot.press(*"mine", "enter")
        both.mine.add_paragraph("and more", "i1")
        await both.pilot.press(*"again")
        assert both.mine.note("i1") == "from the command line\nmine\nagain\nand more"


@pytest.mark.slow
@pytest.mark.parametrize("key", ["home", "up"])
async def test_who_goes_to_the_beginning_of_the_others_line_types_there(desk, key):
    async with desk() as both:
        await both.pilot.press("enter")
        both.meet()
        both.bert_types(1, "plum")
        both.meet()
        await both.pilot.press(key, *"my ")
        assert both.mine.note("i1") == ("\nmy plum" if key == "home" else "my \nplum")
        both.meet()
        row = both.field.cursor_location[0]
        both.field.move_cursor((row, 0))
        both.bert_types(row and 1, "his ")
        both.meet()
        await both.pilot.press("X")
        assert both.mine.note("i1").split("\n")[row].replace("his ", "") in ("Xmy plum", "Xmy ")


@pytest.mark.slow
async def test_what_is_taken_back_behind_the_others_line_begins_anew_behind_it(desk):
    async with desk() as both:
        await both.pilot.press(*"above", "enter", "enter", *"below", "up")
        both.meet()
        both.bert_types(len("above\n"), "Idea: tea")
        both.meet()
        await both.pilot.press(*"pears", "ctrl+z", *"plums")
        assert both.mine.note("i1") == "above\nIdea: tea\nplums\nbelow"


@pytest.mark.slow
async def test_a_caret_that_the_others_further_line_takes_along_begins_behind_it(desk):
    async with desk() as both:
        both.bert_types(0, "plum")
        both.meet()
        await both.pilot.press("ctrl+end")
        both.bert_types(len("plum"), "\nAction: Bert calls fri")
        both.meet()
        await both.pilot.press(*"mine")
        assert both.mine.note("i1") == "plum\nAction: Bert calls fri\nmine"
        assert [record.text for record in both.mine.notebook.actions] == ["Bert calls"]


@pytest.mark.slow
async def test_whose_empty_line_the_other_removes_begins_behind_their_line(desk):
    async with desk() as both:
        both.bert_types(0, "Action: Bert calls fri")
        both.meet()
        await both.pilot.press("ctrl+end", "enter")
        both.meet()
        both.bert_types(len("Action: Bert calls fri"), "", removed=1)
        both.meet()
        await both.pilot.press(*"mine")
        assert both.mine.note("i1") == "Action: Bert calls fri\nmine"
        assert [record.text for record in both.mine.notebook.actions] == ["Bert calls"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
async def test_no_line_is_of_both_where_each_types_only_where_the_caret_stands(desk, seed):
    """Anna by keys; Bert where his caret would be, which goes along as hers does."""
    chance = random.Random(seed)
    async with desk() as both:
        fruit = iter(f"w{number}" for number in range(100))
        for _step in range(25):
            if chance.random() < 0.5:
                await both.pilot.press(*chance.choice([[*next(fruit)], ["enter"]]))
            else:
                note = both.theirs.note("i1")
                words = chance.choice([next(fruit), "\n"])
                mine = not note or note.endswith("\n") or both.theirs._document.authored(
                    "notes:i1")[-1][1] == "bert"  # fmt: skip
                both.bert_types(len(note), words if mine or words == "\n" else "\n" + words)
            both.meet()
        authored = both.mine._document.authored("notes:i1")
        assert len(authored) > 1
        whose = [by for words, by in authored for letter in words]
        at = 0
        for line in both.mine.note("i1").split("\n"):
            assert len(set(whose[at : at + len(line)])) <= 1, line
            at += len(line) + 1
