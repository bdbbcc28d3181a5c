"""`companion agenda`: a session on one page of paper."""

import pytest


def test_a_lesson_for_paper_in_either_language(anna):
    page = anna("agenda", "feedback-02")
    assert page.code == 0
    assert "2. Four steps, one moment" in page.out
    assert "8 min · mentor" in page.out
    assert "Decision: how and when" in page.out
    dutch = anna("agenda", "feedback-02", "--lang", "nl").out
    assert "Besluit: " in dutch
    assert "8 min · mentor" in dutch


def test_the_session_to_come_names_who_leads(pair):
    session = pair("session", "feedback-02", "--json").json["id"]
    page = pair("agenda").out
    assert "feedback-02" in session
    assert "8 min · Anna" in page
    assert "8 min · Bert" in page
    assert "4 min · both" in page


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("agenda",), 1, "No session yet: name a lesson"),
        (("agenda", "feedbak-02"), 1, "Did you mean feedback-02"),
        (("agenda", "feedback-02", "--lang", "fr"), 2, "invalid choice"),
    ],
)
def test_an_agenda_that_cannot_be_had(pair, words, code, said):
    answer = pair(*words)
    assert answer.code == code
    assert said in answer.err
    assert answer.out == ""


def test_without_setup_a_session_is_asked_for_in_vain(anna):
    assert anna("agenda").code == 3
