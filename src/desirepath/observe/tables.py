"""The tables of a rollout as the engine holds them, cut at the as-of date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import ibis
import ibis.expr.types as ir

from desirepath.vocabulary.said import Label
from desirepath.vocabulary.tables import TABLES

ROWS_A_FILE = 1 << 40
"""`row` counts from this times the file's number, so that the order of the files is the order of the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The canonical tables of one rollout, each with the columns of `vocabulary.tables` and `row`.

    Tables that the rollout file does not name are None. `event_columns` and `people_columns` are the columns
    that the sources really have. `first_at` and `last_at` span the events, in UTC microseconds. `sources` says
    by a file's number which source of the rollout file it belongs to. `labels` are what an analyst taught about phrases
    in the texts.
    """

    events: ir.Table
    event_columns: frozenset[str]
    first_at: int
    last_at: int
    people: ir.Table | None = None
    people_columns: frozenset[str] = frozenset()
    tickets: ir.Table | None = None
    answers: ir.Table | None = None
    searches: ir.Table | None = None
    reports: ir.Table | None = None
    signs: ir.Table | None = None
    changes: ir.Table | None = None
    interventions: ir.Table | None = None
    exposures: ir.Table | None = None
    sources: Mapping[int, str] = field(default_factory=dict)
    labels: tuple[Label, ...] = ()

    @property
    def have_people(self) -> bool:
        """Whether the log names persons."""
        return "user_id" in self.event_columns

    def named(self) -> Iterator[tuple[str, ir.Table]]:
        """The tables that there are, by name."""
        for name in TABLES:
            rows = getattr(self, name)
            if rows is not None:
                yield name, rows

    def before(self, as_of: int) -> Tables:
        """Only the rows strictly before an instant; what was closed after it counts as not closed."""
        return replace(self, **{name: _before(name, rows, as_of) for name, rows in self.named()})


def _before(name: str, rows: ir.Table, as_of: int) -> ir.Table:
    times = [column for column in TABLES[name].columns if column.kind == "time"]
    begins = next((column.name for column in times if column.required), None)
    if begins is None:
        return rows
    later = [column.name for column in times if not column.required]
    unknown_yet = {end: ibis.ifelse(rows[end] < as_of, rows[end], ibis.null("int64")) for end in later}
    return rows.filter(rows[begins] < as_of).mutate(**unknown_yet)
