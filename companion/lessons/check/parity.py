"""Rules between the two languages of a lesson: the same structure, in other words."""

from collections.abc import Iterator

from companion.domain.lesson_issue import Finding
from companion.i18n import _
from companion.lessons.parse.agenda import agenda_drafts, is_readable
from companion.lessons.parse.draft import Draft
from companion.lessons.parse.recall import question_drafts
from companion.lessons.parse.vocabulary import AGENDA, CHECKLIST, RECALL


def findings_between(english: Draft, dutch: Draft) -> list[Finding]:
    """What differs, told of the Dutch file."""
    return [f for rule in _RULES for f in rule(english, dutch)]


def versions_are_equal(english: Draft, dutch: Draft) -> Iterator[Finding]:
    """P090."""
    here, there = dutch.front.text("version"), english.front.text("version")
    if here and there and here != there:
        sentence = _("version is {here} here, but {there} in the English file.")
        yield dutch.at(1, "P090", sentence.format(here=here, there=there))


def agendas_are_alike(english: Draft, dutch: Draft) -> Iterator[Finding]:
    """P091, P092, P093, once every item can be read."""
    here, there = agenda_drafts(dutch), agenda_drafts(english)
    if not (here and there and is_readable(here) and is_readable(there)):
        return
    if len(here) != len(there):
        sentence = _("agenda items: {here} here, {there} in the English file.")
        said = sentence.format(here=len(here), there=len(there))
        yield dutch.at(dutch.known[AGENDA].line, "P091", said)
        return
    for own, other in zip(here, there, strict=True):
        number = own.number
        if (own.minutes, own.lead) != (other.minutes, other.lead):
            sentence = _(
                "item {number}: {here} min / {lead} here, {there} min / {other} in the English "
                "file."
            )
            said = sentence.format(number=number, here=own.minutes, lead=own.lead_word,
                                   there=other.minutes, other=other.lead_word)  # fmt: skip
            yield dutch.at(own.line, "P092", said)
        counts = len(own.texts("prompts")), len(other.texts("prompts"))
        if counts[0] != counts[1]:
            sentence = _("prompts in item {number}: {here} here, {there} in the English file.")
            said = sentence.format(number=number, here=counts[0], there=counts[1])
            yield dutch.at(own.line, "P093", said)


def questions_are_alike(english: Draft, dutch: Draft) -> Iterator[Finding]:
    """P094."""
    here = [asked.number for asked in question_drafts(dutch)]
    there = [asked.number for asked in question_drafts(english)]
    if here and there and None not in (*here, *there) and set(here) != set(there):
        sentence = _("recall numbers differ: {here} here, {there} in the English file.")
        said = sentence.format(here=here, there=there)
        yield dutch.at(dutch.known[RECALL].line, "P094", said)


def checklists_are_alike(english: Draft, dutch: Draft) -> Iterator[Finding]:
    """P095."""
    here, there = len(dutch.list_of(CHECKLIST)), len(english.list_of(CHECKLIST))
    if here and there and here != there:
        sentence = _("checklist: {here} here, {there} in the English file.")
        line = dutch.known[CHECKLIST].line
        yield dutch.at(line, "P095", sentence.format(here=here, there=there))


def items_alone_are_alike(english: Draft, dutch: Draft) -> Iterator[Finding]:
    """P097, once both lists can be read."""
    fronts = dutch.front, english.front
    if any("alone" in front and front.get("alone").numbers is None for front in fronts):
        return
    here, there = (sorted({*(front.get("alone").numbers or ())}) for front in fronts)
    if here != there:
        sentence = _("items to do alone differ: {here} here, {there} in the English file.")
        line = dutch.front.get("alone").line
        yield dutch.at(line, "P097", sentence.format(here=here, there=there))


_RULES = (
    versions_are_equal, agendas_are_alike, questions_are_alike, checklists_are_alike,
    items_alone_are_alike,
)  # fmt: skip
