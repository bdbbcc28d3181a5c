"""Plays plans: one seed, or a page; gives what was found."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from support.memory import memory

from typists.final import judge_all
from typists.launcher import Launcher
from typists.plan import plan
from typists.steps import Step
from typists.verdict import Finding
from typists.world import World

FRESH = 5
"""Of so many seeds one starts each app as anybody does, in a new process."""
TWICE = 3
"""Of so many seeds one has a second judge of screens, who is slow; pages always have."""


@dataclass(frozen=True, slots=True)
class Played:
    """How a plan went."""

    steps: tuple[Step, ...]
    words: int
    findings: tuple[Finding, ...]


class Stage:
    """Where plans are played, one after the other; holds what makes starts cheap."""

    def __init__(self) -> None:
        self._launcher = Launcher()

    def end(self) -> None:
        """Leave nothing behind."""
        self._launcher.end()

    def seed(self, seed: int, steps: int = 40, plant: str = "") -> Played:
        """Play the plan of a seed."""
        fresh, twice = seed % FRESH == 0, seed % TWICE == 0
        return self.play(plan(seed, steps), plant, fresh=fresh, twice=twice)

    def play(
        self, steps: Sequence[Step], plant: str = "", *, fresh: bool = False, twice: bool = True
    ) -> Played:
        """Play a plan to its end: both leave, and everything is looked for."""
        root = Path(tempfile.mkdtemp(prefix="keyboard-", dir=memory()))
        world = World(root / "world", None if fresh else self._launcher.start, plant)
        try:
            world.play(steps, twice=twice)
            world.play_end()
            judge_all(world)
        finally:
            world.end()
            shutil.rmtree(root)
        return Played(tuple(steps), len(world.words), tuple(world.findings))
