"""Play many histories in some processes: `python -m adversary 0-99999 --jobs 2`."""

import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from adversary.disk import memory
from adversary.verdict import Tally, play_all, seeds_in

CHUNK = 50


def main() -> int:
    """Print failures as they come, how far it is, and the count at the end; 1 when any failed."""
    parser = argparse.ArgumentParser(prog="adversary", description=__doc__)
    parser.add_argument("seeds", type=seeds_in, help="such as 17,40-60")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes at once")
    asked = parser.parse_args()
    chunks = [asked.seeds[start : start + CHUNK] for start in range(0, len(asked.seeds), CHUNK)]
    tally = Tally()
    with ProcessPoolExecutor(asked.jobs) as processes:
        for part in processes.map(play_chunk, chunks):
            tally += part
            sys.stdout.writelines(f"{line}\n" for line in part.complaints())
            if tally.seeds % 1000 < CHUNK:
                sys.stderr.write(f"{tally}\n")
    sys.stdout.write(f"{tally}\n")
    return bool(tally.failures)


def play_chunk(seeds: list[int]) -> Tally:
    """These histories, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="adversary-", dir=memory()) as root:
        return play_all(Path(root), seeds)


if __name__ == "__main__":
    sys.exit(main())
