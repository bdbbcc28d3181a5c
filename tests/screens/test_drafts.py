"""What is typed into a field is kept, however the screen is left; the same screen shows it again.

`FIELDS` says of each kind of draft how its field is reached: one that is missing here fails.
"""

import shutil
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from driver import NAMES, app_for, see, shown, told, until, workers_done
from textual.events import Key
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from companion import i18n
from companion.app import input_queue
from companion.commands.key_names import shown as key_shown
from companion.commands.places import HOME
from companion.commands.places import NAMES as PLACE_NAMES
from companion.domain.errors import WrongUse
from companion.domain.note import drafts
from companion.domain.note.line_parser import ParsedLine
from companion.storage.disk import threads
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.document.draft_text import DraftText
from companion.workspace.document.drafts import Drafts
from companion.workspace.document.open_session import OpenSession
from screens.closing.closing import ClosingScreen
from screens.dialogs.card import CardScreen
from screens.dialogs.drafts import DraftsScreen
from screens.dialogs.prompt import PromptScreen
from screens.lesson.lesson import LessonScreen
from screens.lesson.study import StudyScreen
from screens.notes.notes import NotesScreen
from screens.session.prepare import PrepareScreen
from screens.session.session import SessionScreen
from screens.settings import SettingsScreen
from screens.setup.alone import SetupAloneScreen
from screens.setup.pair import SetupPairScreen
from screens.setup.welcome import WelcomeScreen
from screens.shared.draft_words import draft_words, is_listed_draft
from screens.shared.messages.places import LessonChosen
from screens.shared.messages.sessions import PrepareWanted, SessionChosen
from screens.sync import SyncScreen

pytestmark = pytest.mark.slow  # each field of the app, a crash, a start anew

WORDS = "half a thought"
KEPT = {"en": "Kept for the next time, not entered:", "nl": "Bewaard voor later, niet ingevoerd:"}
"""What is said of words that were left in their field."""
IN_SESSION = "companion.workspace.document.open_session.OpenSession"
MOMENT = "Which moment since our last session would you have liked feedback on?"

Reach = Callable[[Pilot[None], str], Awaitable[None]]


@dataclass(frozen=True)
class Field:
    """A field of some screen."""

    kind: str
    reach: Reach
    """Goes to it from the first screen, in a home with the session of that id."""
    made: Callable[[OpenSession], object] = OpenSession.start
    """What was done in the session before."""
    begins_as: str = ""
    hinted: bool = True
    """Whether it has a hint of its own for throwing it away."""
    query: bool = False
    """Whether it is words to find something by, which become nothing else."""


async def on(pilot: Pilot[None], kind: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))


async def skip(pilot: Pilot[None], session: str) -> None:
    await until(pilot, lambda: pilot.app.saving is not None)
    pilot.app.post_message(SessionChosen(session))
    await on(pilot, SessionScreen)
    await pilot.press("ctrl+l", "k")


async def prepare(pilot: Pilot[None], session: str) -> None:
    await until(pilot, lambda: pilot.app.saving is not None)
    pilot.app.post_message(PrepareWanted(session))
    await on(pilot, PrepareScreen)


async def new_item(pilot: Pilot[None], session: str) -> None:
    await prepare(pilot, session)
    await pilot.press("n")


async def day(pilot: Pilot[None], session: str) -> None:
    await prepare(pilot, session)
    await pilot.press("d")


async def name(pilot: Pilot[None], _session: str) -> None:
    await pilot.press("0")
    await on(pilot, SettingsScreen)
    pilot.app.screen.query_one("#lines", OptionList).highlighted = 1
    await pilot.press("enter")


def planned(_session: OpenSession) -> None:
    """As it was made."""


def decided(session: OpenSession) -> None:
    session.start()
    session.add("decisions", ParsedLine("we go on"))


async def closing(pilot: Pilot[None], session: str, step: int) -> None:
    await until(pilot, lambda: pilot.app.saving is not None)
    pilot.app.post_message(SessionChosen(session))
    await on(pilot, SessionScreen)
    await pilot.press("ctrl+r")
    await on(pilot, ClosingScreen)
    for _step in range(step):
        await pilot.press("f3")
    await pilot.app.input.done()


def closed(session: OpenSession) -> None:
    """Closed, with a line that was agreed and a card that the other made."""
    decided(session)
    session.add("cards", ParsedLine("why?"), by="bert", answer="because")
    session.finish()


async def change(pilot: Pilot[None], session: str) -> None:
    await closing(pilot, session, 3)
    pilot.app.screen.query_one("#box-decisions OptionList").focus()
    await pilot.press("enter")
    await on(pilot, PromptScreen)


def in_sync(key: str) -> Reach:
    async def reach(pilot: Pilot[None], _session: str) -> None:
        await pilot.press("9")
        await on(pilot, SyncScreen)
        await pilot.press(key)

    return reach


def in_notes(*keys: str, part: str = "") -> Reach:
    async def reach(pilot: Pilot[None], _session: str) -> None:
        await pilot.press("4")
        await on(pilot, NotesScreen)
        await pilot.press(*keys)
        if part:
            await on(pilot, CardScreen)
            pilot.app.screen.query_one(part).focus()

    return reach


def by_key(key: str) -> Reach:
    async def reach(pilot: Pilot[None], _session: str) -> None:
        await until(pilot, lambda: pilot.app.saving is not None)
        await pilot.press(key)

    return reach


def in_lesson(*keys: str) -> Reach:
    async def reach(pilot: Pilot[None], _session: str) -> None:
        pilot.app.post_message(LessonChosen("feedback-02"))
        await on(pilot, LessonScreen)
        await until(pilot, lambda: pilot.app.screen.reading.shared is not None)
        await pilot.press(*keys)

    return reach


async def point(pilot: Pilot[None], session: str) -> None:
    await in_lesson("e")(pilot, session)
    await on(pilot, StudyScreen)
    await pilot.press("i")


def card(selector: str) -> Reach:
    async def reach(pilot: Pilot[None], session: str) -> None:
        await closing(pilot, session, 1)
        pilot.app.screen.query_one("#cards").focus()
        await pilot.press("enter")
        await on(pilot, CardScreen)
        pilot.app.screen.query_one(selector).focus()

    return reach


FIELDS = [
    Field(drafts.CARD_QUESTION, card("#question")),
    Field(drafts.CARD_ANSWER, card("#answer")),
    Field(drafts.CAPTURE, by_key("f8")),
    Field(drafts.POINT, point, begins_as=MOMENT),
    Field(drafts.MARGIN, in_lesson("h", "m")),
    Field(drafts.SEARCH, by_key("ctrl+f"), query=True),
    Field(drafts.FIND, in_lesson("slash"), query=True),
    Field(drafts.PALETTE, by_key("ctrl+p"), query=True),
    Field(drafts.CORRECTION, in_notes("c"), OpenSession.finish),
    Field(drafts.LATER_LINE, in_notes("l"), OpenSession.finish),
    Field(drafts.SKIP, skip),
    Field(drafts.CHANGE, change, decided, begins_as="we go on"),
    Field(drafts.CHANGE, in_notes("c", "down", "enter"), closed, begins_as="we go on"),
    Field(drafts.CARD_QUESTION, in_notes("k", part="#question"), closed, begins_as="why?"),
    Field(drafts.CARD_ANSWER, in_notes("k", part="#answer"), closed, begins_as="because"),
    Field(drafts.NEW_ITEM, new_item),
    Field(drafts.DAY, day, planned, begins_as="2026-11-23"),
    Field(drafts.NAME_CHANGE, name, begins_as="Anna"),
    Field(drafts.PACK, in_sync("p"), begins_as="~"),
    Field(drafts.UNPACK, in_sync("o"), begins_as="~/"),
]
every_other_field = pytest.mark.parametrize("field", FIELDS[::2], ids=lambda field: field.kind)
"""Where the way into the field does not count: all of them are the same widget."""


def each_in_turn(
    *names: str, of: Iterable[tuple[Field, *tuple[object, ...]]]
) -> pytest.MarkDecorator:
    """Each of them, in the one language or the other by turns: all fields have the same words."""
    cases = [
        pytest.param(field, *values, language, id=f"{field.kind}-{language}")
        for (field, *values), language in zip(of, cycle(i18n.LANGUAGES), strict=False)
    ]
    return pytest.mark.parametrize((*names, "language"), cases)


def closed_with_a_card(session: OpenSession) -> None:
    session.add("cards", ParsedLine("Page?", "anna"), by="bert", answer="Yes.")
    session.finish()


REFUSED = [
    ("a correction", drafts.CORRECTION, "companion.workspace.Workspace.save_here"),
    ("a later line", drafts.LATER_LINE, "companion.workspace.Workspace.save_here"),
    ("a note in the margin", drafts.MARGIN, "companion.workspace.lesson.margins.Reading.add"),
    ("a line", drafts.CAPTURE, "companion.app.capture.write_down"),
    ("a talking point", drafts.POINT, "companion.app.capture.write_down"),
    ("a changed line", drafts.CHANGE, f"{IN_SESSION}.revise"),
    ("a new item", drafts.NEW_ITEM, f"{IN_SESSION}.arrange"),
    ("another day", drafts.DAY, "screens.session.prepare.read_due"),
    ("a name", drafts.NAME_CHANGE, "screens.settings.rename_me"),
    ("a folder for a file", drafts.PACK, "screens.sync.write_bundle"),
    ("a file to take in", drafts.UNPACK, "screens.sync.unpack"),
]
"""What is entered in one of the fields above, and what then refuses it."""
REFUSED_CARDS = [
    ("a card read over later", Field(drafts.CARD_QUESTION, in_notes("k"), closed_with_a_card),
     "companion.workspace.Workspace.save_here", ["enter", "enter", "enter"], WORDS),
    ("a new card", Field(drafts.CARD_QUESTION, card("#question")),
     f"{IN_SESSION}.add", ["enter", "y", "enter"], "y"),
]  # fmt: skip
"""The same of a card, which has two fields: behind the words come these keys, and one notice stands
on the line before the other."""
REFUSALS = [(name, next(f for f in FIELDS if f.kind == kind), by, ["enter"], WORDS)
            for name, kind, by in REFUSED] + REFUSED_CARDS  # fmt: skip


@each_in_turn("field", "by", "keys", "first", of=(rest for _name, *rest in REFUSALS))
async def test_what_is_refused_is_said_to_be_kept_behind_the_reason(
    desk, by, keys, first, language, monkeypatch
):
    def refuse(*_args, **_named):
        raise WrongUse("Not saved: disk full.")

    workspace = desk.start()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        await typed(pilot, await desk.reach(pilot))
        monkeypatch.setattr(by, refuse)
        await pilot.press(*keys)
        await see(pilot, "! 09:00 Not saved: disk full.")
        assert WORDS in [draft.text for draft in workspace.drafts.all()]
        await pilot.press("left")
        await see(pilot, f"{KEPT[language]} “{first}”")


def test_every_kind_of_draft_is_tried_here():
    setup = {drafts.SETUP_NAME, drafts.SETUP_PARTNER, drafts.SETUP_FOLDER}
    tried = {field.kind for field in FIELDS} | setup
    elsewhere = {drafts.SETUP, drafts.UNSAVED_PRIVATE}  # no fields: with setup and private notes
    assert tried == {*drafts.NAMES, *drafts.UNLISTED} - elsewhere


class Desk:
    """Anna's computer with one session; her companion can be started again and again."""

    def __init__(self, home: Callable[..., Workspace], tmp_path: Path, field: Field) -> None:
        self._home, self._tmp_path, self._field = home, tmp_path, field
        workspace = home()
        session = workspace.create_session("feedback-02")
        field.made(session)
        assert session.save() is None
        session.close()
        workspace.index.refresh()
        workspace.close()
        self.session = session.id

    def start(self) -> Workspace:
        return self._home()

    def as_after_a_crash(self, clock) -> Workspace:
        """The same computer as it is this very moment, with nothing more written."""
        copy = self._tmp_path / "crashed"
        shutil.copytree(self._tmp_path / "anna", copy)
        return Workspace(Environment(Places(copy), clock, login="anna"))

    async def reach(self, pilot: Pilot[None]) -> Input:
        await self._field.reach(pilot, self.session)
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        return pilot.app.focused

    def on_disk(self) -> bool:
        files = (self._tmp_path / "anna" / "private").rglob("drafts/*.json")
        return any(WORDS in path.read_text() for path in files)


@pytest.fixture
def desk(home, tmp_path, field):
    return Desk(home, tmp_path, field)


async def typed(pilot: Pilot[None], field: Input) -> None:
    """Type the words in the place of what stands in a field."""
    await pilot.press("ctrl+u", "end", *["backspace"] * len(field.value), *WORDS)
    assert field.value == WORDS


@every_other_field
async def test_esc_keeps_it_and_says_so(desk, field):
    async with app_for(desk.start()).run_test() as pilot:
        below = pilot.app.screen
        input_ = await desk.reach(pilot)
        assert input_.value == field.begins_as
        await typed(pilot, input_)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.focused is not input_)
        assert (f"Kept for the next time, not entered: “{WORDS}”" in told(pilot)) != field.query
        while pilot.app.screen is not below and len(pilot.app.screen_stack) > 1:
            await pilot.press("escape")
        assert (await desk.reach(pilot)).value == WORDS
        if field.hinted and not field.query:
            await see(pilot, "^u Throw away")


class Hasty:
    """Somebody who looks at no screen: all keys come before the app has done the first."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.app, self.pause = pilot.app, pilot.pause

    async def press(self, *keys: str) -> None:
        for key in keys:
            character = key if len(key) == 1 else key_to_character(key)
            self.app.post_message(Key(NAMES.get(key, key), character))


ENTERED = {drafts.CAPTURE, drafts.POINT, drafts.MARGIN, drafts.CORRECTION, drafts.LATER_LINE,
           drafts.SKIP, drafts.CHANGE, drafts.NEW_ITEM, drafts.NAME_CHANGE}  # fmt: skip
"""Those that any words are an answer to."""


SLOW = 0.2
"""Seconds that each job in a thread takes longer, such as what reads and writes the shared folder:
far longer than all keys of a burst."""


@pytest.fixture
def slowest(monkeypatch):
    """A computer on which nothing that keys might overtake is done in time."""
    fulfil = threads._fulfil

    def fulfil_late(done, job):
        time.sleep(SLOW)
        fulfil(done, job)

    monkeypatch.setattr(threads, "_fulfil", fulfil_late)
    monkeypatch.setattr(input_queue, "PATIENCE", 0.0)


async def left_after_a_burst(desk: Desk, field: Field, end: str) -> list[str]:
    """The drafts there are after one burst of what opens a field, words, and the key behind; the
    same while it is being done what they are for, and behind that."""
    async with app_for(desk.start()).run_test() as pilot:
        hasty = Hasty(pilot)
        await field.reach(hasty, desk.session)
        await hasty.press("end", *["backspace"] * len(field.begins_as), *WORDS, end)
        await pilot.app.input.done()
        drafts = pilot.app.workspace.drafts
        offered = [draft.text for draft in drafts.all()]
        await workers_done(pilot.app)
        assert offered == [draft.text for draft in drafts.all()]
        return offered


@every_other_field
@pytest.mark.usefixtures("slowest")
async def test_words_and_esc_in_one_burst_on_the_slowest_computer(desk, field):
    assert await left_after_a_burst(desk, field, "escape") == [WORDS]


@pytest.mark.parametrize(
    "field", [one for one in FIELDS if one.kind in ENTERED], ids=lambda field: field.kind
)
@pytest.mark.usefixtures("slowest")
async def test_words_and_enter_in_one_burst_on_the_slowest_computer(desk, field, monkeypatch):
    entered: list[str] = []
    begin = DraftText.begin_to_hand_over
    monkeypatch.setattr(
        DraftText, "begin_to_hand_over", lambda draft: entered.append(draft.text) or begin(draft)
    )
    assert (await left_after_a_burst(desk, field, "enter"), entered) == ([], [WORDS])


class Watched:
    """Somebody of whom it is known which keys they pressed, and in which place."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.app, self.pause, self._press = pilot.app, pilot.pause, pilot.press
        self.pressed: list[tuple[str, str]] = []

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed.append((self.app.place, key_shown(key)))
            await self._press(key)

    def went(self, way: str) -> bool:
        """Whether this is the way that they took, as it is told: F8, or Session: ^l k."""
        place, _colon, keys = way.rpartition(": ")
        wanted = [key for _place, key in self.pressed]
        return any(
            wanted[at : at + keys.count(" ") + 1] == keys.split()
            and (not place or i18n._(PLACE_NAMES[here]) == place)
            for at, (here, _key) in enumerate(self.pressed)
        )


@each_in_turn("field", of=((field,) for field in FIELDS))
async def test_it_is_listed_with_where_it_waits(desk, field, language):
    workspace = desk.start()
    workspace.set_language(language)
    async with app_for(workspace).run_test() as pilot:
        app = pilot.app
        watched = Watched(pilot)
        await typed(pilot, await desk.reach(watched))
        await pilot.press("escape")
        await pilot.pause()
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        await app.run_action("drafts")
        await until(pilot, lambda: field.query or isinstance(app.screen, DraftsScreen))
        if field.query:
            assert i18n._("Nothing that was typed waits to be entered.") in told(pilot)
            return
        await see(pilot, drafts.kind_name(field.kind), WORDS, "Esc " + i18n._("Close"))
        (listed,) = app.screen.query("VerticalScroll Static").results(Static)
        facts, words = str(listed.content).split("\n")
        assert words == f"  {WORDS}"
        assert facts.startswith(drafts.kind_name(field.kind) + " · ")
        way = facts.split(" · ")[-1]
        assert watched.went(way), (way, watched.pressed)


IN_CLOSE = {drafts.CHANGE: "Notes: c", drafts.CARD_QUESTION: "Notes: k",
            drafts.CARD_ANSWER: "Notes: k"}  # fmt: skip
"""What is done in the close, with the way to it once that is over."""


def test_each_kind_that_is_listed_has_a_name_and_a_way():
    for kind in {*drafts.NAMES} - {drafts.SETUP_NAME, drafts.SETUP_PARTNER, drafts.SETUP_FOLDER}:
        draft = drafts.Draft(drafts.DraftKey(kind, ("s1",)), "words")
        assert is_listed_draft(draft)
        for closed_ones in ((), ("s1",)):
            lines = draft_words(draft, date(2026, 11, 23), closed_ones)
            first, second = lines.split("\n")
            name, way = first.split(" · ")
            assert (name, second) == (drafts.kind_name(kind), "  words")
            assert way
            if kind in IN_CLOSE:
                assert way == (IN_CLOSE[kind] if closed_ones else "Session: ^r")
    assert draft_words(drafts.Draft(drafts.DraftKey(drafts.CHANGE), "words"), date.max, ())


@pytest.mark.parametrize("field", FIELDS[::4], ids=lambda field: field.kind)
async def test_leaving_the_program_keeps_it(desk, field):
    async with app_for(desk.start()).run_test() as pilot:
        await typed(pilot, await desk.reach(pilot))
        pilot.app._leave()
    workspace = desk.start()
    workspace.close()  # the first one lets go of its file
    async with app_for(workspace).run_test() as pilot:
        assert (await desk.reach(pilot)).value == WORDS


@every_other_field
async def test_a_crash_a_moment_later_loses_nothing(desk, field, clock):
    async with app_for(desk.start()).run_test() as pilot:
        await typed(pilot, await desk.reach(pilot))
        await until(pilot, desk.on_disk)
        crashed = desk.as_after_a_crash(clock)
    async with app_for(crashed).run_test() as pilot:
        assert (await desk.reach(pilot)).value == WORDS
    crashed.close()


@pytest.mark.parametrize(
    "field",
    [field for field in FIELDS if field.hinted and not field.query],
    ids=lambda field: field.kind,
)
async def test_it_can_be_thrown_away(desk, field):
    async with app_for(desk.start()).run_test() as pilot:
        input_ = await desk.reach(pilot)
        await typed(pilot, input_)
        await see(pilot, "^u Throw away")
        await pilot.press("ctrl+u")
        assert input_.value == field.begins_as
        await until(pilot, lambda: "^u Throw away" not in shown(pilot))
        await pilot.press("escape")
        assert "Kept" not in told(pilot)
        assert pilot.app.workspace.drafts.all() == []


@each_in_turn(
    "field", "end",
    of=((one, end) for end in ("ctrl+u", "enter") for one in FIELDS if one.kind in ENTERED),
)  # fmt: skip
async def test_that_it_is_kept_is_said_until_it_is_entered_or_thrown_away(
    desk, field, end, language
):
    workspace = desk.start()
    workspace.set_language(language)
    async with app_for(workspace).run_test() as pilot:
        below = pilot.app.screen
        await typed(pilot, await desk.reach(pilot))
        await pilot.press("escape")
        await see(pilot, KEPT[language])
        while pilot.app.screen is not below and len(pilot.app.screen_stack) > 1:
            await pilot.press("escape")
        await desk.reach(pilot)
        await see(pilot, KEPT[language])
        await pilot.press(end)
        await until(pilot, lambda: KEPT[language] not in shown(pilot))


# Setting up: there is no pair yet


SETUP = {
    drafts.SETUP_NAME: ("1", "#me", SetupAloneScreen),
    drafts.SETUP_PARTNER: ("2", "#partner", SetupPairScreen),
    drafts.SETUP_FOLDER: ("2", "#folder Input", SetupPairScreen),
}


@pytest.fixture
def fresh(tmp_path, clock):
    """Starts companion on a computer on which nobody is set up."""
    made = []

    def start(folder="anna"):
        made.append(Workspace(Environment(Places(tmp_path / folder), clock, login="anna")))
        return made[-1]

    yield start
    for workspace in made:
        workspace.close()


@pytest.mark.parametrize("kind", SETUP)
async def test_setting_up_goes_on_where_it_was_interrupted(fresh, tmp_path, kind):
    key, selector, screen = SETUP[kind]
    async with app_for(fresh()).run_test() as pilot:
        await pilot.press(key)
        await on(pilot, screen)
        for _step in range(5):
            if pilot.app.focused is not pilot.app.screen.query_one(selector):
                await pilot.press("enter")
        await typed(pilot, pilot.app.focused)
        files = (tmp_path / "anna" / "private" / "drafts").glob
        await until(pilot, lambda: any(WORDS in path.read_text() for path in files("*.json")))
        shutil.copytree(tmp_path / "anna", tmp_path / "crashed")
    workspace = fresh("crashed")
    async with app_for(workspace).run_test() as pilot:
        await on(pilot, screen)
        await until(pilot, lambda: pilot.app.focused is not None)
        assert pilot.app.screen.query_one(selector).value == WORDS
        assert pilot.app.screen.query_one(selector).display
        while not isinstance(pilot.app.screen, WelcomeScreen):
            await pilot.press("escape")
    async with app_for(workspace).run_test() as pilot:
        await on(pilot, WelcomeScreen)
        await pilot.press(key)
        await on(pilot, screen)
        assert pilot.app.screen.query_one(selector).value == WORDS


async def test_that_no_draft_of_it_can_be_saved_is_said_once_and_until_it_can(
    fresh, tmp_path, disk, monkeypatch
):
    tries, save = [], Drafts._save
    monkeypatch.setattr(Drafts, "_save", lambda drafts: tries.append(drafts) or save(drafts))
    monkeypatch.setattr("companion.workspace.document.drafts.RETRY", 0.05)
    (tmp_path / "anna").mkdir()
    async with app_for(fresh()).run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        await on(pilot, SetupAloneScreen)
        with disk(tmp_path / "anna").read_only():
            await typed(pilot, pilot.app.focused)
            await see(pilot, "Not saved")
            pilot.app.notify("Type your name first.", severity="warning")
            tried = len(tries)
            await until(pilot, lambda: len(tries) > tried + 5)
            await see(pilot, "Type your name first.")
            await pilot.press("x")
            await see(pilot, "Not saved")
            assert told(pilot).count("Not saved") == 1
        await see(pilot, "Saving and sharing work again.")


async def test_who_is_set_up_leaves_no_draft_of_it(fresh, tmp_path):
    workspace = fresh()
    async with app_for(workspace).run_test() as pilot:
        await pilot.press("1")
        await on(pilot, SetupAloneScreen)
        await typed(pilot, pilot.app.focused)
        await until(pilot, lambda: list((tmp_path / "anna").rglob("drafts/*.json")))
        await pilot.press("enter")
        await until(pilot, lambda: workspace.is_set_up and pilot.app.place == HOME)
        assert workspace.pair.me.name == WORDS
    (kept,) = (tmp_path / "anna").rglob("drafts/*.json")
    assert WORDS not in kept.read_text()


async def test_setting_up_goes_on_in_the_language_it_was_begun_in(fresh):
    async with app_for(fresh()).run_test() as pilot:
        await pilot.press("L", "1")
        await on(pilot, SetupAloneScreen)
        await typed(pilot, pilot.app.focused)
        pilot.app._leave()
    i18n.use_language("en")
    async with app_for(fresh()).run_test() as pilot:
        await on(pilot, SetupAloneScreen)
        await see(pilot, "Hoe heet je?")
