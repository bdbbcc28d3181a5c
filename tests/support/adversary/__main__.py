"""Play many histories in some processes: `python -m support.adversary 0-99999 --jobs 2`."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from support.adversary.verdict import Tally, play_all
from support.memory import memory
from support.seeds import seeds_in

CHUNK = 50


def main() -> int:
    """Print the count of all; 1 when any failed or was not played."""
    parser = argparse.ArgumentParser(prog="adversary", description=__doc__)
    parser.add_argument("seeds", type=seeds_in, help="such as 17,40-60")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes at once")
    asked = parser.parse_args()
    tally = Tally()
    try:
        for part in play_in_processes(asked.seeds, asked.jobs):
            tally += part
            report(part, tally)
    except BrokenProcessPool:  # killed, or the compiled half took it along
        sys.stdout.write(f"a process ended; not counted from seed {asked.seeds[tally.seeds]} on\n")
    sys.stdout.write(f"{tally}\n")
    return tally.seeds < len(asked.seeds) or bool(tally.failures)


def report(part: Tally, tally: Tally) -> None:
    """Failures as they come, and at each thousand how far it is."""
    sys.stdout.writelines(f"{line}\n" for line in part.complaints())
    sys.stdout.flush()
    if tally.seeds % 1000 < CHUNK:
        sys.stderr.write(f"{tally}\n")


def play_in_processes(seeds: list[int], jobs: int) -> Iterator[Tally]:
    """The tallies of so many seeds at a time, in their order."""
    chunks = [seeds[start : start + CHUNK] for start in range(0, len(seeds), CHUNK)]
    with ProcessPoolExecutor(jobs) as processes:
        yield from processes.map(play_chunk, chunks)


def play_chunk(seeds: list[int]) -> Tally:
    """These histories, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="adversary-", dir=memory()) as root:
        return play_all(Path(root), seeds)


if __name__ == "__main__":
    sys.exit(main())
