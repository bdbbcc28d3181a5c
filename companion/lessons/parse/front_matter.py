"""The front matter: YAML read event by event, never turned into objects."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from companion.domain.text import clean
from companion.i18n import _
from companion.lessons.parse.values import Table, Value
from companion.lessons.parse.vocabulary import FENCE

if TYPE_CHECKING:
    from yaml import Event, MappingStartEvent

_DEEPEST = 6
"""Levels of nesting that are read; a lesson needs three."""


class Unreadable(Exception):
    """The front matter cannot be read: the line, the code and the sentence for its author."""

    def __init__(self, line: int, code: str, message: str) -> None:
        super().__init__(message)
        self.line, self.code, self.message = line, code, message


def read_front_matter(lines: Sequence[str]) -> tuple[Table, int]:
    """The front matter of a file, and the number of the line that closes it.

    Raises Unreadable.
    """
    end = _closing_line(lines)
    return _read_table("\n".join(lines[1 : end - 1])), end


def _closing_line(lines: Sequence[str]) -> int:
    if not lines or lines[0].rstrip() != FENCE:
        sentence = _('the file must start with a line "---" that opens the front matter.')
        raise Unreadable(1, "F002", sentence)
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == FENCE:
            return number
    sentence = _('the front matter is never closed: add a line "---" after the last key.')
    raise Unreadable(1, "F003", sentence)


def _read_table(text: str) -> Table:
    import yaml

    # The compiled reader is ten times faster. Both make one event at a time, so that reading
    # stops where nesting gets too deep.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        table = _document(yaml.parse(text, Loader=loader))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The last two are what the slow reader makes of an escape such as "\Uffffffff".
        mark = getattr(error, "problem_mark", None)
        before = text[: getattr(error, "position", 0)].count("\n")
        line = min(mark.line if mark else before, text.count("\n")) + 2
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        raise _not_yaml(line, problem) from None
    if table is None:
        raise Unreadable(2, "F006", _("the front matter must be a list of keys and values."))
    return table


def _not_yaml(line: int, problem: str) -> Unreadable:
    sentence = _(
        "the front matter is not valid YAML: {problem}. A value with a colon needs quotes."
    )
    return Unreadable(line, "F004", sentence.format(problem=problem))


def _document(events: "Iterator[Event]") -> Table | None:
    """The table that the one document in a stream of events is, if it is one."""
    from yaml import DocumentStartEvent, StreamEndEvent

    next(events)  # the stream starts
    if not isinstance(next(events), DocumentStartEvent):
        return None
    value = _value(next(events), events, 0)
    next(events)  # the document ends
    after = next(events)
    if not isinstance(after, StreamEndEvent):
        raise _not_yaml(_line(after), _("there is a second document"))
    return value.table


def _line(event: "Event") -> int:
    return event.start_mark.line + 2 if event.start_mark else 2


def _value(event: "Event", events: "Iterator[Event]", depth: int) -> Value:
    from yaml import AliasEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

    line = _line(event)
    if isinstance(event, AliasEvent):
        raise _not_yaml(line, _("a reference such as *name is not used in lessons"))
    if depth > _DEEPEST:
        raise _not_yaml(line, _("it is nested too deeply"))
    if isinstance(event, ScalarEvent):
        return Value(line, text=clean(event.value), plain=not event.style)
    if isinstance(event, MappingStartEvent):
        return Value(line, table=_table(event, events, depth + 1))
    items = []
    while not isinstance(event := next(events), SequenceEndEvent):
        items.append(_value(event, events, depth + 1))
    return Value(line, items=tuple(items))


def _table(start: "MappingStartEvent", events: "Iterator[Event]", depth: int) -> Table:
    from yaml import MappingEndEvent

    values: dict[str, Value] = {}
    first: dict[str, int] = {}
    repeated = []
    while not isinstance(event := next(events), MappingEndEvent):
        key, line = _value(event, events, depth).text, _line(event)
        value = _value(next(events), events, depth)
        if key is None:
            raise _not_yaml(line, _("a key must be one word"))
        if key in first:
            repeated.append((key, line, first[key]))
        first.setdefault(key, line)
        values[key] = Value(line, value.text, value.plain, value.items, value.table)
    return Table(_line(start), values, tuple(repeated))
