"""Searching from the command line, for people and for programs.

Few tests, each with much in it: the first search of a home reads all lessons.
"""

import subprocess
import sys


def test_what_programs_read(pair, tmp_path):
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
    assert pair("search", "xyzzy", "--json").json == []
    answer = pair("search", "feedback", "who:zoe", "--json")
    assert (answer.code, answer.out) == (2, "") and "who:zoe" in answer.err
    loads_no_screen(tmp_path / "anna")


def loads_no_screen(home):
    code = (
        "import sys; from companion.cli.main import main; main(['search', 'feedback'])\n"
        "assert not {'textual', 'rich', 'markdown_it'} & set(sys.modules)"
    )
    env = {"COMPANION_HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_people_read(pair):
    pair("idea", "A wallaby for the canteen")
    answer = pair("search", "wallaby")
    assert (answer.code, answer.err) == (0, "")
    first, second = answer.out.splitlines()
    assert first.startswith("idea · ") and second == "    A wallaby for the canteen"
    answer = pair("search", "xyzzy")
    assert (answer.code, answer.out) == (0, "") and "Nothing found" in answer.err
    assert "more were found" in pair("search", "kind:lesson").err
    assert pair("search").code == 2
    for words in ('"', "* ( ^ \\", "'; DROP TABLE", "\u202e\x1b[31m", "🎉", "a:b:c who:"):
        answer = pair("search", words)
        assert answer.code == 0 and "Traceback" not in answer.err, (words, answer.err)


def test_before_set_up(anna):
    assert anna("search", "feedback").code == 3
