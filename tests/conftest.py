"""What all tests share: one language, one clock, disks that fail, and how hard Hypothesis tries."""

import errno
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support.breadth import leave_further_cases
from support.memory import memory

from companion import i18n

os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory()))  # pytest makes its folders there

settings.register_profile(
    "quick",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("deep", settings.get_profile("quick"), max_examples=2000,
                          derandomize=False, print_blob=True)  # fmt: skip
settings.load_profile(os.environ.get("COMPANION_HYPOTHESIS", "quick"))


@pytest.hookimpl(tryfirst=True)  # before pytest takes those that are asked for by their marker
def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Mark what `make test` leaves to `make slow`."""
    leave_further_cases(items)


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, nine o'clock."""
    return Clock()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins and ends in English."""
    i18n.use_language("en")
    yield
    i18n.use_language("en")


@pytest.fixture
def in_amsterdam(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer stands in Amsterdam: in winter an hour ahead of UTC."""
    yield from _time_zone(monkeypatch, "Europe/Amsterdam")


@pytest.fixture
def around_noon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer stands where it is about noon: what tomorrow brings does not come meanwhile."""
    hours_behind = datetime.now(UTC).hour - 12
    yield from _time_zone(monkeypatch, f"NOON{hours_behind:+d}")


def _time_zone(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    monkeypatch.setenv("TZ", name)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


class Disk:
    """A small disk of its own under a folder that is there already, with what stands in it."""

    def __init__(self, folder: Path, content: Path) -> None:
        self._folder, self._content = folder, content
        content.mkdir()
        _call("mount", "-t", "tmpfs", "-o", "size=512k", "none", content)
        shutil.copytree(folder, content, dirs_exist_ok=True)
        self.come()

    def come(self) -> None:
        """Be there, again."""
        _call("mount", "--bind", self._content, self._folder)

    def go(self) -> None:
        """Be gone: the folder is an empty one."""
        _call("umount", self._folder)
        shutil.rmtree(self._folder)  # what stood there is on the disk
        self._folder.mkdir()

    def end(self) -> None:
        """Go for good."""
        for folder in (self._folder, self._content):
            subprocess.run(["umount", "--lazy", folder], capture_output=True, check=False)

    @contextmanager
    def full(self, room: int = 0) -> Iterator[None]:
        """No more than `room` bytes can be written."""
        ballast = self._content / "ballast"
        with ballast.open("wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError as error:
                assert error.errno == errno.ENOSPC
            file.truncate(file.tell() - room)
        try:
            yield
        finally:
            ballast.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Nothing can be written."""
        _call("mount", "-o", "remount,bind,ro", self._folder)
        try:
            yield
        finally:
            _call("mount", "-o", "remount,bind,rw", self._folder)


def _call(*words: str | Path) -> None:
    subprocess.run(words, capture_output=True, check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[Path], Disk]]:
    """Gives a folder a disk of its own: disk(folder); skips where none may be mounted."""
    made: list[Disk] = []

    def make(folder: Path) -> Disk:
        try:
            made.append(Disk(folder, tmp_path / f"disk-{len(made)}"))
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("needs Linux and leave to mount a disk")
        return made[-1]

    if sys.platform != "linux":
        pytest.skip("needs Linux to mount a disk")
    yield make
    for one in made:
        one.end()
