"""Faults that are known and not mended yet: each is told and fails no test. To be empty."""

import re
from typing import NamedTuple

from typists.verdict import CARET, EXIT, LOST, RECORD, Finding


class Known(NamedTuple):
    """Findings that are expected."""

    kind: str
    pattern: str
    """What stands in their sentences."""
    what: str
    """What is still to be mended."""


KNOWN = (
    Known(CARET, "", "the terminal's own caret in fields"),
    Known(EXIT, "", "SIGTERM, and the terminal after SIGCONT"),
    Known(LOST, "", "drafts, letters typed where no field has the focus"),
    Known(RECORD, "", "labelled lines as a view of the text"),
)


def is_known(finding: Finding) -> bool:
    """Whether somebody is at it."""
    return any(finding.kind == one.kind and re.search(one.pattern, finding.what) for one in KNOWN)
