"""Whole numbers joined bit by bit, over the rows of a group."""

from __future__ import annotations

import ibis


# Both engines know it by this name; Ibis has no rule of its own to write it for Spark.
@ibis.udf.agg.builtin(name="bit_or")
def bit_or(column: int) -> int:  # type: ignore[empty-body]
    """The bits that any of the values has; null of none."""
