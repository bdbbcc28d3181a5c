"""Rules for markers such as [S1] and what they point to."""

import re
from collections.abc import Iterator

from companion.domain.lesson_issue import Finding
from companion.i18n import _
from companion.lessons.parse.blocks import normal_url
from companion.lessons.parse.draft import Draft
from companion.lessons.parse.values import Table
from companion.lessons.parse.vocabulary import with_hint

_MARKER = re.compile(r"\[(S[0-9]+)\]")


def _sources(draft: Draft) -> dict[str, Table]:
    """The sources by id, the first one of each."""
    tables = reversed(draft.front.tables("sources"))
    return {table.text("id"): table for table in tables if table.text("id")}


def _markers(draft: Draft) -> Iterator[tuple[str, int]]:
    """(source id, line) of every marker in the text."""
    for inline in draft.inlines:
        for found in _MARKER.finditer(inline.text):
            yield found[1], inline.line + inline.text.count("\n", 0, found.start())


def markers_have_a_source(draft: Draft) -> Iterator[Finding]:
    """B070; a front matter without sources has a finding of its own."""
    sources = _sources(draft)
    defined = ((d.label, d.line) for d in draft.definitions if _MARKER.fullmatch(f"[{d.label}]"))
    for marker, line in (*_markers(draft), *defined):
        if sources and marker not in sources:
            sentence = _("[{marker}] is not in the front matter sources.").format(marker=marker)
            yield draft.at(line, "B070", with_hint(sentence, marker, list(sources)))


def sources_are_cited(draft: Draft) -> Iterator[Finding]:
    """W071."""
    cited = {marker for marker, _line in _markers(draft)}
    for name, source in _sources(draft).items():
        if name not in cited:
            sentence = _("source {source} is never cited in the text.")
            yield draft.at(source.line, "W071", sentence.format(source=name))


def definitions_match(draft: Draft) -> Iterator[Finding]:
    """B072."""
    sources = _sources(draft)
    for definition in draft.definitions:
        source = sources.get(definition.label)
        if source and normal_url(source.text("url")) != definition.url:
            sentence = _("the address of [{marker}] differs from the front matter (line {line}).")
            said = sentence.format(marker=definition.label, line=source.get("url").line)
            yield draft.at(definition.line, "B072", said)


RULES = (markers_have_a_source, sources_are_cited, definitions_match)
