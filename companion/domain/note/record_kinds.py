"""What can be captured in one line, and the words that a line of each kind begins with."""

import re

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


def split_label(line: str) -> tuple[str, str] | None:
    """The kind that a line's label names, and the words behind it; None where no label stands."""
    found = _LABEL.match(line)
    kind = LABELS.get(found["label"].casefold()) if found else None
    return (kind, line[found.end() :].strip()) if found and kind else None


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
