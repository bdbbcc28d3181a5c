"""What the tests of all that ships share."""

import pytest
from support.shipped_lessons import ShippedLesson, shipped_lessons


@pytest.fixture(scope="session")
def lessons() -> tuple[ShippedLesson, ...]:
    """Every lesson that ships, in both languages."""
    return shipped_lessons()
