"""Agendas on paper: one page each, for every lesson that ships."""

from importlib import resources

import pytest

from companion import i18n
from companion.domain.lesson.lesson import Lesson
from companion.domain.session.agenda import AgendaItem, agenda_of
from companion.lessons.load import parse_lesson
from companion.lessons.printout import LINES, WIDTH, agenda_page

SHIPPED = resources.files("content") / "lessons"
FILES = sorted(str(path) for path in SHIPPED.rglob("*.md"))  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def english_again():
    yield
    i18n.use_language("en")


def lesson_in(path: str) -> Lesson:
    text = (SHIPPED / path).read_text("utf-8")
    lesson = parse_lesson(text, path)
    i18n.use_language(lesson.meta.language)
    return lesson


def page_of(lesson: Lesson, agenda: tuple[AgendaItem, ...] = ()) -> list[str]:
    return agenda_page(lesson, agenda or agenda_of(lesson), lambda item: item.lead).split("\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.rpartition("/")[2])
def test_every_shipped_agenda_is_one_page(path: str) -> None:
    lesson = lesson_in(path)
    page = page_of(lesson)
    assert len(page) <= LINES
    assert max(map(len, page)) <= WIDTH
    text = " ".join(" ".join(page).split())
    for item in lesson.agenda:
        assert f"{item.number}. {item.title}" in text
        assert f"{item.minutes} min · {item.lead}" in text
    assert "[S" not in text
    assert "**" not in text
    assert sum(line.startswith("____") for line in page) == len(lesson.notes)


def test_a_page_says_what_it_leaves_out() -> None:
    lesson = lesson_in("en/equals/equals-01.en.md")
    text = " ".join(" ".join(page_of(lesson)).split())
    assert "Left out for want of room: homework" in text
    assert "companion lesson equals-01" in text
    assert lesson.homework[0].text.split()[-1] not in text
    whole = " ".join(" ".join(page_of(lesson_in("en/feedback/feedback-02.en.md"))).split())
    assert "Left out" not in whole
    assert "→ Both: Rewrite one e-mail" in whole


def test_a_pairs_own_agenda_fits_however_long_it_is() -> None:
    lesson = lesson_in("en/feedback/feedback-02.en.md")
    own = tuple(
        AgendaItem(f"x{number}", "A point of our own " * 9, 3, "both", number)
        for number in range(1, 90)
    )
    page = page_of(lesson, own)
    assert len(page) <= LINES
    assert max(map(len, page)) <= WIDTH
    assert page[-1] == "More than one page has room for: companion lesson feedback-02"
