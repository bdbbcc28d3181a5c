"""The words of a Markdown paragraph, each with its styles."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from companion.domain.text import visible
from companion.layout.wrapping import Span

LINK = "@"
"""How the style of a link's words begins that says which link it is: @0, @1, …"""


def spans_of(children: list[Token], base: str, links: list[str]) -> Iterator[Span]:
    """The words of a paragraph with their styles; where its links lead is added to `links`."""
    styles = [base] if base else []
    for number, child in enumerate(children):
        if child.type in ("text", "html_inline"):
            text = visible(child.content)  # an entity can stand for what steers a terminal
            text = f"[{text}]" if styles and styles[-1].startswith("citation") else text
            yield text, " ".join(styles)
        elif child.type == "code_inline":
            yield child.content, " ".join([*styles, "code"])
        elif child.type == "softbreak":
            yield " ", " ".join(styles)
        elif child.type == "hardbreak":
            yield "\n", ""
        elif child.type == "image":
            yield visible(child.content), " ".join([*styles, "em"])
        elif child.type == "link_open":
            kind = "citation" if _is_citation(children, number) else "link"
            styles.append(f"{kind} {LINK}{len(links)}")
            links.append(str(child.attrGet("href") or ""))
        elif child.type.endswith("_open"):
            styles.append(child.type.removesuffix("_open"))
        elif child.type.endswith("_close"):
            styles.pop()


def _is_citation(children: list[Token], number: int) -> bool:
    """Whether the link that opens here is a source marker, [S1], whose brackets are to be seen."""
    following = children[number + 1 : number + 2]
    return bool(following) and re.fullmatch(r"S\d+", following[0].content) is not None
