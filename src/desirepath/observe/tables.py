"""The tables of a rollout as the engine holds them, cut at the as-of date."""

from __future__ import annotations

from dataclasses import dataclass, replace

import ibis.expr.types as ir


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The canonical tables of one rollout, each with the columns of `vocabulary.tables` and `row`.

    Tables that the rollout file does not name are None. `event_columns` and `people_columns` are the columns
    that the sources really have. `first_at` and `last_at` span the events, in UTC microseconds.
    """

    events: ir.Table
    event_columns: frozenset[str]
    first_at: int
    last_at: int
    people: ir.Table | None = None
    people_columns: frozenset[str] = frozenset()
    tickets: ir.Table | None = None
    searches: ir.Table | None = None

    @property
    def have_people(self) -> bool:
        """Whether the log names persons."""
        return "user_id" in self.event_columns

    def before(self, as_of: int) -> Tables:
        """Only the rows strictly before an instant."""
        return replace(
            self,
            events=self.events.filter(self.events["at"] < as_of),
            tickets=None if self.tickets is None else self.tickets.filter(self.tickets.opened_at < as_of),
            searches=None if self.searches is None else self.searches.filter(self.searches["at"] < as_of),
        )
