"""A command line to talk to: `companion` in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


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
    done = subprocess.run(
        [sys.executable, "-m", "companion", *words],
        input=stdin,
        env={**inherited, "COMPANION_HOME": str(home), "LANG": "C.UTF-8", **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Answer(done.stdout, done.stderr, done.returncode)


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
def pair(anna: Companion, shared: Path) -> Companion:
    """Anna's computer, set up with Bert."""
    answer = anna("setup", "--me", "Anna", "--partner", "Bert", "--folder", str(shared))
    assert answer.code == 0, answer.err
    return anna
