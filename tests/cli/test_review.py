"""`companion review`: what is due, asked in turn or as data; cards as plain text."""

import os
import re
import subprocess
import sys
import time

import pytest

KEYS = ["id", "lesson", "number", "question", "answer", "due"]
HEAVY = """
import sys
from companion.cli.main import main
main(sys.argv[1:])
sys.stderr.write("HEAVY " + ",".join(m for m in ("textual", "rich", "fsrs") if m in sys.modules))
"""


@pytest.fixture
def studied(pair):
    """Anna's computer, with the cards of one lesson."""
    assert pair("review", "--add", "feedback-02").code == 0
    return pair


def ids(answer):
    return [row["id"] for row in answer.json]


FIVE = [f"feedback-02#{number}" for number in range(1, 6)]


def test_what_is_due_as_json(studied):
    found = studied("review", "--json")
    assert found.code == 0
    assert ids(found) == FIVE
    first = found.json[0]
    assert list(first) == KEYS
    assert (first["lesson"], first["number"]) == ("feedback-02", 1)
    assert "four steps" in first["question"] and first["answer"].startswith("Situation")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", first["due"])


def test_nobody_set_up(anna):
    assert anna("review", "--json").code == 3


def test_nothing_yet(pair):
    answer = pair("review")
    assert (answer.code, answer.out) == (0, "")
    assert "No cards" in answer.err
    assert pair("review", "--json").json == []


def test_a_pipe_gets_a_list(studied):
    lines = studied("review").out.splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("feedback-02#1  new  What are the four steps")


def test_suspend_resume_reset_and_undo(studied):
    assert studied("review", "--suspend", "feedback-02#2").code == 0
    assert ids(studied("review", "--json")) == [FIVE[0], *FIVE[2:]]
    assert "feedback-02#2  paused" in studied("review", "--all").out
    assert ids(studied("review", "--all", "--json")) == FIVE
    studied("review", "--resume", "feedback-02#2")
    assert ids(studied("review", "--json")) == FIVE
    studied("review", "--suspend", FIVE[0])
    assert studied("review", "--undo").code == 0
    assert studied("review", "--reset", "all").code == 0
    assert studied("review", "--reset", FIVE[1]).code == 0
    assert ids(studied("review", "--json")) == FIVE


def test_undo_of_nothing(pair):
    assert "nothing to take back" in pair("review", "--undo").err


@pytest.mark.parametrize("option", ["--suspend", "--resume", "--reset"])
def test_a_card_that_is_not_there(studied, option):
    answer = studied("review", option, "feedback-99#1")
    assert answer.code == 1 and "feedback-99#1" in answer.err
    assert studied("review", option, "feedback-02").code == 1


def test_a_lesson_that_is_not_there(pair):
    assert pair("review", "--add", "feedback-99").code == 1


def test_one_thing_at_a_time(studied):
    assert studied("review", "--undo", "--reset", "all").code == 2


def test_out_and_in_again(studied, bert, shared, tmp_path):
    deck = tmp_path / "deck.md"
    assert studied("review", "--export", str(deck)).code == 0
    text = deck.read_text()
    assert text.startswith("Q: What are the four steps of today's feedback model?\nA: Situation")
    assert studied("review", "--export", "-").out == text
    assert studied("review", "--export", str(deck)).code == 2
    assert deck.read_text() == text
    assert studied("review", "--export", str(tmp_path / "no" / "deck.md")).code == 2

    again = studied("review", "--import", str(deck))
    assert again.code == 0 and "5 were there already" in again.err
    assert ids(studied("review", "--json")) == FIVE

    bert("setup", "--me", "Bert", "--partner", "Anna", "--folder", str(shared))
    assert "5 new cards." in bert("review", "--import", str(deck)).err
    rows = bert("review", "--json").json
    assert [row["question"] for row in rows] == [
        row["question"] for row in studied("review", "--json").json
    ]
    assert {(row["lesson"], row["number"]) for row in rows} == {(None, None)}
    assert bert("review", "--export", "-").out == text
    assert studied("review", "--json").json[0]["id"] == FIVE[0]


@pytest.mark.parametrize(
    ("data", "said"), [(None, "not there"), (b"Q: a\n", "line 1"), (b"\xff\xff", "no text file")]
)
def test_a_file_that_cannot_be_taken_in(pair, tmp_path, data, said):
    deck = tmp_path / "deck.md"
    if data is not None:
        deck.write_bytes(data)
    answer = pair("review", "--import", str(deck))
    assert answer.code == 2
    assert str(deck) in answer.err and said in answer.err
    assert pair("review", "--json").json == []


def test_a_damaged_log_is_told_beside_the_data(studied, tmp_path):
    (log,) = (tmp_path / "anna").rglob("recall/*.jsonl")
    log.write_bytes(log.read_bytes() + b"rubbish\n")
    answer = studied("review", "--json")
    assert ids(answer) == FIVE
    assert "Line 2 of" in answer.err


def test_words_cannot_steer_the_terminal(pair, tmp_path):
    deck = tmp_path / "deck.md"
    deck.write_text("Q: a\x1b[31m\u202eb\nA: c\x9bd\n", encoding="utf-8")
    pair("review", "--import", str(deck))
    for words in (("review",), ("review", "--export", "-")):
        assert not re.search("[\x1b\x9b\u202e]", pair(*words).out)


def test_neither_textual_nor_before_the_first_grade_fsrs(studied, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", HEAVY, "review", "--json"],
        env={**os.environ, "COMPANION_HOME": str(tmp_path / "anna")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr.endswith("HEAVY ")


class Terminal:
    """`companion review` in a terminal of its own."""

    def __init__(self, home) -> None:
        import pty

        self.master, slave = pty.openpty()
        env = {k: v for k, v in os.environ.items() if not k.startswith(("COMPANION", "LC_"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "companion", "review"], stdin=slave, stdout=slave, stderr=slave,
            env={**env, "COMPANION_HOME": str(home), "LANG": "C.UTF-8", "TERM": "dumb"},
        )  # fmt: skip
        os.close(slave)
        self.seen = ""

    def until(self, words: str) -> str:
        """Read until these words come, and no further than that; gives what was read."""
        deadline = time.monotonic() + 20
        while words not in self.seen:
            assert time.monotonic() < deadline, self.seen
            self.seen += os.read(self.master, 4096).decode()
        before, words, self.seen = self.seen.partition(words)
        return before + words

    def type(self, line: str) -> None:
        os.write(self.master, line.encode() + b"\n")

    def end(self) -> int:
        code = self.process.wait(20)
        os.close(self.master)
        return code


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_asked_in_turn_on_a_terminal(around_noon, studied, tmp_path):
    terminal = Terminal(tmp_path / "anna")
    terminal.until("5 cards, about 2 minutes.")
    terminal.until("Card 1 of 5. What are the four steps")
    terminal.type("u")
    terminal.until("nothing to take back")
    terminal.until("Card 1 of 5.")
    terminal.type("h")
    terminal.until("Situation, behaviour, impact …")
    terminal.type("")
    terminal.until("Situation, behaviour, impact, intent.")
    terminal.until("1 Again (1 minute), 2 Hard (6 minutes), 3 Good (10 minutes), 4 Easy (8 days)")
    terminal.type("9")
    terminal.until("1-4> ")
    terminal.type("1")
    terminal.until("Card 2 of 5.")
    terminal.type("u")
    terminal.until("Card 1 of 5. What are the four steps")
    terminal.type("")
    terminal.until("1-4> ")
    terminal.type("3")
    terminal.until("Card 2 of 5.")
    terminal.type("b")
    terminal.until("Card 3 of 5.")
    terminal.type("s")
    terminal.until("Card 4 of 5.")
    terminal.type("q")
    terminal.until("Everything is saved.")
    terminal.until("1 card done: 1 good.")
    terminal.until("The next card comes in 10 minutes.")
    assert terminal.end() == 0
    assert ids(studied("review", "--json")) == FIVE[3:]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_killed_at_the_terminal_all_grades_are_there(studied, tmp_path):
    terminal = Terminal(tmp_path / "anna")
    for number in (2, 3):
        terminal.until("> ")
        terminal.type("")
        terminal.until("1-4> ")
        terminal.type("4")
        terminal.until(f"Card {number} of 5.")
    terminal.process.kill()
    assert terminal.end() != 0
    assert ids(studied("review", "--json")) == FIVE[2:]
