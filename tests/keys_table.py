"""The README's table of keys, made from the table of commands: `python tests/keys_table.py`."""

from pathlib import Path

from companion.commands.key_names import shown
from companion.commands.table import COMMANDS, EVERYWHERE

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- keys -->\n", "<!-- /keys -->"


def table() -> str:
    """Every key in Markdown, those that work everywhere first."""
    lines = ["| where | key | does |", "|---|---|---|"]
    for command in sorted(COMMANDS, key=lambda c: c.where != EVERYWHERE):
        keys = ", ".join(f"`{shown(key)}`" for key in command.keys)
        lines.append(f"| {command.where} | {keys} | {command.help} |")
    return "\n".join(lines) + "\n"


def with_table(readme: str) -> str:
    """The README with the table as it is now."""
    before, _, rest = readme.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
