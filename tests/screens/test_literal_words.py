"""What people and files say is shown as it stands: never read as markup, never a terminal code."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from driver import app_for, shown
from support.scenes import SCENES, Tour

import companion
import screens
from companion.domain.note.drafts import CAPTURE, DraftKey
from companion.domain.people import Pair, Person
from companion.domain.session.notebook import RECORD_KINDS
from companion.domain.text import Patch
from companion.workspace.setup.demo import demo_workspace

MARKUP = "[/] [bold]x [@click=app.quit]y"
HOSTILE = f"{MARKUP} \x1b]0;owned\x07"
SEEN = {
    "home": f"{MARKUP} ]0;owned",
    "session": f"─ {MARKUP}",
    "close 2": "─ Bert [/]: ",
    "pulse": " Anna [/] ",
    "notes": f"{MARKUP} ]0;owned",
    "drafts": f"{MARKUP} ]0;owned",
}
"""Words that stand as they were written in a scene."""
PARSED = ("border_title", "border_subtitle", "label", "tooltip")
"""Attributes of widgets of which Textual reads a str as markup."""


def poison(workspace) -> None:
    """Put markup and terminal codes wherever a partner's app could put words, past all cleaning."""
    space = replace(workspace.space, me_name="Anna [/]", partner_name="Bert [/]")
    pair = Pair(Person(space.me, space.me_name), Person(space.partner, space.partner_name))
    workspace.adopt(space, pair)
    workspace.index.refresh()
    for summary in workspace.index.summaries:
        session = workspace.open_session(summary.id, look=False)
        document = session._document
        titles = {f"{item.id}/title": HOSTILE for item in session.notebook.agenda}
        own = {f"{item.id}/lesson": 0 for item in session.notebook.agenda}
        document.set_fields("agenda", titles | own)
        document.set_fields("about", {"title": HOSTILE})
        for kind in RECORD_KINDS:
            records = session.notebook.records(kind)
            document.set_fields(kind, {f"{record.id}/text": HOSTILE for record in records})
        for item in ("0", *(item.id for item in session.notebook.agenda)):
            document.edit(f"notes:{item}", Patch(0, 0, f"{HOSTILE}\nIdea: {HOSTILE}\n"), HOSTILE)
        lesson = document.fields("lesson")
        for language, text in lesson.items():
            title = next(line for line in text.splitlines() if line.startswith("title:"))
            lesson[language] = text.replace(title, f'title: "{MARKUP}"', 1)
        document.set_fields("lesson", lesson)
        assert session.save() is None
        session.close()
    workspace.drafts.field(DraftKey(CAPTURE)).edit(Patch(0, 0, HOSTILE))
    workspace.index.refresh()


@pytest.mark.slow
async def test_words_are_shown_as_they_stand_on_every_screen():
    workspace = demo_workspace()
    poison(workspace)
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        walk = Tour(pilot)
        for scene in SCENES:
            await walk.to(scene)
            assert not {"\x1b", "\x07"} & {*shown(pilot)}, scene.name
            assert SEEN.get(scene.name, "") in shown(pilot), scene.name
    workspace.close()


def parsed_strings(source: str) -> Iterator[int]:
    """The lines on which a widget gets words, of which Textual reads a str as markup, as a str."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign):
            names = [target.attr for target in node.targets if isinstance(target, ast.Attribute)]
            given = [node.value] if set(names) & {*PARSED} else []
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Button":
            given = node.args[:1]
        else:
            continue
        yield from (node.lineno for value in given if not makes_content(value))


def makes_content(value: ast.expr) -> bool:
    """Whether it is `Content(...)`."""
    return isinstance(value, ast.Call) and getattr(value.func, "id", "") == "Content"


@pytest.mark.slow
def test_titles_and_labels_are_content():
    found = [
        f"{path.name}:{line}"
        for package in (companion, screens)
        for path in sorted(Path(package.__path__[0]).rglob("*.py"))
        for line in parsed_strings(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("given", ["box.border_title = title", "button.label = _('Next')",
                                   "yield Button(words, id='save')"])  # fmt: skip
def test_a_title_or_label_that_is_a_str_is_found(given):
    assert list(parsed_strings(given)) == [1]
