"""What a list shows of a document, so that the document need not be opened for it."""

from dataclasses import dataclass

from companion.domain.lesson.programme import Plan
from companion.domain.session.agenda import PROMISES, AgendaItem
from companion.domain.session.notebook import RECORD_KINDS, Notebook, Record


@dataclass(frozen=True, slots=True)
class Summary:
    """One session, or one month between sessions, in a list."""

    id: str
    """The name of its folder."""
    kind: str
    """session, between, margins for those of one lesson, or programme for the pair's own."""
    lesson: str = ""
    title: str = ""
    language: str = ""
    date: str = ""
    created: str = ""
    state: str = ""
    """planned, running or done."""
    mentor: str = ""
    has_notes: bool = False
    """Whether anybody wrote anything down."""
    actions: tuple[Record, ...] = ()
    points: tuple[Record, ...] = ()
    left: tuple[AgendaItem, ...] = ()
    """Items that were never reached, or skipped."""
    reached: tuple[str, ...] = ()
    """The others that stand, by where they were written down first: their source or their id."""
    let_go: tuple[str, ...] = ()
    """Those that were dropped, likewise."""
    started_by: str = ""
    """Who started its clock."""
    began: str = ""
    """When, as ISO 8601 in UTC."""
    paused: bool = False
    off_record: bool = False
    """Whether the two have agreed that nothing is kept now."""
    learned: tuple[Record, ...] = ()
    cards: tuple[Record, ...] = ()
    complete: bool = False
    """Whether each side has said what they learned."""
    unshared_pulses: tuple[str, ...] = ()
    """Whose pulse is to be shared, since both agreed, and does not stand here yet."""
    ideas: tuple[Record, ...] = ()
    next_date: str = ""
    """When the pair agreed to meet next."""
    plan: Plan | None = None
    """For the pair's own document: the programme they have adopted."""
    finished: tuple[tuple[str, str], ...] = ()
    """For margins: who let the other know that they finished the lesson, each with the day."""
    problems: int = 0
    """How many files in its folder could not be read."""
    thrown_by: str = ""
    """Who threw it away; empty where it is there."""
    thrown_at: str = ""
    """When, as ISO 8601 in UTC."""

    @property
    def order(self) -> tuple[str, str, str]:
        """Sorts documents from old to new."""
        return (self.date, self.created, self.id)


def summarise(notebook: Notebook, problems: int = 0) -> Summary:
    """The summary of a notebook."""
    about, clock = notebook.about, notebook.clock
    agenda = [item for item in notebook.agenda if item.source != PROMISES]
    reached = clock.visited - clock.skipped
    return Summary(
        id=about.id,
        kind=about.kind,
        lesson=about.lesson,
        title=about.title,
        language=about.language,
        date=about.date,
        created=about.created,
        state=notebook.state if about.kind == "session" else "",
        mentor=about.mentor,
        has_notes=bool(
            notebook.written() or notebook.unentered or any(map(notebook.records, RECORD_KINDS))
        ),
        actions=notebook.actions,
        points=notebook.points,
        left=tuple(i for i in agenda if i.id not in reached),
        reached=tuple(i.source or i.id for i in agenda if i.id in reached),
        let_go=tuple(i.source or i.id for i in notebook.dropped),
        started_by=clock.started_by,
        began=clock.began.isoformat() if clock.began else "",
        paused=clock.paused,
        off_record=clock.off_since is not None,
        learned=notebook.learned,
        cards=notebook.cards,
        complete=notebook.complete,
        unshared_pulses=notebook.unshared_pulses,
        ideas=notebook.ideas,
        next_date=about.next_date,
        plan=notebook.plan,
        problems=problems,
        thrown_by=notebook.thrown.by if notebook.thrown else "",
        thrown_at=notebook.thrown.at if notebook.thrown else "",
    )
