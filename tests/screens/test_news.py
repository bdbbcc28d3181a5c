"""What the app says: seen on every screen and dialog, never over text; and the journal of it."""

import pytest
from driver import app_for, burst, rows, see, settle, shown, told, until
from rich.cells import cell_len
from support.scenes import SCENES, Tour, hold
from textual.events import MouseDown, Paste
from textual.pilot import Pilot
from textual.widgets import OptionList
from textual.widgets._toast import Toast

from companion import i18n
from companion.commands.places import OFF_RECORD
from companion.domain.note.line_parser import ParsedLine
from companion.workspace.session.journal import READING, REMEMBERED, STAYS, always
from companion.workspace.setup.demo import demo_workspace
from screens.dialogs.capture import CaptureScreen
from screens.dialogs.choice import QuestionScreen
from screens.dialogs.journal import JournalScreen
from screens.session.private_pane import RevealScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import Announced, SessionWanted
from screens.widgets.textual_compat import all_screens

SIZES = [("en", (80, 24)), ("nl", (60, 20))]
LONG = "The shared folder /media/team/companion-anna-bert is away. What you type is kept here."


def line(pilot: Pilot[None]) -> str:
    """The news line: the last row but one, with or without a dialog."""
    return rows(pilot.app)[-2].rstrip()


@pytest.fixture
def demo():
    """A pair's workspace with something in every place."""
    workspace = demo_workspace()
    yield workspace
    workspace.close()


# Seen everywhere


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size"), SIZES)
async def test_what_is_said_is_seen_on_every_screen_and_dialog_and_never_in_a_toast(
    demo, language, size
):
    i18n.use_language(language)
    demo.set_language(language)
    unseen = []
    async with app_for(demo).run_test(size=size, notifications=True) as pilot:
        tour = Tour(pilot)
        for number, scene in enumerate(SCENES):
            await tour.to(scene)
            pilot.app.screen.notify(f"Number {number} came.", severity="warning")
            await pilot.pause()
            if f"Number {number} came." not in line(pilot):
                unseen.append((scene.name, line(pilot)))
            assert not [s for s in all_screens(pilot.app) if s.query(Toast)], scene.name
    assert unseen == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "hint"),
    [
        ("en", "Any key hides them and types nothing."),
        ("nl", "Een toets verbergt ze en typt niets."),
    ],
)
async def test_private_words_that_are_read_do_not_hide_what_is_said(demo, language, hint):
    demo.set_language(language)
    async with app_for(demo).run_test(size=(60, 20)) as pilot:
        await pilot.app.run_action("app.place('session')")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await hold(pilot)
        await settle(pilot)
        await pilot.press("f7")
        await until(pilot, lambda: pilot.app.screen.is_in_private_notes)
        await pilot.press("ctrl+l", "r")
        await until(pilot, lambda: isinstance(pilot.app.screen, RevealScreen))
        pilot.app.notify("The disk is full.", severity="error")
        await pilot.pause()
        assert line(pilot).startswith(" ! ")
        assert "The disk is full." in line(pilot)
        await pilot.resize_terminal(40, 20)
        await see(pilot, hint)


@pytest.mark.slow
async def test_what_was_said_in_a_dialog_is_there_when_it_is_closed(demo):
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        await pilot.press("enter")
        assert "Type what you want to keep." in line(pilot)
        pilot.app.notify("And.")
        pilot.app.notify("And more.")
        await pilot.pause()
        assert line(pilot).endswith("Esc, ^l j all (2)")
        await pilot.press("escape")
        await settle(pilot)
        assert "And more." in line(pilot)
        assert line(pilot).endswith("^l j all (1)")
        assert "Esc, ^l j" not in line(pilot)


WITHOUT_FIELD = ("home", "library", "lesson", "prepare", "notes", "review", "card, question",
                 "sync", "settings")  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "A paste does nothing here: nothing"), ("nl", "Plakken doet hier niets: er is niets")],
)
async def test_a_paste_where_there_is_no_field_does_not_go_unanswered(demo, language, said):
    demo.set_language(language)
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        tour = Tour(pilot)
        for scene in filter(lambda one: one.name in WITHOUT_FIELD, SCENES):
            await tour.to(scene)
            pilot.app.post_message(Paste("some words"))
            await see(pilot, said)
            pilot.app.journal.key_pressed(pilot.app.now())
            assert pilot.app.journal.shown is None, scene.name


# One line of data


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size"), SIZES)
async def test_of_a_burst_the_newest_is_shown_and_the_others_are_counted(demo, language, size):
    demo.set_language(language)
    async with app_for(demo).run_test(size=size) as pilot:
        for number in range(30):
            pilot.app.notify(f"Number {number} came.")
        await pilot.pause()
        assert "Number 29 came." in line(pilot)
        word = "all" if language == "en" else "alles"
        assert line(pilot).endswith(f"^l j {word} ({REMEMBERED - 1})")
        await pilot.press("ctrl+l", "j")
        await settle(pilot)
        assert isinstance(pilot.app.screen, JournalScreen)
        listed = pilot.app.screen.query_one(OptionList)
        assert listed.option_count == REMEMBERED
        assert "Number 29 came." in str(listed.get_option_at_index(0).prompt)
        assert "Number 10 came." in str(listed.get_option_at_index(REMEMBERED - 1).prompt)
        await see(pilot, ("Esc Close" if language == "en" else "Esc Sluiten"))
        await pilot.press("end")
        await see(pilot, "Number 10 came.")
        await pilot.press("escape")
        await settle(pilot)
        assert line(pilot).endswith("Number 29 came.")


@pytest.mark.parametrize("words", ["[red]a[/red] [b", "a\x1b[31mb\x07", "[@click=app.quit]a[/]"])
async def test_text_is_data(demo, words):
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        pilot.app.notify(words)
        await pilot.pause()
        assert line(pilot).endswith(" " + words.replace("\x1b", "").replace("\x07", ""))
        await pilot.press("ctrl+l", "j")
        await settle(pilot)
        await see(pilot, words.replace("\x1b", "").replace("\x07", ""))


@pytest.mark.slow
@pytest.mark.parametrize("words", [LONG, "家族会議" * 20, "👩‍👩‍👧‍👦" * 60, "x" * 200])
@pytest.mark.parametrize(("language", "size"), SIZES)
async def test_what_is_too_long_is_cut_by_cells_and_read_in_the_journal(
    demo, words, language, size
):
    demo.set_language(language)
    async with app_for(demo).run_test(size=size) as pilot:
        pilot.app.notify(words, severity="warning")
        await pilot.pause()
        await until(pilot, lambda: cell_len(rows(pilot.app)[-2]) == size[0])
        assert line(pilot).startswith(f" ! {words[:4]}")
        assert "…" in line(pilot)
        assert line(pilot).endswith("^l j all" if language == "en" else "^l j alles")
        await pilot.press("ctrl+l", "j")
        await settle(pilot)
        listed = str(pilot.app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        assert "".join(words.split()) in "".join(listed.split())


async def test_it_has_the_time_where_there_is_room_for_it(demo):
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        pilot.app.notify("a" * 72)
        await pilot.pause()
        time = next(iter(pilot.app.journal)).time
        assert line(pilot) == f" {time} {'a' * 72}"
        pilot.app.notify("b" * 74)
        await pilot.pause()
        assert line(pilot).startswith(" bbb")


# How long


async def test_it_goes_with_a_key_once_it_was_read_for_long_enough(home, clock):
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        pilot.app.notify("Here I am.")
        clock.forward(hours=1)
        await pilot.press("down")
        assert "Here I am." in line(pilot)
        clock.forward(seconds=STAYS.total_seconds())
        await pilot.pause()
        assert "Here I am." in line(pilot)
        await pilot.press("down")
        await pilot.pause()
        assert line(pilot) == ""
        assert told(pilot) == "Here I am."


async def test_what_was_read_is_not_counted(home, clock):
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        pilot.app.notify("One.")
        clock.forward(seconds=READING.total_seconds())
        await pilot.press("down")
        pilot.app.notify("Two.")
        await pilot.pause()
        assert line(pilot).endswith("Two.")


@pytest.mark.slow
async def test_another_pairs_notes_bring_no_news_of_these(demo, home):
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        pilot.app.notify("About the demo.")
        pilot.app.use_workspace(home())
        await settle(pilot)
        assert told(pilot) == ""
        assert line(pilot) == ""


@pytest.mark.slow
async def test_the_answer_to_a_key_goes_with_the_next_key_that_does_something_else(demo):
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+l", "j")
        await pilot.pause()
        assert "Nothing was said yet." in line(pilot)
        await pilot.press("down")
        await pilot.pause()
        assert line(pilot) == ""
        assert told(pilot) == "! Nothing was said yet."


async def test_the_answer_to_a_key_goes_with_a_click(demo):
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+l", "j")
        await pilot.pause()
        assert "Nothing was said yet." in line(pilot)
        at = {"x": 40, "y": 12, "delta_x": 0, "delta_y": 0, "button": 1}
        keys = {"shift": False, "meta": False, "ctrl": False}
        pilot.app.post_message(MouseDown(None, **at, **keys))  # as a terminal does, not the pilot
        await settle(pilot)
        assert line(pilot) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "refusal"),
    [("en", "Letters do nothing here: nothing"), ("nl", "Letters doen hier niets: er is niets")],
)
async def test_why_words_go_nowhere_outlasts_the_enter_that_came_with_them(
    session, language, refusal
):
    async with session(language=language) as (pilot, screen):
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))
        await burst(pilot, *"words", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await see(pilot, refusal)
        await pilot.press("down")
        await until(pilot, lambda: line(pilot) == "")


async def test_a_refusal_outlasts_the_letters_that_came_with_its_key(session):
    async with session() as (pilot, screen):
        screen.query_one("#text").focus()
        await burst(pilot, "ctrl+pageup", *"words", "enter")
        assert screen.session.note(screen.session.current.id).strip() == "words"
        await see(pilot, "This is the first item.")


async def test_what_was_said_of_being_on_the_record_goes_when_both_are_off_it(session):
    async with session() as (pilot, screen):
        screen.session.start()
        screen.changed()
        await settle(pilot)
        screen.announcements.say("Bert would rather stay on the record.")
        await pilot.pause()
        assert "stay on the record" in line(pilot)
        screen.session.go_off_record()
        screen.changed()
        await until(pilot, lambda: pilot.app.place == OFF_RECORD)
        await until(pilot, lambda: "stay on the record" not in shown(pilot))
        assert "stay on the record" in told(pilot)


@pytest.mark.slow
async def test_who_leads_goes_with_the_next_item(session):
    async with session() as (pilot, screen):
        screen.session.start()
        screen.changed()
        await settle(pilot)
        screen.announcements.say("Bert leads now.")
        await pilot.pause()
        assert "Bert leads now." in line(pilot)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "Bert leads now." not in shown(pilot))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "over", "way"),
    [
        ("en", "Time is up for: Check in.", "^l n goes on"),
        ("nl", "De tijd is om voor:", "^l n gaat verder"),
    ],
)
async def test_the_way_on_after_an_items_time_is_said_in_the_session_alone(
    session, clock, language, over, way
):
    async with session(size=(120, 40), language=language) as (pilot, screen):
        clock.forward(minutes=20)
        screen.tick()
        await until(pilot, lambda: over in line(pilot) and way in line(pilot))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: over in line(pilot) and way not in line(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: over in line(pilot) and way in line(pilot))
        await pilot.app.switch_mode("home")
        await until(pilot, lambda: over in line(pilot) and way not in line(pilot))


async def test_that_the_clock_was_stopped_goes_once_it_runs_on(session):
    async with session() as (pilot, screen):
        screen.session.pause_or_resume()
        screen.changed()
        screen.announcements.say("Bert stopped the clock.")
        await see(pilot, "Bert stopped the clock.")
        await pilot.press("f2")
        await until(pilot, lambda: "Bert stopped the clock." not in shown(pilot))


@pytest.mark.slow
async def test_that_something_was_taken_back_goes_once_it_is_done_anew(session):
    async with session() as (pilot, _screen):
        await pilot.press("f6", "ctrl+l", "u")
        await see(pilot, "Taken back: ")
        await pilot.press("f6")
        await until(pilot, lambda: "Taken back: " not in shown(pilot))


@pytest.mark.slow
async def test_what_was_said_of_one_session_goes_where_another_is_opened(session):
    async with session() as (pilot, screen):
        screen.announcements.say("Bert stopped the clock.")
        await see(pilot, "Bert stopped the clock.")
        pilot.app.post_message(SessionWanted("feedback-01"))
        await until(pilot, lambda: pilot.app.screen is not screen and "Agenda" in shown(pilot))
        await until(pilot, lambda: "Bert stopped the clock." not in shown(pilot))
        assert "Bert stopped the clock." in told(pilot)


# What stands before what


@pytest.mark.slow
async def test_what_the_other_does_stands_before_what_was_done_here(demo):
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        pilot.app.post_message(Announced("Bert went on.", ("s", "i3"), always))
        await pilot.pause()
        pilot.app.notify("Written down.")
        await pilot.pause()
        assert "Bert went on." in line(pilot) and line(pilot).endswith("^l j all (1)")
        pilot.app.notify("That cannot be.", severity="warning")
        await pilot.pause()
        assert "That cannot be." in line(pilot)
        await pilot.press("down")
        await pilot.pause()
        assert "Written down." in line(pilot)


# The journal


@pytest.mark.slow
async def test_nothing_was_said_yet(demo):
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+l", "j")
        await settle(pilot)
        assert "Nothing was said yet." in line(pilot)
        assert not isinstance(pilot.app.screen, JournalScreen)


@pytest.mark.slow
async def test_enter_goes_to_the_item_where_the_other_was(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        pilot.app.sessions.create("feedback-02")
        await until(pilot, lambda: pilot.app.current_mode == "session")
        await settle(pilot)
        session = pilot.app.screen.session
        pilot.app.say("Bert went on to 3.", place="session", item=(session.id, "i3"))
        pilot.app.say("Bert was elsewhere.", place="session", item=("gone", "i3"))
        await pilot.app.switch_mode("home")
        await pilot.press("ctrl+l", "j")
        await settle(pilot)
        assert "Enter Go there" not in shown(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, JournalScreen)
        await pilot.press("down")
        await see(pilot, "Enter Go there")
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.current_mode == "session"
        assert pilot.app.screen.viewing == "i3"


@pytest.mark.slow
async def test_from_what_covers_a_place_it_leads_nowhere(session):
    async with session() as (pilot, screen):
        pilot.app.say("Bert went on to 3.", place="session", item=(screen.session.id, "i3"))
        await pilot.press("ctrl+r")
        await settle(pilot)
        viewing = screen.viewing
        await pilot.press("ctrl+l", "j")
        await settle(pilot)
        assert "Enter Go there" not in shown(pilot)
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert screen.viewing == viewing


@pytest.mark.slow
@pytest.mark.parametrize("width", [1, 5, 11, 13])
async def test_the_journal_bears_the_narrowest_window(demo, width):
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        pilot.app.notify("Number 漢字 came.")
        await pilot.press("ctrl+l", "j")
        await settle(pilot)
        await pilot.resize_terminal(width, 24)
        await settle(pilot)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        await see(pilot, "Number 漢字 came.")


@pytest.mark.slow
async def test_trouble_leads_to_where_it_is_looked_at(demo):
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        demo.tell("The folder is away.")
        await settle(pilot)
        assert line(pilot).startswith(" ! ")
        await pilot.press("ctrl+l", "j", "enter")
        await settle(pilot)
        assert pilot.app.screen.PLACE == "sync"


@pytest.mark.slow
async def test_u_takes_back_what_the_notice_says_was_done_and_only_once(home):
    workspace = home()
    session = workspace.create_session("feedback-02")
    session.add("actions", ParsedLine("stand first", "anna"))
    workspace.save(session)
    session.close()
    workspace.index.refresh()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        for words in ("send the mails", "call the fitters"):
            await pilot.press("f8")
            await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
            await pilot.press(*words.replace(" ", "_"), "enter")
            await until(pilot, lambda w=words: w.replace(" ", "_") in told(pilot))
            await settle(pilot)
        await pilot.press("ctrl+l", "j")
        await settle(pilot)
        await pilot.press("down")
        await see(pilot, "u Take back: promise “send_the")
        await pilot.press("u")
        await until(pilot, lambda: "Taken back" in line(pilot))
        texts = [record.text for _where, record in workspace.promises()]
        assert "call_the_fitters" in texts
        assert "send_the_mails" not in texts
        await pilot.press("ctrl+l", "j", "end")
        await settle(pilot)
        assert "u Take back" not in shown(pilot)
        await pilot.press("u")
        assert isinstance(pilot.app.screen, JournalScreen)


@pytest.mark.slow
async def test_a_click_on_the_way_opens_it_but_not_over_a_dialog(demo):
    async with app_for(demo).run_test(size=(80, 24)) as pilot:
        for number in range(3):
            pilot.app.notify(f"Number {number} came.")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        await pilot.click(offset=(75, 22))
        await settle(pilot)
        assert isinstance(pilot.app.screen, CaptureScreen)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.click(offset=(75, 22))
        await settle(pilot)
        assert isinstance(pilot.app.screen, JournalScreen)
