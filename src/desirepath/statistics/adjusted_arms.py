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
from desirepath.statistics.tallies import Flags, Floats, Tally

_FEWEST_BEFORE = 20
"""With fewer persons who did anything before, nothing is taken out."""
_ONE, _QUALIFIED, _CASES, _QUALIFIED_BEFORE, _CASES_BEFORE, _PRESENT_BEFORE = range(6)
_ROUNDING = 1e-14
"""A scatter that is less than so much of the squares that it is the difference of is none."""


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
    counts = counts_of_persons(after, before)
    return arms_of_products(products(counts, shown), products(counts, held_out))


def counts_of_persons(after: Tally, before: Tally) -> Floats:
    """Six counts of each person, who is a column; all are 0 for who has no case after.

    They are: 1, what qualified and the cases after, the same of before, and whether there were any before.
    """
    present = after.present
    return np.asarray(
        np.stack([present, after.numerator, after.denominator, before.numerator, before.denominator, before.present])
        * present,
        np.float64,
    )


def products(counts: Floats, among: Flags | None = None) -> Floats:
    """The sums over some persons, or all, of the products of every two of their counts: all that an arm is read from.

    They add up, and are exact as long as the counts are whole numbers.
    """
    return np.asarray((counts if among is None else counts * among) @ counts.T, np.float64)


def cases_of(products: Floats) -> float:
    """The cases after, of the persons whose products these are."""
    return float(products[_ONE, _CASES])


def arms_of_products(shown: Floats, held_out: Floats) -> TwoArms | None:
    """`adjusted_arms` of two arms of which the `products` are known."""
    if min(shown[_ONE, _ONE], held_out[_ONE, _ONE]) <= 0:
        return None
    both = shown + held_out
    habit = _habit(both)
    arms = [_Side.of(own, habit) for own in (shown, held_out)]
    slope, explained = _slope(arms)
    middle = float(both[_ONE] @ habit) / float(both[_ONE, _ONE])
    one, other = (arm.adjusted(slope, middle) for arm in arms)
    return TwoArms(one, other, explained)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One arm: its persons, its ratio, the mean of their habits, and sums of squares of what is left less its mean.

    `pulls` is that of each person's pull on the ratio, `habits` that of the habits, `together` that of both.
    """

    persons: int
    ratio: float
    habit: float
    pulls: float
    habits: float
    together: float

    @classmethod
    def of(cls, products: Floats, habit: Floats) -> _Side:
        sums = products[_ONE]
        persons, ratio = float(sums[_ONE]), float(sums[_QUALIFIED] / sums[_CASES])
        weighed = np.zeros((2, len(sums)))
        weighed[0, [_QUALIFIED, _CASES]] = persons / sums[_CASES], -ratio * persons / sums[_CASES]
        weighed[1] = habit
        means = weighed @ sums / persons
        left = weighed @ products @ weighed.T - persons * np.outer(means, means)
        squares = np.abs(weighed) @ products @ np.abs(weighed).T
        (pulls, together), (_, habits) = np.where(np.abs(left) > _ROUNDING * squares, left, 0.0).tolist()
        return cls(
            persons=int(persons),
            ratio=ratio,
            habit=float(means[1]),
            pulls=pulls,
            habits=habits,
            together=together,
        )

    def adjusted(self, slope: float, middle: float) -> Arm:
        left = self.pulls - 2 * slope * self.together + slope**2 * self.habits
        variance = left / (self.persons * max(self.persons - 1, 1))
        return Arm(self.ratio - slope * (self.habit - middle), max(variance, self._least), self.persons)

    @property
    def _least(self) -> float:
        """The variance were one person more in the arm, and that one unlike all others.

        Where all agree, or hardly any does not, the scatter that is seen tells nothing of those not seen.
        """
        unlike = 1 / (self.persons + 2)
        return unlike * (1 - unlike) / self.persons


def _habit(both: Floats) -> Floats:
    """How many more of each person's earlier cases qualified than would have at everyone's ratio, as a weighing."""
    sums, found = both[_ONE], np.zeros(len(both))
    if sums[_PRESENT_BEFORE] < _FEWEST_BEFORE or sums[_CASES_BEFORE] <= 0:
        return found
    found[[_QUALIFIED_BEFORE, _CASES_BEFORE]] = 1, -float(sums[_QUALIFIED_BEFORE] / sums[_CASES_BEFORE])
    return found


def _slope(arms: list[_Side]) -> tuple[float, float]:
    """The common slope of the pulls on the habits, and the share of the pulls' variance that it explains."""
    habits, together = sum(arm.habits for arm in arms), sum(arm.together for arm in arms)
    pulls = sum(arm.pulls for arm in arms)
    if habits <= 0 or pulls <= 0:
        return 0.0, 0.0
    return together / habits, together**2 / (habits * pulls)
