"""Every command of the app, once; bindings, menu, hints, help and README are made of it."""

from companion.commands.everywhere import GENERAL
from companion.commands.learning import READING, REVIEWING
from companion.commands.places_and_setup import LOOKING_UP, SETTING_UP
from companion.commands.session import CLOSE, HOLDING, OFF_THE_RECORD, PREPARING

COMMANDS = (
    *GENERAL,
    *LOOKING_UP,
    *READING,
    *PREPARING,
    *HOLDING,
    *OFF_THE_RECORD,
    *CLOSE,
    *REVIEWING,
    *SETTING_UP,
)
