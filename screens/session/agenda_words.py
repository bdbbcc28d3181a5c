"""What is said about a session's agenda: its lines, its total, what waits for it."""

from companion.commands.available import menu_shortcut
from companion.domain.export.minutes import LINE, TEXT, Block
from companion.domain.people import BOTH, Pair
from companion.domain.session.agenda import PROMISES, AgendaItem
from companion.domain.session.agenda_edits import planned_minutes
from companion.domain.session.agenda_fit import led
from companion.domain.session.carry_over import WaitingItem
from companion.domain.session.notebook import Notebook, Record
from companion.i18n import _, ngettext
from companion.layout.graphemes import beginning, padded, widest
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.points import waiting
from screens.shared.words import ITEM_MARKS, day_words

NAME_WIDTH = 10
"""Cells for a name in a line: the first one, cut where it is long."""


def short_name(person: str, pair: Pair) -> str:
    """A person in a few letters, or that it is both."""
    return beginning((pair.name_or_both(person).split() or [person])[0], NAME_WIDTH)


def item_line(item: AgendaItem, title: str, state: str, leader: str, pair: Pair) -> str:
    """One item: state, number, minutes, who leads, what it is, and who added it."""
    name = short_name(leader, pair)
    width = widest(short_name(person, pair) for person in (BOTH, *(p.id for p in pair.people)))
    added = " · " + _("from {name}").format(name=pair.name_of(item.by)) if item.by else ""
    number = f"{item.number:2}" if item.number else "  "
    minutes = _("{minutes} min").format(minutes=item.minutes)
    return f"{ITEM_MARKS[state]} {number} {minutes:>7}  {padded(name, width)}  {title}{added}"


def waiting_line(waiting: WaitingItem, pair: Pair) -> str:
    """One line that waits, and where it comes from."""
    where = [pair.name_of(waiting.by)] if waiting.by else []
    if waiting.title:
        where.append(f"{waiting.title}, {day_words(waiting.date)}")
    tail = "  · " + " · ".join(where) if where else ""
    return f"+ {waiting.text}{tail}"


def total_words(notebook: Notebook) -> str:
    """How long it takes, measured by what it is meant to take."""
    minutes, target = planned_minutes(notebook), notebook.about.target
    over = minutes - target
    if not target or over == 0:
        return _("{minutes} min").format(minutes=minutes)
    pattern = (
        _("{minutes} min, {over} more than {target} (2, 4 or 6 fits it)")
        if over > 0
        else _("{minutes} min, {over} fewer than {target}")
    )
    return pattern.format(minutes=minutes, over=abs(over), target=target)


def shares_words(notebook: Notebook, pair: Pair) -> str:
    """How the minutes are shared out."""
    mentor = notebook.about.mentor
    people = {BOTH: led(notebook.agenda, BOTH)}
    if pair.partner is not None and mentor:
        people = {
            mentor: led(notebook.agenda, "mentor"),
            pair.other(mentor): led(notebook.agenda, "mentee"),
        } | people
    elif pair.partner is None:
        return ""
    return ", ".join(f"{short_name(who, pair)} {minutes}" for who, minutes in people.items())


def waiting_words(notebook: Notebook, count: int) -> str:
    """What a session just made should be told about; empty when there is nothing."""
    over = planned_minutes(notebook) - notebook.about.target
    parts = []
    if over > 0 and notebook.about.target:
        parts.append(
            _("The promises of last time come first, so this takes {over} minutes more than "
              "{target}.").format(over=over, target=notebook.about.target)
        )  # fmt: skip
    if count:
        parts.append(
            ngettext("{count} point waits for this session.",
                     "{count} points wait for this session.", count).format(count=count)
        )  # fmt: skip
    way = menu_shortcut("session-prepare")
    return " ".join([*parts, _("{way} prepares the agenda.").format(way=way)]) if parts else ""


def prepare_words(workspace: Workspace, session: OpenSession) -> str:
    """What leads from a planned session to preparing it."""
    count = len(waiting(workspace, session))
    return _("Prepare ({count} wait)").format(count=count) if count else _("Prepare the agenda")


def own_guide(item: AgendaItem, lead: str, workspace: Workspace) -> list[Block]:
    """What to talk about in an item that the session's lesson says nothing of."""
    blocks = [Block(TEXT, _("Leads: {name}").format(name=lead))] if lead else []
    if item.source == PROMISES:
        return blocks + _promises(workspace)
    if item.by:
        name = workspace.pair.name_of(item.by)
        blocks.append(Block(TEXT, _("Added by {name}.").format(name=name)))
    origin = item.source.partition("#")[0]
    found = next((s for s in workspace.sessions() if s.id == origin), None)
    if found is not None:
        where = f"{found.title}, {day_words(found.date)}"
        blocks.append(Block(TEXT, _("From: {where}").format(where=where)))
    return [*blocks, Block(TEXT, item.title)]


def _promises(workspace: Workspace) -> list[Block]:
    promises = workspace.promises()
    lines = [Block(LINE, _promise(record, workspace.pair)) for _summary, record in promises]
    question = _("What was kept, and what got in the way? What do you promise on?")
    return [*(lines or [Block(TEXT, _("Nothing is open."))]), Block(TEXT, question)]


def _promise(record: Record, pair: Pair) -> str:
    who = pair.name_or_both(record.who)
    tail = " · ".join(part for part in (who, day_words(record.due)) if part)
    return f"☐ {record.text}" + (f" ({tail})" if tail else "")
