"""Each private thing of Textual's that is used here does what it did; an upgrade may change it."""

import ast
import asyncio
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
import textual.drivers
from rich.text import Text
from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import TextArea

import companion
import screens
from companion.app.terminal_driver import TAKE_BACK
from screens.widgets import textual_compat
from screens.widgets.textual_compat import (
    KeyParser,
    all_screens,
    app_of,
    drawn_row,
    driver_of,
    event_time,
    is_at_work,
    note_caret_place,
    waits_for_layout,
    waits_for_refresh,
)

NOT_OF_TEXTUAL = {"_exit", "_replace", "_SubParsersAction", "_merge_checked", "_without_empty"}
"""Private names that are used of other objects: of `os`, of a named tuple, of argparse, and own of
a document and of a notebook."""


OWN = ("self", "cls", "super()")
"""What names the object itself, whose private names its own class is asked about."""


def test_xterm_parser_gives_what_whole_sequences_mean():
    parser = KeyParser()
    for unit, key in (("a", "a"), ("\x1b[18~", "f7"), ("\x1b", "escape"), ("\x1b[Z", "shift+tab")):
        assert [event.key for event in parser.messages(unit)] == [key]
    assert isinstance(parser.messages("\x1b[<0;3;4M")[0], events.MouseDown)
    assert isinstance(parser.messages("\x1b[I")[0], events.AppFocus)
    assert isinstance(parser.messages("\x1b[48;24;80;480;800t")[0], events.Resize)


@pytest.mark.parametrize("bad", ["\x1b[97;1;1114112u", "\x1b[97:1:2u", "\x1b[9", "\x1b]11;"])
def test_xterm_parser_reads_on_after_what_it_raises_over_or_waits_for(bad):
    parser = KeyParser()
    parser.messages("\x1b[48;24;80;480;800t")
    parser.messages(bad)
    assert [event.key for event in parser.messages("a")] == ["a"]
    assert parser.messages("\x1b[<0;11;21M")[0].x == 1  # it still knows the pixels of a cell


def test_linux_driver_reads_in_one_method_that_ours_takes_the_place_of():
    assert "self.run_input_thread()" in inspect.getsource(LinuxDriver._run_input_thread)
    read = inspect.getsource(LinuxDriver.run_input_thread)
    for used in ("self.fileno", "self.exit_event.is_set()", "self.process_message("):
        assert used in read


def test_windows_driver_takes_monitor_and_parser_from_a_module():
    folder = Path(textual.drivers.__file__).parent
    assert "win32.EventMonitor(" in (folder / "windows_driver.py").read_text()
    monitor = (folder / "win32.py").read_text().partition("class EventMonitor")[2]
    for used in ("XTermParser(debug=", "parser.tick()", "parser.feed(", "self.exit_event"):
        assert used in monitor


def test_event_time_is_that_of_events():
    before = event_time()
    assert before <= events.Key("a", "a").time <= event_time()


class Slow(Widget):
    """Takes its time over a key, and is told when it may go on."""

    can_focus = True

    def __init__(self):
        super().__init__()
        self.go_on = asyncio.Event()

    async def on_key(self):
        await self.go_on.wait()


async def test_message_pump_tells_who_is_at_work():
    app = App()
    async with app.run_test() as pilot:
        slow = Slow()
        app.mount(slow)
        assert is_at_work(slow)  # it is still to begin
        await pilot.pause()
        assert not is_at_work(slow)
        slow.post_message(events.Key("a", "a"))
        assert is_at_work(slow)  # a message waits
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert slow.message_queue_size == 0
        assert is_at_work(slow)  # it is being handled
        slow.go_on.set()
        await pilot.pause()
        assert not is_at_work(slow)
        assert not is_at_work(app)


async def test_message_pump_is_not_at_work_with_what_it_hands_over():
    found = []

    class Asking(App):
        def on_key(self):
            found.append((is_at_work(self), is_at_work(self, handing_over=True)))

    async with Asking().run_test() as pilot:
        await pilot.press("a")
    assert found == [(True, False)]


async def test_message_pump_is_at_work_with_what_comes_behind_what_it_hands_over():
    found = []

    class Asking(App):
        async def on_event(self, event):
            if isinstance(event, events.Key):
                found.append(is_at_work(self, handing_over=True))
            else:
                await super().on_event(event)

    app = Asking()
    async with app.run_test() as pilot:
        await pilot.pause()
        for letter in "ab":
            app.post_message(events.Key(letter, letter))
        while len(found) < 2:
            await asyncio.sleep(0)
    assert found == [True, False]


async def test_screen_tells_what_waits_for_it():
    app = App()
    async with app.run_test() as pilot:
        screen = app.screen
        await pilot.pause()
        assert not waits_for_refresh(screen)
        assert not waits_for_layout(screen)
        done = asyncio.Event()
        screen.call_after_refresh(done.set)
        screen.refresh(layout=True)
        assert waits_for_layout(screen)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert waits_for_refresh(screen)
        await pilot.pause()
        assert done.is_set()
        assert not waits_for_refresh(screen)
        assert not waits_for_layout(screen)


async def test_app_tells_its_driver_and_the_screens_of_all_modes():
    class Modes(App):
        MODES = {"one": Screen, "two": Screen}
        DEFAULT_MODE = "one"

    app = Modes()
    assert driver_of(app) is None
    async with app.run_test():
        assert driver_of(app).is_headless
        assert app_of(driver_of(app)) is app
        first = app.screen
        await app.switch_mode("two")
        await app.push_screen(Screen())
        assert all_screens(app) == [first, *app.screen_stack]


async def test_text_area_draws_a_row_from_what_its_line_is_now():
    class Saying(TextArea):
        said = "one"

        def get_line(self, _line_index):
            return Text(self.said, end="", no_wrap=True)

    class Fields(App):
        def compose(self):
            yield Saying("aaa")

    async with Fields().run_test() as pilot:
        area = pilot.app.query_one(Saying)
        assert area.render_line(0).text.strip() == "one"
        area.said = "two"
        assert area.render_line(0).text.strip() == "one"  # remembered: why the private way is used
        assert drawn_row(area, 0).text.strip() == "two"


async def test_text_area_is_told_where_its_caret_is_without_scrolling():
    class Still(TextArea):
        def scroll_cursor_visible(self, *_what, **_how):
            note_caret_place(self)
            return Offset()

    class Fields(App):
        def compose(self):
            yield Still("a\n" * 90)

    async with Fields().run_test() as pilot:
        area = pilot.app.query_one(Still)
        await pilot.pause()
        first = area.cursor_screen_offset
        area.move_cursor((50, 0))
        await pilot.pause()
        assert area.cursor_screen_offset == first + Offset(0, 50)
        assert area.scroll_offset == Offset()


def test_linux_driver_goes_on_by_a_method_that_ours_takes_the_place_of():
    go_on = inspect.getsource(LinuxDriver._sigcont_application)
    assert "self.resume_application_mode()" in go_on
    stop = inspect.getsource(LinuxDriver._sigtstp_application)
    assert "self.suspend_application_mode()" in stop


def test_what_is_taken_back_after_a_stop_is_all_that_linux_driver_takes_at_first():
    begin = inspect.getsource(LinuxDriver.start_application_mode)
    for taken in ("_enable_mouse_support", "_enable_bracketed_paste"):
        assert f"self.{taken}()" in begin
        begin += inspect.getsource(getattr(LinuxDriver, taken))
    code = "\n".join(line for line in begin.splitlines() if not line.strip().startswith("#"))
    modes = re.findall(r"\\x1b\[\?(\d+[hl])", code)
    assert modes
    assert set(modes) - {"1016h"} <= set(re.findall(r"\x1b\[\?(\d+[hl])", TAKE_BACK))


def _modules() -> Iterator[ModuleType]:
    for package in (screens, companion):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__") and name != "_"


def _tree(source: object) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(source)))


@cache
def _private_names(base: type) -> frozenset[str]:
    """What a class of Textual's keeps to itself: what it defines, and what it sets in itself."""
    stored = {
        node.attr
        for node in ast.walk(_tree(base))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    annotated = set(vars(base).get("__annotations__", {}))
    return frozenset(filter(_is_private, {*vars(base), *stored, *annotated}))


def _of_textual(one: type) -> set[str]:
    """The private names that a class of ours has from those of Textual it is made of."""
    bases = [base for base in one.__mro__ if base.__module__.split(".")[0] == "textual"]
    return set().union(*map(_private_names, bases))


def _used(module: ModuleType) -> Iterator[str]:
    """The private names a module takes from an object that is not its own."""
    tree = _tree(module)
    own = {*OWN, *(node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
            names = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            yield from filter(_is_private, names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("getattr", "setattr"):
            name = node.args[1]
            if isinstance(name, ast.Constant) and _is_private(str(name.value)):
                yield str(name.value)
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) not in own:
            yield from filter(_is_private, [node.attr])


def _taken_in(one: type) -> Iterator[str]:
    """The private names of Textual's that a class of ours uses of itself, or takes the place of."""
    private = _of_textual(one)
    if private:
        own = set(ast.walk(_tree(one)))
        yield from (n.attr for n in own if isinstance(n, ast.Attribute) and n.attr in private)
        yield from (n.name for n in own if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
                    and n.name in private)  # fmt: skip


def test_all_that_is_private_of_textual_stands_in_one_module():
    """Elsewhere nobody would look at it when Textual is upgraded, and a private method that takes
    the name of one of Textual's is called in its place without a warning."""
    found = set()
    for module in _modules():
        if module is textual_compat:
            continue
        classes = [c for c in vars(module).values() if inspect.isclass(c)
                   and c.__module__ == module.__name__]  # fmt: skip
        names = {name for one in classes for name in _taken_in(one)}
        names |= set(_used(module)) - NOT_OF_TEXTUAL
        found |= {f"{module.__name__}: {name}" for name in names}
    assert found == set()
