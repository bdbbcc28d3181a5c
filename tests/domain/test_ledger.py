from dataclasses import replace

import pytest

from companion.domain.people import Pair, Person
from companion.domain.session.learning_ledger import ledger, missing, one_way
from companion.domain.session.notebook import About, Notebook, Record
from companion.domain.session.summary import Summary, summarise

ANNA, BERT = Person("anna", "Anna"), Person("bert", "Bert")
PAIR = Pair(ANNA, BERT)


def session(*learners: str, cards: tuple[str, ...] = (), state: str = "done", mentor: str = "anna"):
    learned = tuple(Record(f"{who}1", f"{who}'s line", by=who) for who in learners)
    made = tuple(Record(f"card{n}", "question", by=who) for n, who in enumerate(cards))
    return Summary("s", "session", lesson="x-01", state=state, mentor=mentor, learned=learned,
                   cards=made)  # fmt: skip


def test_both_sides_count_lines_and_cards():
    first, second = ledger(
        [session("anna", "bert", cards=("bert", "bert")), session("bert", cards=("gone",))], PAIR
    )
    assert (first.person, first.lines, first.cards, first.last) == (ANNA, 1, 0, "anna's line")
    assert (second.lines, second.cards, second.last) == (2, 2, "bert's line")
    assert ledger([session()], PAIR) == []
    assert ledger([session("gone")], PAIR) == []


@pytest.mark.parametrize(
    ("sessions", "who"),
    [
        ([session("bert")] * 3, BERT),
        ([session("anna", "bert"), *[session("bert")] * 3], BERT),
        ([session("bert"), session(cards=("bert",)), session("bert", cards=("bert",))], BERT),
        ([session("bert")] * 2, None),
        ([session("bert"), session("bert"), session("bert", cards=("anna",))], None),
        ([session("bert"), session("anna"), session("bert")], None),
        ([session()] * 3, None),
        ([session("bert")] * 2 + [session("bert", state="running")], None),
        ([session("bert", mentor="")] * 3, None),
    ],
)
def test_three_sessions_in_a_row_that_went_one_way(sessions, who):
    assert one_way(sessions, PAIR) == who


def test_a_session_is_complete_when_each_side_has_a_line():
    mine, theirs = Record("a", "x", by="anna"), Record("b", "y", by="bert")
    notebook = Notebook(About("s", mentor="anna"))
    for learned, complete, absent in (
        ((), False, [ANNA, BERT]),
        ((mine,), False, [BERT]),
        ((mine, replace(mine, id="c")), False, [BERT]),
        ((mine, theirs), True, []),
    ):
        found = replace(notebook, learned=learned)
        assert found.complete is complete
        assert missing(found.learned, found.complete, PAIR) == absent
        assert summarise(found).complete is complete


def test_alone_one_line_is_enough():
    notebook = Notebook(About("s"), learned=(Record("a", "x", by="anna"),))
    assert notebook.complete
    assert missing(notebook.learned, notebook.complete, Pair(ANNA)) == []
    assert missing((), False, Pair(ANNA)) == [ANNA]
