"""When it was a step's turn in a case, and when the step was passed: only for steps of which this is asked.

A case stands before a step from the event before it on. That moment does not depend on how it goes on, so that cases
chosen by it are chosen alike, whatever was done to their people at the step.
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir


def turned_at(step: int) -> str:
    """The column with the time of the event before the step of this number was first passed; null where it was not."""
    return f"turned_{step}"


def passed_at(step: int) -> str:
    """The column with the time at which the step of this number was first passed; null where it was not."""
    return f"passed_at_{step}"


def turns(numbered: ir.Table, timed: Sequence[int]) -> dict[str, ir.IntegerScalar]:
    """Both columns of each of the `timed` steps, over the numbered events of a case (see `variants`)."""
    never = ibis.null("int64")
    found: dict[str, ir.IntegerScalar] = {}
    for step in timed:
        passes = numbered.step == step
        before = numbered["at"] - ibis.coalesce(numbered.waited, 0)
        found[turned_at(step)] = ibis.ifelse(passes, before, never).min()
        found[passed_at(step)] = ibis.ifelse(passes, numbered["at"], never).min()
    return found
