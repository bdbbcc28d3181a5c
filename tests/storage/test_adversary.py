"""Three devices and a sync tool that does whatever it likes: nothing is lost, doubled, different.

`COMPANION_SEEDS=17,40-60 pytest tests/storage/test_adversary.py` plays just those histories.
"""

import sys
import tempfile
from pathlib import Path

import pytest
from support.adversary.plants import PLANTS
from support.adversary.verdict import play, play_all
from support.memory import memory
from support.seeds import seeds_named

QUICK, MANY = 60, 2000
PART = 50
"""Histories of one test: so many take some seconds, and parts are played side by side."""


@pytest.fixture
def root():
    with tempfile.TemporaryDirectory(prefix="adversary-", dir=memory()) as folder:
        yield Path(folder)


@pytest.mark.parametrize("seed", seeds_named() or range(QUICK))
def test_nothing_is_lost_doubled_or_different(root, seed):
    play(root, seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, MANY, PART))
def test_nothing_is_lost_in_two_thousand_histories(root, capsys, first):
    tally = play_all(root, range(first, first + PART))
    with capsys.disabled():
        sys.stdout.write(f"\n{tally}\n")
    assert not tally.failures, "\n".join(tally.complaints())


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found(root, monkeypatch, plant):
    plant(monkeypatch)
    for seed in range(QUICK):
        try:
            play(root, seed)
        except Exception:
            return
    pytest.fail(f"{QUICK} histories did not notice: {plant.__doc__}")
