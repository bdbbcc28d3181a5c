"""`companion search`: words in all notes, actions, ideas, cards and lessons."""

import argparse
import sys
from typing import Any

from companion.cli import output
from companion.cli.context import ready_workspace
from companion.domain.errors import WrongUse
from companion.domain.search.passages import kind_name, passage_place, passage_title
from companion.domain.search.query import Query
from companion.domain.text import one_line
from companion.i18n import _, ngettext
from companion.workspace.search.search import Hit, Search, misread_words

_JSON = "--json"
_MOST = 100
_BAR = 30


def search(args: argparse.Namespace) -> int:
    """Print what is found, best first."""
    workspace = ready_workspace(args)
    as_json = args.json or _JSON in args.words
    words = " ".join(word for word in args.words if word != _JSON)
    if not words.strip():
        raise WrongUse(_("Write what to search for, for example: companion search feedback"))
    found = Search(workspace)
    try:
        answer = found.look(words, _tell if sys.stderr.isatty() else None, _MOST)
    finally:
        found.close()
    _check(answer.query)
    if as_json:
        output.write_json([_value(hit) for hit in answer.hits])
        return 0
    for hit in answer.hits:
        _print(hit)
    left = answer.total - len(answer.hits)
    if not answer.hits:
        output.say(_("Nothing found. Try fewer words, or a beginning with a star: feed*"))
    elif left:
        sentence = ngettext(
            "{count} more was found: write more words.",
            "{count} more were found: write more words.",
            left,
        )
        output.say(sentence.format(count=left))
    return 0


def _check(query: Query) -> None:
    sentence = misread_words(query)
    if sentence:
        raise WrongUse(sentence)


def _value(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "kind": passage.kind,
        "session": passage.session or None,
        "lesson": passage.lesson or None,
        "title": passage_title(passage),
        "text": hit.snippet.text,
        "where": passage_place(passage),
    }


def _print(hit: Hit) -> None:
    passage = hit.passage
    name = kind_name(passage.kind)
    facts = (name, passage.day, passage_title(passage), passage_place(passage))
    output.write(" · ".join(one_line(fact) for fact in facts if fact))
    text = hit.snippet.text
    if text:
        output.write("    " + text)


def _tell(done: int, total: int) -> None:
    """A bar on a line of its own, which goes away once everything has been read."""
    full = _BAR * done // total
    words = _("Reading notes and lessons: {done} of {total}").format(done=done, total=total)
    sys.stderr.write(f"\r{'█' * full}{'░' * (_BAR - full)} {words}")
    if done == total:
        sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
