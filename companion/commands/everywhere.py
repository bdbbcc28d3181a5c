"""The commands that work everywhere."""

from companion.commands.command import Command
from companion.commands.places import BESIDE_KEYS, EVERYWHERE, PLACE_HELP, PLACE_KEYS, PLACES
from companion.i18n import N_

MENU_KEYS = ("ctrl+l", "ctrl+space", "ctrl+@", "f9")
"""What opens the menu; a terminal sends either of the middle two for Ctrl and Space."""

GENERAL = (
    Command("menu", "app.menu", "", MENU_KEYS, N_("Menu"),
            N_("Open the menu: one letter more does what stands there."), EVERYWHERE),
    Command("help", "app.help", "?", ("question_mark", "f1"), N_("Help"),
            N_("Show what can be done here and with which keys."), EVERYWHERE),
    Command("palette", "app.palette", "space", ("ctrl+p",), N_("All commands"),
            N_("Find any command by its name."), EVERYWHERE),
    Command("search", "app.search", "f", ("slash", "ctrl+f"), N_("Find"),
            N_("Search all notes, actions, ideas, lessons and cards."), EVERYWHERE, 3),
    Command("sync", "app.sync", "y", ("ctrl+s", "f5"), N_("Sync now"),
            N_("Save, share and look for changes now; it also happens by itself."), EVERYWHERE),
    Command("capture", "app.capture", "w", ("f8",), N_("Write down"),
            N_("Write one line down: an action, an idea, a question, thanks."), EVERYWHERE, 4),
    Command("private", "app.private_notes", "v", ("f7",), N_("Private notes"),
            N_("See where your private notes are: they open in the session alone."), EVERYWHERE),
    Command("off-record", "app.off_record", "o", (), N_("Off the record"),
            N_("See why all that is done here is on the record."), EVERYWHERE),
    # A letter alone may belong to a word typed by mistake: it asks, where the menu does at once.
    Command("undo", "app.undo", "u", (), N_("Undo"),
            N_("Take back what you did last, other than typing."), EVERYWHERE),
    Command("undo-list", "app.undo_list", "U", ("u",), N_("Take back …"),
            N_("See the last ten things you did, and take one of them back."), EVERYWHERE),
    Command("journal", "app.journal", "j", (), N_("Journal"),
            N_("Read the last twenty messages again; go to what one is about, or undo it."),
            EVERYWHERE),
    Command("next-pane", "app.focus_next", "", ("tab",), N_("Next part"),
            N_("Go to the next part of the screen."), EVERYWHERE),
    Command("previous-pane", "app.focus_previous", "", ("shift+tab",), N_("Previous part"),
            N_("Go to the previous part of the screen."), EVERYWHERE),
    Command("quit", "app.quit", "q", ("ctrl+q",), N_("Quit"),
            N_("Leave companion; everything is saved first."), EVERYWHERE, 2),
    *(
        Command(f"place-{place}", f"app.place('{place}')", f"g {key}", (key,), PLACES[place],
                PLACE_HELP[place], EVERYWHERE)
        for key, place in {**PLACE_KEYS, **BESIDE_KEYS}.items()
    ),
    Command("language", "app.switch_language", "g i", ("L",), N_("Language"),
            N_("Switch between English and Dutch."), EVERYWHERE),
    Command("drafts", "app.drafts", "g d", (), N_("Drafts"),
            N_("See all that was typed and not entered, and where each waits."), EVERYWHERE),
    Command("back", "app.back", "g b", ("escape",), N_("Back"),
            N_("Go one step back; nothing is lost."), EVERYWHERE, 6),
)  # fmt: skip
