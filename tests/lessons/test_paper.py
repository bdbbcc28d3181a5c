"""Agendas on paper: one page each; tests/content has those that ship."""

from support.shipped_lessons import shipped_lesson

from companion.domain.lesson.lesson import Lesson
from companion.domain.session.agenda import AgendaItem, agenda_of
from companion.lessons.printout import LINES, WIDTH, agenda_page


def lesson_named(lesson_id: str) -> Lesson:
    return shipped_lesson(lesson_id, "en").lesson


def page_of(lesson: Lesson, agenda: tuple[AgendaItem, ...] = ()) -> list[str]:
    return agenda_page(lesson, agenda or agenda_of(lesson), lambda item: item.lead).split("\n")


def test_a_page_says_what_it_leaves_out() -> None:
    lesson = lesson_named("equals-01")
    text = " ".join(" ".join(page_of(lesson)).split())
    assert "Left out for want of room: homework" in text
    assert "companion lesson equals-01" in text
    assert lesson.homework[0].text.split()[-1] not in text
    whole = " ".join(" ".join(page_of(lesson_named("feedback-02"))).split())
    assert "Left out" not in whole
    assert "→ Both: Rewrite one e-mail" in whole


def test_a_pairs_own_agenda_fits_however_long_it_is() -> None:
    lesson = lesson_named("feedback-02")
    own = tuple(
        AgendaItem(f"x{number}", "A point of our own " * 9, 3, "both", number)
        for number in range(1, 90)
    )
    page = page_of(lesson, own)
    assert len(page) <= LINES
    assert max(map(len, page)) <= WIDTH
    assert page[-1] == "More than one page has room for: companion lesson feedback-02"
