"""What a list shows of a lesson file, read from the file itself."""

from companion.domain.lesson_issue import Finding
from companion.domain.text import one_line
from companion.lessons.check.rules import FRONT_RULES, RULES, findings_in
from companion.lessons.check.siblings import lesson_id
from companion.lessons.parse.draft import read_draft
from companion.lessons.parse.entry import OWN, LessonEntry
from companion.lessons.parse.values import Table


def read_entry(text: str | Finding, path: str, name: str, origin: str) -> LessonEntry:
    """The entry of a file with this text, path and name.

    Lessons that came with the program were checked before; only their front matter is read.
    """
    own = origin == OWN
    draft = read_draft(text, path, body=own) if isinstance(text, str) else text
    stem = one_line(name, 80).split(".")[0]
    if isinstance(draft, Finding):
        return _entry(Table(1), stem, path, origin, draft)
    found = findings_in(draft, RULES if own else FRONT_RULES)
    problem = next((finding for finding in found if not finding.is_warning), None)
    return _entry(draft.front, lesson_id(draft) or stem, path, origin, problem)


def _entry(front: Table, name: str, path: str, origin: str, problem: Finding | None) -> LessonEntry:
    return LessonEntry(
        id=name,
        track=front.text("track"),
        order=front.get("order").number or 0,
        title=front.text("title"),
        summary=front.text("summary"),
        language=front.text("language"),
        duration=front.get("duration").number or 0,
        level=front.text("level"),
        version=front.text("version"),
        path=path,
        origin=origin,
        needs=front.get("needs").texts or (),
        review_by=front.get("review_by").day,
        problem=problem,
    )
