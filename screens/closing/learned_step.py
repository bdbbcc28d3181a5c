"""The step of the close about what each learned, and the cards to remember it by."""

from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from companion.domain.export.minutes import card_words
from companion.domain.note.drafts import CARD_ANSWER, CARD_QUESTION, DraftKey
from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.notebook import Record
from companion.i18n import N_, _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.undo import made
from screens.closing.record_box import RecordBox
from screens.closing.record_steps import RecordsStep
from screens.dialogs.card import CardDraft, CardScreen, Written
from screens.widgets.option_updates import update_options

NEW = "new:"
"""Begins the lines that make a new card; the id of who makes it follows."""


class LearnedStep(RecordsStep):
    """One line each on what they learned, and cards to remember it by."""

    @property
    def title(self) -> str:
        return _("What you learned")

    @property
    def fields(self) -> list[Widget]:
        return [*super().fields, self.query_one("#cards")]

    def boxes(self) -> list[RecordBox]:
        return self.pairs("learned")

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield OptionList(id="cards", classes="box", markup=False)

    def show(self) -> None:
        super().show()
        for box in self.query(RecordBox):
            name = self.workspace.pair.name_of(box.by)
            box.label(_("{name}: I learned").format(name=name), _("one line is enough"))
        self._show_cards()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Make a card, or read one over."""
        key = event.option_id or ""
        card = next((c for c in self.session.notebook.cards if c.id == key), None)
        if card is not None:
            screen = card_screen(card, self.workspace, self.session)
            self.app.push_screen(screen, partial(self._read_over, card, screen.draft))
        elif key.startswith(NEW):
            screen = new_card_screen(key, self.workspace, self.session)
            self.app.push_screen(screen, partial(self._add, key, screen.draft))

    def _show_cards(self) -> None:
        pair = self.workspace.pair
        cards = self.query_one("#cards", OptionList)
        title = _("Cards, one to three: a question to remember by, and its answer")
        cards.border_title = Content(title)
        options = [
            Option(Content(f"• {c.text} → {c.answer} · {card_words(pair, c)}"), c.id)
            for c in self.session.notebook.cards
        ]
        for person in pair.people:
            words = "+ " + _("A new card by {name}").format(name=person.name)
            options.append(Option(Content(words), NEW + person.id))
        update_options(cards, options)

    def _add(self, key: str, draft: CardDraft, written: Written | None) -> None:
        if written is not None:
            add = partial(enter_new_card, key, self.workspace, self.session, written)
            self.do(made("cards"), add, *draft, text=written.question)

    def _read_over(self, card: Record, draft: CardDraft, written: Written | None) -> None:
        if written is not None:
            keep = partial(read_over, card, self.workspace, self.session, written)
            self.do(N_("card read over: {text}"), keep, *draft, text=card.text)


def card_draft(
    workspace: Workspace, session: OpenSession, card: str, question: str = "", answer: str = ""
) -> CardDraft:
    """What was typed of a card, or of a new one, on top of what it says."""
    of, title = (session.id, card), session.notebook.about.title
    return CardDraft(
        workspace.drafts.field(DraftKey(CARD_QUESTION, of), title, begins_as=question),
        workspace.drafts.field(DraftKey(CARD_ANSWER, of), title, begins_as=answer),
    )


def card_screen(card: Record, workspace: Workspace, session: OpenSession) -> CardScreen:
    """A card to read over by whoever did not make it."""
    pair = workspace.pair
    checker = pair.name_of(pair.other(card.by)) if pair.partner else ""
    title = _("A card by {name}").format(name=pair.name_of(card.by))
    draft = card_draft(workspace, session, card.id, card.text, card.answer)
    return CardScreen(title, draft, checker)


def new_card_screen(key: str, workspace: Workspace, session: OpenSession) -> CardScreen:
    """A card to make; it is called by this key until it is entered."""
    name = workspace.pair.name_of(_maker(key, workspace))
    draft = card_draft(workspace, session, key)
    return CardScreen(_("A card by {name}").format(name=name), draft)


def begun_cards(workspace: Workspace, session: OpenSession) -> list[str]:
    """The cards of a session of which something was typed and not entered: the ids of those that
    stand there, and the keys of new ones. One that was removed meanwhile is a new one."""
    drafts = (draft.of for draft in workspace.drafts.all())
    cards = (of for of in drafts if of.kind in (CARD_QUESTION, CARD_ANSWER))
    return list(dict.fromkeys(of.about[-1] for of in cards if of.about[0] == session.id))


def enter_new_card(key: str, workspace: Workspace, session: OpenSession, written: Written) -> str:
    """Enter a new card; gives its id. Raises WrongUse where that may not be."""
    by, pair = _maker(key, workspace), workspace.pair
    card = ParsedLine(written.question, pair.other(by) if pair.partner else "")
    return session.add("cards", card, by=by, answer=written.answer)


def read_over(card: Record, workspace: Workspace, session: OpenSession, written: Written) -> str:
    """Let a card be read over or changed; gives its id. Raises WrongUse where that may not be."""
    checked = workspace.pair.other(card.by) if written.checked else ""
    session.read_over(card, written.question, written.answer, checked)
    return card.id


def _maker(key: str, workspace: Workspace) -> str:
    """The id of who makes a new card."""
    return key.removeprefix(NEW) if key.startswith(NEW) else workspace.pair.me.id
