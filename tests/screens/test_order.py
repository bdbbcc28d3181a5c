"""A burst of keys: each counts where those before it led, in every place."""

import asyncio
import threading
from contextlib import asynccontextmanager
from functools import partial

import pytest
from driver import NAMES, app_for, burst, read, told, until, words, workers_done
from textual.events import AppBlur, AppFocus, Key, Paste
from textual.widgets import Input

from companion.app import input_delay, input_queue
from companion.commands.places import HOME, LIBRARY
from screens.closing.closing import ClosingScreen
from screens.dialogs.capture import LabelledInput
from screens.dialogs.choice import ChoiceScreen
from screens.session.off_record import ScratchPad
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionWanted
from screens.widgets.notes_area import NotesArea

pytestmark = pytest.mark.slow  # keys that come faster than the app can be


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """That of a computer so slow that all takes too long; quicker ones run all other tests."""
    monkeypatch.setattr(input_queue, "PATIENCE", 0.0)
    # Each wait is told then: ^u would be too late for all of them.
    monkeypatch.setattr(input_delay, "AFTERWARDS", 0.0)


@asynccontextmanager
async def at_notes(home, language="en"):
    """The app with the caret in the notes of a session that runs."""
    workspace = home()
    workspace.set_language(language)
    app = app_for(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        app.post_message(SessionWanted("feedback-02"))
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await workers_done(app)
        await pilot.press("f3")
        assert isinstance(app.focused, NotesArea)
        yield pilot


def note(pilot):
    return pilot.app.sessions.in_use.note("i1")


async def send_all(app, *events):
    """Let events arrive all at once, and be done."""
    for event in events:
        app.post_message(event)
    await app.input.done()


async def test_private_words(home):
    async with at_notes(home) as pilot:
        await burst(pilot, "a", "f7", *"secret", "enter", "x", "f7", "b")
        assert note(pilot) == "ab"
        await burst(pilot, "f7")
        assert pilot.app.focused.text == "secret\nx"


async def test_words_after_each_way_into_a_field(home):
    async with at_notes(home) as pilot:
        await burst(pilot, "f8", *"idea: tea @bert", "escape", "ctrl+f", *"camera", "escape", "z")
        assert note(pilot) == "z"
        await burst(pilot, "f8")
        assert pilot.app.screen.query_one(Input).value == "tea @bert"


async def test_a_line_of_the_close(home):
    async with at_notes(home) as pilot:
        await burst(pilot, "a", "ctrl+r", "f3", "f3", *"learned", "enter")
        assert isinstance(pilot.app.screen, ClosingScreen)
        assert note(pilot) == "a"


async def test_letters_and_what_moves_among_them(home):
    async with at_notes(home) as pilot:
        await burst(pilot, *"one", "backspace", "x", "enter", *"two", "left", "y", "home", "z")
        assert note(pilot) == "onx\nztwyo"


async def test_words_behind_a_new_session_are_in_it(home):
    app = app_for(home())
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.is_mounted)
        await burst(pilot, "2", "s", "f3", *"first words")
        assert note(pilot) == "first words"


async def test_words_behind_the_key_of_the_session_are_in_it(home):
    """At the start it is not known yet which one that is."""
    workspace = home()
    session = workspace.create_session("feedback-02")
    session.start()
    session.save()
    workspace.close()
    app = app_for(home())
    async with app.run_test(size=(120, 40)) as pilot:
        await burst(pilot, "3", *"words")
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await app.input.done()
        assert note(pilot) == "words"


async def test_a_paste_is_one_event_among_keys(home):
    async with at_notes(home) as pilot:
        app = pilot.app
        words = Key("a", "a"), Paste("1\n2\n"), Key("b", "b"), Key("f7", None), Paste("own")
        await send_all(app, *words)
        assert note(pilot) == "a1\n2\nb"
        assert app.focused.text == "own"


async def test_a_key_that_comes_while_the_one_before_goes_up_to_the_app(home, monkeypatch):
    """A key does what it is bound to once it came up to the app; this one is just ahead of it."""

    def bring(screen, event):
        if event.key == "enter":
            screen.app.post_message(Key("z", "z"))

    monkeypatch.setattr(ChoiceScreen, "on_key", bring, raising=False)
    async with at_notes(home) as pilot:
        await burst(pilot, "a", "ctrl+l", "o", "down")
        await burst(pilot, "enter")
        await burst(pilot, *"buiten")
        assert pilot.app.screen.query_one(ScratchPad).text == "zbuiten"
        assert note(pilot) == "a"


async def test_another_window_that_comes_to_the_front_takes_no_key_from_its_field(home):
    async with at_notes(home) as pilot:
        app = pilot.app
        await burst(pilot, "f7", *"own", "f7")
        words = [Key(letter, letter) for letter in "tea for two"]
        await send_all(app, *words, AppBlur(), *words[:3], AppFocus())
        assert note(pilot) == "tea for twotea"
        await burst(pilot, "f8")
        await send_all(app, *words, AppBlur(), *words[:3])
        assert app.screen.query_one(LabelledInput).value == "tea for twotea"


async def test_a_field_is_not_rewritten_from_what_it_said_before(home):
    app = app_for(home())
    async with app.run_test() as pilot:
        await pilot.press("f8")
        field = app.screen.query_one(Input)
        await burst(pilot, *"idea: sam", "left", *"la")
        assert (field.value, field.cursor_position) == ("salam", 4)


async def test_keys_behind_what_does_not_come_wait_for_it(home, monkeypatch):
    """A folder hangs: what was meant for the session waits, and that is said."""
    let_go = threading.Event()
    app = app_for(home())
    async with app.run_test(size=(120, 40)) as pilot:
        made = app.workspace.prepare_session
        monkeypatch.setattr(
            app.workspace, "prepare_session", lambda name: let_go.wait(30) and made(name)
        )
        await pilot.press("2")
        monkeypatch.setattr(input_queue, "PATIENCE", 0.2)
        for key in ("s", "f3", *"no 4 such words"):
            app.post_message(Key(NAMES.get(key, key), key if len(key) == 1 else None))
        await read(pilot, "what you type waits for it. ^u throws it away")
        assert app.current_mode == LIBRARY
        waited: list[bool] = []
        tell = app.notify
        monkeypatch.setattr(
            app, "notify",
            lambda said, **how: waited.append(app.input.has_pending_keys) or tell(said, **how),
        )  # fmt: skip
        let_go.set()
        await app.input.done()
        assert note(pilot) == "no 4 such words"
        await until(pilot, lambda: "What you typed went where it was meant to go." in told(pilot))
        assert waited[-1] is False


@asynccontextmanager
async def at_what_hangs(home, monkeypatch):
    """The app with a session asked for that does not come, and told that keys wait for it."""
    hangs, let_go = threading.Event(), threading.Event()
    app = app_for(home())
    async with app.run_test(size=(120, 40)) as pilot:
        monkeypatch.setattr(
            app.workspace, "prepare_session", lambda _name: hangs.set() or let_go.wait(30)
        )
        await pilot.press("2")
        send(app, "s")
        await until(pilot, hangs.is_set)
        monkeypatch.setattr(input_queue, "PATIENCE", 0.2)
        send(app, "x", "escape", "1")
        await read(pilot, "Not open yet")
        assert app.current_mode == LIBRARY
        yield pilot
        app.workers.cancel_all()
        let_go.set()


def send(app, *keys):
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))


def at_work(app):
    """Something that keys wait for, until what is given is set."""
    done = asyncio.Event()
    app.run_worker(done.wait(), group=input_queue.LEADS)
    return done


async def test_whoever_does_not_wait_throws_it_away_and_goes_on(home, monkeypatch):
    async with at_what_hangs(home, monkeypatch) as pilot:
        send(pilot.app, "ctrl+u", "1")
        await until(pilot, lambda: pilot.app.current_mode == HOME)
        assert "Thrown away" in words(pilot.app)


async def test_what_began_to_work_since_is_waited_for_after_it_all_the_same(home, monkeypatch):
    async with at_what_hangs(home, monkeypatch) as pilot:
        app = pilot.app
        done = at_work(app)
        send(app, "ctrl+u", "1")
        await until(pilot, lambda: told(pilot).count("Not open yet") == 2)
        assert app.current_mode == LIBRARY
        done.set()
        await until(pilot, lambda: app.current_mode == HOME)


async def test_a_long_wait_of_many_short_ones_is_told(home, monkeypatch):
    async def slow(_field, _event):
        await asyncio.sleep(0.1)

    async with at_notes(home) as pilot:
        monkeypatch.setattr(NotesArea, "on_key", slow, raising=False)
        monkeypatch.setattr(input_queue, "PATIENCE", 0.3)
        await burst(pilot, *["left"] * 8)
        assert "Not open yet" in told(pilot)


@pytest.mark.parametrize(
    ("language", "waits", "gone"),
    [
        (
            "en",
            "Not open yet: what you type waits",
            "What you typed went where it was meant to go.",
        ),
        ("nl", "Nog niet open: wat je typt wacht", "Wat je typte is gekomen waar het hoort."),
    ],
)
async def test_that_keys_wait_is_said_no_longer_than_they_do(
    home, monkeypatch, language, waits, gone
):
    """Who does as it says once they have gone would remove them from where they went."""
    monkeypatch.setattr(input_queue, "PATIENCE", 0.2)
    async with at_notes(home, language) as pilot:
        done = at_work(pilot.app)
        send(pilot.app, "end", *"line")
        await read(pilot, waits)
        done.set()
        await read(pilot, gone)
        assert waits not in words(pilot.app)


@pytest.mark.parametrize(("moment", "left"), [(60.0, "line"), (0.0, "")])
async def test_who_throws_away_too_late_removes_nothing(home, monkeypatch, moment, left):
    """What waited stands in a field by then, and the same key would empty it."""
    monkeypatch.setattr(input_delay, "AFTERWARDS", moment)
    monkeypatch.setattr(input_queue, "PATIENCE", 0.2)
    async with at_notes(home) as pilot:
        done = at_work(pilot.app)
        send(pilot.app, "end", *"line")
        await until(pilot, lambda: "Not open yet" in told(pilot))
        done.set()
        await pilot.app.input.done()
        await burst(pilot, "ctrl+u")
        assert note(pilot) == left
        assert ("Nothing is thrown away" in told(pilot)) is bool(left)


async def test_letters_that_wait_go_in_together(home, monkeypatch):
    edits = []
    change = LabelledInput.replace
    monkeypatch.setattr(
        LabelledInput, "replace", lambda self, *what: edits.append(what) or change(self, *what)
    )
    async with at_notes(home) as pilot:
        await burst(pilot, "f8", *"wait " * 200, "backspace", "!")
        assert pilot.app.screen.query_one(Input).value == "wait " * 199 + "wait!"
        assert len(edits) < 50


async def test_letters_into_the_notes_go_in_together_and_one_undo_takes_them_back(home):
    async with at_notes(home) as pilot:
        edits = []
        pilot.app.focused.edit = partial(_noted, edits, pilot.app.focused.edit)
        await burst(pilot, *"wait " * 100)
        assert note(pilot) == "wait " * 100
        assert len(edits) < 50
        await burst(pilot, "ctrl+z")
        assert note(pilot) == ""


def _noted(edits, do, edit):
    edits.append(edit)
    return do(edit)


async def test_a_paste_is_taken_back_apart_from_what_is_typed_around_it(home):
    async with at_notes(home) as pilot:
        await send_all(pilot.app, Key("a", "a"), Paste("foo"), Key("b", "b"))
        steps = []
        for _again in range(3):
            await burst(pilot, "ctrl+z")
            steps.append(note(pilot))
        assert steps == ["afoo", "a", ""]


@pytest.mark.parametrize(
    "typed", ["idea: decision: tea", "Idee:  thee  ", "tea: idea: now", "action:", "idea: a b "]
)
async def test_letters_together_say_what_they_say_one_by_one(home, typed):
    async with at_notes(home) as pilot:
        said = []
        for send in (pilot.press, partial(burst, pilot)):
            await burst(pilot, "f8")
            await send(*(NAMES.get(letter, letter) for letter in typed) if send is pilot.press
                       else typed)  # fmt: skip
            screen = pilot.app.screen
            said.append((screen.query_one(Input).value, screen.draft.choice))
            await burst(pilot, "ctrl+u")
            screen.draft.choose("actions")
            await burst(pilot, "escape")
        assert said[0] == said[1]
