"""The pages about tracks and programmes that ship beside the lessons."""

from typing import TYPE_CHECKING

from companion.domain.errors import NotFound
from companion.domain.programme import Programme
from companion.i18n import _

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PROGRAMMES = ("seven", "four")
"""The ids of the programmes, the whole one first."""
_FENCE = "---\n"


def track_page(content: "Traversable", track: str, language: str) -> str:
    """What a track is for, as Markdown; empty for a track that only the pair's own lessons have."""
    page = content / "tracks" / language / f"{track}.md"
    return page.read_text("utf-8") if page.is_file() else ""


def load_programme(content: "Traversable", name: str, language: str) -> Programme:
    """The programme with that id. Raises NotFound."""
    if name not in PROGRAMMES:
        known = ", ".join(PROGRAMMES)
        raise NotFound(
            _("There is no programme {name}; there are: {known}.").format(name=name, known=known)
        )
    import yaml

    text = (content / "programmes" / language / f"{name}.md").read_text("utf-8")
    _before, front, body = text.split(_FENCE, 2)
    values = yaml.safe_load(front)
    lessons = tuple(values["lessons"])
    return Programme(values["id"], values["title"], values["weeks"], lessons, body.strip())
