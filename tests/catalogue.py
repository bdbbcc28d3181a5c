"""Gather the words people see, keep the Dutch catalogue in step, and compile it.

`make catalogue` runs this; `tests/test_catalogue.py` fails when it was forgotten.
"""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
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
_WORD = re.compile(r"[^\W\d_]{3,}")
_SAY_ALL = {"say", "write", "assemble", "add_row", "QuestionScreen"}
_SAY_FIRST = {"notify", "Static", "Label", "Button", "Option", "Content", "Text", "Markdown",
              "TopLine", "update"}  # fmt: skip
"""Functions that show what they are given; the latter show only the first thing."""
_SHOWN_NAMES = {"border_title", "border_subtitle", "placeholder", "tooltip", "title", "sub_title",
                "help", "metavar", "description", "epilog", "prompt", "label"}  # fmt: skip
"""Attributes and named arguments that hold words for people."""
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
            known = before.get(message.id) or Message(message.id)
            doubt = {"fuzzy"} if known.fuzzy else ()
            words.add(message.id, known.string, message.locations, doubt)
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


# What a test looks for in messages


def forms(message: Message) -> list[tuple[str, str]]:
    """(English, Dutch) of a message: one pair, or one for each form of a plural."""
    if isinstance(message.id, tuple):
        dutch = message.string if isinstance(message.string, tuple) else ("", "")
        return list(zip(message.id, dutch, strict=True))
    return [(message.id, str(message.string or ""))]


def placeholders(text: str) -> set[str]:
    """What is filled in later: {name}, %(name)s, %s. A per cent sign in a sentence is none."""
    return set(re.findall(r"\{\w*\}|%\(\w+\)[a-z]|%[sr]\b", text))


def edges(text: str) -> tuple[str, str, int]:
    """The blanks around a text, and how many line breaks it has."""
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return lead, tail, text.count("\n")


# What a test looks for in the source


def sources() -> list[Path]:
    """Every module that could show words."""
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def unmarked(tree: ast.Module, errors: set[str]) -> list[tuple[int, str]]:
    """(line, literal) of words that are shown to people without asking the catalogue."""
    found = [
        (text.lineno, text.value)
        for node in ast.walk(tree)
        for value in _shown(node, errors)
        for text in _literals(value)
    ]
    return [(line, text) for line, text in found if _WORD.search(re.sub(r"\{\w*\}", "", text))]


def glued(tree: ast.Module) -> list[int]:
    """Lines where a message is put together inside `_`, `N_` or `ngettext`, and cannot be found."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) in _KEYWORDS
        for inner in (part for argument in node.args[:2] for part in ast.walk(argument))
        if isinstance(inner, ast.JoinedStr | ast.BinOp) or _is_formatted(inner)
    ]


def error_names() -> set[str]:
    """The classes of errors whose sentence people see."""
    bases = {
        node.name: {_name(base) for base in node.bases}
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    names = {"CompanionError"}
    while more := {name for name, its in bases.items() if its & names} - names:
        names |= more
    return names


def _shown(node: ast.AST, errors: set[str]) -> Iterator[ast.expr]:
    if isinstance(node, ast.Assign) and any(_name(t) in _SHOWN_NAMES for t in node.targets):
        yield node.value
    if not isinstance(node, ast.Call):
        return
    name = _name(node.func)
    if name in _SAY_ALL or name in errors:
        yield from node.args
    elif name in _SAY_FIRST:
        yield from node.args[:1]
    for keyword in node.keywords:
        if keyword.arg in _SHOWN_NAMES or name == "say":
            yield keyword.value


def _literals(value: ast.expr) -> Iterator[ast.Constant]:
    """The texts an expression can be, those inside calls of `_` and other functions aside."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value
    inner: list[ast.expr] = []
    if isinstance(value, ast.JoinedStr):
        inner = value.values
    elif isinstance(value, ast.FormattedValue | ast.Starred):
        inner = [value.value]
    elif isinstance(value, ast.BinOp):
        inner = [value.left, value.right]
    elif isinstance(value, ast.BoolOp):
        inner = value.values
    elif isinstance(value, ast.IfExp):
        inner = [value.body, value.orelse]
    elif isinstance(value, ast.List):
        inner = value.elts
    elif isinstance(value, ast.Tuple):
        inner = value.elts[:1]  # a text with its style
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        inner = [value.func.value] if value.func.attr in ("format", "join") else []
    for part in inner:
        yield from _literals(part)


def _is_formatted(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) == "format"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


if __name__ == "__main__":
    main()
