"""What stands in the margin of a lesson, in words."""

from collections import defaultdict
from collections.abc import Sequence

from companion.domain.lesson.anchors import Passage, find_passage, find_section, quoted
from companion.domain.lesson.margins import Mark
from companion.domain.people import Pair
from companion.i18n import _
from screens.lesson.lesson_text import Margin

MINE = "▌"
"""What stands beside a passage that I marked; beside others', their initial."""
SHORT = 40
"""Characters of a passage that are quoted where it is not in sight."""


def margin_of(
    marks: Sequence[Mark], passages: Sequence[Passage], language: str, pair: Pair
) -> Margin:
    """The margin of a lesson in this language.

    What was marked in the other language stands at the beginning of its section, with its words;
    what stands nowhere any more comes below the text.
    """
    signs: dict[int, str] = {}
    notes: dict[int, list[str]] = defaultdict(list)
    lost: list[str] = []
    for mark in marks:
        at = part_of(mark, passages, language)
        if at is not None:
            if mark.by == pair.me.id or at not in signs:
                signs[at] = MINE if mark.by == pair.me.id else _initial(mark, pair)
            said = _said(mark, pair)
            if said:
                notes[at].append(said)
        elif mark.language != language and mark.text:
            section = find_section(passages, mark.section)
            (lost if section is None else notes[section]).append(_quoting(mark, pair))
        elif mark.language == language:
            lost.append(_quoting(mark, pair))
    tail = (_("Marked, but its place is gone"), *lost) if lost else ()
    return Margin(signs, dict(notes), tail)


def part_of(mark: Mark, passages: Sequence[Passage], language: str) -> int | None:
    """The number of the passage that a mark stands at; None where it stands at none."""
    if mark.language != language:
        return None
    return find_passage(passages, mark.section, mark.words)


def _said(mark: Mark, pair: Pair) -> str:
    """The line below a marked passage; nothing where the sign beside it says enough."""
    name = pair.name_of(mark.by)
    if mark.text:
        return f"{name}: {mark.text}" if mark.shared else _("Only for me: {text}").format(
            text=mark.text)  # fmt: skip
    return _("{name} marked this for both of you").format(name=name) if mark.shared else ""


def _quoting(mark: Mark, pair: Pair) -> str:
    words = quoted(mark.words, SHORT)
    said = _said(mark, pair) or _("only marked")
    return f"“{words}{'…' if words != mark.words else ''}” · {said}"


def _initial(mark: Mark, pair: Pair) -> str:
    return pair.name_of(mark.by)[:1].upper() or "?"
