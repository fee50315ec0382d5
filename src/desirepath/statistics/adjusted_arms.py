"""Two arms of persons, each person's own time before taken into account.

People differ, and differ in the same way before and after; what they did before tells much of what they do after. In
arms drawn by chance, taking it out leaves the difference true and makes its interval narrower.

When not to use it
    On groups that were not drawn by chance: what they differed in before is then part of the question, not noise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desirepath.statistics.confidence_sequence import Arm
from desirepath.statistics.tallies import Flags, Floats, Integers, Tally

_FEWEST_BEFORE = 20
"""With fewer persons who did anything before, nothing is taken out."""


@dataclass(frozen=True, slots=True)
class TwoArms:
    """Both arms, adjusted. `taken_out` is the share of the persons' variance that the time before explained."""

    shown: Arm
    held_out: Arm
    taken_out: float


def adjusted_arms(after: Tally, before: Tally, shown: Flags, held_out: Flags) -> TwoArms | None:
    """Ratios of sums (per case) in both arms, persons as clusters, adjusted by each person's own ratio before.

    Rows are persons throughout; who is in neither arm counts nowhere. The adjustment is linear, its slope the same in
    both arms, on how many more (or fewer) of the person's earlier cases qualified than of everyone's. Where all persons
    of an arm agree, its variance is that of one more who does not. None where an arm has no case.
    Source: Deng, Xu, Kohavi & Walker 2013, WSDM (CUPED); for ratios Deng, Knoblich & Lu 2018, KDD.
    """
    arms = [_Side.of(after, mine & after.present) for mine in (shown, held_out)]
    if not all(arm.persons for arm in arms):
        return None
    habit = _habit(before, (shown | held_out) & after.present)
    slope, explained = _slope(arms, habit)
    middle = np.concatenate([habit[arm.rows] for arm in arms]).mean()
    one, other = (arm.adjusted(slope, habit, float(middle)) for arm in arms)
    return TwoArms(one, other, explained)


@dataclass(frozen=True, slots=True)
class _Side:
    """One arm: who is in it, its ratio, and each person's pull on it."""

    rows: Integers
    ratio: float
    pull: Floats

    @classmethod
    def of(cls, after: Tally, mine: Flags) -> _Side:
        rows = np.flatnonzero(mine).astype(np.int64)
        numerator, denominator = after.numerator[rows], after.denominator[rows]
        if not len(rows):
            return cls(rows, 0.0, np.zeros(0))
        ratio = float(numerator.sum() / denominator.sum())
        return cls(rows, ratio, (numerator - ratio * denominator) / denominator.mean())

    @property
    def persons(self) -> int:
        return len(self.rows)

    def adjusted(self, slope: float, habit: Floats, middle: float) -> Arm:
        own = habit[self.rows]
        left = self.pull - slope * (own - own.mean())
        variance = float(left @ left) / (self.persons * max(self.persons - 1, 1))
        return Arm(self.ratio - slope * (float(own.mean()) - middle), max(variance, self._least), self.persons)

    @property
    def _least(self) -> float:
        """The variance were one person more in the arm, and that one unlike all others.

        Where all agree, or hardly any does not, the scatter that is seen tells nothing of those not seen.
        """
        unlike = 1 / (self.persons + 2)
        return unlike * (1 - unlike) / self.persons


def _habit(before: Tally, among: Flags) -> Floats:
    """How many more of each person's earlier cases qualified than would have at everyone's ratio."""
    cases = float(before.denominator[among].sum())
    if np.count_nonzero(before.present & among) < _FEWEST_BEFORE or cases <= 0:
        return np.zeros(len(before.numerator))
    usual = float(before.numerator[among].sum()) / cases
    return before.numerator - usual * before.denominator


def _slope(arms: list[_Side], habit: Floats) -> tuple[float, float]:
    """The common slope of the pulls on the habits, and the share of the pulls' variance that it explains."""
    pulls = np.concatenate([arm.pull for arm in arms])
    habits = np.concatenate([habit[arm.rows] - habit[arm.rows].mean() for arm in arms])
    scatter, together = float(habits @ habits), float(habits @ pulls)
    if scatter <= 0 or not pulls.any():
        return 0.0, 0.0
    return together / scatter, together**2 / (scatter * float(pulls @ pulls))
