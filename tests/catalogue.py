"""Gather the words people see, keep the Dutch catalogue in step, and compile it.

`make catalogue` runs this; `tests/test_catalogue.py` fails when it was forgotten.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "companion" / "locale"
TEMPLATE = LOCALE / "companion.pot"
DUTCH = LOCALE / "nl" / "LC_MESSAGES" / "companion.po"
ROOMS = ("companion", "screens")
"""The packages that show words to people."""

_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_METHODS = [("**.py", "python")]
_COMMENT = """\
# {words} companion.
# Copyright (C) The companion authors
# This file is distributed under the same license as companion.
#"""


class Words(Catalog):
    """A catalogue whose header says only what it means, the same on every machine and day."""

    def __init__(self, locale: str | None = None) -> None:
        words = "The Dutch words of" if locale else "The words of"
        super().__init__(locale=locale, header_comment=_COMMENT.format(words=words), fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Whose words these are, in which language, with which plurals, in which encoding."""
        language = [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)]
        return [
            ("Project-Id-Version", "companion"),
            *(language if self.locale else []),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def gather() -> Words:
    """Every message in the source, as a template without line numbers, which would churn."""
    words = Words()
    for room in ROOMS:
        found = extract_from_dir(
            ROOT / room, method_map=_METHODS, keywords=_KEYWORDS, comment_tags=()
        )
        for name, _line, message, _comments, _context in found:
            words.add(message, None, [(f"{room}/{name}", None)])
    return words


def read(path: Path, locale: str | None = None) -> Words:
    """A catalogue from its file; empty when there is none yet."""
    words = Words(locale)
    if path.exists():
        with path.open("rb") as file:
            for message in read_po(file, locale=locale):
                if message.id:
                    words[message.id] = message
    return words


def in_step(template: Words, before: Words) -> Words:
    """The template's messages with the words there were for them; gone messages drop out."""
    words = Words(str(before.locale))
    for message in template:
        if message.id:
            known = before.get(message.id)
            words.add(message.id, known.string if known else None, message.locations)
    return words


def in_po(words: Words) -> bytes:
    """A catalogue as the bytes of a .po file."""
    buffer = io.BytesIO()
    write_po(buffer, words, width=100, sort_output=True, include_lineno=False)
    return buffer.getvalue()


def compiled(words: Words) -> bytes:
    """A catalogue as the bytes of a .mo file."""
    buffer = io.BytesIO()
    write_mo(buffer, words)
    return buffer.getvalue()


def main() -> None:
    """Write template, Dutch catalogue and compiled file."""
    template = gather()
    dutch = in_step(template, read(DUTCH, "nl"))
    DUTCH.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(in_po(template))
    DUTCH.write_bytes(in_po(dutch))
    DUTCH.with_suffix(".mo").write_bytes(compiled(dutch))


if __name__ == "__main__":
    main()
