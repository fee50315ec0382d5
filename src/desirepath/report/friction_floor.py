"""What of a friction point may be shown: no figure of a group below the floor, nor one that gives it away."""

from __future__ import annotations

from desirepath.vocabulary.friction import FrictionPoint, SideRate
from desirepath.vocabulary.signal import SignalFinding
from desirepath.vocabulary.study import Study


def shown_rates(point: FrictionPoint, study: Study) -> tuple[SideRate, ...]:
    """The rates of the periods in which both sides reach the floor.

    Of two sides both are left out: everyone's figure less the one would be the other's. A cohort of everyone
    has one side.
    """
    large = {(rate.side, rate.period) for rate in point.rates if _size(rate, study) >= study.smallest_group}
    sides = ("cohort",) if point.cohort.is_everyone else ("cohort", "others")
    return tuple(
        rate for rate in point.rates if rate.side in sides and all((side, rate.period) in large for side in sides)
    )


def impact_is_hidden(point: FrictionPoint, study: Study) -> bool:
    """Whether so few are touched that neither their number nor what follows from it is shown."""
    touched = (point.impact.people, point.impact.cases) if study.unit == "users" else (point.impact.cases,)
    return any(0 < number < study.smallest_group for number in touched)


def shown_excess(finding: SignalFinding, study: Study) -> float | None:
    """The cases beyond what was to be expected; None where they are too few to be told."""
    return None if 0 < abs(finding.excess_cases) < study.smallest_group else finding.excess_cases


def _size(rate: SideRate, study: Study) -> int:
    return rate.people if study.unit == "users" else rate.cases
