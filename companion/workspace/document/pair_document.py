"""The pair's own document."""

from companion.domain.lesson.programme import Plan
from companion.domain.people import Pair
from companion.storage.document.schema import PEOPLE, PLAN, entity_fields
from companion.workspace.document.open_document import OpenDocument


class PairDocument(OpenDocument):
    """Says who they are, and the programme they have adopted."""

    def settle(self, pair: Pair) -> None:
        """Enter these two; whoever stood there before them, under an earlier name, has left."""
        for person in pair.people:
            self._set(PEOPLE, entity_fields(person.id, {"name": person.name, "left": False}))
        for person in self.notebook.people:
            if person not in pair.people:
                self._set(PEOPLE, entity_fields(person.id, {"left": True}))

    def set_plan(self, plan: Plan | None) -> None:
        """Adopt a programme, or leave the one there is."""
        chosen = plan or Plan("", "", self.me)
        self._set(PLAN, {"programme": chosen.programme, "since": chosen.since, "by": chosen.by})
