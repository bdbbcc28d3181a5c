"""Values of the front matter: texts with their lines, read strictly as each key needs them."""

import re
from dataclasses import dataclass, field
from datetime import date

from companion.i18n import _


@dataclass(frozen=True, slots=True)
class Value:
    """One value: a text, a list or a table."""

    line: int
    """Of the key it belongs to, or where it begins in a list; from 1 in the whole file."""
    text: str | None = None
    plain: bool = False
    """It stands without quotes."""
    items: "tuple[Value, ...] | None" = None
    table: "Table | None" = None

    @property
    def number(self) -> int | None:
        """The whole number it is, written without quotes or leading zeros."""
        whole = self.plain and re.fullmatch("0|[1-9][0-9]{0,5}", self.text or "")
        return int(self.text or "") if whole else None

    @property
    def looks_like_day(self) -> bool:
        """Whether it is written as a date, which need not exist."""
        return self.plain and bool(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", self.text or ""))

    @property
    def day(self) -> date | None:
        """The existing date it is, written as YYYY-MM-DD without quotes."""
        try:
            return date.fromisoformat(self.text or "") if self.looks_like_day else None
        except ValueError:
            return None

    @property
    def flag(self) -> bool | None:
        """The true or false it is."""
        return {"true": True, "false": False}.get(self.text or "") if self.plain else None

    @property
    def texts(self) -> tuple[str, ...] | None:
        """The list of texts it is."""
        if self.items is None:
            return None
        texts = tuple(item.text for item in self.items if item.text)
        return texts if len(texts) == len(self.items) else None

    @property
    def numbers(self) -> tuple[int, ...] | None:
        """The list of whole numbers it is."""
        if self.items is None:
            return None
        numbers = tuple(item.number for item in self.items if item.number is not None)
        return numbers if len(numbers) == len(self.items) else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands after the key."""
        return self.text is not None and not self.text.strip()

    @property
    def shown(self) -> str:
        """As its author wrote it, to quote in a sentence."""
        if self.text is None:
            return _("a list") if self.items is not None else _("a table")
        return self.text if self.plain else f'"{self.text}"'


_NOTHING = Value(1)


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values."""

    line: int
    values: dict[str, Value] = field(default_factory=dict)
    """The last value of each key."""
    repeated: tuple[tuple[str, int, int], ...] = ()
    """(key, its line, the line where it was first)."""

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str) -> Value:
        """The value of `key`, or an empty one on line 1."""
        return self.values.get(key, _NOTHING)

    def text(self, key: str) -> str:
        """The text of `key`, on one line; "" when it is no text."""
        return " ".join((self.get(key).text or "").split())

    def tables(self, key: str) -> "tuple[Table, ...]":
        """The tables in the list that `key` is."""
        return tuple(item.table for item in self.get(key).items or () if item.table)

    def day(self, key: str) -> date:
        """The date of `key`, which a rule has looked at before."""
        return self.get(key).day or date.min
