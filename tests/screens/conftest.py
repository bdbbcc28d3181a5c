"""What all tests of screens share."""

import pytest
import quiet
import textual.app
import textual.pilot

from companion.domain import saving
from companion.workspace import worker


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """What is typed is shared after a moment: two seconds in each test would make minutes."""
    monkeypatch.setattr(saving, "SHARE_PAUSE", saving.PRIVATE_PAUSE)


@pytest.fixture(autouse=True)
def idle(monkeypatch):
    """A pilot goes on as soon as the app has nothing to do."""
    quiet.jobs.clear()
    monkeypatch.setattr(worker, "Future", quiet.Job)
    for module in (textual.app, textual.pilot):
        monkeypatch.setattr(module, "wait_for_idle", quiet.wait_for_idle)
