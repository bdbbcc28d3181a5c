"""Rules for the agenda."""

from collections.abc import Iterator

from companion.domain.lesson.lesson import DURATIONS
from companion.domain.lesson_issue import Finding
from companion.domain.session.agenda_fit import MOST_LED
from companion.i18n import _
from companion.lessons.parse.agenda import MINUTES, agenda_drafts, is_readable, minutes_led
from companion.lessons.parse.draft import Draft, split_at
from companion.lessons.parse.vocabulary import AGENDA, OTHER, WORDS


def items_can_be_read(draft: Draft) -> Iterator[Finding]:
    """A020, A021, A022."""
    leads = ", ".join(draft.words.leads)
    for item in agenda_drafts(draft):
        if item.number is None:
            sentence = _("cannot read this agenda item. Write: 1. Title (5 min, {lead}).")
            lead = list(draft.words.leads)[-1]
            yield draft.at(item.line, "A020", sentence.format(lead=lead))
        elif not item.lead:
            sentence = _('"{word}" cannot lead an item; use {leads}.')
            yield draft.at(item.line, "A021", sentence.format(word=item.lead_word, leads=leads))
        if item.number is not None and item.minutes not in MINUTES:
            sentence = _("{minutes} minutes is out of range; an item takes 1 to 30 minutes.")
            yield draft.at(item.line, "A022", sentence.format(minutes=item.minutes))


def items_are_numbered(draft: Draft) -> Iterator[Finding]:
    """A023, once for each break in the row."""
    agenda = agenda_drafts(draft)
    expected = 1
    for item in agenda if is_readable(agenda) else ():
        if item.number is not None and item.number != expected:
            sentence = _("this item has number {number}; expected {expected}.")
            said = sentence.format(number=item.number, expected=expected)
            yield draft.at(item.line, "A023", said)
        expected = (item.number or 0) + 1


def all_text_is_in_items(draft: Draft) -> Iterator[Finding]:
    """W024, A025."""
    section = draft.known.get(AGENDA)
    if section is None:
        return
    before, items = split_at(3, section.blocks)
    if not items:
        yield draft.at(section.line, "A025", _("the agenda has no items."))
    elif before:
        sentence = _("text before the first agenda item is not shown during a session.")
        yield draft.at(before[0].line, "W024", sentence)


def minutes_add_up(draft: Draft) -> Iterator[Finding]:
    """A026, once all minutes can be read and are in range."""
    agenda = agenda_drafts(draft)
    duration = draft.front.get("duration")
    total = sum(item.minutes for item in agenda)
    sound = is_readable(agenda) and all(item.minutes in MINUTES for item in agenda)
    if agenda and sound and duration.number in DURATIONS and total != duration.number:
        sentence = _("the agenda adds up to {total} minutes, but duration on line {line} is {own}.")
        said = sentence.format(total=total, line=duration.line, own=duration.number)
        yield draft.at(draft.known[AGENDA].line, "A026", said)


def both_lead(draft: Draft) -> Iterator[Finding]:
    """A027, W028."""
    agenda = agenda_drafts(draft)
    if not agenda or not is_readable(agenda):
        return
    line, total = draft.known[AGENDA].line, sum(item.minutes for item in agenda)
    for lead in ("mentor", "mentee"):
        minutes = minutes_led(agenda, lead)
        if not minutes:
            sentence = _(
                "the {who} leads nothing; in every lesson both people teach and both learn."
            )
            yield draft.at(line, "A027", sentence.format(who=lead))
        elif minutes * 100 > total * MOST_LED:
            sentence = _("the {who} leads more than {most}% of the time.")
            yield draft.at(line, "W028", sentence.format(who=lead, most=MOST_LED))


def items_ask_or_do(draft: Draft) -> Iterator[Finding]:
    """W029."""
    ask, do = draft.words.labels
    for item in agenda_drafts(draft):
        if not item.labels:
            sentence = _("this item has no **{ask}** and no **{do}**.")
            yield draft.at(item.line, "W029", sentence.format(ask=ask, do=do))


def labels_have_their_list(draft: Draft) -> Iterator[Finding]:
    """A030, A031."""
    foreign = WORDS[OTHER[draft.language]].labels
    for label in (label for item in agenda_drafts(draft) for label in item.labels):
        if label.items is None:
            sentence = _("a list must follow directly after **{label}**.")
            yield draft.at(label.line, "A030", sentence.format(label=label.word))
        if label.word in foreign:
            sentence = _("**{label}** is the label of the other language.")
            yield draft.at(label.line, "A031", sentence.format(label=label.word))


def prompts_are_questions(draft: Draft) -> Iterator[Finding]:
    """W032."""
    labels = [label for item in agenda_drafts(draft) for label in item.labels]
    for prompt in (i for label in labels if label.kind == "prompts" for i in label.items or ()):
        if not asks(prompt.text):
            sentence = _("a prompt usually ends with a question mark.")
            yield draft.at(prompt.line, "W032", sentence)


def items_alone_have_steps(draft: Draft) -> Iterator[Finding]:
    """M031, M032, once every item can be read."""
    agenda, value = agenda_drafts(draft), draft.front.get("alone")
    if not agenda or not is_readable(agenda):
        return
    by_number = {item.number: item for item in agenda}
    _ask, do = draft.words.labels
    for number in dict.fromkeys(value.numbers or ()):
        item = by_number.get(number)
        if item is None:
            sentence = _("alone names item {number}, but the agenda has no such item.")
            yield draft.at(value.line, "M031", sentence.format(number=number))
        elif not any(label.kind == "steps" for label in item.labels):
            sentence = _("alone names item {number}, but that item has no **{do}**.")
            yield draft.at(value.line, "M032", sentence.format(number=number, do=do))


def asks(text: str) -> bool:
    """Whether a text ends with a question mark, closing quotes and marks aside."""
    return text.rstrip(" \n\"'*_)”’").endswith("?")


RULES = (
    items_can_be_read, items_are_numbered, all_text_is_in_items, minutes_add_up, both_lead,
    items_ask_or_do, labels_have_their_list, prompts_are_questions, items_alone_have_steps,
)  # fmt: skip
