"""The empty lesson that a writer starts from."""

from datetime import date
from pathlib import Path

import pytest

from companion.domain.errors import WrongUse
from companion.lessons.check.run import check_paths
from companion.lessons.load import parse_lesson
from companion.lessons.template import lesson_template


@pytest.mark.parametrize("lesson_id", ["feedback-09", "our-team-12", "open-talk-00", "a-01"])
def test_both_languages_pass_the_checker(lesson_id: str, tmp_path: Path, today: date) -> None:
    for language in ("en", "nl"):
        text = lesson_template(lesson_id, language, today)
        (tmp_path / f"{lesson_id}.{language}.md").write_text(text, "utf-8")
    assert check_paths([tmp_path], today) == []


def test_what_is_filled_in() -> None:
    meta = parse_lesson(lesson_template("open-talk-03", "nl", date(2028, 2, 29)), "x").meta
    assert (meta.id, meta.track, meta.order, meta.language) == (
        "open-talk-03", "open-talk", 3, "nl",
    )  # fmt: skip
    assert (meta.updated, meta.review_by) == (date(2028, 2, 29), date(2030, 2, 28))


def test_an_id_of_a_team_of_their_own_is_in_some_track(today: date) -> None:
    meta = parse_lesson(lesson_template("our-team-00", "en", today), "x").meta
    assert (meta.id, meta.track, meta.order) == ("our-team-00", "equals", 1)


@pytest.mark.parametrize(
    "lesson_id", ["", "Feedback-09", "feedback", "../x-01", "a b-01", "x-01\n"]
)
def test_an_id_that_is_none(lesson_id: str, today: date) -> None:
    with pytest.raises(WrongUse, match="such as feedback-09"):
        lesson_template(lesson_id, "en", today)
