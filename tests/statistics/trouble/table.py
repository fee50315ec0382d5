"""All that the simulations measure."""

from __future__ import annotations

from collections.abc import Iterator

from tests.statistics.trouble import (
    cohorts,
    comparisons,
    daily_counts,
    families,
    onsets,
    other_ways,
    sequences,
    shrunken,
)
from tests.statistics.trouble.figures import Figure


def all_figures() -> Iterator[Figure]:
    for part in (comparisons, families, cohorts, shrunken, daily_counts, onsets, other_ways, sequences):
        yield from part.figures()
