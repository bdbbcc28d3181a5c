"""What histories broke: one promise each, counted over many seeds."""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self
from unittest import mock

from companion.storage.sync import shared_folder


class Broken(AssertionError):
    """A promise that did not hold; its kind is its class."""


class Lost(Broken):
    """Something that was saved or shown is not shown."""


class Doubled(Broken):
    """Something stands twice."""


class Diverged(Broken):
    """Two devices that hold the same files show different things."""


class Trespass(Broken):
    """A device wrote what it must not write: another's file, or an answer to a merge."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many histories were played, and which of them broke what."""

    seeds: int = 0
    steps: int = 0
    failures: tuple[tuple[int, str, str], ...] = field(default=())
    """Seed, kind of the error, and what it says."""

    def __add__(self, other: Self) -> "Tally":
        return Tally(
            self.seeds + other.seeds, self.steps + other.steps, self.failures + other.failures
        )

    def __str__(self) -> str:
        kinds = Counter(kind for _, kind, _ in self.failures)
        named = {kind: kinds.pop(kind, 0) for kind in ("lost", "doubled", "diverged")}
        counts = [f"{count} {kind}" for kind, count in (*named.items(), ("broken", kinds.total()))]
        return f"adversary: {self.seeds:,} seeds, {self.steps:,} steps, {', '.join(counts)}"

    def complaints(self) -> list[str]:
        """A line for each failure, with what replays it."""
        return [f"COMPANION_SEEDS={seed}: {kind}: {says}" for seed, kind, says in self.failures]


def play(root: Path, seed: int) -> int:
    """One history in a folder of its own below `root`; gives the number of its steps.

    Raises Broken, or whatever the program raised, with a note of the seed.
    """
    from support.adversary.world import World  # which raises what is defined here

    world = World(root / str(seed), seed)
    try:
        with _in_a_hurry():
            return world.run(steps=20 + seed % 60)
    except Exception as error:
        error.add_note(f"COMPANION_SEEDS={seed} replays it")
        raise
    finally:
        world.end()
        shutil.rmtree(world.root)


@contextmanager
def _in_a_hurry() -> Iterator[None]:
    """Nothing need reach the disk, for nobody pulls the plug; what bytes say is found out once."""
    with ExitStack() as stack:
        stack.enter_context(mock.patch("os.fsync", lambda _file: None))
        for name in ("decode", "check_state"):
            once = cache(getattr(shared_folder, name))
            stack.enter_context(mock.patch.object(shared_folder, name, once))
        yield


def play_all(root: Path, seeds: Iterable[int]) -> Tally:
    """Every one of these histories, whatever the others broke."""
    tally = Tally()
    for seed in seeds:
        try:
            tally += Tally(1, play(root, seed))
        except Exception as error:
            kind = type(error).__name__.lower()
            tally += Tally(1, 0, ((seed, kind, str(error)),))
    return tally
