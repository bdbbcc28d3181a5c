"""What all tests of screens share."""

import pytest

from companion.domain import saving


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """What is typed is shared after a moment: two seconds in each test would make minutes."""
    monkeypatch.setattr(saving, "SHARE_PAUSE", saving.PRIVATE_PAUSE)
