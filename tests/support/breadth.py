"""Which tests of the whole app `make test` leaves to `make slow`."""

from collections.abc import Iterable

import pytest

FOLDERS = frozenset({"app", "keyboard", "screens"})
WHOLE_APP = frozenset({"desk", "home", "stage"})
"""Fixtures of these folders by which a test starts the app, or the program at a terminal."""


def leave_further_cases(items: Iterable[pytest.Item]) -> None:
    """Mark every case but the first of tests that start the whole app as slow.

    Each of them takes most of a second: the first shows that it works, the others that it does in
    each language, size of window and kind of field.
    """
    tried: set[object] = set()
    for item in items:
        starts_app = item.path.parent.name in FOLDERS and isinstance(item, pytest.Function)
        if starts_app and WHOLE_APP.intersection(item.fixturenames):
            if item.function in tried:
                item.add_marker(pytest.mark.slow)
            tried.add(item.function)
