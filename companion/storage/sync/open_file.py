"""A document in use: its content, and what of the shared folder it already holds."""

import itertools
from dataclasses import dataclass, field

from companion.storage.disk.atomic_files import Signature
from companion.storage.document.document import Document
from companion.storage.sync.shared_folder import FolderScan, Problem


@dataclass(slots=True)
class OpenFile:
    """One document as somebody opened it; belongs to the thread that did."""

    name: str
    document: Document
    seen: dict[str, Signature] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    looked: bool = True
    """Whether the shared folder was looked at since it was opened, or when."""
    number: int = field(default_factory=itertools.count(1).__next__)
    """Tells apart what is opened twice in one program."""

    def still_bad(self, scan: FolderScan) -> list[Problem]:
        """The files found bad before that are still there and were not read again."""
        unread = scan.seen.keys() - scan.fresh
        return [problem for problem in self.problems if problem.path.name in unread]
