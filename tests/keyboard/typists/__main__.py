"""Play many seeds, and shrink what fails: `python -m typists 17,40-60 --jobs 2`."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from support.seeds import seeds_in

from typists.plan import plan
from typists.play import Stage
from typists.shrink import shrink
from typists.steps import Step, page, read_page
from typists.tally import Result, Tally, append_to_log, read_log
from typists.verdict import CRASH, Finding

STEPS = 40


def main() -> int:
    """Print what each seed found, and the counts of all; 1 when anything was found."""
    asked = _parser().parse_args()
    if asked.page:
        return _tell(play_page(asked.page, asked.plant))
    done = read_log(asked.log) if asked.log else {}
    tally, seeds = Tally(), [seed for seed in asked.seeds if seed not in done]
    for result in done.values():
        tally.add(result)
    for result in _play(seeds, asked.steps, asked.plant, asked.jobs):
        tally.add(result)
        _tell(result.lines())
        if asked.log:
            append_to_log(asked.log, result)
        if asked.shrink and result.findings:
            _tell(shrunk(result, asked.steps, asked.plant))
    _tell([str(tally)])
    return bool(tally.kinds)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="typists", description=__doc__)
    parser.add_argument("seeds", type=seeds_in, nargs="?", default=[], help="such as 17,40-60")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes at once")
    parser.add_argument("--steps", type=int, default=STEPS, help="steps of each plan")
    parser.add_argument("--plant", default="", help="the name of a fault to plant")
    parser.add_argument("--page", type=Path, help="play this page instead")
    parser.add_argument("--log", type=Path, help="a file of results, to go on with another time")
    parser.add_argument("--shrink", action="store_true", help="print what fails as a short page")
    return parser


def _tell(lines: Iterable[str]) -> int:
    told = [f"{line}\n" for line in lines]
    sys.stdout.writelines(told)
    sys.stdout.flush()
    return bool(told)


def _play(seeds: Sequence[int], steps: int, plant: str, jobs: int) -> Iterator[Result]:
    if jobs == 1:
        yield from (play_seed(seed, steps, plant) for seed in seeds)
        return
    with ProcessPoolExecutor(jobs) as processes:
        many = len(seeds)
        yield from processes.map(play_seed, seeds, [steps] * many, [plant] * many)


@cache
def _stage() -> Stage:
    """One for each process."""
    return Stage()


def play_seed(seed: int, steps: int, plant: str = "") -> Result:
    """Play the plan of a seed; what keeps it from being played is a finding as well."""
    try:
        played = _stage().seed(seed, steps, plant)
    except Exception as error:
        return Result(seed, 0, 0, (Finding(CRASH, 0, f"{type(error).__name__}: {error}"),))
    return Result(seed, len(played.steps), played.words, played.findings)


def play_page(path: Path, plant: str = "") -> list[str]:
    """Play a page; gives what was found."""
    played = _stage().play(read_page(path.read_text("utf-8")), plant)
    return [str(finding) for finding in played.findings]


def shrunk(result: Result, steps: int, plant: str = "") -> list[str]:
    """For each kind of finding the shortest page that still has one."""
    pages = []
    for kind in dict.fromkeys(finding.kind for finding in result.findings):

        def fails(part: Sequence[Step], kind: str = kind) -> bool:
            return any(found.kind == kind for found in _stage().play(part, plant).findings)

        pages.append(
            f"# {kind}, seed {result.seed}\n{page(shrink(plan(result.seed, steps), fails))}"
        )
    return pages


if __name__ == "__main__":
    sys.exit(main())
