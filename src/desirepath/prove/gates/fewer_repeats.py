"""Whether fewer people ask the same again.

What it asks for
    In the largest ticket category, a lower share of askers who had asked before than in week 1, by day 21.

How it is read
    The largest category since go-live that has a name, in week 1 and in the newest week that is over. The gate holds
    where the whole interval of the difference lies below zero, in every workflow that has enough tickets. Where there is no friction, it asks for nothing.

When it cannot be told
    Where one of the two weeks has fewer than 20 tickets, or too few askers in the category.

Source
    Wilson's interval for each week; the difference as in `desirepath.statistics.estimate_difference`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desirepath.observe.cases import SINCE_GO_LIVE
from desirepath.prove.plan45.amounts import share
from desirepath.prove.plan45.reading import GateReading, fails, holds, not_needed, too_little
from desirepath.prove.plan45.seen import WEEK, Seen
from desirepath.prove.plan45.weeks import FIRST_WEEK
from desirepath.statistics.estimate_difference import difference
from desirepath.statistics.shares import share_of_cases
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.plan45 import ProofGate

GATE = ProofGate(
    name="fewer_repeats",
    title="Fewer repeat issues",
    phase=2,
    day=21,
    question="Do fewer people ask the same again?",
    needs=("tickets",),
    source="Wilson 1927; Newcombe 1998",
)
METRIC = "repeat_ticket_drivers"
NO_NAME = "not categorised"
UNIT = "share of askers"
_SAID = "“%(category)s”: %(share)s of askers had asked before in week %(n)s, %(before)s in week 1."
_SAID_CHANCE = (
    "“%(category)s”: %(share)s of askers had asked before in week %(n)s, %(before)s in week 1; that may be chance."
)
_SAID_MORE = (
    "“%(category)s”: %(share)s of askers had asked before in week %(n)s, %(before)s in week 1: more, not fewer."
)


@dataclass(frozen=True, slots=True)
class _Repeats:
    """The largest category of a workflow in week 1 and in the newest week that is over."""

    first: Measurement
    newest: Measurement

    @property
    def by(self) -> Estimate:
        """How the share of askers who had asked before moved."""
        return difference(_asked_before(self.newest), _asked_before(self.first))

    @property
    def told(self) -> dict[str, str]:
        """What fills in the sentences."""
        return {
            "category": self.newest.category or "",
            "n": self.newest.period.removeprefix(WEEK),
            "share": share(_asked_before(self.newest).value),
            "before": share(_asked_before(self.first).value),
        }


def read(seen: Seen) -> GateReading:
    """Holds where the share of repeat askers fell by more than chance in every workflow that has enough tickets."""
    if not seen.points and seen.has_enough:
        return not_needed("No friction was found that people would have to ask about again.")
    found = [one for workflow in seen.workflows if (one := _repeats(seen, workflow)) is not None]
    if not found:
        return too_little("Too few tickets in week 1 or since to tell.")
    figures = tuple(_figure(seen, row) for one in found for row in (one.first, one.newest))
    worst = max(found, key=lambda one: one.by.high)
    if worst.by.high < 0:
        return holds(_SAID, *figures, **worst.told)
    return fails(_SAID_MORE if worst.by.low > 0 else _SAID_CHANCE, *figures, **worst.told)


def _repeats(seen: Seen, workflow: str) -> _Repeats | None:
    """The two weeks of a workflow; None where one of them cannot be told."""
    rows = list(_told(seen, workflow))
    whole = [one for one in rows if one.period == SINCE_GO_LIVE and one.category != NO_NAME]
    if not whole:
        return None
    largest = max(whole, key=_size_of).category
    weeks = {one.period: one for one in rows if one.category == largest and not one.partial}
    numbers = sorted(int(one.removeprefix(WEEK)) for one in weeks if one.startswith(WEEK))
    if len(numbers) < 2 or FIRST_WEEK not in weeks:
        return None
    return _Repeats(weeks[FIRST_WEEK], weeks[f"{WEEK}{numbers[-1]}"])


def _told(seen: Seen, workflow: str) -> Iterator[Measurement]:
    """The rows of everyone that say who had asked before."""
    for one in seen.rows(METRIC, workflow):
        if one.cohort.is_everyone and isinstance(one.result, Estimate) and "asked_before" in one.more and one.size:
            yield one


def _size_of(row: Measurement) -> float:
    return row.result.value if isinstance(row.result, Estimate) else 0.0


def _asked_before(row: Measurement) -> Estimate:
    part = float(row.more["asked_before"])
    interval = share_of_cases(round(part * row.size), row.size)
    return Estimate(
        value=interval.value,
        low=interval.low,
        high=interval.high,
        n=row.size,
        unit=UNIT,
        method=interval.method,
    )


def _figure(seen: Seen, row: Measurement) -> Figure:
    one = _asked_before(row)
    return Figure(
        id=f"asked_before:{row.workflow}:{row.period}:{row.category}",
        title=f"Asked before: {row.category}",
        unit=UNIT,
        origin=Origin(
            document="diagnosis",
            workflow=row.workflow,
            metric=METRIC,
            period=row.period,
            category=row.category,
            more="asked_before",
        ),
        value=one.value,
        low=one.low,
        high=one.high,
        n=one.n if one.n >= seen.study.smallest_group else None,
        method=one.method,
    )
