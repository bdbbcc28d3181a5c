"""The words people see, in the language each of them chose.

English is the language of the source; `locale/nl` holds the Dutch. Sentences carry named
placeholders (`_("Saved at {time}").format(time=...)`) and are never glued from halves.
"""

import gettext
import os
from collections.abc import Mapping

LANGUAGES = {"en": "English", "nl": "Nederlands"}
"""Language codes with the name each language has for itself."""

# os.path: pathlib would take a fifth of the time that `--help` has.
_LOCALES = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120
_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Speak `language` ("en" or "nl") from now on; anything else falls back to English."""
    global _translations, _language
    _language = language if language in LANGUAGES else "en"
    _translations = gettext.translation("companion", _LOCALES, languages=[_language], fallback=True)


def current_language() -> str:
    """The code of the language in use."""
    return _language


def system_language(environ: Mapping[str, str]) -> str:
    """The language the machine asks for through LC_ALL, LC_MESSAGES or LANG, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = environ.get(variable, "")[:2].lower()
        if code:
            return code if code in LANGUAGES else "en"
    return "en"


def _(message: str) -> str:
    """`message` in the language in use."""
    return _translations.gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of a message that goes with the number `n`, in the language in use."""
    return _translations.ngettext(singular, plural, n)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Mark `message` for translation where it is defined; `_` translates it where it is shown."""
    return message
