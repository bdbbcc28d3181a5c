import random

from companion.domain.people import Person
from screens.widgets.authors import Authors

ANNA, BERT = Person("anna", "Anna"), Person("bert", "Bert")


def authors(*runs):
    found = Authors((BERT, ANNA))
    found.read(runs)
    return found


def test_a_line_knows_who_wrote_it():
    found = authors(("one\ntwo ", "anna"), ("and three", "bert"), ("\n", "carla"), ("", "bert"))
    assert [found.mark(row) for row in range(3)] == ["A", "AB", ""]
    assert list(found.runs(1)) == [(0, 4, 0), (4, 13, 1)]
    assert list(found.runs(2)) == []


def test_people_have_the_same_number_whoever_looks():
    for people in ((ANNA, BERT), (BERT, ANNA)):
        found = Authors(people)
        found.read([("x", "anna"), ("y", "bert")])
        assert list(found.runs(0)) == [(0, 1, 0), (1, 2, 1)]


def test_words_of_somebody_else_are_nobodys():
    found = authors(("hello ", "carla"), ("there", "bert"))
    assert found.mark(0) == "B"
    assert list(found.runs(0)) == [(6, 11, 1)]


def test_alone_there_is_nobody_to_be_told_from():
    assert Authors((ANNA,)).width == 0
    assert Authors((ANNA, BERT)).width == 2
    assert Authors((Person("li", "李"), BERT)).width == 3


def test_an_edit_is_followed_as_if_all_were_read_again():
    chance = random.Random(1)
    found, text, by = authors(), "", []
    for _step in range(300):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 1, 5)))
        words = chance.choice(("a", "\n", "two\nlines", "x\n\ny", ""))
        person = chance.choice(("anna", "bert", "carla"))
        places = [(text[:at].count("\n"), at - text[:at].rfind("\n") - 1) for at in (start, end)]
        found.replace(*places, words, person)
        text = text[:start] + words + text[end:]
        by[start:end] = [person] * len(words)
        afresh = authors(*zip(text, by, strict=True))
        assert found._lines.lines == afresh._lines.lines
