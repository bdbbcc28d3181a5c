"""`companion review`: the cards that are due, asked in turn; all cards; cards as plain text."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from companion.cli import output
from companion.cli.context import ready_workspace
from companion.cli.review_prompt import ask_in_turn
from companion.domain.errors import WrongUse
from companion.domain.fault_messages import reason
from companion.domain.recall.cards import ALL
from companion.domain.recall.due import ScheduledCard, next_words, state_words
from companion.domain.text import one_line
from companion.i18n import _, ngettext
from companion.storage.disk.atomic_files import replace_file
from companion.workspace.recall.card_sources import find_card
from companion.workspace.recall.deck import Deck, deck_of

_WIDTH = 60
"""Cells of a question in a list."""


def review(args: argparse.Namespace) -> int:
    """Ask what is due, or do the one thing that was asked for."""
    workspace = ready_workspace(args)
    workspace.index.refresh()
    recall = deck_of(workspace)
    recall.look()
    done = _do_one(args, recall)
    for notice in recall.notices:
        output.say(notice)
    if not done:
        _show(args, recall)
    return 0


def _do_one(args: argparse.Namespace, recall: Deck) -> bool:
    """Do what an option names; tells whether one did."""
    cards = [held.card for held in recall.cards]
    if args.export:
        _export(recall, args.export)
    elif args.import_cards:
        new, there = recall.import_cards(Path(args.import_cards))
        output.say(_came_words(new, there))
    elif args.add:
        output.say(_added_words(recall.add(args.add)))
    elif args.suspend:
        recall.suspend(find_card(cards, args.suspend).id)
    elif args.resume:
        recall.resume(find_card(cards, args.resume).id)
    elif args.reset:
        recall.reset(ALL if args.reset == "all" else find_card(cards, args.reset).id)
    elif args.undo:
        if recall.undo_any() is None:
            output.say(_("There is nothing to take back."))
    else:
        return False
    return True


def _show(args: argparse.Namespace, recall: Deck) -> None:
    found = recall.cards if args.all else recall.due()
    if args.json:
        output.write_json([_value(held, recall.now) for held in found])
    elif not args.all and sys.stdin.isatty() and sys.stdout.isatty():
        ask_in_turn(recall)
    else:
        if not found:
            nothing = _("Nothing is due.") if recall.cards else _("No cards yet.")
            output.say(f"{nothing} {next_words(recall.cards, recall.now)}".strip())
        output.write_columns(
            (held.card.id, state_words(held, recall.now), one_line(held.card.question, _WIDTH))
            for held in found
        )


def _value(held: ScheduledCard, now: datetime) -> dict[str, Any]:
    card = held.card
    due = held.due or now.astimezone(UTC)  # a new card is due whenever somebody looks
    return {"id": card.id, "lesson": card.lesson or None, "number": card.number or None,
            "question": card.question, "answer": card.answer,
            "due": due.isoformat(timespec="seconds")}  # fmt: skip


def _export(recall: Deck, name: str) -> None:
    text = recall.export()
    if name == "-":
        output.write(text.rstrip("\n"))
        return
    path = Path(name)
    if path.exists():
        raise WrongUse(_("{path} is there already; choose another name.").format(path=path))
    try:
        replace_file(path, text.encode())
    except OSError as error:
        sentence = _("{path} cannot be written: {reason}. Choose another place.")
        raise WrongUse(sentence.format(path=path, reason=reason(error))) from None
    count = len(recall.cards)
    output.say(
        ngettext("{count} card stands in {path}.", "{count} cards stand in {path}.", count).format(
            count=count, path=path
        )
    )


def _came_words(new: int, there: int) -> str:
    came = ngettext("{count} new card.", "{count} new cards.", new).format(count=new)
    if not there:
        return came
    known = ngettext("{count} was there already.", "{count} were there already.", there)
    return f"{came} {known.format(count=there)}"


def _added_words(count: int) -> str:
    if not count:
        return _("Its cards are in Review already, or it has none.")
    return ngettext("{count} new card.", "{count} new cards.", count).format(count=count)
