"""What the tests of lessons share: a day, two valid lessons and where to put them."""

from datetime import date
from pathlib import Path

import pytest

TODAY = date(2026, 11, 23)
FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def today() -> date:
    """The day on which everything is checked."""
    return TODAY


@pytest.fixture(scope="session")
def base() -> dict[str, str]:
    """A valid lesson, by language."""
    return {lang: (FIXTURES / f"base.{lang}.md").read_text("utf-8") for lang in ("en", "nl")}


@pytest.fixture
def pair(tmp_path: Path, base: dict[str, str]) -> Path:
    """A folder with the valid lesson in both languages."""
    folder = tmp_path / "lessons"
    folder.mkdir()
    for language, text in base.items():
        (folder / f"sample-01.{language}.md").write_text(text, "utf-8")
    return folder
