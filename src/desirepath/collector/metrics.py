"""What one process of a collector counts of itself, in its memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from desirepath.collector.parts import Taken
from desirepath.collector.standing import BOUNDS, Counted, counted_together


class Metrics:
    """Counts since the process began. Events sent twice are told apart later, in the lake, and stand there."""

    def __init__(self) -> None:
        self._counted = Counted()

    def kept(self, taken: Taken, seconds: float) -> None:
        """Count a request that is durable; `seconds` from its arrival to then."""
        counted = self._counted
        counts = counted.by_key.setdefault(taken.batch.key, [0, 0, 0])
        counts[0] += taken.batch.received
        counts[1] += taken.batch.received - len(taken.batch.bad)
        counts[2] += len(taken.batch.bad)
        counted.scrubbed += taken.scrubbed
        counted.skewed += taken.skewed
        counted.latencies[bisect_left(BOUNDS, seconds)] += 1
        counted.seconds += seconds

    def count_refused(self, error: str) -> None:
        refused = self._counted.refused
        refused[error] = refused.get(error, 0) + 1

    def counted(self, cut_off: Mapping[str, int]) -> Counted:
        """All until now, with the requests that were cut off before they were read."""
        return counted_together((self._counted, Counted(refused=dict(cut_off))))
