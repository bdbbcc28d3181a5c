import pytest

from companion.domain.session.exercise_steps import LONGEST_STEP, minutes_in, next_timed


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Take two minutes of silence and prepare.", 2),
        ("Neem twee minuten stilte.", 2),
        ("Give your feedback in at most one minute, then stop.", 1),
        ("Neem er één minuut voor.", 1),
        ("Neem een minuut.", 1),
        ("Talk for 10 minutes.", 10),
        ("**5 min**: write", 5),
        ("Praat 7 minuten", 7),
        ("a ten-minute round", 10),
        ("Take\n   three\n   minutes", 3),
        ("Two minutes; then three minutes to compare", 2),
        ("People read 165 minutes a day. Take 4 minutes.", 4),
        ("30 minutes", LONGEST_STEP),
        ("31 minutes", 0),
        ("0 minutes", 0),
        ("99999 minutes", 0),
        ("Change roles.", 0),
        ("Ask what the minutes say.", 0),
        ("someone minutes", 0),
        ("1.5 minutes", 0),
        ("in one minuteman", 0),
        ("\u0664 minutes", 0),  # a digit of another script
        ("", 0),
    ],
)
def test_the_minutes_that_a_step_gives(text, minutes):
    assert minutes_in(text) == minutes


@pytest.mark.parametrize(
    ("ticked", "found"),
    [(set(), ("do/2", 2)), ({"do/2"}, ("do/4", 5)), ({"do/2", "do/4"}, ("", 0))],
)
def test_the_small_clock_is_that_of_the_next_open_step_with_minutes(ticked, found):
    steps = ["Sit down.", "Take two minutes.", "Change roles.", "Write for 5 minutes."]
    assert next_timed(steps, ticked.__contains__) == found
