"""What the app does while two people talk and nobody touches it: counted, not timed."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from archive import make_archive  # noqa: E402
from idling import left_alone  # noqa: E402
from run import environment  # noqa: E402

SECONDS = 30
SCREEN, ALL = 3, 20
"""How often in a second the screen's own thread may wake, and all threads together.

The clock of the session is one a second, the lists another in five; the keyboard is looked at ten
times a second, as Textual does, and the partner's files four times.
"""


@pytest.mark.slow
def test_a_session_left_alone_sleeps(tmp_path, capsys):
    archive = make_archive(tmp_path, (2, 2))
    with left_alone([sys.executable, "-m", "companion"], environment(archive.home)) as program:
        before = program.wakes()
        program.idle(SECONDS)
        after = program.wakes()
    woken = {thread: (after[thread] - before.get(thread, 0)) / SECONDS for thread in after}
    with capsys.disabled():
        print(f"\nidle: {sum(woken.values()):.1f} wakes a second")  # noqa: T201
    assert woken[program.pid] <= SCREEN
    assert sum(woken.values()) <= ALL
