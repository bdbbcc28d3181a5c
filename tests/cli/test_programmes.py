"""`companion programmes`, `programme` and `track`."""

import pytest


def test_programmes_are_listed_and_followed(pair):
    listed = pair("programmes", "--json").json
    assert [(p["id"], p["weeks"], p["adopted"], p["step"]) for p in listed] == [
        ("seven", 3, False, None),
        ("four", 2, False, None),
    ]
    assert pair("programme", "four", "--adopt").code == 0
    assert [(p["adopted"], p["step"]) for p in pair("programmes", "--json").json] == [
        (False, None),
        (True, 0),
    ]
    assert "0 of 4 held" in pair("programmes").out
    assert pair("programme", "four", "--leave").code == 0
    assert not any(p["adopted"] for p in pair("programmes", "--json").json)


def test_pages_can_be_read_before_anybody_set_up(anna):
    assert anna("programme", "seven").out.startswith("# Seven sessions in five months\n")
    assert anna("track", "facebook").out.startswith("# Facebook for your organisation\n")
    assert anna("programmes").code == 0
    assert anna("programme", "seven", "--adopt").code == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("programme", "eleven"), "seven, four"),
        (("track", "../programmes/en/seven"), "equals, social-media"),
        (("track", "fitness"), "equals, social-media"),
    ],
)
def test_what_is_not_there(anna, words, said):
    answer = anna(*words)
    assert answer.code == 1
    assert said in answer.err
