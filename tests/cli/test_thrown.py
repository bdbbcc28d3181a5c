"""`companion drop` and `companion sessions --thrown`."""


def test_a_session_is_thrown_away_and_brought_back(pair, bert, shared):
    session = pair("session", "feedback-02").out.strip()
    assert pair("sessions", "--thrown").err.strip() == "No session was thrown away."
    dropped = pair("drop", session)
    assert (dropped.code, dropped.out) == (0, "")
    assert f"companion drop --back {session}" in dropped.err
    bert("setup", "--me", "Bert", "--partner", "Anna", "--folder", str(shared))
    for companion in (pair, bert):
        assert companion("sessions", "--json").json == []
        assert companion("notes", "--json").json == []
        (thrown,) = companion("sessions", "--thrown", "--json").json
        assert (thrown["id"], thrown["thrown_by"]) == (session, "Anna")
        assert session in companion("sessions", "--thrown").out
    assert bert("note", "between sessions").code == 0
    assert "between sessions" not in pair("notes", session).out
    assert bert("drop", "--back", session[:12]).code == 0
    assert [s["id"] for s in pair("sessions", "--json").json] == [session]
    assert pair("sessions", "--thrown", "--json").json == []


def test_a_note_in_it_brings_it_back(pair):
    session = pair("session", "feedback-02").out.strip()
    pair("drop", session)
    assert pair("note", "--session", session, "after all").code == 0
    assert [s["id"] for s in pair("sessions", "--json").json] == [session]


def test_what_is_not_there_cannot_be_thrown_away(pair):
    answer = pair("drop", "2026-nothing")
    assert answer.code == 1
    assert "There is no session" in answer.err


def test_a_session_is_reopened_only_where_it_is_closed(pair):
    session = pair("session", "feedback-02").out.strip()
    answer = pair("reopen", session)
    assert answer.code == 2
    assert "open already" in answer.err
