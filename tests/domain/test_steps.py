from pathlib import Path

import pytest

from companion.domain.session.steps import LONGEST_STEP, minutes_in
from companion.lessons.load import parse_lesson

LESSONS = sorted((Path(__file__).parents[2] / "content" / "lessons").rglob("*.md"))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Take two minutes of silence and prepare.", 2),
        ("Neem twee minuten stilte.", 2),
        ("Give your feedback in at most one minute, then stop.", 1),
        ("Neem er één minuut voor.", 1),
        ("Neem een minuut.", 1),
        ("Talk for 10 minutes.", 10),
        ("**5 min**: write", 5),
        ("Praat 7 minuten", 7),
        ("a ten-minute round", 10),
        ("Take\n   three\n   minutes", 3),
        ("Two minutes; then three minutes to compare", 2),
        ("People read 165 minutes a day. Take 4 minutes.", 4),
        ("30 minutes", LONGEST_STEP),
        ("31 minutes", 0),
        ("0 minutes", 0),
        ("99999 minutes", 0),
        ("Change roles.", 0),
        ("Ask what the minutes say.", 0),
        ("someone minutes", 0),
        ("1.5 minutes", 0),
        ("in one minuteman", 0),
        ("\u0664 minutes", 0),  # a digit of another script
        ("", 0),
    ],
)
def test_the_minutes_that_a_step_gives(text, minutes):
    assert minutes_in(text) == minutes


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.name)
def test_no_step_of_a_lesson_gives_more_minutes_than_its_item(lesson):
    found = parse_lesson(lesson.read_text(encoding="utf-8"), lesson.name.split(".")[0])
    for item in found.agenda:
        assert all(minutes_in(step) <= item.minutes for step in item.steps)


def test_both_languages_give_the_same_minutes():
    pairs = [(path, Path(str(path).replace("/en/", "/nl/").replace(".en.", ".nl.")))
             for path in LESSONS if ".en." in path.name]  # fmt: skip
    for english, dutch in pairs:
        given = [
            [minutes_in(step) for item in parse_lesson(path.read_text(encoding="utf-8"), "x").agenda
             for step in item.steps]
            for path in (english, dutch)
        ]  # fmt: skip
        assert given[0] == given[1], english.name
