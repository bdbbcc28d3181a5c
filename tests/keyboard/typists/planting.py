"""Plant each fault in turn, and look for it: `python -m typists.planting --jobs 2`."""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor

from typists.__main__ import STEPS, play_seed
from typists.plants import PLANTS

ENOUGH = 50
"""Seeds within which a fault has to be found."""


def found_at(name: str) -> tuple[str, int, str]:
    """A fault's name, the seed that found it, and as what; 0 when none did."""
    for seed in range(1, ENOUGH + 1):
        for finding in play_seed(seed, STEPS, name).findings:
            if finding.kind in PLANTS[name].kinds:
                return name, seed, str(finding)
    return name, 0, ""


def main() -> int:
    """Print a line for each fault; 1 when one was not found."""
    parser = argparse.ArgumentParser(prog="typists.planting", description=__doc__)
    parser.add_argument("names", nargs="*", default=list(PLANTS), help="which; all without")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes at once")
    asked = parser.parse_args()
    missed = 0
    with ProcessPoolExecutor(asked.jobs) as processes:
        for name, seed, what in processes.map(found_at, asked.names):
            missed += not seed
            where = f"seed {seed:2}: {what:.90}" if seed else "NOT FOUND"
            sys.stdout.write(f"{PLANTS[name].promise}  {name:22} {where}\n")
            sys.stdout.flush()
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
