"""What a list shows of a document, so that the document need not be opened for it."""

from dataclasses import dataclass

from companion.domain.notebook import Notebook, Record


@dataclass(frozen=True, slots=True)
class Summary:
    """One session, or one month between sessions, in a list."""

    id: str
    """The name of its folder."""
    kind: str
    """session or between."""
    lesson: str = ""
    title: str = ""
    language: str = ""
    date: str = ""
    created: str = ""
    state: str = ""
    """planned, running or done."""
    mentor: str = ""
    has_notes: bool = False
    actions: tuple[Record, ...] = ()
    cards: tuple[Record, ...] = ()
    problems: int = 0
    """How many files in its folder could not be read."""

    @property
    def order(self) -> tuple[str, str, str]:
        """Sorts documents from old to new."""
        return (self.date, self.created, self.id)


def summarise(notebook: Notebook, problems: int = 0) -> Summary:
    """The summary of a notebook."""
    about = notebook.about
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
        has_notes=any(text.strip() for text in notebook.notes.values()),
        actions=notebook.actions,
        cards=notebook.cards,
        problems=problems,
    )
