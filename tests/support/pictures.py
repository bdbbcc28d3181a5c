"""Pictures of every screen, to look at: SVG files, and PNG where cairosvg is installed.

    PYTHONPATH=tests:tests/screens .venv/bin/python -m support.pictures FOLDER [SCENE ...]
        [--theme dark light contrast] [--language en nl] [--size 80x24] [--no-color]

Without names all scenes of support/scenes.py are drawn; --list names them.
"""

import argparse
import asyncio
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import quiet
import textual.app
import textual.pilot
from driver import app_for

from companion import i18n
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.setup.demo import demo_workspace
from screens.shared.palette import WISHES
from support.scenes import FIRST_SCENES, SCENES, Scene, Tour


def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("scenes", nargs="*")
    parser.add_argument("--theme", nargs="+", default=["dark"], choices=WISHES)
    parser.add_argument("--language", nargs="+", default=["en"], choices=i18n.LANGUAGES)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--no-color", action="store_true")
    parser.add_argument("--list", action="store_true", help="name the scenes")
    args = parser.parse_args()
    if args.list or args.folder is None:
        print("\n".join(scene.name for scene in FIRST_SCENES + SCENES))  # noqa: T201
        return
    os.environ |= {"COLORTERM": "truecolor"} | ({"NO_COLOR": "1"} if args.no_color else {})
    for module in (textual.app, textual.pilot):  # go on as soon as there is nothing to do
        module.wait_for_idle = quiet.wait_for_idle  # type: ignore[attr-defined]
    args.folder.mkdir(parents=True, exist_ok=True)
    for language in args.language:
        i18n.use_language(language)
        with TemporaryDirectory() as home:
            fresh = Workspace(Environment(Places(Path(home)), lambda: datetime.now(UTC)))
            asyncio.run(draw(args, fresh, FIRST_SCENES))
        asyncio.run(draw(args, demo_workspace(), SCENES))


async def draw(args: argparse.Namespace, workspace: Workspace, scenes: list[Scene]) -> None:
    """Draw the scenes that are asked for, of one workspace."""
    wanted = [scene for scene in scenes if not args.scenes or scene.name in args.scenes]
    columns, rows = map(int, args.size.split("x"))
    app = app_for(workspace)
    if not wanted:
        return
    async with app.run_test(size=(columns, rows)) as pilot:
        tour = Tour(pilot)
        for scene in wanted:
            await tour.to(scene)
            for theme in args.theme:
                app.theme = theme
                await pilot.pause()
                name = re.sub(r"\W+", "-", f"{scene.name} {theme} {workspace.language}").strip("-")
                save(args.folder / f"{name}.svg", app.export_screenshot(title=scene.name))


def save(path: Path, svg: str) -> None:
    """Save a picture, with the fonts of this computer: those that it names are on the web."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono")
    path.write_text(svg, encoding="utf-8")
    with suppress(ImportError):
        from cairosvg import svg2png

        svg2png(bytestring=svg.encode(), write_to=str(path.with_suffix(".png")))


if __name__ == "__main__":
    main()
