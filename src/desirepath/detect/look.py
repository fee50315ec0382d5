"""From outcomes to what stands: the narrowest cohort of each, and all of them judged together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from desirepath.detect.outcome import Outcome, persons_at
from desirepath.observe.step_tallies import StepTallies
from desirepath.statistics.cohort_search import RESAMPLES, narrowest_cohort
from desirepath.statistics.discoveries import benjamini_hochberg
from desirepath.statistics.excess import Excess, excess_over_baseline, excess_over_others
from desirepath.statistics.tallies import Floats, Integers, Tally, joint_cells
from desirepath.vocabulary.cohort import Cohort

MOST_CELL_CUTS = 2
_DIFFERS = 0.01
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One outcome, with the cohort whose trouble it is, before the others were taken into account.

    `members` says which rows of the tallies are in the cohort. `excess` is per case, `value` and `expected` are the
    cohort's mean and what it would be; `p_value` counts all cohorts tried. `rivals` explain it as well.
    """

    outcome: Outcome
    cohort: Cohort
    members: Mask
    value: float
    expected: float
    excess: float
    p_value: float
    people: int
    cases: int
    tried: int
    rivals: tuple[Cohort, ...]

    @property
    def excess_cases(self) -> float:
        """How many more cases are touched than were to be expected."""
        return self.excess * self.cases


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands among all that was looked at: each with its q-value; `level` is that of their intervals."""

    found: tuple[tuple[Seen, float], ...]
    tried: int
    level: float


def look(outcomes: Iterable[Outcome], tallies: StepTallies, dice: np.random.Generator, *, floor: int) -> list[Seen]:
    """Each outcome that can be looked at, with its narrowest cohort."""
    return [seen for outcome in outcomes if (seen := _seen(outcome, tallies, dice, floor)) is not None]


def standing(seen: Sequence[Seen]) -> Standing:
    """The ones that stand at a false-discovery rate of 5 %, and are large enough to matter."""
    judged = benjamini_hochberg([one.p_value for one in seen])
    found = tuple(
        (seen[place], judged.q_values[place])
        for place in judged.found
        if seen[place].excess >= seen[place].outcome.material
    )
    return Standing(found, sum(one.tried + 1 for one in seen), judged.level)


def _seen(outcome: Outcome, tallies: StepTallies, dice: np.random.Generator, floor: int) -> Seen | None:
    if np.count_nonzero(outcome.since.present) < floor:
        return None
    excess = _excess(outcome, tallies)
    if excess is None or not excess.since.any():
        return None
    codes = tallies.codes
    found = narrowest_cohort(excess, codes, dice, floor=floor)
    members = members_of(found.cohort, codes)
    inside = members & excess.since
    cases = int(outcome.since.denominator[inside].sum())
    value = _mean(outcome.since, inside)
    if found.cohort:
        p = _p_of_cohort(excess, members, found.p_uneven, found.tried)
        expected = _expected_of_cohort(outcome, excess, inside)
    else:
        p = 1.0 if found.p_everyone is None else found.p_everyone
        expected = value - found.excess
    return Seen(
        outcome=outcome,
        cohort=named(found.cohort, tallies),
        members=members,
        value=value,
        expected=max(0.0, expected),
        excess=value - max(0.0, expected),
        p_value=min(1.0, 2 * p),
        people=persons_at(outcome.since, inside),
        cases=cases,
        tried=found.tried,
        rivals=tuple(named(rival, tallies) for rival in found.rivals),
    )


def _excess(outcome: Outcome, tallies: StepTallies) -> Excess | None:
    if outcome.before is None:
        return excess_over_others(outcome.since)
    cell = like_for_like(outcome.before, tallies.codes)
    try:
        return excess_over_baseline(outcome.since, outcome.before, cell)
    except ValueError:
        return None


def like_for_like(before: Tally, codes: Integers) -> Integers:
    """The cells within which people are compared with their baseline: by the one or two cuts that told them apart then.

    The fewer the cells the better each is known; a cut by which people did not differ before needs none.
    """
    strengths = [(_p_of_difference(before, codes[:, cut]), cut) for cut in range(codes.shape[1])]
    chosen = [cut for p, cut in sorted(strengths)[:MOST_CELL_CUTS] if p < _DIFFERS]
    return joint_cells(codes[:, chosen]) if chosen else np.zeros(len(codes), np.int64)


def _p_of_difference(before: Tally, code: Integers) -> float:
    """One-way analysis of variance of the persons' ratios by the values of a cut."""
    present = before.present
    ratios, groups = before.ratios[present], code[present]
    _, group = np.unique(groups, return_inverse=True)
    sizes = np.bincount(group)
    if len(sizes) < 2 or len(ratios) <= len(sizes):
        return 1.0
    means = np.bincount(group, weights=ratios) / sizes
    between = float(np.sum(sizes * (means - ratios.mean()) ** 2)) / (len(sizes) - 1)
    within = float(np.sum((ratios - means[group]) ** 2)) / (len(ratios) - len(sizes))
    return float(special.fdtrc(len(sizes) - 1, len(ratios) - len(sizes), between / within)) if within > 0 else 1.0


def members_of(cohort: tuple[tuple[int, int], ...], codes: Integers) -> Mask:
    """Which rows are in a cohort of (cut, value) pairs."""
    inside = np.ones(len(codes), bool)
    for cut, value in cohort:
        inside &= codes[:, cut] == value
    return inside


def named(cohort: tuple[tuple[int, int], ...], tallies: StepTallies) -> Cohort:
    """A cohort by the names of its cuts and values."""
    return Cohort(tuple(sorted((tallies.cuts[cut], tallies.values[cut][value - 1]) for cut, value in cohort)))


def _mean(found: Tally, inside: Mask) -> float:
    chosen = inside & found.present
    return float(found.ratios[chosen].mean()) if chosen.any() else 0.0


def _expected_of_cohort(outcome: Outcome, excess: Excess, inside: Mask) -> float:
    """What the cohort's mean would be: its own baseline where the step has one, else what the others have."""
    if excess.has_baseline and outcome.reference == "step":
        return _mean(outcome.since, inside) - float(excess.amount[inside].sum()) / max(1, int(inside.sum()))
    return _mean(outcome.since, ~inside & excess.since)


def _p_of_cohort(excess: Excess, members: Mask, p_uneven: float, tried: int) -> float:
    """The chance of such a cohort among all that were tried.

    Shuffling tells chances down to one in two hundred. Below that, the chance of the one cohort by its score,
    times the number that were tried.
    """
    if p_uneven > 2 / (1 + RESAMPLES):
        return p_uneven
    inside = members.astype(np.float64)
    weight, total = float(excess.weight.sum()), float(excess.amount.sum())
    part = float(excess.weight @ inside) / weight
    surplus = float(excess.amount @ inside) - part * total
    spread = float(excess.variance @ inside) * (1 - 2 * part) + part**2 * float(excess.variance.sum())
    skew = _skewness(excess.amount - excess.weight * (total / weight))
    z = surplus / math.sqrt(max(spread + skew * max(surplus, 0.0) / 3, 1e-300))
    freedom = max(1, int(np.count_nonzero(members & excess.since)) - 1)
    return min(p_uneven, max(1, tried) * float(special.stdtr(freedom, -z)))


def _skewness(residual: Floats) -> float:
    square = float(np.sum(residual**2))
    return max(0.0, float(np.sum(residual**3)) / square) if square > 0 else 0.0
