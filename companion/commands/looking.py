"""The commands of the places where one looks things up and sets them up."""

from companion.commands.command import Command
from companion.commands.places import HISTORY, HOME, NOTES, SEARCH, SETTINGS, SETUP, SYNC, WELCOME
from companion.i18n import N_

LOOKING_UP = (
    Command("home-open", "open", "o", ("enter",), N_("Open"),
            N_("Open the line you are on."), HOME),
    Command("home-done", "toggle_done", "t", ("space",), N_("Done"),
            N_("Tick an action off."), HOME),
    Command("home-prepare", "prepare", "p", ("p", "shift+f9"), N_("Prepare"),
            N_("Prepare the agenda of the session you are on, or of the one planned next."), HOME),
    Command("notes-open", "open", "o", ("enter",), N_("Read"),
            N_("Read the session you are on."), NOTES),
    Command("notes-history", "history", "h", ("h", "shift+f8"), N_("History"),
            N_("See what the notes of the session you are on said before."), NOTES),
    Command("notes-learned", "add_learned", "l", ("l",), N_("I learned"),
            N_("Add the line that is missing: what you learned in a closed session."), NOTES),
    Command("notes-correct", "correct", "c", ("c",), N_("Correct"),
            N_("Add a correction to a session that is closed."), NOTES),
    Command("notes-cards", "check_cards", "k", ("k",), N_("Cards"),
            N_("Read over the cards the other made."), NOTES, False),
    Command("notes-pulse", "pulse", "p", ("p",), N_("Pulse"),
            N_("Answer the pulse of a closed session, alone."), NOTES, False),
    Command("history-back", "bring_back", "o", ("enter",), N_("Bring back"),
            N_("Read the version you are on; once more brings it back."), HISTORY),
    Command("search-open", "open", "o", ("enter",), N_("Open"),
            N_("Open the place that was found."), SEARCH),
    Command("search-down", "move(1)", "n", ("down",), N_("Next"),
            N_("Go to the next place that was found; also while typing."), SEARCH),
    Command("search-up", "move(-1)", "b", ("up",), N_("Previous"),
            N_("Go to the place found before it; also while typing."), SEARCH, False),
)  # fmt: skip

SETTING_UP = (
    Command("sync-look", "look_again", "r", ("r",), N_("Check now"),
            N_("Look at the folder, the devices and the files once more."), SYNC),
    Command("sync-pack", "pack", "p", ("p",), N_("Make a file"),
            N_("Put all notes into one file, for a stick or a mail."), SYNC),
    Command("sync-unpack", "unpack", "o", ("o",), N_("Take a file"),
            N_("Take in a file that your partner made."), SYNC),
    Command("settings-open", "open", "o", ("enter",), N_("Change"),
            N_("Change the line you are on."), SETTINGS),
    Command("welcome-open", "open", "o", ("enter",), N_("Choose"),
            N_("Choose the line you are on."), WELCOME),
    Command("welcome-alone", "choose('alone')", "1", ("1",), N_("On my own, now"),
            N_("Begin without a partner."), WELCOME, False),
    Command("welcome-partner", "choose('partner')", "2", ("2",), N_("With my partner"),
            N_("Begin with a partner and a folder you share."), WELCOME, False),
    Command("welcome-demo", "choose('demo')", "3", ("3",), N_("Look around"),
            N_("See a made-up pair's notes."), WELCOME, False),
    Command("setup-next", "next", "n", ("enter",), N_("Go on"),
            N_("Go to the next field or step."), SETUP),
    Command("setup-back", "step_back", "b", ("escape",), N_("Back"),
            N_("Go one step back; what was typed stays."), SETUP, False),
)  # fmt: skip
