"""The rules of the lesson format, one small function for each idea.

A rule takes a draft and yields what its author should mend; `RULES` is all of them. A code has a
letter for where it belongs (F file, M front matter, B body, A agenda, C lists, R recall, P both
languages) or W for a warning.
"""

from collections.abc import Callable, Iterable

from companion.domain.lesson_issue import Finding
from companion.lessons.check.rules import (
    agenda,
    body,
    citations,
    lists,
    meta,
    recall,
    sources,
    wording,
)
from companion.lessons.parse.draft import Draft

Rule = Callable[[Draft], Iterable[Finding]]

FRONT_RULES: tuple[Rule, ...] = (*meta.RULES, *sources.RULES)
"""The rules that look at the front matter only."""

RULES: tuple[Rule, ...] = (
    *FRONT_RULES,
    *body.RULES,
    *agenda.RULES,
    *lists.RULES,
    *recall.RULES,
    *citations.RULES,
    *wording.RULES,
)


def findings_in(draft: Draft, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """All that one file's author should mend, by line."""
    # Nothing else can be said of a file in a format that is not known.
    found = list(meta.format_is_known(draft)) or [f for rule in rules for f in rule(draft)]
    return sorted(found, key=lambda f: (f.line, f.code))
