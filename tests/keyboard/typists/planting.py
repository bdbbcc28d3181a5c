"""Plant each fault in turn, and look for it: `python -m typists.planting --jobs 2`."""

import argparse
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

from typists.__main__ import STEPS, play_seed
from typists.launcher import environment
from typists.plants import PLANTS

ENOUGH = 50
"""Seeds within which a fault has to be found."""


def check_that_all_can_be_planted() -> None:
    """Plant all of them in a process of their own. Raises CalledProcessError, where one finds no
    more what it replaces: what its app would do then proves nothing."""
    plant = "from typists.plants import PLANTS\nfor one in PLANTS.values(): one.plant()"
    subprocess.run([sys.executable, "-c", plant], check=True, env=environment())


def found_at(name: str) -> tuple[str, int, str]:
    """A fault's name, the seed that found it, and as what; 0 and what else was found when none did.

    What the same seed finds without the fault, such as a slow answer of a busy machine, is not it.
    """
    kinds, other = PLANTS[name].kinds, ""
    for seed in range(1, ENOUGH + 1):
        findings = play_seed(seed, STEPS, name).findings
        found = [one for one in findings if one.kind in kinds]
        other = other or next((str(one) for one in findings if one.kind not in kinds), "")
        usual = {one.kind for one in play_seed(seed, STEPS).findings} if found else set()
        for finding in found:
            if finding.kind not in usual:
                return name, seed, str(finding)
    return name, 0, other


def main() -> int:
    """Print a line for each fault; 1 when one was not found."""
    parser = argparse.ArgumentParser(prog="typists.planting", description=__doc__)
    parser.add_argument("names", nargs="*", default=list(PLANTS), help="which; all without")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes at once")
    asked = parser.parse_args()
    check_that_all_can_be_planted()
    missed = 0
    with ProcessPoolExecutor(asked.jobs) as processes:
        for name, seed, what in processes.map(found_at, asked.names):
            missed += not seed
            where = f"seed {seed:2}: {what:.90}" if seed else f"NOT FOUND {what:.90}"
            sys.stdout.write(f"{PLANTS[name].promise}  {name:22} {where}\n")
            sys.stdout.flush()
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
