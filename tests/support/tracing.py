"""Tests that follow a program's system calls."""

import shutil
import subprocess
import sys
from functools import cache

import pytest


@cache
def can_trace() -> bool:
    """Whether strace is there, and whether it may look."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    done = subprocess.run([strace, "-qq", "-o", "/dev/null", "true"], check=False)
    return done.returncode == 0


traced = pytest.mark.skipif(
    sys.platform != "linux" or not can_trace(),
    reason="needs Linux, strace, and leave to trace",
)
