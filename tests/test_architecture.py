"""docs/architecture.md says what there is."""

import re
import tomllib

import architecture
import pytest

ROOT = architecture.ROOT
PAGE = architecture.PAGE.read_text(encoding="utf-8")
BY_HAND = PAGE.partition("<!-- modules -->")[0]


def test_the_list_of_modules_is_the_one_of_today():
    assert architecture.with_modules(PAGE) == PAGE, "run: make catalogue"


@pytest.mark.parametrize("top", ["companion", "screens"])
def test_every_module_says_what_it_is(top):
    silent = [path for path in (ROOT / top).rglob("*.py") if not architecture.first_sentences(path)]
    assert silent == []


def test_every_path_it_names_is_there():
    named = re.findall(r"(?:companion|screens|tests)/[\w/.]+", BY_HAND)
    assert named
    assert [path for path in named if not (ROOT / path.rstrip(".")).exists()] == []


def test_its_floors_are_those_that_are_checked():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    floors = [name.strip() for layer in layers for name in layer.split("|")]
    drawing = BY_HAND.partition("## Floors")[2].split("```")[1]
    assert re.findall(r"companion\.\w+|^screens", drawing, re.M) == floors


def test_every_word_of_its_glossary_stands_once():
    words = re.findall(r"^\| ([a-z -]+) \|", BY_HAND.partition("## Words")[2], re.M)[1:]
    assert len(words) == len(set(words)) > 20
