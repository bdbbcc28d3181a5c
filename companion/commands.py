"""Every command of the app, once: bindings, hints, help, palette and README are made from this.

A key is written as Textual names it; `shown` turns it into what stands on keyboards.
"""

from typing import NamedTuple

from companion.i18n import N_, _

EVERYWHERE, HOME, LIBRARY, LESSON, SESSION, CLOSING, NOTES, HISTORY = (
    "everywhere", "home", "library", "lesson", "session", "closing", "notes", "history"
)  # fmt: skip
PREPARE, SEARCH, STUDY = "prepare", "search", "study"
SYNC, SETTINGS, WELCOME, SETUP = "sync", "settings", "welcome", "setup"
REVIEW, REVIEW_RUN = "review", "review run"

PLACES = {
    HOME: N_("Home"),
    LIBRARY: N_("Library"),
    SESSION: N_("Session"),
    NOTES: N_("Notes"),
    REVIEW: N_("Review"),
    SYNC: N_("Sync"),
    SETTINGS: N_("Settings"),
}
"""The places with their names, in the order of their number keys."""

PLACE_HELP = {
    HOME: N_("Go home: what comes next, and what you promised."),
    LIBRARY: N_("Go to the library: all lessons, by track."),
    SESSION: N_("Go to the session that is planned or running."),
    NOTES: N_("Go to the notes: every session, to read again."),
    REVIEW: N_("Go to the review: questions to remember by, when they are due."),
    SYNC: N_("Go to sync: what is shared, what your partner has, what needs a look."),
    SETTINGS: N_("Go to the settings: language, names, the shared folder."),
}
"""What there is in each place."""

PLACE_KEYS = {"1": HOME, "2": LIBRARY, "3": SESSION, "4": NOTES, "7": REVIEW, "0": SETTINGS}
"""The places of the place bar."""
BESIDE_KEYS = {"9": SYNC}
"""Places that stand beside it: the top line leads there."""


class Command(NamedTuple):
    """Something a person can do in the app."""

    id: str
    """Unique; the settings name it to give it another key."""
    action: str
    """The action the screen or app runs."""
    keys: tuple[str, ...]
    label: str
    """One or two words for the hint line."""
    help: str
    """A sentence for help and palette."""
    where: str
    """The place it belongs to."""
    hint: bool = True
    """Whether it stands in the hint line of its place."""


COMMANDS = (
    Command("help", "app.help", ("f1", "question_mark"), N_("Help"),
            N_("Show what can be done here and with which keys."), EVERYWHERE),
    Command("back", "app.back", ("escape",), N_("Back"),
            N_("Go one step back; nothing is lost."), EVERYWHERE, False),
    Command("palette", "app.palette", ("ctrl+p", "f9"), N_("All commands"),
            N_("Find any command by its name."), EVERYWHERE, False),
    Command("search", "app.search", ("ctrl+f", "slash"), N_("Search"),
            N_("Search all notes, actions, ideas, lessons and cards."), EVERYWHERE, False),
    Command("save", "app.save", ("ctrl+s",), N_("Save"),
            N_("Save and share now; it also happens by itself."), EVERYWHERE, False),
    Command("look", "app.look", ("f5",), N_("Look now"),
            N_("Look for changes from the other side now; it also happens by itself."),
            EVERYWHERE, False),
    Command("capture", "app.capture", ("f8",), N_("Write down"),
            N_("Write one line down: an action, an idea, a question, thanks."), EVERYWHERE, False),
    Command("undo", "app.undo", ("u",), N_("Undo"),
            N_("Take back what was written down or ticked off last."), EVERYWHERE, False),
    Command("language", "app.switch_language", ("L",), N_("Language"),
            N_("Switch between English and Dutch."), EVERYWHERE, False),
    Command("next-pane", "app.focus_next", ("tab",), N_("Next part"),
            N_("Go to the next part of the screen."), EVERYWHERE, False),
    Command("previous-pane", "app.focus_previous", ("shift+tab",), N_("Previous part"),
            N_("Go to the previous part of the screen."), EVERYWHERE, False),
    Command("quit", "app.quit", ("ctrl+q",), N_("Quit"),
            N_("Leave companion; everything is saved first."), EVERYWHERE),
    *(
        Command(f"place-{place}", f"app.place('{place}')", (key,), PLACES[place],
                PLACE_HELP[place], EVERYWHERE, False)
        for key, place in {**PLACE_KEYS, **BESIDE_KEYS}.items()
    ),
    Command("home-open", "open", ("enter",), N_("Open"),
            N_("Open the line you are on."), HOME),
    Command("home-done", "toggle_done", ("space",), N_("Done"),
            N_("Tick an action off."), HOME),
    Command("home-prepare", "prepare", ("p", "shift+f9"), N_("Prepare"),
            N_("Prepare the agenda of the session you are on, or of the one planned next."), HOME),
    Command("library-open", "open", ("enter",), N_("Read"),
            N_("Read the lesson you are on."), LIBRARY),
    Command("library-start", "start", ("s",), N_("Start session"),
            N_("Make a session of this lesson."), LIBRARY),
    Command("library-cards", "add_cards", ("c",), N_("Cards"),
            N_("Add the questions of the lesson you are on to your review."), LIBRARY, False),
    Command("library-adopt", "adopt", ("a",), N_("Follow"),
            N_("Follow the programme you are on, or follow none any more."), LIBRARY),
    Command("lesson-contents", "contents", ("t",), N_("Contents"),
            N_("Show what is in this lesson, and go there."), LESSON),
    Command("lesson-study", "study", ("e",), N_("By myself"),
            N_("Answer the lesson's questions by yourself, for your eyes only."), LESSON),
    Command("lesson-finish", "finish", ("f",), N_("Finished"),
            N_("Say that you finished this lesson, and whether your partner may know."), LESSON),
    Command("lesson-find", "find", ("slash",), N_("Find"),
            N_("Find words in this lesson."), LESSON, False),
    Command("lesson-note", "note", ("m",), N_("Note"),
            N_("Write a note in the margin of a paragraph; later: change it."), LESSON, False),
    Command("lesson-start", "start", ("s",), N_("Start session"),
            N_("Make a session of this lesson."), LESSON),
    Command("lesson-mark", "mark(False)", ("h",), N_("Mark"),
            N_("Mark a paragraph for yourself; once more takes the mark away."), LESSON, False),
    Command("lesson-mark-both", "mark(True)", ("H",), N_("Mark for both"),
            N_("Mark a paragraph so that your partner sees it too."), LESSON, False),
    Command("lesson-next", "find_next(1)", ("n",), N_("Next place"),
            N_("Go to the next place where the words were found."), LESSON, False),
    Command("lesson-previous", "find_next(-1)", ("N",), N_("Place before"),
            N_("Go to the place before this one where the words were found."), LESSON, False),
    Command("lesson-links", "links", ("o",), N_("Sources"),
            N_("See where the links and sources lead; open or copy an address."), LESSON, False),
    Command("lesson-back", "go_back(-1)", ("left_square_bracket",), N_("Where I was"),
            N_("Go back to where you were before you went to a heading, a find or an end."),
            LESSON, False),
    Command("lesson-forward", "go_back(1)", ("right_square_bracket",), N_("Forward again"),
            N_("Go forward again after you went back."), LESSON, False),
    Command("lesson-page", "page", ("space", "pagedown"), N_("Page further"),
            N_("Read a page further."), LESSON, False),
    Command("lesson-top", "top", ("g",), N_("Top"),
            N_("Go to the beginning of the lesson."), LESSON, False),
    Command("lesson-bottom", "bottom", ("G",), N_("End"),
            N_("Go to the end of the lesson."), LESSON, False),
    Command("study-next", "next_question(1)", ("f3",), N_("Next"),
            N_("Go to the next question; what you wrote is saved."), STUDY),
    Command("study-previous", "next_question(-1)", ("shift+f3",), N_("Previous"),
            N_("Go to the question before this one."), STUDY, False),
    Command("study-answer", "answer", ("enter",), N_("Answer"),
            N_("Write at the question you are on; Esc leads back to the list."), STUDY),
    Command("study-tick", "tick", ("space",), N_("Done"),
            N_("Tick off an exercise that you did by yourself."), STUDY, False),
    Command("study-bring", "bring", ("f6", "b"), N_("Talk about it"),
            N_("Bring this question into the next session as a talking point."), STUDY),
    Command("study-finish", "finish", ("f",), N_("Finished"),
            N_("Say that you finished this lesson, and whether your partner may know."), STUDY),
    Command("session-pause", "pause", ("f2",), N_("Clock"),
            N_("Start the session; later: stop the clock or let it run on."), SESSION),
    Command("session-next", "next_item", ("f3",), N_("Next"),
            N_("Go to the next agenda item; after the last one: close the session."), SESSION),
    Command("session-previous", "previous_item", ("shift+f3",), N_("Previous"),
            N_("Go back to the previous agenda item."), SESSION, False),
    Command("session-skip", "skip", ("ctrl+l",), N_("Skip"),
            N_("Skip this agenda item, with a reason if you like, and go to the next."),
            SESSION, False),
    Command("session-lead", "hand_over", ("f4",), N_("Lead"),
            N_("Hand over the lead; before the start: change who is the mentor."), SESSION),
    Command("session-tick", "tick_next", ("f6",), N_("Tick"),
            N_("Tick the next prompt or step of this agenda item."), SESSION),
    Command("session-plus", "plus", ("shift+f2",), N_("+2 min"),
            N_("Give this agenda item two more minutes."), SESSION, False),
    Command("session-timer", "step_timer", ("shift+f6",), N_("Step timer"),
            N_("Start a small clock for the next step that gives minutes, or stop it."),
            SESSION, False),
    Command("session-off-record", "off_record", ("shift+f7",), N_("Off the record"),
            N_("Go off the record once you both agree: nothing you type then is kept."),
            SESSION, False),
    Command("session-pen", "pass_pen", ("shift+f4",), N_("Pen"),
            N_("Pass the pen: what is typed here from now on are the other's words."),
            SESSION, False),
    Command("session-private", "private_notes", ("f7",), N_("Private notes"),
            N_("Open or close your private notes; they never leave this computer."),
            SESSION, False),
    Command("session-read-private", "read_private", ("shift+f5",), N_("Read private notes"),
            N_("Show your private notes for as long as the key is held."), SESSION, False),
    Command("session-pane", "next_pane(1)", ("tab", "ctrl+o"), N_("Next part"),
            N_("Go to the next part of the screen."), SESSION, False),
    Command("session-pane-back", "next_pane(-1)", ("shift+tab",), N_("Previous part"),
            N_("Go to the previous part of the screen."), SESSION, False),
    Command("session-close", "close_session", ("ctrl+r",), N_("Close session"),
            N_("Look back and close the session."), SESSION, False),
    Command("session-history", "history", ("shift+f8",), N_("History"),
            N_("See what the notes said before, and bring it back."), SESSION, False),
    Command("session-prepare", "prepare", ("shift+f9",), N_("Prepare"),
            N_("Change this session's agenda: its order, its minutes, who leads, what it holds."),
            SESSION, False),
    Command("prepare-up", "move(-1)", ("K", "shift+up"), N_("Up"),
            N_("Move the item you are on one place up."), PREPARE, False),
    Command("prepare-down", "move(1)", ("J", "shift+down"), N_("Down"),
            N_("Move the item you are on one place down."), PREPARE, False),
    Command("prepare-more", "minutes(1)", ("plus", "equals_sign"), N_("Longer"),
            N_("Give the item you are on a minute more."), PREPARE, False),
    Command("prepare-less", "minutes(-1)", ("minus",), N_("Shorter"),
            N_("Take a minute off the item you are on."), PREPARE, False),
    Command("prepare-lead", "pass_on", ("w", "f4"), N_("Who leads"),
            N_("Let somebody else lead the item you are on: one, the other, or both."),
            PREPARE, False),
    Command("prepare-new", "add", ("n",), N_("New item"),
            N_("Add an item of your own below the one you are on."), PREPARE, False),
    Command("prepare-take", "take", ("enter",), N_("Take"),
            N_("Take what waits, or bring back what was dropped."), PREPARE, False),
    Command("prepare-drop", "drop", ("x", "delete"), N_("Drop"),
            N_("Drop the item you are on, or let go of what waits; it can be brought back."),
            PREPARE, False),
    Command("prepare-25", "fit(25)", ("2",), N_("Fit to 25"),
            N_("Fit the agenda to 25 minutes; no item is lost."), PREPARE, False),
    Command("prepare-45", "fit(45)", ("4",), N_("Fit to 45"),
            N_("Fit the agenda to 45 minutes; no item is lost."), PREPARE, False),
    Command("prepare-60", "fit(60)", ("6",), N_("Fit to 60"),
            N_("Fit the agenda to 60 minutes; no item is lost."), PREPARE, False),
    Command("prepare-date", "date", ("d",), N_("Day"),
            N_("Hold the session on another day."), PREPARE, False),
    Command("prepare-undo", "undo", ("u",), N_("Undo"),
            N_("Take back your last change of the agenda."), PREPARE, False),
    Command("closing-next", "next_step", ("f3",), N_("Next"),
            N_("Go to the next step of the close."), CLOSING),
    Command("closing-previous", "previous_step", ("shift+f3",), N_("Previous"),
            N_("Go to the step of the close before."), CLOSING, False),
    Command("closing-tick", "tick", ("space",), N_("Done"),
            N_("Tick the line you are on, or open it."), CLOSING, False),
    Command("closing-remove", "remove", ("delete",), N_("Remove"),
            N_("Remove the line you are on; you are asked first."), CLOSING, False),
    Command("closing-finish", "finish", ("ctrl+r",), N_("Close session"),
            N_("See what is missing and close the session; Notes shows it from then on."),
            CLOSING),
    Command("notes-open", "open", ("enter",), N_("Read"),
            N_("Read the session you are on."), NOTES),
    Command("notes-history", "history", ("h", "shift+f8"), N_("History"),
            N_("See what the notes of the session you are on said before."), NOTES),
    Command("notes-learned", "add_learned", ("l",), N_("I learned"),
            N_("Add the line that is missing: what you learned in a closed session."), NOTES),
    Command("notes-correct", "correct", ("c",), N_("Correct"),
            N_("Add a correction to a session that is closed."), NOTES),
    Command("notes-cards", "check_cards", ("k",), N_("Cards"),
            N_("Read over the cards the other made."), NOTES, False),
    Command("notes-pulse", "pulse", ("p",), N_("Pulse"),
            N_("Answer the pulse of a closed session, alone."), NOTES, False),
    Command("search-open", "open", ("enter",), N_("Open"),
            N_("Open the place that was found."), SEARCH),
    Command("search-down", "move(1)", ("down",), N_("Next"),
            N_("Go to the next place that was found; also while typing."), SEARCH),
    Command("search-up", "move(-1)", ("up",), N_("Previous"),
            N_("Go to the place found before it; also while typing."), SEARCH, False),
    Command("history-back", "bring_back", ("enter",), N_("Bring back"),
            N_("Read the version you are on; once more brings it back."), HISTORY),
    Command("review-begin", "begin", ("enter",), N_("Begin"),
            N_("Ask the cards that are due."), REVIEW),
    Command("review-suspend", "suspend", ("space",), N_("Pause"),
            N_("Suspend the card you are on, or ask it again."), REVIEW),
    Command("review-reset", "reset", ("x",), N_("Begin anew"),
            N_("Reset the card you are on; u takes it back."), REVIEW),
    Command("review-reset-all", "reset_all", ("X",), N_("All anew"),
            N_("Reset all cards; u takes it back."), REVIEW, False),
    Command("review-undo", "undo", ("u",), N_("Undo"),
            N_("Take back what you did last with a card."), REVIEW),
    Command("run-answer", "answer", ("space", "enter"), N_("Answer"),
            N_("Show the answer, once you have tried to remember it."), REVIEW_RUN),
    Command("run-hint", "hint", ("h",), N_("Hint"),
            N_("Show the first words of the answer."), REVIEW_RUN),
    Command("run-again", "grade(1)", ("1",), N_("Again"),
            N_("I did not know it: ask it again soon."), REVIEW_RUN, False),
    Command("run-hard", "grade(2)", ("2",), N_("Hard"),
            N_("I knew it with effort."), REVIEW_RUN, False),
    Command("run-good", "grade(3)", ("3",), N_("Good"),
            N_("I knew it."), REVIEW_RUN, False),
    Command("run-easy", "grade(4)", ("4",), N_("Easy"),
            N_("I knew it at once: ask it much later."), REVIEW_RUN, False),
    Command("run-undo", "undo", ("u",), N_("Undo"),
            N_("Take back the last answer and see that card again."), REVIEW_RUN),
    Command("run-bury", "bury", ("b",), N_("Not today"),
            N_("Bury this card: it is asked again tomorrow."), REVIEW_RUN, False),
    Command("run-suspend", "suspend", ("s",), N_("Pause"),
            N_("Suspend this card: it is not asked until you bring it back in Review."),
            REVIEW_RUN, False),
    Command("run-lesson", "lesson", ("o",), N_("Lesson"),
            N_("Open the lesson this card comes from."), REVIEW_RUN, False),
    Command("sync-look", "look_again", ("r",), N_("Check now"),
            N_("Look at the folder, the devices and the files once more."), SYNC),
    Command("sync-pack", "pack", ("p",), N_("Make a file"),
            N_("Put all notes into one file, for a stick or a mail."), SYNC),
    Command("sync-unpack", "unpack", ("o",), N_("Take a file"),
            N_("Take in a file that your partner made."), SYNC),
    Command("settings-open", "open", ("enter",), N_("Change"),
            N_("Change the line you are on."), SETTINGS),
    Command("welcome-open", "open", ("enter",), N_("Choose"),
            N_("Choose the line you are on."), WELCOME),
    Command("welcome-alone", "choose('alone')", ("1",), N_("On my own, now"),
            N_("Begin without a partner."), WELCOME, False),
    Command("welcome-partner", "choose('partner')", ("2",), N_("With my partner"),
            N_("Begin with a partner and a folder you share."), WELCOME, False),
    Command("welcome-demo", "choose('demo')", ("3",), N_("Look around"),
            N_("See a made-up pair's notes."), WELCOME, False),
    Command("setup-next", "next", ("enter",), N_("Go on"),
            N_("Go to the next field or step."), SETUP),
    Command("setup-back", "step_back", ("escape",), N_("Back"),
            N_("Go one step back; what was typed stays."), SETUP, False),
)  # fmt: skip

MAX_HINTS = 6

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": N_("Space"),
    "tab": "Tab",
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pagedown": "PgDn",
    "plus": "+",
    "equals_sign": "=",
    "minus": "-",
    "delete": "Del",
    "up": "↑",
    "down": "↓",
}


def commands_in(place: str) -> list[Command]:
    """The commands that work in a place: its own first, then those that work everywhere.

    As long as nobody is set up there are no other places to go to.
    """
    beside = {f"place-{name}" for name in PLACES} | {"capture", "undo", "search"}
    beside = beside if place in (WELCOME, SETUP) else set()
    own = [c for c in COMMANDS if c.where == place]
    return own + [c for c in COMMANDS if c.where == EVERYWHERE and c.id not in beside]


def hints_in(place: str) -> list[Command]:
    """The commands to show in the hint line of a place: help first, six at most.

    A session is where most lines come up that are worth to be written down.
    """
    general = {c.id: c for c in COMMANDS if c.where == EVERYWHERE}
    own = [c for c in COMMANDS if c.where == place and c.hint]
    own += [general["capture"]] if place == SESSION else []
    back = [] if place in (HOME, WELCOME, SETUP) else [general["back"]]
    return [general["help"], *own, *back, general["quit"], general["palette"]][:MAX_HINTS]


def shown(key: str) -> str:
    """A key as people know it: F3, ^p, Shift+F3, Esc."""
    if key in _NAMES:
        return _(_NAMES[key])
    modifier, _plus, name = key.rpartition("+")
    if modifier == "ctrl":
        return f"^{name}"
    name = _NAMES.get(name) or (name.upper() if name[:1] == "f" and name[1:].isdigit() else name)
    return f"{modifier.capitalize()}+{name}" if modifier else name


def keys_shown(command_id: str) -> str:
    """The first key of a command, as people know it."""
    return next(shown(c.keys[0]) for c in COMMANDS if c.id == command_id)
