"""How seeds went, as a log that can be gone on with, and the counts of all."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from typists.verdict import KINDS, Finding


@dataclass(frozen=True, slots=True)
class Result:
    """How one seed went."""

    seed: int
    steps: int
    words: int
    findings: tuple[Finding, ...]

    def lines(self) -> Iterator[str]:
        """A line for each finding."""
        return (f"seed {self.seed}: {finding}" for finding in self.findings)


@dataclass
class Tally:
    """The counts of many."""

    seeds: int = 0
    steps: int = 0
    words: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, result: Result) -> None:
        """Count one more."""
        self.seeds += 1
        self.steps += result.steps
        self.words += result.words
        self.kinds.update(finding.kind for finding in result.findings)

    def __str__(self) -> str:
        counts = {"seeds": self.seeds, "steps": self.steps, "words typed": self.words}
        counts |= {kind: self.kinds[kind] for kind in KINDS}
        return "\n".join(f"{name:24}{count:>9,}" for name, count in counts.items())


def read_log(path: Path) -> dict[int, Result]:
    """The results that stand in a file, by their seeds; none where there is no file."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    found = [json.loads(line) for line in lines]
    return {
        one["seed"]: Result(**{**one, "findings": tuple(Finding(**f) for f in one["findings"])})
        for one in found
    }


def append_to_log(path: Path, result: Result) -> None:
    """Add a result to a file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")
