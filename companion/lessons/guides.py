"""The pages about tracks and programmes that ship beside the lessons."""

from importlib import resources

from companion.domain.lesson.programme import Programme
from companion.domain.lesson.tracks import TRACKS
from companion.i18n import current_language

TRACK_PAGES, PROGRAMME_PAGES = "tracks", "programmes"


def track_page(track: str) -> str:
    """What a track is for, as Markdown in the language in use; empty for a track of one's own."""
    return _page(TRACK_PAGES, track) if track in TRACKS else ""


def programme_page(programme: Programme) -> str:
    """What each session of a programme is for, likewise."""
    return _page(PROGRAMME_PAGES, programme.id)


def programme_title(programme: Programme) -> str:
    """What a programme is called, in the language in use."""
    return programme_page(programme).partition("\n")[0].removeprefix("# ")


def _page(kind: str, name: str) -> str:
    page = resources.files("content") / kind / current_language() / f"{name}.md"
    return page.read_text("utf-8") if page.is_file() else ""
