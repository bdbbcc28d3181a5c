"""What a partner's files hold never steers the terminal: not in a command, not in the app."""

import os
import re
import sys
import unicodedata
from datetime import UTC, datetime

import pytest

from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.notebook import RECORD_KINDS
from companion.domain.text import Patch
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.setup.setup import set_up_pair

MARK = "PWNED"
STEERING = (
    "\x1b]0;", "\x1b[31m", "\x1b[2J", "\x1b[6n", "\x1bc", "\x1bP+q", "\x9b31m", "\x9d0;", "\x90",
    "\x85", "\x00", "\x07", "\x08", "\x0b", "\x0e", "\x7f", "\r", "\u202e", "\u2066", "\u200f",
    "\u061c", "\u2028",
)  # fmt: skip
"""What steers a terminal, or turns the order of letters round."""
HOSTILE = "a" + "".join(code + MARK for code in STEERING) + "\x07z"
WIDE = "👩\u200d👩\u200d👧" * 700 + "\u200b\ufeff" + "字" * 3000 + "\n" + "w" * 10_000
POINTER = re.compile(r"\x1b]22;[a-z-]+\x07")
"""How the app itself sets the mouse pointer's shape."""
BIDI = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)),
        *map(chr, range(0x2066, 0x206A))}  # fmt: skip


def raw_edit(document, root, **fields):
    document._document.set_fields(root, {k.replace("__", "/"): v for k, v in fields.items()})


def poison(session):
    """Put what steers a terminal wherever a partner's app could put text, past all cleaning."""
    for item in ("0", "i1", "i2", HOSTILE):
        words = f"{HOSTILE}\nFeedback: {HOSTILE}\nIdea: {HOSTILE}\nDecision: {HOSTILE}\n{WIDE}"
        session._document.edit(f"notes:{item}", Patch(0, 0, words), HOSTILE, HOSTILE)
    for who in ("both", "mentor", HOSTILE):
        session._document.edit(f"answers:{who}", Patch(0, 0, HOSTILE), "bert")
    for kind in RECORD_KINDS:
        record = session.add(kind, ParsedLine("x", "anna", "2026-11-30"))
        for entity in (record, HOSTILE):
            values = ("text", "by", "who", "due", "created", "item", "answer", "checked")
            raw_edit(session, kind, **{f"{entity}__{key}": HOSTILE for key in values})
            raw_edit(session, kind, **{f"{entity}__state": "open"})
    for entity in ("i1", HOSTILE):
        raw_edit(session, "agenda", **{f"{entity}__title": HOSTILE, f"{entity}__lead": HOSTILE})
    raw_edit(session, "checks", **{HOSTILE: True})
    raw_edit(session, "about", title=HOSTILE, track=HOSTILE, mentor=HOSTILE)
    lesson = session.lesson_texts["en"]
    body = lesson.replace("\n## ", f"\n{HOSTILE.replace(chr(0), '')}\n\n## ")
    raw_edit(session, "lesson", en=body)
    session._document.append("clock", {"do": "lead", "at": HOSTILE, "by": HOSTILE, "to": HOSTILE})


@pytest.fixture
def partner(pair, shared, tmp_path):
    """Bert's session, people and lesson, poisoned; Anna is set up on the same folder."""
    environment = Environment(Places(tmp_path / "bert"), lambda: datetime.now(UTC), login="bert")
    bert = Workspace(environment)
    set_up_pair(bert, "Bert", "Anna", shared)
    session = bert.create_session("feedback-02")
    session.start()
    poison(session)
    assert session.save() is None
    raw_edit(bert.programme, "people", bert__name=HOSTILE, **{f"{HOSTILE}__name": HOSTILE})
    assert bert.programme.save() is None
    copies = bert.library.copies(bert.library.load("feedback-02", "en").meta)
    source = copies["en"].replace("id: feedback-02", "id: evil-01")
    escaped = HOSTILE.encode("unicode_escape").decode().replace("\\x9", "\\x9")
    title = next(line for line in source.splitlines() if line.startswith("title:"))
    lessons = shared / "lessons"
    (lessons / "evil-01.en.md").write_text(source.replace(title, f'title: "{escaped}"'))
    (lessons / "evil-02.en.md").write_text(f"---\nformat: {HOSTILE}\n---\n{HOSTILE}\n")
    damaged = shared / "sessions" / session.id / f"\x1b[31m{MARK}.json"
    damaged.write_bytes(b"damaged")
    (lessons / f"\x1b[31m{MARK}.en.md").write_text("damaged")
    bert.close()
    return session.id


def assert_harmless(output: bytes) -> None:
    """Nothing that steers came through; the words around it did."""
    text = POINTER.sub(
        "", output.decode()
    )  # Raises where a lone byte, such as CSI's 0x9B, came through
    assert MARK in text, "nothing of the partner's was shown"
    for code in STEERING:
        assert code + MARK not in text
    found = {c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t\r\x1b"}
    assert not found
    assert not BIDI & set(text)


PLAIN = [("notes", "SESSION"), ("actions",), ("ideas",), ("sessions",), ("export", "SESSION")]
MORE = [("export", "SESSION", "--format", "html"), ("export", "SESSION", "--format", "csv"),
        ("export", "SESSION", "--format", "json"), ("notes",), ("notes", "--json"),
        ("actions", "--json"), ("sessions", "--json"),
        ("lessons",), ("lesson", "evil-01"), ("check", "FOLDER"), ("doctor",)]  # fmt: skip


@pytest.mark.parametrize("commands", [PLAIN, pytest.param(MORE, marks=pytest.mark.slow)])
def test_no_command_passes_on_what_steers(pair, partner, shared, commands):
    for command in commands:
        known = {"SESSION": partner, "FOLDER": str(shared / "lessons")}
        answer = pair(*(known.get(word, word) for word in command))
        said = (answer.out + answer.err).encode()
        assert b"\x1b" not in said, command
        assert_harmless(said)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (140, 45)])
def test_the_app_passes_on_nothing_that_steers(pair, partner, tmp_path, columns, rows):
    from support import terminal

    env = {**os.environ, "COMPANION_HOME": str(tmp_path / "anna"), "LANG": "C.UTF-8",
           "TERM": "xterm-256color"}  # fmt: skip
    command = [sys.executable, "-m", "companion"]
    program = terminal.Program(command, env, columns, rows)
    try:
        program.until(MARK)
        for keys, shown in WALK:
            program.keys(keys)
            program.until(shown)
            program.rest()
    finally:
        program.end()
    assert_harmless(bytes(program.received))


F1, F3, END = "\x1bOP", "\x1bOR", "\x1b[F"
WALK = [
    ("4", f"Sessions(.|\\n)*{MARK}"),
    ("2", "Library"),
    (END, "evil"),
    ("1", "Up next"),
    ("\r", "Agenda"),
    (F3, MARK),
    (F3, MARK),
    (F1, "Help ━"),
    ("\x1b", "Leads"),
    ("\x0cg1", "Up next"),
    ("L", "Hierna"),
]
"""Keys, and what the screen shows after them."""
