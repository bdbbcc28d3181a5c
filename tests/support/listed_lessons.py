"""Homes in which the lessons were listed before: to list them anew takes longer than most tests."""

from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

from companion.lessons.library import Library
from companion.storage.disk.paths import Places


def list_lessons(places: Places) -> None:
    """Let a home that is set up know the lessons that ship, as it does once it listed them."""
    places.lesson_index.write_bytes(_listed())


@cache
def _listed() -> bytes:
    with TemporaryDirectory() as folder:
        index = Path(folder, "lessons.json")
        Library(resources.files("content") / "lessons", None, index, date.today).all_entries()
        return index.read_bytes()
