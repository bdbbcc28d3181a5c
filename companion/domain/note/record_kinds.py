"""What can be captured in one line, and the words that a line of each kind begins with."""

import re
from dataclasses import dataclass

from companion.i18n import _

KINDS = (
    "decisions", "actions", "ideas", "questions", "appreciations", "feedback", "points"
)  # fmt: skip
"""The records that are captured in one line, by the names of their tables."""

LABELS = {
    "decision": "decisions",
    "besluit": "decisions",
    "action": "actions",
    "actie": "actions",
    "actiepunt": "actions",
    "idea": "ideas",
    "idee": "ideas",
    "question": "questions",
    "vraag": "questions",
    "appreciation": "appreciations",
    "thanks": "appreciations",
    "waardering": "appreciations",
    "dank": "appreciations",
    "feedback": "feedback",
    "point": "points",
    "talking point": "points",
    "punt": "points",
    "gesprekspunt": "points",
    "next time": "points",
    "volgende keer": "points",
}
"""Labels in both languages: each of the two writes in their own. Those a lesson's list of what to
write down begins with are among them."""

_LABEL = re.compile(
    r"\s*(?:[-*•]\s+)?(?P<bold>\*\*)?(?P<label>\w+(?: \w+)?)\s*(?:(?(bold)(?::\s*\*\*|\*\*\s*:)|:))"
)
"""A list's mark, then the label with its colon, in bold or not."""
_LONGEST = 80
"""Characters within which a label has ended, a list's mark and blanks before it included."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a line."""

    kind: str
    start: int
    """Where its first letter stands in the line."""
    end: int
    """Where the words begin, with the blanks before them."""


def find_label(line: str) -> Label | None:
    """The label a line begins with, if it begins with one."""
    found = _LABEL.match(line, 0, _LONGEST)
    kind = LABELS.get(found["label"].casefold()) if found else None
    return Label(kind, found.start("label"), found.end()) if found and kind else None


def split_label(line: str) -> tuple[str, str] | None:
    """The kind that a line's label names, and the words behind it; None where no label stands."""
    label = find_label(line)
    return (label.kind, line[label.end :].strip()) if label else None


def kind_name(kind: str) -> str:
    """A kind as people call it, one of it."""
    return {
        "decisions": _("decision"),
        "actions": _("action"),
        "ideas": _("idea"),
        "questions": _("question"),
        "appreciations": _("appreciation"),
        "feedback": _("feedback"),
        "points": _("talking point"),
    }[kind]
