"""The newest week beside the first: whether a figure of everyone moved by more than chance."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.prove.plan45.seen import Seen
from desirepath.statistics.estimate_difference import difference
from desirepath.vocabulary.estimate import Estimate

FIRST_WEEK = "week_1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A figure in its first week and in the newest that is over, and the later minus the earlier."""

    period: str
    first: Estimate
    newest: Estimate
    by: Estimate

    @property
    def week(self) -> str:
        """The number of the newest week."""
        return self.period.rpartition("_")[2]


def moved(seen: Seen, metric: str, workflow: str) -> Moved | None:
    """How a metric moved; None where one of the weeks has not enough data.

    Some people may stand in both weeks; what they have in common makes the interval a little wider than it need be.
    Source: as `desirepath.statistics.estimate_difference`.
    """
    first, period = seen.estimate(metric, workflow, FIRST_WEEK), seen.newest_week(metric, workflow)
    newest = None if period is None else seen.estimate(metric, workflow, period)
    if first is None or period is None or newest is None:
        return None
    return Moved(period=period, first=first, newest=newest, by=difference(newest, first))
