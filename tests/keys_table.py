"""The README's table of keys, made from the table of commands: `python tests/keys_table.py`."""

from pathlib import Path

from companion.commands.available import keys_in
from companion.commands.key_names import leader_label, shown
from companion.commands.places import EVERYWHERE
from companion.commands.table import COMMANDS
from companion.commands.terminals import FAILS_IN

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- keys -->\n", "<!-- /keys -->"


def table() -> str:
    """Every command in Markdown, the general ones first; then the keys that fail somewhere."""
    lines = ["| where | menu | keys | does |", "|---|---|---|---|"]
    for command in sorted(COMMANDS, key=lambda c: c.where != EVERYWHERE):
        menu = f"`{leader_label(command.leader)}`" if command.leader else ""
        keys = dict.fromkeys(f"`{shown(key)}`" for key in keys_in(command.where, command))
        lines.append(f"| {command.where} | {menu} | {', '.join(keys)} | {command.help} |")
    lines += ["", "| key | does not arrive, or not always, from |", "|---|---|"]
    fails = {f"`{shown(key)}`": sorted(where) for key, where in sorted(FAILS_IN.items())}
    lines += [f"| {key} | {', '.join(where)} |" for key, where in fails.items()]
    return "\n".join(lines) + "\n"


def with_table(readme: str) -> str:
    """The README with the table as it is now."""
    before, _, rest = readme.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
