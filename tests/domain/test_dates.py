from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion import i18n
from companion.domain.dates import DAYS, MONTHS, find_due, find_past, read_due, short_date
from companion.domain.errors import WrongUse

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-27", date(2026, 11, 27)),
        ("2020-02-29", date(2020, 2, 29)),
        ("today", MONDAY),
        ("vandaag", MONDAY),
        ("TOMORROW", date(2026, 11, 24)),
        ("morgen", date(2026, 11, 24)),
        ("overmorgen", date(2026, 11, 25)),
        ("+0", MONDAY),
        ("+3", date(2026, 11, 26)),
        ("+3d", date(2026, 11, 26)),
        ("+2 w", date(2026, 12, 7)),
        ("+9999d", MONDAY + timedelta(days=9999)),
        ("mon", date(2026, 11, 30)),
        ("maandag", date(2026, 11, 30)),
        ("tue", date(2026, 11, 24)),
        ("di", date(2026, 11, 24)),
        ("fri", date(2026, 11, 27)),
        ("Fri.", date(2026, 11, 27)),
        ("vr", date(2026, 11, 27)),
        ("vrij", date(2026, 11, 27)),
        ("zo", date(2026, 11, 29)),
        ("sunday", date(2026, 11, 29)),
        ("1 dec", date(2026, 12, 1)),
        ("1 december 2027", date(2027, 12, 1)),
        ("1 Dec. 2020", date(2020, 12, 1)),
        ("23 nov", MONDAY),
        ("22 nov", date(2027, 11, 22)),
        ("1 mei", date(2027, 5, 1)),
        ("1 may", date(2027, 5, 1)),
        ("3 maart", date(2027, 3, 3)),
        ("3 mrt", date(2027, 3, 3)),
        ("3 march", date(2027, 3, 3)),
        ("8 okt", date(2027, 10, 8)),
        ("8 october", date(2027, 10, 8)),
        ("31 december", date(2026, 12, 31)),
        ("  fri  ", date(2026, 11, 27)),
        ("di 8 dec", date(2026, 12, 8)),
        ("Dinsdag 8 december 2026", date(2026, 12, 8)),
        ("Tue, 8 Dec", date(2026, 12, 8)),
        ("8-12-2026", date(2026, 12, 8)),
        ("di 8.12.2026", date(2026, 12, 8)),
    ],
)
def test_the_day_that_words_name(text, expected):
    assert read_due(text, MONDAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ".", "do it", "f", "fr", "th", "frio", "fridays", "someday", "-3d", "+", "+3x",
        "+99999d", "2026-02-30", "2026-13-01", "20261127", "2026-1-1", "0 dec", "32 dec", "31 feb",
        "29 feb 2027", "1 foo", "dec 1", "1dec", "2 decks", "10 marbles", "2 novels",
        "1 mayonnaise", "1 dec 20", "9 octopus", "٣ ٣", "di 9 dec", "12/8/2026", "8-13-2026",
        "8-12.2026", "we 8 dec",
    ],
)  # fmt: skip
def test_nonsense_is_no_date(text):
    assert find_due(text, MONDAY) is None
    with pytest.raises(WrongUse, match="is not a date"):
        read_due(text, MONDAY)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 23), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2028, 3, 1), date(2032, 2, 29)),
        (date(2096, 3, 1), date(2104, 2, 29)),
    ],
)
def test_a_leap_day_waits_for_the_next_leap_year(today, expected):
    assert find_due("29 feb", today) == expected


@pytest.mark.parametrize("text", ["+9999w", "+1d", "tomorrow", "fri", "1 jan"])
def test_the_end_of_the_calendar_is_no_date(text):
    assert find_due(text, date.max) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(9000, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_next_one_after_today(today, number):
    for names in DAYS.values():
        day = find_due(names[number], today)
        if len(names[number]) > 2 or names is DAYS["nl"]:
            assert day is not None
            assert day.weekday() == number
            assert 1 <= (day - today).days <= 7


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(9000, 1, 1)))
def test_a_short_date_can_be_read_back(day):
    for language in i18n.LANGUAGES:
        i18n.use_language(language)
        weekday, rest = short_date(day, today=date(1, 1, 1)).split(" ", 1)
        assert weekday == DAYS[language][day.weekday()]
        assert find_due(rest, date(2026, 1, 1)) == day
        assert find_due(short_date(day).split(" ", 1)[1], day) == day


@given(st.text(max_size=30), st.dates())
def test_any_text_is_a_date_or_none(text, today):
    assert find_due(text, today) is None or isinstance(find_due(text, today), date)


def test_short_dates_in_both_languages():
    assert short_date(date(2026, 11, 26)) == "Thu 26 Nov"
    assert short_date(date(2026, 11, 26), MONDAY) == "Thu 26 Nov"
    assert short_date(date(2027, 3, 1), MONDAY) == "Mon 1 Mar 2027"
    i18n.use_language("nl")
    assert short_date(date(2027, 3, 1), MONDAY) == "ma 1 mrt 2027"
    assert len(DAYS["nl"]) == 7
    assert all(len(names) == 12 for names in MONTHS.values())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-05", date(2026, 10, 5)),
        ("2026-10", date(2026, 10, 1)),
        ("2025", date(2025, 1, 1)),
        ("nov", date(2026, 11, 1)),
        ("oktober", date(2026, 10, 1)),
        ("dec", date(2025, 12, 1)),
        ("12 nov", date(2026, 11, 12)),
        ("24 nov", date(2025, 11, 24)),
        ("12-nov-2024", date(2024, 11, 12)),
        ("29 feb", date(2024, 2, 29)),
        ("mon", date(2026, 11, 23)),
        ("zondag", date(2026, 11, 22)),
        ("today", date(2026, 11, 23)),
        ("gisteren", date(2026, 11, 22)),
        ("3d", date(2026, 11, 20)),
        ("-2w", date(2026, 11, 9)),
        ("", None),
        ("x", None),
        ("0000", None),
        ("9999w", date(1835, 4, 6)),
        ("+3d", None),
        ("99 nov", None),
    ],
)
def test_days_gone_by(text, day):
    assert find_past(text, date(2026, 11, 23)) == day


@given(st.text(max_size=20))
def test_any_text_is_a_day_gone_by_or_none(text):
    found = find_past(text, date(2026, 11, 23))
    assert found is None or isinstance(found, date)
