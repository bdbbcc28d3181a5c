"""What happens between the signal and the end, whatever fails of it."""

import asyncio

import pytest

from companion.app import termination
from companion.app.termination import Termination


class Ended(BaseException):
    """Stands for the end of the program."""


@pytest.fixture
def done(monkeypatch):
    """What was done, in order; the end of the program is the last of it."""

    def end(code):
        found.append(f"ended {code}")
        raise Ended

    found = []
    monkeypatch.setattr(termination.os, "_exit", end)
    return found


@pytest.mark.parametrize("trouble", [None, TimeoutError, OSError, RuntimeError])
async def test_it_saves_whatever_becomes_of_the_keys(done, trouble):
    async def keys():
        done.append("keys")
        if trouble is not None:
            raise trouble

    ending = Termination(keys, lambda: done.append("saved"), lambda: done.append("left"))
    with pytest.raises(Ended):
        await ending._end(143)
    assert done == ["keys", "saved", "left", "ended 143"]
    await asyncio.sleep(0)
