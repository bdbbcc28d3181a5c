"""Help, versions, languages, terminals that cannot draw, and what is imported."""

import argparse
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from companion import __version__
from companion.cli.main import main
from companion.cli.parser import build_parser
from companion.workspace import Workspace

IMPORTED = """
import sys
from companion.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
heavy = [m for m in ("textual", "rich", "markdown_it", "pycrdt") if m in sys.modules]
sys.stderr.write("HEAVY " + ",".join(heavy))
"""


def test_version(anna):
    assert anna("--version").out == f"companion {__version__}\n"


def test_help_names_every_command(anna):
    out = anna("--help").out
    for command in ("setup", "demo", "lessons", "lesson", "check", "lesson-new", "sessions",
                    "session", "note", "notes", "actions", "action", "done", "pack",
                    "unpack", "where"):  # fmt: skip
        assert command in out


def every_parser(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of its commands."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from every_parser(command)


def test_each_command_leads_to_a_function_that_there_is():
    runs = {parser.get_default("run") for parser in every_parser(build_parser())} - {None}
    assert len(runs) > 30
    for module, function in (run.split(":") for run in runs):
        assert callable(getattr(importlib.import_module(f"companion.cli.{module}"), function))


def test_an_unknown_command_is_wrong_use(anna):
    answer = anna("frobnicate")
    assert answer.code == 2
    assert answer.out == ""


@pytest.mark.parametrize("words", [("--help",), ("notes", "--json"), ("sessions", "--json"),
                                   ("actions", "--json"), ("note", "x"), ("where",)])  # fmt: skip
def test_the_command_line_never_imports_textual(pair, tmp_path, words):
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *words],
        env={**os.environ, "COMPANION_HOME": str(tmp_path / "anna")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.endswith("HEAVY ")


@pytest.mark.parametrize("words", [(), ("demo",)])
def test_a_pipe_is_no_terminal(anna, words):
    answer = anna(*words)
    assert answer.code == 69
    assert "companion --help" in answer.err
    assert answer.out == ""
    assert "\x1b" not in answer.err


@pytest.mark.parametrize(
    ("env", "expected"),
    [({"TERM": "dumb"}, "dumb"), ({"TERM": "xterm", "PYTHONIOENCODING": "ascii"}, "UTF-8")],
)
def test_a_terminal_that_cannot_draw(tmp_path, env, expected):
    import pty

    master, slave = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "companion"],
        stdin=slave,
        stdout=slave,
        stderr=subprocess.PIPE,
        env={**os.environ, "COMPANION_HOME": str(tmp_path), **env},
        timeout=30,
        check=False,
    )
    os.close(slave)
    os.close(master)
    assert done.returncode == 69
    assert expected in done.stderr.decode()


def test_everything_follows_the_language(anna, shared):
    anna("setup", "--me", "Anna", "--partner", "Bert", "--folder", str(shared), "--lang", "nl")
    assert anna("--help").out.startswith("gebruik: ")
    assert "Er is geen sessie" in anna("notes", "nergens").err
    session = anna("session", "feedback-02", "--json").json["id"]
    assert anna("notes", session, "--json").json["title"].startswith("Zeg wat je zag")


def test_a_folder_in_the_home_of_nobody_is_none_of_a_pair(anna):
    answer = anna("--folder", "~zebra/quagga", "sessions")
    assert "Nobody is set up here yet" in answer.err


def test_the_system_language_is_the_first_guess(anna):
    assert anna("--help", env={"LANG": "nl_BE.UTF-8"}).out.startswith("gebruik: ")


def test_an_unexpected_error_is_one_sentence_with_a_log(pair, tmp_path, monkeypatch, capsys):
    def fail(_workspace):
        raise RuntimeError("nobody thought of this")

    pair("sessions")
    home = tmp_path / "anna"
    monkeypatch.setenv("COMPANION_HOME", str(home))
    monkeypatch.setattr(Workspace, "sessions", fail)
    assert main(["sessions"]) == 1
    said = capsys.readouterr().err
    assert len(said.strip().splitlines()) == 1
    assert str(home / "companion.log") in said
    assert "nobody thought of this" in (home / "companion.log").read_text()
