import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.people import BOTH, Pair, Person, clean_name, find_person, initials, person_id

ANNA, BERT = Person("anna", "Anna"), Person("bert", "Bert")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna", "anna"),
        ("ANNA", "anna"),
        ("Änna", "anna"),
        ("Anna  de Vries", "anna-de-vries"),
        ("a" * 40, "a" * 24),
    ],
)
def test_the_id_of_a_name(name, expected):
    assert person_id(name) == expected


@given(st.text(min_size=1, max_size=30).map(clean_name).filter(bool))
def test_an_id_is_the_same_on_every_device_and_fit_for_a_file(name):
    found = person_id(name)
    assert found == person_id(name)
    assert 1 <= len(found) <= 24
    assert found.isascii()
    assert found != BOTH


def test_ids_of_names_without_latin_letters_differ():
    names = ["日本", "中国", "Анна", "Борис", "!", "?"]
    assert len({person_id(name) for name in names}) == len(names)
    assert person_id("АННА") == person_id("анна")
    assert person_id(clean_name(unicodedata.normalize("NFD", "Андрей"))) == person_id("Андрей")


@pytest.mark.parametrize("name", ["Both", "both", "BOTH"])
def test_somebody_called_both_is_one_person(name):
    assert person_id(name) not in (BOTH, "")
    assert person_id(name) == person_id("Both")


def test_who_a_word_names():
    people = (ANNA, BERT, Person("p1234", "Бен"))
    assert find_person(people, "anna") == ANNA
    assert find_person(people, "  ANNA ") == ANNA
    assert find_person(people, "b") == BERT
    assert find_person(people, "p1234") is people[2]
    assert find_person(people, "бе") is people[2]
    assert find_person(people, "carla") is None
    assert find_person(people, "") is None
    assert find_person((ANNA, Person("ann", "Ann")), "an") is None
    assert find_person((ANNA, Person("ann", "Ann")), "ann") == Person("ann", "Ann")
    assert find_person((), "anna") is None


@pytest.mark.parametrize("word", ["zoe", "ZOË", "Zoe Smit", "zoë s"])
def test_a_word_names_somebody_without_the_accents_of_the_name(word):
    zoe = Person("p1", "Zoë Smit")
    assert find_person((ANNA, zoe), word) == zoe


def test_a_pair():
    pair = Pair(ANNA, BERT)
    assert pair.people == (ANNA, BERT)
    assert (pair.other("anna"), pair.other("bert")) == ("bert", "anna")
    assert pair.name_of("bert") == "Bert"
    assert pair.name_of("carla") == "carla"
    alone = Pair(ANNA)
    assert alone.people == (ANNA,)
    assert alone.other("anna") == "anna"


def test_a_name_is_one_line():
    assert clean_name(" An\x1bna\n de  Vries ") == "Anna de Vries"
    assert len(clean_name("x" * 100)) == 40


@pytest.mark.parametrize(
    "name",
    ["\u200b", "\u2060\ufeff", "\u00ad", "\u200d \u200c", "\ufe0f", "\u3164", "\u2800", "\u0301"],
)
def test_a_name_of_which_nothing_is_seen_is_none(name):
    assert clean_name(name) == ""
    assert clean_name(f"A{name}") != ""


def test_a_sign_or_a_symbol_is_a_name():
    assert [clean_name(name) for name in ("!", "7", "🦊", "हि")] == ["!", "7", "🦊", "हि"]


def test_names_in_other_scripts_keep_apart():
    assert person_id("李 B") != person_id("王 B")
    assert person_id("李 B") == person_id("李 b")
    assert person_id("Zoë") == "zoe"


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (["Anna", "Bert"], ["A", "B"]),
        (["Anna"], ["A"]),
        (["Anna", "adam"], ["An", "Ad"]),
        (["Anna", "Annelies"], ["Aa", "Ae"]),
        (["Ann", "Anna"], ["A", "Aa"]),
        (["Zoë", "李"], ["Z", "李"]),
        (["éva", "Bo"], ["É", "B"]),
    ],
)
def test_initials_tell_two_people_apart(names, letters):
    assert initials([Person(name, name) for name in names]) == letters
