"""What the app costs while two people talk and nobody touches it."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from archive import make_archive  # noqa: E402
from measured import MeasuredProgram  # noqa: E402
from run import environment  # noqa: E402

SETTLED, SECONDS = 15, 60
"""Seconds until the start of the clock is saved, shared and listed; and to measure after that."""
BUDGET = 0.005
"""Of one core."""


@pytest.mark.slow
def test_a_session_left_alone_takes_hardly_any_processor_time(tmp_path, capsys):
    archive = make_archive(tmp_path, (2, 2))
    command = [sys.executable, "-m", "companion"]
    program = MeasuredProgram(command, environment(archive.home))
    try:
        program.until("Promises")
        program.keys("3")
        program.until("Not started")
        program.keys("\x1bOQ")  # F2
        program.until("min left")
        program.idle(SETTLED)
        share = program.idle(SECONDS) / SECONDS
    finally:
        program.end()
    with capsys.disabled():
        print(f"\nidle with a session open: {share:.2%} of a core")  # noqa: T201
    assert share <= BUDGET
