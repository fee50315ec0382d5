"""The limits that hold, and whether they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.child import Taken
from bench.measure import SizeMeasured

GROWTH_PER_TENFOLD = 11.0
MOST = {10: (40.0, 4.0), 100: (360.0, 16.0)}
"""By millions of events: seconds and gigabytes of a diagnosis in full, with seven cuts and their pairs."""
MOST_OF_EFFECTS = {10: (30.0, 4.0)}
"""By millions of events: seconds and gigabytes of the effects of fifty interventions."""
SECONDS_OF_MANY_VARIANTS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit: what is limited, what was measured, and the most it may be."""

    what: str
    measured: float
    most: float
    unit: str

    @property
    def holds(self) -> bool:
        return self.measured <= self.most

    def __str__(self) -> str:
        verdict = "holds" if self.holds else "BROKEN"
        return f"{self.what}: {self.measured:.1f} {self.unit}, at most {self.most:g} {self.unit}: {verdict}"


def limits(sizes: Sequence[SizeMeasured], many_variants: Taken | None) -> tuple[Limit, ...]:
    """Every limit that these measurements can be held against."""
    found = [
        Limit(
            what=f"growth of the time from {small.million} to {large.million} million events",
            measured=large.diagnose.wall / small.diagnose.wall,
            most=GROWTH_PER_TENFOLD,
            unit="times",
        )
        for small, large in pairwise(sizes)
        if large.million == 10 * small.million
    ]
    for size in sizes:
        if size.million in MOST:
            seconds, gigabytes = MOST[size.million]
            found.append(_limit(f"{size.million} million events, time", size.diagnose.wall, seconds, "s"))
            found.append(_limit(f"{size.million} million events, peak memory", size.diagnose.peak, gigabytes, "GB"))
        if size.million in MOST_OF_EFFECTS and size.prove is not None:
            seconds, gigabytes = MOST_OF_EFFECTS[size.million]
            of = f"{size.million} million events, 50 interventions"
            found.append(_limit(f"{of}, time", size.prove.wall, seconds, "s"))
            found.append(_limit(f"{of}, peak memory", size.prove.peak, gigabytes, "GB"))
    if many_variants is not None:
        found.append(_limit("100,000 variants, path of 40 steps", many_variants.wall, SECONDS_OF_MANY_VARIANTS, "s"))
    return tuple(found)


def _limit(what: str, measured: float, most: float, unit: str) -> Limit:
    return Limit(what=what, measured=measured, most=most, unit=unit)
