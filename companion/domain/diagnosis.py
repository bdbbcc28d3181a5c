"""What the doctor finds: one thing looked at, how it is, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    """What it is about, for programs: the same in every language; several may share one."""
    ok: bool
    """Whether nothing has to be mended."""
    message: str
    """How it is, as a sentence."""
    remedy: str = ""
    """What to do; with a check that is fine, what would make it better."""
