"""The seeds that somebody asks for, on a command line or by the environment."""

import os


def seeds_in(words: str) -> list[int]:
    """The seeds that words like `17,40-60` name."""
    found: list[int] = []
    for part in filter(None, words.split(",")):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def seeds_named() -> list[int]:
    """The seeds that the environment asks for."""
    return seeds_in(os.environ.get("COMPANION_SEEDS", ""))
