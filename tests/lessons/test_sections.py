"""Sections have names that are the same in both languages."""

import pytest

from companion.lessons.parse.sections import section_keys


@pytest.mark.parametrize(
    ("language", "headings", "keys"),
    [
        ("en", [(1, "Title"), (2, "Purpose"), (2, "Agenda"), (3, "1. Check in (4 min, both)"),
                (3, "2. On (5 min, mentor)"), (2, "Recall"), (3, "Q4. What?")],
         ["", "Purpose", "Agenda", "Agenda/1", "Agenda/2", "Recall", "Recall/4"]),
        ("nl", [(1, "Titel"), (2, "Doel"), (2, "Gespreksagenda"), (3, "1. Begin (4 min, samen)"),
                (3, "2. Verder (5 min, mentor)"), (2, "Herhaalvragen"), (3, "V4. Wat?")],
         ["", "Purpose", "Agenda", "Agenda/1", "Agenda/2", "Recall", "Recall/4"]),
        ("xx", [(2, "Anything"), (3, "without a number"), (3, "and another")],
         ["Anything", "Anything/1", "Anything/2"]),
    ],
)  # fmt: skip
def test_keys(language, headings, keys):
    assert section_keys(headings, language) == keys
