"""The commands that work everywhere."""

from companion.commands.command import Command
from companion.commands.places import (
    BESIDE_KEYS,
    EVERYWHERE,
    PLACE_HELP,
    PLACE_KEYS,
    PLACES,
    PREPARE,
    SESSION,
)
from companion.i18n import N_

GENERAL = (
    Command("help", "app.help", "?", ("f1", "question_mark"), N_("Help"),
            N_("Show what can be done here and with which keys."), EVERYWHERE),
    Command("back", "app.back", "g b", ("escape",), N_("Back"),
            N_("Go one step back; nothing is lost."), EVERYWHERE, False),
    Command("palette", "app.palette", "space", ("ctrl+p", "f9"), N_("All commands"),
            N_("Find any command by its name."), EVERYWHERE, False),
    Command("search", "app.search", "f", ("ctrl+f", "slash"), N_("Search"),
            N_("Search all notes, actions, ideas, lessons and cards."), EVERYWHERE, False),
    Command("save", "app.save", "y", ("ctrl+s",), N_("Save"),
            N_("Save and share now; it also happens by itself."), EVERYWHERE, False),
    Command("look", "app.look", "", ("f5",), N_("Look now"),
            N_("Look for changes from the other side now; it also happens by itself."),
            EVERYWHERE, False),
    Command("capture", "app.capture", "w", ("f8",), N_("Write down"),
            N_("Write one line down: an action, an idea, a question, thanks."),
            EVERYWHERE, False, (SESSION,)),
    Command("undo", "app.undo", "u", ("u",), N_("Undo"),
            N_("Take back what you did last, other than typing."), EVERYWHERE, False, (PREPARE,)),
    Command("undo-list", "app.undo_list", "U", ("U",), N_("Take back …"),
            N_("See the last ten things you did, and take one of them back."), EVERYWHERE, False),
    Command("language", "app.switch_language", "g i", ("L",), N_("Language"),
            N_("Switch between English and Dutch."), EVERYWHERE, False),
    Command("next-pane", "app.focus_next", "", ("tab",), N_("Next part"),
            N_("Go to the next part of the screen."), EVERYWHERE, False),
    Command("previous-pane", "app.focus_previous", "", ("shift+tab",), N_("Previous part"),
            N_("Go to the previous part of the screen."), EVERYWHERE, False),
    Command("quit", "app.quit", "q", ("ctrl+q",), N_("Quit"),
            N_("Leave companion; everything is saved first."), EVERYWHERE),
    *(
        Command(f"place-{place}", f"app.place('{place}')", f"g {key}", (key,), PLACES[place],
                PLACE_HELP[place], EVERYWHERE, False)
        for key, place in {**PLACE_KEYS, **BESIDE_KEYS}.items()
    ),
)  # fmt: skip
