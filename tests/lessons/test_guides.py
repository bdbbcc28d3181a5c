"""Track pages and programmes, as they ship."""

import re
from importlib import resources

import pytest

from companion.domain.errors import NotFound
from companion.domain.tracks import TRACKS
from companion.lessons.guides import PROGRAMMES, load_programme, track_page
from companion.lessons.library import Library

CONTENT = resources.files("content")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_track_has_a_page(language):
    pages = [track_page(CONTENT, track, language) for track in TRACKS]
    assert all(page.startswith("# ") for page in pages)
    assert len(set(pages)) == len(TRACKS)
    assert track_page(CONTENT, "our-own", language) == ""


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_programme_says_the_same_in_both_languages(name, today):
    english, dutch = (load_programme(CONTENT, name, language) for language in ("en", "nl"))
    assert (english.id, english.weeks, english.lessons) == (dutch.id, dutch.weeks, dutch.lessons)
    assert english.title != dutch.title
    library = Library(CONTENT / "lessons", None, None, lambda: today)
    known = {entry.id for entry in library.all_entries()}
    assert known.issuperset(english.lessons)
    for programme in (english, dutch):
        named = re.findall(r"^\d\. \*\*([\w-]+)", programme.text, re.MULTILINE)
        assert tuple(named) == programme.lessons


def test_seven_and_four():
    assert [len(load_programme(CONTENT, name, "en").lessons) for name in PROGRAMMES] == [7, 4]


@pytest.mark.parametrize("name", ["eight", "../tracks/en/equals", ""])
def test_a_programme_that_is_not_there(name):
    with pytest.raises(NotFound, match="seven, four"):
        load_programme(CONTENT, name, "en")
