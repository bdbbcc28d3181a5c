"""The minutes as one web page that stands alone, to read, to print and to keep."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from companion.domain.export.minutes import HEADING, LINE, TITLE, Block
from companion.i18n import current_language

_TAGS = {TITLE: "h1", HEADING: "h2", LINE: "li"}
_STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1 { line-height: 1.2; }
h2 { font-size: 1.15rem; margin-top: 1.6rem; border-bottom: 1px solid; }
p, li { white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } }
"""


def web_page(blocks: Iterable[Block]) -> str:
    """A whole page of HTML; it fetches nothing, and people's words are never markup in it."""
    found = list(blocks)
    title = next((b.text for b in found if b.kind == TITLE), "")
    body: list[str] = []
    for kind, group in groupby(found, key=lambda block: block.kind):
        elements = [_element(_TAGS.get(kind, "p"), block.text) for block in group]
        body += ["<ul>", *elements, "</ul>"] if kind == LINE else elements
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{current_language()}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta http-equiv="Content-Security-Policy"'
            " content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            _element("title", title),
            f"<style>\n{_STYLE}</style>",
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        ]
    )


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"
