"""The places of the app: their names, their keys, and what there is in each."""

from companion.i18n import N_

EVERYWHERE, HOME, LIBRARY, LESSON, SESSION, CLOSING, NOTES, HISTORY = (
    "everywhere", "home", "library", "lesson", "session", "closing", "notes", "history"
)  # fmt: skip
PREPARE, SEARCH, STUDY = "prepare", "search", "study"
SYNC, SETTINGS, WELCOME, SETUP = "sync", "settings", "welcome", "setup"
REVIEW, REVIEW_RUN = "review", "review run"
OFF_RECORD = "off the record"

WORD_PLACES = {SESSION, CLOSING, OFF_RECORD}
"""Places in which letters and digits are words, whatever has the focus: never commands."""

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

NAMES = {
    **PLACES,
    LESSON: N_("Lesson"),
    STUDY: N_("By myself"),
    PREPARE: N_("Prepare"),
    CLOSING: N_("The close"),
    OFF_RECORD: N_("Off the record"),
    SEARCH: N_("Find"),
    HISTORY: N_("History"),
    REVIEW_RUN: N_("This card"),
    WELCOME: N_("Welcome"),
    SETUP: N_("Setup"),
}
"""What stands over the commands of each place, of those above and of those that cover them."""

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
