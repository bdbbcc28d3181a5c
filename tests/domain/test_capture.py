from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.dates import find_due
from companion.domain.note.capture import read_as, read_line
from companion.domain.people import BOTH, Pair, Person, find_person
from companion.domain.text import clean

MONDAY = date(2026, 11, 23)
ANNA, BERT = Person("anna", "Anna"), Person("bert-de-vries", "Bert de Vries")
PEOPLE = (ANNA, BERT)


@pytest.mark.parametrize(
    ("line", "text", "who", "due"),
    [
        ("draft the post @bert fri", "draft the post", BERT.id, "2026-11-27"),
        ("draft the post", "draft the post", "", ""),
        ("@anna 1 dec", "", ANNA.id, "2026-12-01"),
        ("@Anna call the press", "call the press", ANNA.id, ""),
        ("call the press @a", "call the press", ANNA.id, ""),
        ("call @anna the press fri", "call the press", ANNA.id, "2026-11-27"),
        ("call the press 1 december 2026", "call the press", "", "2026-12-01"),
        ("call the press 1 dec", "call the press", "", "2026-12-01"),
        ("call the press by Tue 1 Dec", "call the press", "", "2026-12-01"),
        ("bel de krant di 1 december 2026", "bel de krant", "", "2026-12-01"),
        ("what we do 1 dec", "what we do", "", "2026-12-01"),
        ("call the press +3d", "call the press", "", "2026-11-26"),
        ("bellen @bert do", "bellen", BERT.id, "2026-11-26"),
        ("what we can do", "what we can do", "", ""),
        ("samen eten @samen vr", "samen eten", BOTH, "2026-11-27"),
        ("eat together @both", "eat together", BOTH, ""),
        ("ask @carla fri", "ask @carla", "", "2026-11-27"),
        ("mail a@anna.nl", "mail a@anna.nl", "", ""),
        ("ask @carla and @bert", "ask @carla and", BERT.id, ""),
        ("fri", "fri", "", ""),
        ("neem een dag vrij", "neem een dag vrij", "", ""),
        ("kijk naar de Maan", "kijk naar de Maan", "", ""),
        ("neem een dag @bert vrij", "neem een dag", BERT.id, "2026-11-27"),
        ("neem vrijdag vrij", "neem vrijdag vrij", "", ""),
        ("bellen vrijdag", "bellen", "", "2026-11-27"),
        ("make 2 decks", "make 2 decks", "", ""),
        ("buy 10 marbles", "buy 10 marbles", "", ""),
        ("draft the post @bert by fri", "draft the post", BERT.id, "2026-11-27"),
        ("call the press uiterlijk 1 dec", "call the press", "", "2026-12-01"),
        ("bellen @bert voor do", "bellen", BERT.id, "2026-11-26"),
        ("bellen overmorgen", "bellen", "", "2026-11-25"),
        ("by fri", "by", "", "2026-11-27"),
        ("", "", "", ""),
        ("a\tb\nc", "a b c", "", ""),
        ("esc \x1b[31m out", "esc [31m out", "", ""),
    ],
)
def test_what_a_line_says(line, text, who, due):
    captured = read_line(line, PEOPLE, MONDAY)
    assert (captured.text, captured.who, captured.due) == (text, who, due)


def test_a_name_that_fits_two_people_names_nobody():
    people = (Person("anna", "Anna"), Person("an", "Annemarie"))
    assert read_line("ask @ann", people, MONDAY).text == "ask @ann"
    assert read_line("ask @anna", people, MONDAY).who == "anna"


WORDS = st.one_of(
    st.sampled_from([
        "@anna", "@bert", "@both", "@nobody", "@", "fri", "do", "1", "dec", "2026", "+3d", "today",
        "2026-12-01", "samen", "zo",
    ]),
    st.text(min_size=1, max_size=12),
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_nothing_typed_is_lost(line):
    captured = read_line(line, PEOPLE, MONDAY)
    words = clean(line).split()
    if captured.who:
        names = [n for n, word in enumerate(words) if word.startswith("@") and _names(word)]
        name = words[names[0]]
        tail = name[1 + len(_names(name)) :]
        words[names[0] : names[0] + 1] = [tail] if tail else []
    if captured.due:
        count = next(
            n
            for n in (1, 2, 3)
            if (day := find_due(" ".join(words[-n:]), MONDAY)) and day.isoformat() == captured.due
            and words[:-n] == captured.text.split()
        )  # fmt: skip
        words = words[:-count]
        if captured.text.split() == words[:-1] and words[-1].lower() in ("by", "on", "op"):
            words.pop()
    assert captured.text.split() == words


def _names(word: str) -> str:
    import re

    match = re.match(r"@([\w-]+)", word)
    if not match:
        return ""
    known = match[1].casefold() in ("both", "samen", "beiden", "allebei", "all")
    return match[1] if known or find_person(PEOPLE, match[1]) else ""


@pytest.mark.parametrize("length", [400, 600, 5000])
def test_a_long_line_is_kept_whole(length):
    line = "x" * length + " @anna fri"
    captured = read_line(line, PEOPLE, MONDAY)
    assert captured.text == "x" * length
    assert (captured.who, captured.due) == (ANNA.id, "2026-11-27")


@pytest.mark.parametrize(
    ("kind", "line", "text", "who", "due"),
    [
        ("actions", "call @bert fri", "call", BERT.id, "2026-11-27"),
        ("decisions", "we begin on 1 dec", "we begin on 1 dec", "", ""),
        ("decisions", "@bert leads fri", "@bert leads fri", "", ""),
        ("ideas", "ask @bert", "ask @bert", "", ""),
        ("questions", "what next @bert", "what next", BERT.id, ""),
        ("questions", "what next fri", "what next fri", "", ""),
        ("appreciations", "you listened", "you listened", BERT.id, ""),
        ("feedback", "short mails help, fri", "short mails help, fri", BERT.id, ""),
        ("feedback", "@anna short mails", "short mails", ANNA.id, ""),
        ("appreciations", "a good week @both", "a good week", BOTH, ""),
        ("points", "the budget @bert", "the budget @bert", "", ""),
    ],
)
def test_what_a_line_of_each_kind_says(kind, line, text, who, due):
    captured = read_as(kind, line, ANNA.id, Pair(ANNA, BERT), MONDAY)
    assert (captured.text, captured.who, captured.due) == (text, who, due)


def test_what_the_other_says_is_for_me():
    assert read_as("feedback", "x", BERT.id, Pair(ANNA, BERT), MONDAY).who == ANNA.id


def test_alone_there_is_nobody_else_it_could_be_for():
    assert read_as("feedback", "x", ANNA.id, Pair(ANNA), MONDAY).who == ""
