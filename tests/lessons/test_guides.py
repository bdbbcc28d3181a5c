"""Track pages and programmes, as they ship."""

import re
from importlib import resources

import pytest

from companion import i18n
from companion.domain.lesson.programme import PROGRAMMES, find_programme
from companion.domain.lesson.tracks import TRACKS
from companion.lessons.guides import programme_page, programme_title, track_page
from companion.lessons.library import Library


@pytest.fixture(autouse=True)
def english_again():
    yield
    i18n.use_language("en")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_track_has_a_page(language):
    i18n.use_language(language)
    pages = [track_page(track) for track in TRACKS]
    assert all(page.startswith("# ") for page in pages)
    assert len(set(pages)) == len(TRACKS)
    assert track_page("our-own") == ""
    assert track_page(f"../../programmes/{language}/seven") == ""


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda p: p.id)
def test_a_programmes_page_names_its_lessons_in_order(programme, language, today):
    i18n.use_language(language)
    named = re.findall(r"^\d\. \*\*([\w-]+)", programme_page(programme), re.MULTILINE)
    assert tuple(named) == programme.lessons
    sessions = re.split(r"^\d\. ", programme_page(programme), flags=re.MULTILINE)[1:]
    place = {"en": "half-way", "nl": "halverwege"}[language]
    assert [n for n, text in enumerate(sessions) if place in text] == [programme.half_way]
    other = {"en": "place", "nl": "Een ander onderwerp"}[language]
    assert [n for n, text in enumerate(sessions) if other in text] == [programme.topic]
    library = Library(resources.files("content") / "lessons", None, None, lambda: today)
    assert {entry.id for entry in library.all_entries()}.issuperset(programme.lessons)


def test_titles_follow_the_language():
    english = [programme_title(p) for p in PROGRAMMES]
    i18n.use_language("nl")
    assert english == ["Seven sessions in five months", "Four sessions in two months"]
    assert programme_title(PROGRAMMES[0]) == "Zeven sessies in vijf maanden"


def test_seven_and_four():
    assert [len(p.lessons) for p in PROGRAMMES] == [7, 4]
    assert find_programme("four") is PROGRAMMES[1]
    assert find_programme("eleven") is None
