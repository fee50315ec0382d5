"""How long cases waited before each step, in levels.

A case that stands still is given up only after weeks. Whether it stands still for longer than work there ever does
can be told within a day, if it is known how long that is. So the pass over the events that numbers them also
notes, for every step passed, how many of six waits it was longer than.
"""

from __future__ import annotations

from functools import reduce

import ibis
import ibis.expr.types as ir

from desirepath.observe.bits import bit_or
from desirepath.observe.local_time import SECOND

HOUR = 3600 * SECOND
LEVELS = (2 * HOUR, 8 * HOUR, 24 * HOUR, 48 * HOUR, 96 * HOUR, 192 * HOUR)
"""The waits that are told apart, in microseconds."""


_A_WORD = 62 // len(LEVELS)
"""So many steps' levels go into one word."""


def longest_waits(step: ir.IntegerValue, waited: ir.IntegerValue, steps: int) -> dict[str, ir.IntegerScalar]:
    """Words of the levels that each step's longest wait reached, over the events of a case: a bit for each level.

    `step` is what an event passes (null for none). What reaches a level reaches all below it, so that the longest of
    several waits is their bits together: one aggregate for ten steps, not ten.
    """
    reached = reduce(
        lambda so_far, level: so_far + ibis.ifelse(waited >= LEVELS[level], 1 << level, 0),
        range(1, len(LEVELS)),
        ibis.ifelse(waited >= LEVELS[0], 1, 0).cast("int64"),
    )
    words = {}
    for word in range(-(-steps // _A_WORD)):
        place = step - word * _A_WORD
        bits = ibis.ifelse(place.between(0, _A_WORD - 1), reached << (place * len(LEVELS)).cast("int32"), 0)
        words[_word(word)] = bit_or(ibis.coalesce(bits.cast("int64"), 0))
    return words


def has_waited(cases: ir.Table, step: int, level: int) -> ir.BooleanValue:
    """Whether a case waited at least so long (the number of a level) before the step of this number."""
    word, place = divmod(step, _A_WORD)
    return (cases[_word(word)].cast("int64") >> (place * len(LEVELS) + level)) & 1 == 1


def _word(number: int) -> str:
    return f"waits_{number}"
