"""A command line to talk to: `companion` in a process of its own."""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from support.listed_lessons import list_lessons

from companion.storage.disk.paths import Places


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)


Companion = Callable[..., Answer]


def run(home: Path, *words: str, stdin: str = "", env: dict[str, str] | None = None) -> Answer:
    """Run `companion` with these words, at home in `home`."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("COMPANION", "LC_"))}
    full = {**inherited, "COMPANION_HOME": str(home), "LANG": "C.UTF-8", **(env or {})}
    # What Python itself reads when it begins is not read again after a fork.
    begins_anew = any(name.startswith(("PYTHON", "LANG", "LC_")) for name in env or {})
    if begins_anew or not hasattr(os, "fork") or "COVERAGE_PROCESS_CONFIG" in os.environ:
        return _started(words, stdin, full)
    return _forked(words, stdin, full)


def _started(words: tuple[str, ...], stdin: str, env: dict[str, str]) -> Answer:
    done = subprocess.run(
        [sys.executable, "-m", "companion", *words],
        input=stdin,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Answer(done.stdout, done.stderr, done.returncode)


def _forked(words: tuple[str, ...], stdin: str, env: dict[str, str]) -> Answer:
    """The same without the imports, which take most of the time of a command."""
    ready = _ready()
    assert ready.stdin and ready.stdout
    with TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("in", "out", "err")]
        for file, text in zip(files, (stdin, "", ""), strict=True):
            file.write_bytes(text.encode())
        ask = {"env": env, "words": words, "files": list(map(str, files))}
        ready.stdin.write(json.dumps(ask) + "\n")
        ready.stdin.flush()
        if not select([ready.stdout], [], [], 60)[0]:
            ready.kill()
            _ready.cache_clear()
            raise AssertionError(f"no answer in a minute: {words}")
        code = int(ready.stdout.readline())
        out, err = (file.read_bytes().decode() for file in files[1:])
    return Answer(out.replace("\r\n", "\n"), err.replace("\r\n", "\n"), code)


@cache
def _ready() -> "subprocess.Popen[str]":
    started = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("ready.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "LANG": "C.UTF-8"},
        cwd=Path.cwd(),
    )
    atexit.register(started.kill)
    return started


@pytest.fixture
def anna(tmp_path: Path) -> Companion:
    """Anna's computer; nobody has set up yet."""
    return lambda *words, **options: run(tmp_path / "anna", *words, **options)


@pytest.fixture
def bert(tmp_path: Path) -> Companion:
    """Bert's computer."""
    return lambda *words, **options: run(tmp_path / "bert", *words, **options)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """The folder they share."""
    return tmp_path / "shared"


@pytest.fixture
def pair(anna: Companion, shared: Path, tmp_path: Path) -> Companion:
    """Anna's computer, set up with Bert, where the lessons were listed before."""
    answer = anna("setup", "--me", "Anna", "--partner", "Bert", "--folder", str(shared))
    assert answer.code == 0, answer.err
    list_lessons(Places(tmp_path / "anna"))
    return anna
