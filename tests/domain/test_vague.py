import pytest

from companion.domain.note.vague_words import vague_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Tuesday you waited until I was done.", []),
        ("You always wait. Always!", ["always"]),
        ("ALTIJD te laat, nooit op tijd, prima zo", ["ALTIJD", "nooit", "prima"]),
        ("It was fine; everybody said so", ["fine", "everybody"]),
        ("a refined, nicely neverending sideways thing", []),
        ("“fine”", ["fine"]),
        ("oké", ["oké"]),
        ("", []),
    ],
)
def test_words_that_say_little_are_found_and_no_parts_of_others(text, found):
    assert vague_words(text) == found
