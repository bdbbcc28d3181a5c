"""What is said of labelled lines of the notes once the caret has left them."""

from collections.abc import Sequence

from companion.domain.note.labelled_lines import NO_NAME, NO_WORDS, LabelledLine
from companion.domain.note.line_parser import ParsedLine, unknown_name
from companion.domain.note.record_kinds import kind_name
from companion.domain.text import one_line
from companion.i18n import _, ngettext
from companion.workspace import Workspace

SHOWN = 60
"""Characters of a line that are said again when it became a record."""


def record_words(kind: str, captured: ParsedLine) -> str:
    """What became a record, in a few words."""
    return f"{kind_name(kind).capitalize()}: {one_line(captured.text, SHOWN)}"


def taken_up_words(lines: Sequence[LabelledLine], workspace: Workspace) -> str:
    """Which lines were taken up; several are counted."""
    from screens.dialogs.capture import who_and_when

    if len(lines) > 1:
        words = ngettext("{count} line was taken up.", "{count} lines were taken up.", len(lines))
        return "◆ " + words.format(count=len(lines))
    reading = lines[0].reading
    tail = who_and_when(workspace, reading.captured)
    return f"◆ {record_words(reading.kind, reading.captured)}" + (f" → {tail}" if tail else "")


def not_taken_up_words(lines: Sequence[LabelledLine], workspace: Workspace) -> str:
    """Which lines look like records and are none, and what they lack; several are counted."""
    lines = [line for line in lines if line.lacks in (NO_WORDS, NO_NAME)]
    if not lines:
        return ""
    if len(lines) > 1:
        words = ngettext(
            "{count} labelled line was not taken up: see the close.",
            "{count} labelled lines were not taken up: see the close.",
            len(lines),
        )
        return "◇ " + words.format(count=len(lines))
    return f"◇ {lacking_words(lines[0], workspace)}"


def lacking_words(line: LabelledLine, workspace: Workspace) -> str:
    """What keeps a line from being taken up."""
    said = one_line(line.line.text, SHOWN)
    if line.lacks == NO_WORDS:
        return _("Not taken up yet: “{line}”. Nothing stands behind the label.").format(line=said)
    name = unknown_name(line.reading.kind, line.reading.words, workspace.pair)
    words = _("Not taken up: “{line}”. Nobody here is called {name}.")
    return words.format(line=said, name=name)
