"""The words a lesson is written with: its headings, leaders and labels in each language."""

from dataclasses import dataclass

from companion.i18n import _

FENCE = "---"
"""The line that opens and closes the front matter."""

ENGLISH, DUTCH = "en", "nl"
OTHER = {ENGLISH: DUTCH, DUTCH: ENGLISH}

PURPOSE, GOOD_TO_KNOW, AGENDA, CHECKLIST = "Purpose", "Good to know", "Agenda", "Checklist"
WRITE_DOWN, LOOK_UP, REFLECTION = "Write down", "Look it up together", "Reflection"
HOMEWORK, TIPS, RECALL = "Homework", "Tips", "Recall"

SECTIONS = {
    PURPOSE: "Doel",
    GOOD_TO_KNOW: "Goed om te weten",
    AGENDA: "Gespreksagenda",
    CHECKLIST: "Checklist",
    WRITE_DOWN: "Noteer",
    LOOK_UP: "Samen opzoeken",
    REFLECTION: "Terugblik",
    HOMEWORK: "Voor de volgende keer",
    TIPS: "Tips",
    RECALL: "Herhaalvragen",
}
"""English heading, by which a section is known, to Dutch heading; in the usual order."""

REQUIRED = (PURPOSE, AGENDA, CHECKLIST, WRITE_DOWN, REFLECTION, HOMEWORK, RECALL)
LISTS = (CHECKLIST, WRITE_DOWN, LOOK_UP, REFLECTION, HOMEWORK, TIPS)
"""The sections that consist of a list."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a lesson in one language says for the things a program looks for."""

    sections: dict[str, str]
    """Heading to the English name of the section."""
    leads: dict[str, str]
    """The leader in an agenda item's heading: mentor, mentee or both."""
    who: dict[str, str]
    """The bold word that a task or a reflection starts with, likewise."""
    kinds: dict[str, str]
    """The bold word that a note starts with: decision, action, idea or feedback."""
    labels: dict[str, str]
    """The bold line in an agenda item above its prompts or its steps."""
    question: str
    """The letter before a recall question's number."""


WORDS = {
    ENGLISH: Words(
        sections={english: english for english in SECTIONS},
        leads={"mentor": "mentor", "mentee": "mentee", "both": "both"},
        who={"Mentor": "mentor", "Mentee": "mentee", "Both": "both"},
        kinds={"Decision": "decision", "Action": "action", "Idea": "idea", "Feedback": "feedback"},
        labels={"Ask": "prompts", "Do": "steps"},
        question="Q",
    ),
    DUTCH: Words(
        sections={dutch: english for english, dutch in SECTIONS.items()},
        leads={"mentor": "mentor", "mentee": "mentee", "samen": "both"},
        who={"Mentor": "mentor", "Mentee": "mentee", "Samen": "both"},
        kinds={"Besluit": "decision", "Actie": "action", "Idee": "idea", "Feedback": "feedback"},
        labels={"Vraag": "prompts", "Doe": "steps"},
        question="V",
    ),
}


def heading_of(section: str, language: str) -> str:
    """The heading in `language` of the section with this English name."""
    return SECTIONS[section] if language == DUTCH else section


def closest(word: str, options: "dict[str, str] | tuple[str, ...] | list[str]") -> str:
    """The option most like `word`, or "" when none is near."""
    from difflib import get_close_matches  # only for files with a mistake in them

    folded = {option.casefold(): option for option in options}
    found = get_close_matches(word[:80].casefold(), folded, n=1)
    return folded[found[0]] if found else ""


def with_hint(
    sentence: str, word: str, options: "dict[str, str] | tuple[str, ...] | list[str]"
) -> str:
    """`sentence`, followed by the option that `word` was probably meant to be."""
    near = closest(word, options)
    return f"{sentence} " + _('Did you mean "{word}"?').format(word=near) if near else sentence
