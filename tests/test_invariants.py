"""Every promise names tests that there are."""

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LINES = re.findall(r"^\| (\d+) \| (.*) \| (.*) \|$", (HERE / "invariants.md").read_text(), re.M)


def test_all_thirty_are_there_in_their_order():
    assert [int(number) for number, _, _ in LINES] == list(range(1, 31))


@pytest.mark.parametrize("shown_by", [line[2] for line in LINES], ids=[line[1] for line in LINES])
def test_what_shows_it_exists(shown_by):
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", shown_by)
    assert named
    for path, name in named:
        tree = ast.parse((HERE / path).read_text("utf-8"))
        functions = (ast.FunctionDef, ast.AsyncFunctionDef)
        assert name in {node.name for node in tree.body if isinstance(node, functions)}, path
