"""Rules for the list of sources in the front matter."""

import re
from collections.abc import Iterator

from companion.domain.lesson_issue import Finding
from companion.i18n import _
from companion.lessons.check.rules.meta import SOURCE_KEYS, wrong_date
from companion.lessons.parse.draft import Draft


def there_is_a_source(draft: Draft) -> Iterator[Finding]:
    """M018."""
    value = draft.front.get("sources")
    if "sources" not in draft.front or value.is_empty:
        return
    if not value.items or len(draft.front.tables("sources")) != len(value.items):
        sentence = _("sources must be a list with at least one source: id, title, url, checked.")
        yield draft.at(value.line, "M018", sentence)


def sources_are_whole(draft: Draft) -> Iterator[Finding]:
    """M019 and the date's own findings."""
    for source in draft.front.tables("sources"):
        name = source.text("id") or "?"
        for key in SOURCE_KEYS:
            value = source.get(key)
            if key not in source or value.is_empty or (key != "checked" and value.text is None):
                sentence = _('source {source}: the key "{key}" is missing.')
                yield draft.at(source.line, "M019", sentence.format(source=name, key=key))
            elif key == "checked":
                yield from wrong_date(draft, f"{name}: {key}", value)


def source_ids_are_good(draft: Draft) -> Iterator[Finding]:
    """M020, M029: ids are S1, S2, … and each is used once."""
    seen = set()
    for source in draft.front.tables("sources"):
        name = source.text("id")
        if name and not re.fullmatch("S[1-9][0-9]{0,2}", name):
            sentence = _('source id "{source}" must be an S with a number, such as S1.')
            yield draft.at(source.line, "M029", sentence.format(source=name))
        elif name in seen:
            sentence = _("source id {source} is used twice.")
            yield draft.at(source.line, "M020", sentence.format(source=name))
        seen.add(name)


def addresses_are_secure(draft: Draft) -> Iterator[Finding]:
    """M021."""
    for source in draft.front.tables("sources"):
        url = source.text("url")
        if url and not re.fullmatch(r"https://[^\s/]+\S*", url):
            sentence = _("source {source}: the address must start with https://.")
            yield draft.at(source.line, "M021", sentence.format(source=source.text("id") or "?"))


RULES = (there_is_a_source, sources_are_whole, source_ids_are_good, addresses_are_secure)
