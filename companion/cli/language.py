"""Which language to speak before anything else is known."""

import json
from collections.abc import Mapping

from companion.i18n import system_language
from companion.storage.places import find_places


def chosen_language(environ: Mapping[str, str]) -> str:
    """The language in the settings, else the system's.

    Reads the file as plain JSON: opening it as a database would double the time of `--help`.
    """
    try:
        settings = json.loads(find_places(environ).settings.read_bytes())
        language = settings["settings"]["1"]["language"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        language = ""
    return str(language) or system_language(environ)
