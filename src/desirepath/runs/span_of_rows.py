"""How many rows a table has, and from when to when they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ibis.expr.types as ir

from desirepath.vocabulary.tables import Table


def span_of(rows: ir.Table, table: Table) -> dict[str, ir.IntegerScalar]:
    """How many rows there are and, where they have times, the `first` and the `last` of those."""
    at = next((column.name for column in table.columns if column.kind == "time"), None)
    return {"rows": rows.count(), **({} if at is None else {"first": rows[at].min(), "last": rows[at].max()})}


def spans_together(spans: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The span of several files that have no row in common."""
    return {
        "rows": sum(span["rows"] for span in spans),
        "first": min((span["first"] for span in spans if span.get("first") is not None), default=None),
        "last": max((span["last"] for span in spans if span.get("last") is not None), default=None),
    }
