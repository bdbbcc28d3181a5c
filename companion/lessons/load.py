"""From the text of a lesson file to a lesson."""

from collections.abc import Sequence

from companion.domain.lesson.lesson import (
    Item,
    Lesson,
    LessonMeta,
    LessonPage,
    RecallQuestion,
    Source,
    Task,
)
from companion.domain.lesson_issue import Finding
from companion.lessons.check.rules import FRONT_RULES, RULES, Rule, findings_in
from companion.lessons.parse.agenda import agenda_drafts
from companion.lessons.parse.draft import Draft, read_draft
from companion.lessons.parse.errors import LessonError
from companion.lessons.parse.lists import named, task
from companion.lessons.parse.recall import question_drafts
from companion.lessons.parse.values import Table
from companion.lessons.parse.vocabulary import (
    CHECKLIST,
    HOMEWORK,
    LOOK_UP,
    REFLECTION,
    TIPS,
    WRITE_DOWN,
)


def parse_lesson(text: str, path: str) -> Lesson:
    """The lesson that the text of a file stands for; `path` names the file in findings.

    Raises LessonError when the file has errors; warnings and other files do not matter.
    """
    return _lesson(_without_errors(read_draft(text, path), RULES))


def parse_page(text: str, path: str) -> LessonPage:
    """The lesson to read that the text of a checked file stands for.

    Only the front matter is looked at, for telling the parts apart takes as long as all the rest
    of opening a lesson. Raises LessonError when that has errors.
    """
    draft = _without_errors(read_draft(text, path, body=False), FRONT_RULES)
    return LessonPage(lesson_meta(draft.front), _body(draft))


def _without_errors(draft: Draft | Finding, rules: Sequence[Rule]) -> Draft:
    if isinstance(draft, Finding):
        raise LessonError([draft])
    errors = [finding for finding in findings_in(draft, rules) if not finding.is_warning]
    if errors:
        raise LessonError(errors)
    return draft


def lesson_meta(front: Table) -> LessonMeta:
    """The front matter as a value, once no rule finds an error in it."""
    return LessonMeta(
        id=front.text("id"),
        track=front.text("track"),
        order=front.get("order").number or 0,
        title=front.text("title"),
        summary=front.text("summary"),
        language=front.text("language"),
        duration=front.get("duration").number or 0,
        level=front.text("level"),
        version=front.text("version"),
        updated=front.day("updated"),
        review_by=front.day("review_by"),
        license=front.text("license"),
        sources=tuple(_source(table) for table in front.tables("sources")),
        volatile=front.get("volatile").flag or False,
        needs=front.get("needs").texts or (),
        alone=front.get("alone").numbers or (),
        authors=front.get("authors").texts or (),
        tags=front.get("tags").texts or (),
    )


def _source(table: Table) -> Source:
    return Source(table.text("id"), table.text("title"), table.text("url"), table.day("checked"))


def _lesson(draft: Draft) -> Lesson:
    words = draft.words
    tasks = [found.text for item in draft.list_of(HOMEWORK) if (found := task(item))]
    return Lesson(
        meta=lesson_meta(draft.front),
        agenda=_agenda(draft),
        checklist=tuple(found.text for i in draft.list_of(CHECKLIST) if (found := task(i))),
        notes=tuple(n for i in draft.list_of(WRITE_DOWN) if (n := named(i.text, words.kinds))),
        lookup=tuple(item.text for item in draft.list_of(LOOK_UP)),
        reflection=tuple(n for i in draft.list_of(REFLECTION) if (n := named(i.text, words.who))),
        homework=tuple(Task(*n) for text in tasks if (n := named(text, words.who))),
        tips=tuple(item.text for item in draft.list_of(TIPS)),
        recall=tuple(
            RecallQuestion(asked.number or 0, asked.question, asked.answer, asked.line)
            for asked in question_drafts(draft)
        ),
        sections=tuple((key, draft.markdown_of(part.blocks)) for key, part in draft.known.items()),
        markdown=_body(draft),
    )


def _body(draft: Draft) -> str:
    return "\n".join(draft.lines[draft.front_end :]).strip("\n") + "\n"


def _agenda(draft: Draft) -> tuple[Item, ...]:
    return tuple(
        Item(
            number=item.number or 0,
            title=item.title,
            minutes=item.minutes,
            lead=item.lead,
            prompts=item.texts("prompts"),
            steps=item.texts("steps"),
            markdown=draft.markdown_of(item.part.blocks),
            line=item.line,
        )
        for item in agenda_drafts(draft)
    )
