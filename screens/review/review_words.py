"""What a review run says around its card: how far along, how well, where from, what was done."""

from textual.content import Content
from textual.style import Style

from companion.domain.dates import short_date
from companion.domain.durations import span_words
from companion.domain.export.minutes import TEXT, Block
from companion.domain.recall.cards import GRADES, LESSON, OWN, TEACH_BACK
from companion.domain.recall.due import (
    ScheduledCard,
    done_words,
    grade_name,
    next_words,
    time_for,
    wait_words,
)
from companion.i18n import _
from companion.layout.graphemes import padded
from companion.workspace import Workspace
from companion.workspace.recall.deck import deck_of
from companion.workspace.recall.review_run import ReviewRun
from screens.shared.words import as_date, track_name
from screens.widgets.hints import action_style

_CELLS = 13
"""Of one grade and of its wait below it."""
_BAR = 10

Parts = list[str | tuple[str, Style]]


def group_name(held: ScheduledCard) -> str:
    """Where a card comes from: a track, the sessions, or oneself."""
    names = {TEACH_BACK: _("Made in your sessions"), OWN: _("Your own")}
    return names.get(held.card.origin) or track_name(held.card.track)


def progress_words(run: ReviewRun, held: ScheduledCard) -> str:
    """How far along a run is."""
    card = _("Card {number} of {total}").format(number=run.number, total=run.total)
    done = round(_BAR * (run.number - 1) / run.total)
    left = _("about {time} left").format(time=span_words(time_for(run.left)))
    return f" {card}  {'█' * done}{'░' * (_BAR - done)}  {left} · {group_name(held)}"


def grade_choices(run: ReviewRun) -> Content:
    """The four grades, each with the time until the card comes again below it."""
    names = [f"{grade} {grade_name(grade)}" for grade in GRADES]
    waits = [wait_words(wait) for wait in run.waits()]
    parts: Parts = []
    for line, bold in ((names, True), (waits, False)):
        parts.append("\n  " if parts else "  ")
        for grade, words in zip(GRADES, line, strict=True):
            style = action_style(f"screen.grade({grade})") + Style(bold=bold)
            parts.append((padded(words, _CELLS), style))
    return Content.assemble(*parts)


def source_line(held: ScheduledCard, workspace: Workspace) -> Content:
    """Where a card comes from, and what else can be done with it."""
    parts: Parts = [" "]
    words = [("b", _("Not today"), "bury"), ("s", _("Pause"), "suspend")]
    if held.card.origin == LESSON:
        words.insert(0, ("o", _("Lesson"), "lesson"))
    for key, label, action in words:
        style = action_style(f"screen.{action}")
        parts += [(key, style + Style(bold=True)), (f" {label}", style), "  "]
    return Content.assemble(*parts, _where_from(held, workspace))


def _where_from(held: ScheduledCard, workspace: Workspace) -> str:
    card = held.card
    if card.origin == OWN:
        return _("One of your own cards")
    if card.origin == LESSON:
        entries = workspace.library.entries(workspace.language)
        title = next((e.title for e in entries if e.id == card.lesson), card.lesson)
        return _("From the lesson “{title}”").format(title=title)
    day = as_date(card.day)
    name = workspace.pair.name_of(card.learned_from)
    when = short_date(day, workspace.environment.today()) if day else ""
    if not name:
        return _("From your session, {day}").format(day=when) if when else _("From your session")
    learned = _("Learned from {name}, {day}") if when else _("Learned from {name}")
    return learned.format(name=name, day=when)


def end_page(run: ReviewRun, workspace: Workspace) -> list[Block]:
    """What was done, and when the next cards come."""
    recall = deck_of(workspace)
    done = done_words(run.grades) if run.grades else _("Nothing was asked.")
    page = [done, next_words(recall.cards, recall.now), _("Esc leads back; u takes back.")]
    return [Block(TEXT, words) for words in page if words]
