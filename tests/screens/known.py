"""What is the same in every test of a run, read and parsed once."""

from functools import cache

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from companion.i18n import current_language
from companion.lessons import entry_reader as reading
from companion.lessons import load as parse

_read_entry, _parse_lesson = reading.read_entry, parse.parse_lesson
_parse_rules = Stylesheet._parse_rules
_rules: dict[tuple[object, ...], list[RuleSet]] = {}


@cache
def _entry(language, *what):
    return _read_entry(*what)


@cache
def _lesson(language, *what):
    return _parse_lesson(*what)


def _rules_of(self, css, read_from, is_default_rules=False, tie_breaker=0, scope=""):
    what = (css, read_from, is_default_rules, tie_breaker, scope)
    key = (frozenset(self._variables.items()), *what)
    if key not in _rules:
        _rules[key] = _parse_rules(self, *what)
    return _rules[key]


def remember(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give lessons and stylesheets that were parsed before: every test has a new home and app."""
    monkeypatch.setattr(reading, "read_entry", lambda *what: _entry(current_language(), *what))
    monkeypatch.setattr(parse, "parse_lesson", lambda *what: _lesson(current_language(), *what))
    monkeypatch.setattr(Stylesheet, "_parse_rules", _rules_of)
    # The same hash without a call of Python's for each rule and widget.
    monkeypatch.setattr(RuleSet, "__hash__", object.__hash__)
