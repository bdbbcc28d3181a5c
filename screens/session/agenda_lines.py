"""A session's agenda in lines, with what waits for it and what was dropped."""

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from companion.domain.lesson.lesson import Lesson
from companion.domain.people import Pair
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.carry_over import WaitingItem
from companion.i18n import _
from companion.workspace.document.open_session import OpenSession
from screens.session.agenda_words import item_line, waiting_line
from screens.session.session_words import item_title
from screens.widgets.option_updates import update_options

ITEM, WAITING, OFF = "item", "waiting", "off"
"""What a line can be."""


class AgendaLines(OptionList):
    """A list in which a click moves the cursor and does nothing else."""

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to what was clicked."""
        event.prevent_default()
        clicked = event.style.meta.get("option")
        if clicked is not None and not self.get_option_at_index(clicked).disabled:
            self.highlighted = clicked

    @property
    def chosen(self) -> tuple[str, str]:
        """What the line under the cursor is, and its id."""
        option = self.highlighted_option
        kind, _colon, key = (option.id if option and option.id else ITEM).partition(":")
        return kind, key

    def go_to(self, key: str) -> None:
        """Move the cursor to an item of the agenda."""
        ids = [option.id for option in self.options]
        if f"{ITEM}:{key}" in ids:
            self.highlighted = ids.index(f"{ITEM}:{key}")

    def show(
        self, session: OpenSession, lesson: Lesson | None, waiting: list[WaitingItem], pair: Pair
    ) -> None:
        """Show how it stands, with the cursor on the line it was on, or near it."""
        self.border_title = Content(_("Agenda"))
        update_options(self, _options(session, lesson, waiting, pair))


def _options(
    session: OpenSession, lesson: Lesson | None, waiting: list[WaitingItem], pair: Pair
) -> list[Option]:
    notebook = session.notebook

    def line(kind: str, item: AgendaItem, state: str) -> Option:
        words = item_line(item, item_title(item, lesson), state, session.leader(item, pair), pair)
        return Option(Content(words), f"{kind}:{item.id}")

    options = [line(ITEM, item, notebook.clock.item_state(item.id)) for item in notebook.agenda]
    if waiting:
        options.append(_heading(_("Waiting: Enter takes it, x lets it go")))
        options += [Option(Content(waiting_line(w, pair)), f"{WAITING}:{w.source}")
                    for w in waiting]  # fmt: skip
    if notebook.dropped:
        options.append(_heading(_("Dropped: Enter brings it back")))
        options += [line(OFF, item, "skipped") for item in notebook.dropped]
    return options


def _heading(words: str) -> Option:
    return Option(Content(words).stylize("bold"), disabled=True)
