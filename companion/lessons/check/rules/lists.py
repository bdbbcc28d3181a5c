"""Rules for the sections that are lists."""

from collections.abc import Iterable, Iterator

from companion.domain.lesson_issue import Finding
from companion.i18n import _
from companion.lessons.parse.draft import Draft
from companion.lessons.parse.lists import named, task
from companion.lessons.parse.vocabulary import CHECKLIST, HOMEWORK, REFLECTION, WRITE_DOWN

_TASKS = range(3, 9)
"""How many tasks a checklist has."""


def _bold(words: Iterable[str]) -> str:
    return ", ".join(f"**{word}:**" for word in words)


def tasks_have_empty_boxes(draft: Draft) -> Iterator[Finding]:
    """C040, C041."""
    for item in (*draft.list_of(CHECKLIST), *draft.list_of(HOMEWORK)):
        found = task(item)
        if found is None:
            sentence = _(
                'write this as a task: "- [ ] " with a space between the brackets and after them.'
            )
            yield draft.at(item.line, "C040", sentence)
        elif found.ticked:
            sentence = _("a lesson ships with empty boxes; change [x] to [ ].")
            yield draft.at(item.line, "C041", sentence)


def homework_is_somebodys(draft: Draft) -> Iterator[Finding]:
    """C042."""
    for item in draft.list_of(HOMEWORK):
        found = task(item)
        if found and named(found.text, draft.words.who) is None:
            sentence = _("say who does this: start with {words}.")
            said = sentence.format(words=_bold(draft.words.who))
            yield draft.at(item.line, "C042", said)


def notes_have_a_kind(draft: Draft) -> Iterator[Finding]:
    """C043."""
    for item in draft.list_of(WRITE_DOWN):
        if named(item.text, draft.words.kinds) is None:
            sentence = _("start this note with {words}.")
            said = sentence.format(words=_bold(draft.words.kinds))
            yield draft.at(item.line, "C043", said)


def reflections_are_for_somebody(draft: Draft) -> Iterator[Finding]:
    """C044."""
    for item in draft.list_of(REFLECTION):
        if named(item.text, draft.words.who) is None:
            sentence = _("start this line with {words}.")
            said = sentence.format(words=_bold(draft.words.who))
            yield draft.at(item.line, "C044", said)


def both_reflect(draft: Draft) -> Iterator[Finding]:
    """C045, once every line says for whom it is."""
    found = [named(item.text, draft.words.who) for item in draft.list_of(REFLECTION)]
    asked = {one[0] for one in found if one}
    for who in ("mentor", "mentee"):
        if found and None not in found and who not in asked:
            sentence = _("there is no reflection for the {who}.")
            yield draft.at(draft.known[REFLECTION].line, "C045", sentence.format(who=who))


def checklist_is_of_a_size(draft: Draft) -> Iterator[Finding]:
    """W047."""
    count = len(draft.list_of(CHECKLIST))
    if count and count not in _TASKS:
        sentence = _("a checklist has {least} to {most} tasks; this one has {count}.")
        said = sentence.format(least=_TASKS[0], most=_TASKS[-1], count=count)
        yield draft.at(draft.known[CHECKLIST].line, "W047", said)


RULES = (
    tasks_have_empty_boxes, homework_is_somebodys, notes_have_a_kind, reflections_are_for_somebody,
    both_reflect, checklist_is_of_a_size,
)  # fmt: skip
