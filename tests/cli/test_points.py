"""`companion point`, `points` and `session --minutes`: what a session is prepared with."""

import json

import pytest


@pytest.fixture
def session(pair):
    return pair("session", "feedback-02", "--json").json["id"]


def agenda_of(shared, session):
    (file,) = (shared / "sessions" / session).glob("*.json")
    return list(json.loads(file.read_text("utf-8"))["agenda"].values())


def test_a_point_for_next_time(pair, session):
    answer = pair("point", "the  budget\x1b[31m")
    assert answer.code == 0
    (point,) = pair("points", "--json").json
    assert set(point) == {"id", "text", "by", "state", "session", "created"}
    assert point["id"] == answer.out.strip()
    assert (point["text"], point["by"], point["state"], point["session"]) == (
        "the budget[31m", "Anna", "open", session,
    )  # fmt: skip
    assert pair("points").out.split("  ")[1:] == ["Anna", "the budget[31m\n"]


def test_a_point_without_a_session_and_for_a_named_one(pair):
    assert pair("points").err == "Nothing waits for next time.\n"
    assert pair("points", "--json").json == []
    pair("point", "between")
    first = pair("session", "feedback-01", "--json").json["id"]
    pair("session", "feedback-02")
    pair("point", "named", "--session", first)
    found = pair("points", "--json").json
    assert {(p["text"], p["session"]) for p in found} == {("between", None), ("named", first)}


def test_a_point_that_cannot_be(pair, anna):
    assert pair("point", " \x07 ").code == 2
    answer = pair("point", "x", "--session", "2020")
    assert (answer.code, answer.out) == (1, "")
    assert pair("points", "--json").json == []


def test_points_before_a_setup(anna):
    assert anna("point", "x").code == 3
    assert anna("points").code == 3


def test_a_point_while_the_folder_is_gone(pair, session, shared):
    shared.rename(shared.with_name("away"))
    answer = pair("point", "later")
    assert answer.code == 4
    shared.with_name("away").rename(shared)
    assert [p["text"] for p in pair("points", "--json").json] == ["later"]


@pytest.mark.parametrize("minutes", [25, 45, 60])
def test_a_session_of_another_length(pair, shared, minutes):
    session = pair("session", "feedback-02", "--minutes", str(minutes)).out.strip()
    assert sum(item["minutes"] for item in agenda_of(shared, session)) == minutes


@pytest.mark.parametrize("minutes", ["30", "-1", "long"])
def test_a_length_there_is_not(pair, minutes):
    assert pair("session", "feedback-02", "--minutes", minutes).code == 2
    assert pair("sessions", "--json").json == []


def test_open_promises_come_first(pair, shared):
    pair("session", "feedback-01")
    pair("action", "call the press", "--who", "Bert")
    session = pair("session", "feedback-02", "--minutes", "45").out.strip()
    first, *rest = agenda_of(shared, session)
    assert (first["title"], first["lead"], first["minutes"]) == ("Promises of last time", "both", 3)
    assert first["minutes"] + sum(item["minutes"] for item in rest) == 45
