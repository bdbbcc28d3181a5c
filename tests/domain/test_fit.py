"""An agenda fitted to so many minutes: whole, shared, in proportion, or a sentence why not."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.agendas import keeps_the_rule
from support.shipped_lessons import shipped_lesson

from companion.domain.errors import WrongUse
from companion.domain.session.agenda import LEADERS, AgendaItem, agenda_of, total_minutes
from companion.domain.session.agenda_edits import PROMISE_MINUTES, first_agenda
from companion.domain.session.agenda_fit import MOST_LED, ONE_LEADS, fit, led

agendas = st.lists(
    st.tuples(st.integers(min_value=0, max_value=30), st.sampled_from(LEADERS)),
    min_size=1, max_size=12,
).map(lambda rows: agenda(*rows))  # fmt: skip


def agenda(*rows):
    return tuple(AgendaItem(f"i{n}", f"T{n}", m, lead, n) for n, (m, lead) in enumerate(rows, 1))


@given(agendas, st.integers(min_value=10, max_value=90))
def test_it_fits_or_says_why_not(items, minutes):
    try:
        fitted = fit(items, minutes)
    except WrongUse as error:
        assert str(error).endswith(".")
        roles = [sum(i.lead == lead for i in items) for lead in ONE_LEADS]
        assert 0 in roles or len(items) > minutes or max(roles) * 100 > minutes * MOST_LED
    else:
        assert keeps_the_rule(fitted, minutes)
        assert [(i.id, i.lead) for i in fitted] == [(i.id, i.lead) for i in items]


@given(agendas)
def test_what_keeps_the_rule_already_stays_as_it_is(items):
    minutes = total_minutes(items)
    if keeps_the_rule(items, minutes):
        assert fit(items, minutes) == items


@given(st.lists(st.integers(min_value=2, max_value=20), min_size=2, max_size=4),
       st.integers(min_value=8, max_value=16))  # fmt: skip
def test_no_other_way_keeps_the_proportions_better(weights, minutes):
    leads = ["mentor", "mentee", "both", "mentor"]
    items = agenda(*zip(weights, leads, strict=False))
    whole = sum(weights)

    def off(many):
        return sum((m * whole - w * minutes) ** 2 for m, w in zip(many, weights, strict=True))

    def allowed(many):
        led_by = {lead: sum(m for m, one in zip(many, leads, strict=False) if one == lead)
                  for lead in ONE_LEADS}  # fmt: skip
        return max(led_by.values()) * 100 <= minutes * MOST_LED

    firsts = product(range(2, minutes), repeat=len(weights) - 1)
    shared = ((*many, minutes - sum(many)) for many in firsts)  # all of the time
    ways = [many for many in shared if many[-1] >= 2 and allowed(many)]
    found = tuple(item.minutes for item in fit(items, minutes))
    assert found in ways
    assert off(found) == min(map(off, ways))


@given(agendas, st.integers(min_value=10, max_value=90), st.integers(min_value=0, max_value=12))
def test_what_has_begun_keeps_its_minutes(items, minutes, count):
    begun = frozenset(item.id for item in items[:count])
    try:
        fitted = fit(items, minutes, begun)
    except WrongUse:
        return
    assert total_minutes(fitted) == minutes
    for old, new in zip(items, fitted, strict=True):
        assert new == old if old.id in begun else new.minutes >= 1
    assert all(led(fitted, lead) * 100 <= minutes * MOST_LED for lead in ONE_LEADS)


@pytest.mark.parametrize(
    ("items", "minutes", "begun", "sentence"),
    [
        (agenda((5, "mentor"), (5, "both")), 25, (), "mentee each keep an item"),
        (agenda((5, "mentee")), 25, (), "the lead passes over"),
        (agenda(*[(2, lead) for lead in LEADERS] * 9), 25, (), "27 items do not fit into 25"),
        (agenda(*[(2, "mentor")] * 16, (2, "mentee")), 25, (), "lead more than 60 %"),
        (agenda((30, "mentor"), (5, "mentee")), 25, ("i1",), "takes 30 minutes of its own"),
        (agenda((10, "mentor"), (5, "mentee")), 25, ("i1", "i2"), "takes 15 minutes of its own"),
        (agenda((20, "mentor"), (5, "mentee")), 25, ("i1",), "lead more than 60 %"),
    ],
)  # fmt: skip
def test_why_it_cannot_be_had(items, minutes, begun, sentence):
    with pytest.raises(WrongUse, match=sentence):
        fit(items, minutes, frozenset(begun))


def test_one_minute_where_two_cannot_be_had():
    fitted = fit(agenda(*[(2, lead) for lead in LEADERS] * 5), 25)
    assert {item.minutes for item in fitted} == {1, 2}
    assert keeps_the_rule(fitted, 25)


def test_one_of_the_two_is_held_at_sixty_per_cent():
    fitted = fit(agenda((40, "mentor"), (3, "mentee"), (2, "both")), 45)
    assert [item.minutes for item in fitted] == [27, 10, 8]


def test_the_first_agenda_opens_the_promises():
    lesson = shipped_lesson("departments-01", "en").lesson
    assert first_agenda(lesson, 0) == agenda_of(lesson)
    for promises, minutes in ((1, 3), (4, 4), (30, 5)):
        first, *rest = first_agenda(lesson, promises)
        assert (first.id, first.source, first.lead, first.minutes) == (
            "promises", "promises", "both", minutes,
        )  # fmt: skip
        assert first.minutes in PROMISE_MINUTES
        assert tuple(rest) == agenda_of(lesson)
        assert first.order < rest[0].order
