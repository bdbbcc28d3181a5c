"""Two people at real terminals, and whatever they do: their words are kept, in order, and for the
eyes they are meant for.

`make keyboard SEEDS=17` replays one seed; a page replays from its own text.
"""

import sys
from pathlib import Path

import pytest
from support.seeds import seeds_named

pytest.importorskip("pty", reason="there are no such terminals here")
if not Path("/proc/self/task").is_dir():
    pytest.skip("needs Linux to tell when a program sleeps", allow_module_level=True)

from typists.play import Stage
from typists.steps import page, read_page
from typists.verdict import SLOW

QUICK, MANY, STEPS = 3, 6, 40
PAGES = sorted(Path(__file__).parent.joinpath("pages").glob("*.txt"))
ASKED = seeds_named()


@pytest.fixture(scope="module")
def stage():
    made = Stage()
    yield made
    made.end()


def complain(played, capsys, what):
    """Fail for what is found; how fast answers came is only told: that is measured elsewhere."""
    slow = [str(finding) for finding in played.findings if finding.kind == SLOW]
    with capsys.disabled():
        sys.stdout.write("".join(f"\n{what}: {line}" for line in slow))
    wrong = [str(finding) for finding in played.findings if finding.kind != SLOW]
    assert not wrong, "\n".join([*wrong, "", page(played.steps)])


@pytest.mark.parametrize("seed", ASKED or range(1, QUICK + 1))
def test_words_are_kept_in_order_and_private(stage, capsys, seed):
    complain(stage.seed(seed, STEPS), capsys, f"seed {seed}")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(QUICK + 1, QUICK + MANY + 1))
def test_words_are_kept_in_many_plans(stage, capsys, seed):
    complain(stage.seed(seed, STEPS), capsys, f"seed {seed}")


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_failed_once_does_not_fail_again(stage, capsys, path):
    complain(stage.play(read_page(path.read_text("utf-8"))), capsys, path.stem)
