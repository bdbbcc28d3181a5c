"""What somebody did, by its name, with what takes it back; the last of it to choose from."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from companion.domain.session.summary import Summary
from companion.i18n import N_, _
from companion.workspace.document.changes import Change, UndoOutcome

REMEMBERED = 10
"""Steps that can be taken back."""

_MADE = {
    "decisions": N_("decision “{text}”"),
    "actions": N_("promise “{text}”"),
    "ideas": N_("idea “{text}”"),
    "questions": N_("question “{text}”"),
    "appreciations": N_("appreciation “{text}”"),
    "feedback": N_("feedback “{text}”"),
    "points": N_("talking point “{text}”"),
    "learned": N_("learned “{text}”"),
    "cards": N_("card “{text}”"),
    "corrections": N_("correction “{text}”"),
}
_WHOSE_PROMISE = N_("promise of {who} “{text}”")
LINES_WRITTEN = N_("{count} lines written down")
"""The pattern that names the step of writing several records down at once."""


@dataclass(frozen=True, slots=True)
class UndoStep:
    """One thing somebody did: it changed a document, or has a way back of its own."""

    pattern: str
    """Its name in a few words, to be translated; `about` fills it in."""
    about: dict[str, str] = field(default_factory=dict)
    where: Summary | None = None
    """The document it changed."""
    changes: tuple[Change, ...] = ()
    back: Callable[[], UndoOutcome | None] | None = None
    """What takes it back where that is more than a matter of `changes`; None for all of it taken
    back. May raise CompanionError."""

    @property
    def name(self) -> str:
        """What it was, in the language in use."""
        return _(self.pattern).format(**self.about)


def made(kind: str, who: str = "") -> str:
    """The pattern that names the step of writing a record down: its `text`, `who` promises it."""
    return _WHOSE_PROMISE if kind == "actions" and who else _MADE[kind]


class UndoStack:
    """The last steps of one person, as long as the app runs."""

    def __init__(self) -> None:
        self._steps: deque[UndoStep] = deque(maxlen=REMEMBERED)
        self._begun: list[UndoStep] = []

    @property
    def steps(self) -> list[UndoStep]:
        """All that can be taken back, newest first."""
        return [step for step in reversed(self._steps) if not _is_among(self._begun, step)]

    @property
    def newest(self) -> UndoStep | None:
        """What is taken back next."""
        return next(iter(self.steps), None)

    def has(self, step: UndoStep) -> bool:
        """Whether it can be taken back."""
        return _is_among(self.steps, step)

    def push(self, step: UndoStep) -> None:
        """Something was done."""
        self._steps.append(step)

    def begin(self, step: UndoStep) -> None:
        """It is being taken back: nobody can choose it meanwhile."""
        self._begun.append(step)

    def end(self, step: UndoStep, *, is_over: bool) -> None:
        """It is over and done with; or it was refused, and stands where it stood."""
        self._begun = [s for s in self._begun if s is not step]
        if is_over:
            left = (s for s in self._steps if s is not step)
            self._steps = deque(left, maxlen=REMEMBERED)


def _is_among(steps: Iterable[UndoStep], step: UndoStep) -> bool:
    # By identity: doing the same thing twice makes two steps.
    return any(s is step for s in steps)
