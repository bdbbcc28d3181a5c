"""The README says what the program does: every key and every command stands in it."""

import re
from pathlib import Path

import keys_table

from companion.cli.parser import build_parser

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_every_key_is_in_the_readme():
    assert keys_table.with_table(README) == README, "run: make catalogue"


def test_every_command_is_in_the_readme():
    (subparsers,) = (a for a in build_parser()._actions if a.__class__.__name__.startswith("_Sub"))
    named = set(re.findall(r"^companion ([a-z][a-z-]*)", README, re.MULTILINE))
    assert set(subparsers.choices) <= named
    assert named <= set(subparsers.choices)
