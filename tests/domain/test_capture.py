from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.dates import find_due
from companion.domain.normalize import folded
from companion.domain.note.line_parser import parse_line, parse_line_as
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
    captured = parse_line(line, PEOPLE, MONDAY)
    assert (captured.text, captured.who, captured.due) == (text, who, due)


def test_a_name_that_fits_two_people_names_nobody():
    people = (Person("anna", "Anna"), Person("an", "Annemarie"))
    assert parse_line("ask @ann", people, MONDAY).text == "ask @ann"
    assert parse_line("ask @anna", people, MONDAY).who == "anna"


ZOE, JAN = Person("zoe-smit", "Zoë Smit"), Person("jan-de-vries", "Jan de Vries")
FRIDAY = "2026-11-27"


@pytest.mark.parametrize(
    ("line", "text", "who", "due"),
    [
        ("fagt @Jan de Vries fri", "fagt", JAN.id, FRIDAY),
        ("fagt @jan DE vries fri", "fagt", JAN.id, FRIDAY),
        ("@Jan de Vries, call the press", "call the press", JAN.id, ""),
        ("fagt @Jan de post fri", "fagt de post", JAN.id, FRIDAY),
        ("fagt @Jan de Vriesman fri", "fagt de Vriesman", JAN.id, FRIDAY),
        ("sluit2 @zoe fri", "sluit2", ZOE.id, FRIDAY),
        ("sluit2 @ZOË do", "sluit2", ZOE.id, "2026-11-26"),
        ("sluit2 @zoe smit fri", "sluit2", ZOE.id, FRIDAY),
        ("sluit2 @zo", "sluit2", ZOE.id, ""),
        ("noot2 @Jan, @zoe fri", "noot2, @zoe", JAN.id, FRIDAY),
        ("noot2 @zoe en @Jan de Vries", "noot2 en @Jan de Vries", ZOE.id, ""),
        ("noot2 @Jan, fri", "noot2", JAN.id, FRIDAY),
        ("noot2 @Jan: bel haar", "noot2: bel haar", JAN.id, ""),
        ("@Jan: bel haar", "bel haar", JAN.id, ""),
        ("(noot2 @Jan) bel haar", "(noot2) bel haar", JAN.id, ""),
        ("doet @Jan?", "doet?", JAN.id, ""),
        ("bel @Jan's moeder fri", "bel Jan's moeder", JAN.id, FRIDAY),
        ("bel @Jan/@zoe", "bel Jan/@zoe", JAN.id, ""),
        ("bel @Jan-Piet", "bel @Jan-Piet", "", ""),
    ],
)
def test_a_name_of_several_words_leaves_none_of_them_behind(line, text, who, due):
    captured = parse_line(line, (ZOE, JAN), MONDAY)
    assert (captured.text, captured.who, captured.due) == (text, who, due)


@pytest.mark.parametrize(
    ("names", "line", "who"),
    [
        (("An[b]na", "Bert"), "bel @An[b]na fri", 0),
        (("An[b]na", "An"), "bel @An[b]na fri", 0),
        (("A.J. Smit", "Bert"), "bel @A.J. fri", 0),
        (("A.J. Smit", "Bert"), "bel @a.j. smit, fri", 0),
        (("Jan", "Jan de Vries"), "bel @Jan de Vries fri", 1),
        (("Jan", "Jan de Vries"), "bel @Jan fri", 0),
        (("Jan Smit", "Jan de Vries"), "bel @Jan Smit fri", 0),
        (("All Smith", "Bert"), "bel @all smith fri", 0),
        (("Strauß", "Bert"), "bel @STRAUSS fri", 0),
        (("हिन्दी", "Bert"), "bel @हिन्दी fri", 0),
        (("Андрей", "Андреи"), "bel @андреи fri", 1),
    ],
)
def test_of_all_names_the_longest_that_is_written_counts(names, line, who):
    people = tuple(Person(f"p{number}", name) for number, name in enumerate(names))
    captured = parse_line(line, people, MONDAY)
    assert (captured.text, captured.who, captured.due) == ("bel", f"p{who}", FRIDAY)


FOR_BOTH = ("both", "samen", "beiden", "allebei", "all")
LATIN = st.characters(categories=("L",), max_codepoint=0x24F)
LETTERS = st.text(LATIN, min_size=1, max_size=8)
NAMES = st.lists(LETTERS, min_size=1, max_size=3).map(" ".join).map(clean)


@given(NAMES.filter(lambda name: folded(name) not in FOR_BOTH))
def test_a_name_is_taken_whole_whatever_its_case_and_accents(name):
    people = (Person("p1", name), Person("p2", "1"))
    for written in (name, name.upper(), clean(f"{name}\u0301"), folded(name)):
        captured = parse_line(f"2 @{written} +3d", people, MONDAY)
        assert (captured.text, captured.who, captured.due) == ("2", "p1", "2026-11-26")


WORDS = st.one_of(
    st.sampled_from([
        "@anna", "@bert", "@both", "@nobody", "@", "@anna,", "@Bert:", "@bert's", "@b)",
        "fri", "do", "1", "dec", "2026", "+3d", "today",
        "2026-12-01", "samen", "zo",
    ]),
    st.text(st.characters(exclude_categories=("M", "Cs")), min_size=1, max_size=12),
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_nothing_typed_is_lost(line):
    captured = parse_line(line, PEOPLE, MONDAY)
    words = clean(line).split()
    if captured.who:
        names = [n for n, word in enumerate(words) if word.startswith("@") and _names(word)]
        words = _without_name(words, names[0])
    if captured.due:
        words = next(
            rest
            for n in (1, 2, 3)
            for rest in _before_date(words[:-n])
            if (day := find_due(" ".join(words[-n:]), MONDAY)) and day.isoformat() == captured.due
            and rest == captured.text.split()
        )  # fmt: skip
    assert captured.text.split() == words


def _before_date(words: list[str]) -> Iterator[list[str]]:
    """The words, also without what leads to the date: "by", or a comma."""
    yield words
    if words and words[-1].lower() in ("by", "on", "op"):
        yield words[:-1]
    if words and words[-1][-1] in ",;:":
        yield " ".join(words)[:-1].split()


def _without_name(words: list[str], at: int) -> list[str]:
    """The words where one names somebody: what is written on to it stays."""
    name = _names(words[at])
    tail = words[at][1 + len(name) :]
    if any(map(str.isalnum, tail)):
        return [*words[:at], name + tail, *words[at + 1 :]]
    if at == 0:
        tail = tail.lstrip(",;:.!?")
        return [tail, *words[1:]] if tail else words[1:]
    return [*words[: at - 1], words[at - 1] + tail, *words[at + 1 :]]


def _names(word: str) -> str:
    import re

    match = re.match(r"@([\w-]+)", word)
    if not match:
        return ""
    known = match[1].casefold() in FOR_BOTH
    return match[1] if known or find_person(PEOPLE, match[1]) else ""


@pytest.mark.parametrize("length", [400, 600, 5000])
def test_a_long_line_is_kept_whole(length):
    line = "x" * length + " @anna fri"
    captured = parse_line(line, PEOPLE, MONDAY)
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
    captured = parse_line_as(kind, line, ANNA.id, Pair(ANNA, BERT), MONDAY)
    assert (captured.text, captured.who, captured.due) == (text, who, due)


def test_what_the_other_says_is_for_me():
    assert parse_line_as("feedback", "x", BERT.id, Pair(ANNA, BERT), MONDAY).who == ANNA.id


def test_alone_there_is_nobody_else_it_could_be_for():
    assert parse_line_as("feedback", "x", ANNA.id, Pair(ANNA), MONDAY).who == ""
