"""Doing something in a document in such a way that it can be taken back."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from textual.message_pump import MessagePump

from companion.domain.text import one_line
from companion.workspace.document.changes import Change
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.session.destinations import whereabouts
from companion.workspace.session.undo import UndoStep
from screens.shared.messages.undo import StepDone

NAMED = 60
"""Characters of somebody's words that name a step."""


@contextmanager
def undo_step(
    sender: MessagePump, document: OpenDocument, pattern: str, **about: str
) -> Iterator[None]:
    """All that is changed meanwhile is one step, told to the app by its name.

    The name is a message marked by N_, filled in with `about`. What nothing came of is no step.
    """
    with document.recorded() as changes:
        yield
    if changes:
        post_undo_step(sender, document, changes, pattern, **about)


def post_undo_step(
    sender: MessagePump,
    document: OpenDocument,
    changes: Iterable[Change],
    pattern: str,
    **about: str,
) -> None:
    """Tell the app of a step that is done; its name is given as for `undo_step`."""
    named = {key: one_line(words, NAMED) for key, words in about.items()}
    step = UndoStep(pattern, named, whereabouts(document), tuple(changes))
    sender.post_message(StepDone(step))
