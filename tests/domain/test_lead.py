from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.people import BOTH, Pair, Person
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.lead import LeadWatch, Share, leader_of, share_of

ANNA, BERT = Person("anna", "Anna"), Person("bert", "Bert")
PAIR, ALONE = Pair(ANNA, BERT), Pair(ANNA)
AGENDA = tuple(AgendaItem(f"i{n}", lead, 5, lead, n)
               for n, lead in enumerate(("both", "mentor", "mentee"), start=1))  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "handed", "mentor", "pair", "leader"),
    [
        ("mentor", "", "bert", PAIR, "bert"),
        ("mentee", "", "bert", PAIR, "anna"),
        ("both", "", "bert", PAIR, BOTH),
        ("mentor", "anna", "bert", PAIR, "anna"),
        ("both", "anna", "bert", PAIR, "anna"),
        ("mentor", "", "", PAIR, BOTH),
        ("mentor", "", "", ALONE, "anna"),
        ("both", "", "", ALONE, "anna"),
    ],
)
def test_who_leads_an_item(lead, handed, mentor, pair, leader):
    assert leader_of(AgendaItem("i1", "T", 5, lead), handed, mentor, pair) == leader


def shared(led, pair=PAIR, mentor="bert"):
    return share_of({key: timedelta(minutes=m) for key, m in led.items()}, AGENDA, mentor, pair)


@pytest.mark.parametrize(
    ("led", "share"),
    [
        ({("i1", ""): 8}, Share(50, 50)),
        ({("i2", ""): 8}, Share(0, 100)),
        ({("i2", ""): 6, ("i3", ""): 2}, Share(25, 75)),
        ({("i1", ""): 4, ("i2", ""): 4}, Share(25, 75)),
        ({("i2", "anna"): 3}, Share(100, 0)),
        ({("i2", ""): 2, ("i2", "anna"): 1}, Share(33, 67)),
        ({("dropped", ""): 5}, Share(50, 50)),
        ({("dropped", "bert"): 5}, Share(0, 100)),
        ({("i2", "a stranger"): 5}, Share(50, 50)),
        ({("i2", ""): 0.5}, None),
        ({}, None),
    ],
)
def test_how_the_lead_was_shared(led, share):
    assert shared(led) == share
    assert shared(led, Pair(BERT, ANNA)) == share, "both see the same bar"


def test_alone_there_is_nothing_to_share():
    assert shared({("i2", ""): 8}, ALONE) is None


@given(st.dictionaries(
    st.tuples(st.sampled_from(("i1", "i2", "i3", "gone")), st.sampled_from(("", "anna", "bert"))),
    st.integers(0, 10**6), max_size=8))  # fmt: skip
def test_the_shares_are_a_hundred_together(led):
    share = shared(led)
    assert share is None or (share.first + share.second == 100 and 0 <= share.first <= 100)


@pytest.mark.parametrize(
    ("states", "passed"),
    [
        ([("i1", BOTH), ("i2", "bert"), ("i3", "anna")], [False, False, True]),
        ([("i1", "bert"), ("i2", BOTH), ("i3", "anna")], [False, False, True]),
        ([("i1", "bert"), ("i2", BOTH), ("i3", "bert")], [False, False, False]),
        ([("i1", "bert"), ("i1", "anna"), ("i1", "anna")], [False, True, False]),
        ([("i1", BOTH), ("i1", "anna")], [False, True]),
        ([("", ""), ("i1", "bert")], [False, False]),
        ([("i1", "bert"), ("i1", "anna"), ("i2", "bert")], [False, True, True]),
    ],
)
def test_when_the_lead_passes_over(states, passed):
    watch = LeadWatch()
    assert [watch.passes(*state) for state in states] == passed
