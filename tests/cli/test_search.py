"""Searching from the command line, for people and for programs."""

import subprocess
import sys


def test_what_programs_read(pair):
    session = pair("session", "feedback-02").out.strip()
    pair("note", "--session", session, "--item", "2", "Drie weken stilte: een reële vraag")
    pair("action", "Draft the wallaby post", "--who", "Bert")
    (note,) = pair("search", "reele", "kind:note", "--json").json
    assert note == {
        "kind": "note",
        "session": session,
        "lesson": "feedback-02",
        "title": "Say what you saw: feedback in four steps",
        "text": "Drie weken stilte: een reële vraag",
        "where": "2. Four steps, one moment",
    }
    (action,) = pair("search", "--json", "wallaby", "who:bert").json
    assert (action["kind"], action["text"]) == ("action", "Draft the wallaby post")
    assert pair("search", "wallaby", "-post", "--json").json == []
    found = pair("search", "gevolg", "kind:lesson", "--json").json
    assert {one["session"] for one in found} == {None}
    assert all(one["lesson"] and one["title"] and one["text"] for one in found)


def test_what_people_read(pair):
    pair("idea", "A wallaby for the canteen")
    answer = pair("search", "wallaby")
    assert answer.code == 0 and answer.err == ""
    first, second = answer.out.splitlines()
    assert first.startswith("idea · ") and second == "    A wallaby for the canteen"


def test_nothing_found_is_no_mistake(pair):
    answer = pair("search", "xyzzy")
    assert (answer.code, answer.out) == (0, "")
    assert "Nothing found" in answer.err
    assert pair("search", "xyzzy", "--json").json == []


def test_more_than_is_printed_is_said(pair):
    answer = pair("search", "kind:lesson")
    assert answer.code == 0 and "more were found" in answer.err


def test_wrong_use(pair):
    assert pair("search").code == 2
    answer = pair("search", "feedback", "who:zoe", "--json")
    assert (answer.code, answer.out) == (2, "") and "who:zoe" in answer.err


def test_any_characters(pair):
    for words in ('"', "* ( ^ \\", "'; DROP TABLE", "\u202e\x1b[31m", "🎉", "a:b:c"):
        answer = pair("search", words)
        assert answer.code == 0, (words, answer.err)
        assert "Traceback" not in answer.err


def test_before_set_up(anna):
    assert anna("search", "feedback").code == 3


def test_it_needs_no_screen(pair, tmp_path):
    code = (
        "import sys; from companion.cli.main import main; main(['search', 'feedback'])\n"
        "assert not {'textual', 'rich'} & set(sys.modules)"
    )
    env = {"COMPANION_HOME": str(tmp_path / "anna"), "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    env["PYTHONPATH"] = ":".join(sys.path)
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
