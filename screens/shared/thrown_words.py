"""What throwing a session away takes out of sight, and that it was thrown away."""

from companion.domain.dates import day_or_text
from companion.domain.export.minutes import title_of
from companion.domain.people import Pair
from companion.domain.session.notebook import RECORD_KINDS, Notebook
from companion.domain.session.summary import Summary
from companion.i18n import _, ngettext
from screens.shared.words import day_words


def throw_question(notebook: Notebook, pair: Pair) -> str:
    """Whether to throw a session away, with what would be out of sight."""
    title = _("Throw “{title}” away, {day}?").format(
        title=title_of(notebook), day=day_words(notebook.about.date)
    )
    lines = [title, _out_of_sight(notebook)]
    if notebook.state == "running":
        lines.append(_("It runs: its clock would not be seen any more."))
    lines.append(_("It is kept, and can be brought back: last line in Notes."))
    if pair.partner is not None:
        lines[-1] += " " + _("{name} finds it there too.").format(name=pair.partner.name)
    return "\n".join(filter(None, lines))


def _out_of_sight(notebook: Notebook) -> str:
    words = sum(len(text.split()) for _number, _title, text in notebook.written())
    promises, lines = len(notebook.actions), 0
    lines = sum(len(notebook.records(kind)) for kind in RECORD_KINDS) - promises
    found = [
        (words, ngettext("{count} word of notes", "{count} words of notes", words)),
        (promises, ngettext("{count} promise", "{count} promises", promises)),
        (lines, ngettext("{count} other line", "{count} other lines", lines)),
    ]
    told = [pattern.format(count=count) for count, pattern in found if count]
    if not told:
        return _("Nothing was written in it.")
    return _("Out of sight: {what}.").format(what=", ".join(told))


def thrown_words(summary: Summary, pair: Pair) -> str:
    """Who threw it away and when, and the way back."""
    name, day = pair.name_of(summary.thrown_by), day_words(day_or_text(summary.thrown_at))
    return _("Thrown away by {name}, {day}. Enter brings it back.").format(name=name, day=day)
