"""How long cases waited before each step, in levels.

A case that stands still is given up only after weeks. Whether it stands still for longer than work there ever does
can be told within a day, if it is known how long that is. So the pass over the events that numbers them also
notes, for every step passed, how many of six waits it was longer than.
"""

from __future__ import annotations

from functools import reduce

import ibis
import ibis.expr.types as ir

from desirepath.observe.local_time import SECOND

HOUR = 3600 * SECOND
LEVELS = (2 * HOUR, 8 * HOUR, 24 * HOUR, 48 * HOUR, 96 * HOUR, 192 * HOUR)
"""The waits that are told apart, in microseconds."""


def waited_at(step: int) -> str:
    """The column with the level of the longest wait before the step of this number: 0 (none) to 6."""
    return f"waited_{step}"


def longest_waits(step: ir.IntegerValue, waited: ir.IntegerValue, steps: int) -> dict[str, ir.IntegerScalar]:
    """Each step's level, over the events of a case; `step` is what an event passes (null for none)."""
    level = reduce(lambda so_far, least: so_far + (waited >= least).cast("int8"), LEVELS[1:], _reaches(waited))
    return {
        waited_at(number): ibis.coalesce((step == number).ifelse(level, 0).max(), 0).cast("int8")
        for number in range(steps)
    }


def _reaches(waited: ir.IntegerValue) -> ir.IntegerValue:
    return (waited >= LEVELS[0]).cast("int8")


def has_waited(cases: ir.Table, step: int, level: int) -> ir.BooleanValue:
    """Whether a case waited at least so long (the number of a level) before the step of this number."""
    return cases[waited_at(step)] > level
