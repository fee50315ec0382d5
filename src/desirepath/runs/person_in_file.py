"""By what a person is known in a file of rows, and what became of the file without them."""

from __future__ import annotations

import re
from dataclasses import dataclass

ERASED = "[erased]"
SHORTEST_MENTION = 4


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows that were taken out, and rows in which a mention was replaced."""

    rows: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """By what a person is known in a file: the id, and the columns that hold ids of persons (`own`: whose row it is)."""

    id: str
    own: str | None
    others: frozenset[str] = frozenset()

    @property
    def mention(self) -> re.Pattern[str] | None:
        """Where the id stands as a word of its own; None for ids that could be any number or short word."""
        if len(self.id) < SHORTEST_MENTION or self.id.isdecimal():
            return None
        return re.compile(rf"(?<![\w.@-]){re.escape(self.id)}(?![\w@-])")

    def is_in(self, value: object) -> bool:
        """Whether a cell is the id."""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return value is not None and str(value).strip() == self.id

    def hidden_in(self, text: str) -> str:
        """The text with its mentions replaced."""
        return text if self.mention is None else self.mention.sub(ERASED, text)
