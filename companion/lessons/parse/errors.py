"""The error of a lesson that cannot be used."""

from collections.abc import Sequence

from companion.domain.errors import CompanionError
from companion.domain.lesson_issue import Finding
from companion.i18n import _, ngettext


class LessonError(CompanionError):
    """A lesson file has errors; `findings` holds all of them, the first by line first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(_sentence(self.findings))


def _sentence(findings: Sequence[Finding]) -> str:
    first, more = findings[0], len(findings) - 1
    said = _("This lesson cannot be used yet. {path}, line {line}: {message}").format(
        path=first.path, line=first.line, message=first.message
    )
    if not more:
        return said
    rest = ngettext("There is {count} more error.", "There are {count} more errors.", more)
    return f"{said} {rest.format(count=more)}"
