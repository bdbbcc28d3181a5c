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
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python")]


def gather() -> Catalog:
    """Every message in the source, as a template without line numbers, which would churn."""
    catalog = Catalog(project="companion", charset="utf-8", fuzzy=False)
    for room in ("companion", "screens"):
        found = extract_from_dir(
            ROOT / room, method_map=METHODS, keywords=KEYWORDS, comment_tags=(), strip_comment_tags=True
        )
        for name, _line, message, _comments, context in found:
            catalog.add(message, None, [(f"{room}/{name}", None)], context=context)
    return catalog


def read(path: Path, locale: str | None = None) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def in_po(catalog: Catalog) -> bytes:
    """A catalogue as the bytes of a .po file, the same on every machine and day."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, omit_header=False, sort_output=True, include_lineno=False,
             ignore_obsolete=True)  # fmt: skip
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith((b'"POT-Creation', b'"PO-Revision')))


def compiled(catalog: Catalog) -> bytes:
    """A catalogue as the bytes of a .mo file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> None:
    """Write template, Dutch catalogue and compiled file."""
    template = gather()
    TEMPLATE.write_bytes(in_po(template))
    dutch = read(DUTCH, "nl") if DUTCH.exists() else Catalog(locale="nl", project="companion")
    dutch.fuzzy = False
    dutch.update(template, no_fuzzy_matching=True)
    DUTCH.parent.mkdir(parents=True, exist_ok=True)
    DUTCH.write_bytes(in_po(dutch))
    DUTCH.with_suffix(".mo").write_bytes(compiled(dutch))


if __name__ == "__main__":
    main()
