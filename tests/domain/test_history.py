"""Which versions of a note are kept, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.note.note_versions import (
    DAY,
    HOUR,
    MOST_BYTES,
    MOST_VERSIONS,
    Standing,
    Version,
    changes,
    next_state,
    sizes,
    thin,
    version_to_keep,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LONG = "not proactive was a label; the film shows three weeks without any reply"


def kept_of(texts, step=timedelta(seconds=1), start=None):
    """What is kept while a note says one text after another."""
    standing, now, kept = start or Standing("", "", "", NOW), NOW, []
    for text in texts:
        now += step
        before = version_to_keep(standing, text, now)
        standing = next_state(standing, text, now, before)
        kept += [before] if before is not None else []
    return kept


def typed(text):
    return [text[:end] for end in range(1, len(text) + 1)]


def test_typing_alone_keeps_nothing():
    assert kept_of(typed(LONG)) == []


def test_the_text_before_a_paragraph_goes_is_kept():
    assert kept_of([LONG, "", "other words"]) == [LONG]


@pytest.mark.parametrize("by", [1, 3, 10])
def test_removing_bit_by_bit_keeps_the_fullest_text_once(by):
    away = [LONG[:end] for end in range(len(LONG), -1, -by)]
    assert kept_of([*typed(LONG), *away]) == [LONG]


def test_replacing_as_much_as_was_there_is_a_removal():
    assert kept_of([LONG, "x" * len(LONG)]) == [LONG]


def test_moving_a_paragraph_is_none():
    assert kept_of([f"{LONG}\n\nlast", f"last\n\n{LONG}"]) == []


def test_mending_a_word_is_none():
    assert kept_of([LONG, LONG.replace("label", "word"), LONG]) == []


def test_what_the_last_version_has_may_go():
    assert kept_of([LONG, "", LONG, ""]) == [LONG]


def test_one_version_in_five_minutes_of_typing():
    kept = kept_of(typed("y" * 30), step=MINUTE)
    assert [len(text) for text in kept] == [5, 10, 15, 20, 25]


def test_the_first_change_after_a_note_was_opened_keeps_what_it_said():
    assert kept_of(["before and after"], start=Standing("before", "before")) == ["before"]
    assert kept_of(["after"], start=Standing(" \n", " \n")) == []


def test_what_was_kept_just_before_the_start_is_not_kept_again():
    assert kept_of(["old!"], start=Standing("old", "old", "old", NOW - 9 * MINUTE)) == []
    assert kept_of(["old!"], start=Standing("old", "old", "", NOW - MINUTE)) == []


def test_a_clock_set_back_by_years_does_not_stop_the_keeping():
    later = NOW + timedelta(days=9999)
    assert kept_of(["new"], start=Standing("old", "old", "", later)) == ["old"]


def version(ago, text="text", item="i1"):
    return Version(item, text, NOW - ago, "anna")


ages = st.timedeltas(min_value=-DAY, max_value=400 * DAY)
versions = st.lists(
    st.builds(version, ages, st.sampled_from(["", "a", "bb"]), st.sampled_from(["0", "i1", "i2"])),
    max_size=150,
)


@given(versions)
def test_thinning_keeps_order_and_bounds_and_is_done_once(found):
    kept = thin(found, NOW)
    assert set(kept) <= set(found)
    assert kept == sorted(kept, key=lambda v: v.at)
    assert len(kept) <= MOST_VERSIONS
    assert thin(kept, NOW) == kept


@given(versions)
def test_thinning_keeps_the_last_hour_and_something_of_every_day(found):
    kept = thin(found, NOW)
    if len(kept) < MOST_VERSIONS:
        assert {v for v in found if NOW - v.at < HOUR} <= set(kept)
        days = {(v.item, v.at.date()) for v in found}
        assert days == {(v.item, v.at.date()) for v in kept}


def test_the_fullest_of_an_hour_and_of_a_day_stay():
    found = [
        *(version(timedelta(days=3, hours=h), "x" * (5 - h)) for h in range(5)),
        *(version(5 * HOUR - m * MINUTE, "y" * m) for m in range(5)),
        *(version(m * MINUTE, "z") for m in range(5)),
    ]
    assert [v.text for v in thin(found, NOW)] == ["x" * 5, "y" * 4, *"zzzzz"]


def test_the_oldest_go_when_there_are_too_many_or_they_are_too_large():
    many = [version(m * timedelta(seconds=1), str(m)) for m in range(MOST_VERSIONS + 20)]
    assert len(thin(many, NOW)) == MOST_VERSIONS
    assert thin(many, NOW)[-1].text == "0"
    large = [version(m * MINUTE, "é" * (MOST_BYTES // 6)) for m in range(5)]
    assert thin(large, NOW) == sorted(large, key=lambda v: v.at)[-3:]


def test_changes_name_what_comes_and_goes():
    old, new = "a\nb\nc\nd\ne\nf\ng", "a\nb\nX\nd\ne\nf\ng\nh"
    assert changes(old, new) == [
        ("…", ""), (" ", "b"), ("−", "c"), ("+", "X"), (" ", "d"),
        ("…", ""), (" ", "g"), ("+", "h"),
    ]  # fmt: skip
    assert changes("same", "same") == []
    assert changes("", "two\nlines") == [("−", ""), ("+", "two"), ("+", "lines")]


def test_changes_are_bounded():
    found = changes("", "line\n" * 5000, limit=10)
    assert len(found) <= 21 and found[-1] == ("…", "")
    many = "\n".join(str(n % 97) for n in range(100_000))
    assert len(changes(many, "x\n" + many[:-1][::-1])) <= 2001


@given(st.text(alphabet="ab\n"), st.text(alphabet="ab\n"))
def test_changes_lead_from_one_text_to_the_other(old, new):
    found = changes(old, new, around=1000, limit=1000)
    if old != new:
        assert "\n".join(line for mark, line in found if mark != "+") == old
        assert "\n".join(line for mark, line in found if mark != "−") == new
    marks = [mark for mark, _line in changes(old, new, around=0)]
    assert marks.count("+") - marks.count("−") == new.count("\n") - old.count("\n")
    assert " " not in marks


def test_sizes_count_words_wherever_they_stand():
    assert sizes("one two three", "three one") == (0, 3)
    assert sizes("one", "one\nand more") == (7, 0)


def test_a_removal_is_a_version_though_an_earlier_one_has_the_words():
    earlier = Standing(LONG, LONG, LONG, NOW - 60 * MINUTE)
    assert kept_of([""], start=earlier) == [LONG]
