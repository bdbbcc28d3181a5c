"""The list of modules in docs/architecture.md, made from their docstrings: `make catalogue`."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- modules -->\n", "<!-- /modules -->"


def first_sentences(path: Path) -> str:
    """The first paragraph of a module's docstring, on one line; empty where there is none."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.partition("\n\n")[0].split())


def folders() -> list[Path]:
    """All packages, each before those in it."""
    found = (path.parent for top in ("companion", "screens") for path in
             (ROOT / top).rglob("__init__.py"))  # fmt: skip
    return sorted(found)


def modules() -> Iterator[str]:
    """Every package with its modules, in Markdown."""
    for folder in folders():
        yield f"\n### {folder.relative_to(ROOT).as_posix()}/\n"
        yield f"{first_sentences(folder / '__init__.py')}\n"
        for path in sorted(folder.glob("*.py")):
            if path.name != "__init__.py":
                yield f"- `{path.stem}`: {first_sentences(path)}"


def with_modules(page: str) -> str:
    """The page with the list as it is now."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + "\n".join(modules()) + "\n\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(with_modules(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
