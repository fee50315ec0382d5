"""How far two estimates lie apart, worked out from their intervals alone."""

from __future__ import annotations

from math import hypot

from desirepath.statistics.interval import around
from desirepath.vocabulary.estimate import Estimate


def difference(one: Estimate, other: Estimate) -> Estimate:
    """The first estimate minus the second; for groups that have no unit in common.

    In the unit of both; `n` counts the units of both. A difference of shares stays between -1 and 1. Raises ValueError
    for estimates in two units. For two shares it is what `shares.difference_of_shares` says of their moments.
    Source: the method of variance estimates recovery, Zou and Donner 2008, Statistics in Medicine; for shares it is
    Newcombe 1998 (method 10).
    """
    if one.unit != other.unit:
        raise ValueError(f"{one.unit} and {other.unit} cannot be taken from each other")
    value = one.value - other.value
    low = value - hypot(one.value - one.low, other.high - other.value)
    high = value + hypot(one.high - one.value, other.value - other.low)
    if one.unit.startswith("share"):
        low, high = max(-1.0, low), min(1.0, high)
    interval = around(value, low, high, "MOVER, from the two intervals")
    return Estimate(
        value=interval.value,
        low=interval.low,
        high=interval.high,
        n=one.n + other.n,
        unit=one.unit,
        method=interval.method,
    )
