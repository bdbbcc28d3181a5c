"""`companion programmes`, `programme` and `track`."""

import pytest

from companion.domain.lesson.programme import Plan
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace


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
    assert pair("programme", "four", "--leave").code == 0, "it is as was asked"


def test_only_what_is_followed_can_be_left(pair):
    pair("programme", "seven", "--adopt")
    answer = pair("programme", "four", "--leave")
    assert answer.code == 2
    assert "companion programme seven --leave" in answer.err
    assert pair("programmes", "--json").json[0]["adopted"]
    assert pair("programme", "eleven", "--leave").code == 1
    assert pair("programme", "four", "--adopt", "--leave").code == 2


def test_a_folder_that_is_away(pair, shared):
    shared.rename(shared.parent / "elsewhere")
    shared.write_text("no folder")
    answer = pair("programme", "seven", "--adopt")
    assert answer.code == 4
    assert pair("programmes", "--json").json[0]["adopted"], "it is kept here"


def test_a_programme_of_a_newer_version(pair, tmp_path, clock):
    workspace = Workspace(Environment(Places(tmp_path / "anna"), clock))
    workspace.programme.set_plan(Plan("eleven", "2026-11-23", "anna"))
    workspace.save(workspace.programme)
    workspace.close()
    listed = pair("programmes", "--json").json
    assert listed[2] == {
        "id": "eleven",
        "title": "",
        "weeks": None,
        "lessons": [],
        "adopted": True,
        "step": None,
    }
    assert not any(p["adopted"] for p in listed[:2])
    assert "eleven" in pair("programmes").out
    assert pair("programme", "eleven").code == 1
    assert pair("programme", "eleven", "--leave").code == 0
    assert len(pair("programmes", "--json").json) == 2


def test_pages_can_be_read_before_anybody_set_up(anna):
    assert anna("programme", "seven").out.startswith("# Seven sessions in five months\n")
    assert anna("track", "facebook").out.startswith("# Facebook for your organisation\n")
    assert anna("programmes").code == 0
    assert anna("programme", "seven", "--adopt").code == 3
    assert anna("programme", "seven", "--leave").code == 3


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
