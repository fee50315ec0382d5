"""Symptoms that agree on a step: looked for in all traces of it together, where each alone would say too little.

Work that stops, attempts that fail, tickets, answers, searches and signs at one step are added up person by person,
each weighed by how much it would rise if a tenth of the cases were in trouble. The cohort is searched in the sum, so
that a trouble that shows a little in every source is found as early as one that shows in one source alone. Which
symptom it is, is asked afterwards, in that cohort.

Source
    Weights of log-likelihood ratios: Neyman and Pearson 1933. Chances are joined as in Stouffer and others 1949.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from scipy import special

from desirepath.detect.chance import chance_of_all, chance_of_cohort
from desirepath.detect.excesses import Excesses, excesses
from desirepath.detect.look import (
    Named,
    Seen,
    chance_beyond_shuffling,
    cohort_of,
    members_of,
    named,
    of_everyone,
    seen_in,
)
from desirepath.detect.outcome import Outcome
from desirepath.observe.step_tallies import StepTallies
from desirepath.statistics.cohort_search import UNEVEN, FoundCohort, got_better_somewhere
from desirepath.statistics.excess import Excess
from desirepath.statistics.tallies import Flags, Floats

STRUCK, SURE = 0.1, 0.001
"""A trouble worth finding: so many of the cases are in it. And a chance that leaves no doubt."""
_LEAST_RATE = 0.005
_CLEAREST = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A step, the cohort in which its traces agree, and the chance of that; `parts` are the outcomes, each seen there.

    `mixed` says of which some people have surely less than before, where the trouble would be everyone's.
    """

    step: int
    members: Flags
    found: Named
    parts: tuple[Seen, ...]
    chances: tuple[float, ...]
    mixed: tuple[bool, ...]

    @property
    def p_value(self) -> float:
        return self.found.p_value


def agreements(
    outcomes: Sequence[Outcome], tallies: StepTallies, dice: np.random.Generator, *, floor: int
) -> Iterator[Agreement]:
    """One for each step that people came to."""
    for step in range(len(tallies.workflow.steps)):
        known = [(one, both) for one in outcomes if one.step == step and (both := excesses(one, tallies)) is not None]
        if known and np.count_nonzero(tallies.since.of_steps["entered"][step]) >= floor:
            yield _agreement(step, known, tallies, dice, floor)


Known: TypeAlias = Sequence[tuple[Outcome, Excesses]]


def _agreement(step: int, known: Known, tallies: StepTallies, dice: np.random.Generator, floor: int) -> Agreement:
    together = _together([both.between for _, both in known], [_weight(outcome) for outcome, _ in known])
    found, p, chances = _whose(cohort_of(together, tallies, dice, floor), known, tallies)
    members = members_of(found.cohort, tallies.codes)
    rivals = tuple(named(rival, tallies) for rival in found.rivals)
    whose = Named(named(found.cohort, tallies), min(1.0, 2 * p), found.tried, rivals)
    return Agreement(
        step=step,
        members=members,
        found=whose,
        parts=tuple(seen_in(outcome, both, members, whose) for outcome, both in known),
        chances=tuple(chances),
        mixed=tuple(_is_mixed(both, found, tallies, floor) for _, both in known),
    )


def _is_mixed(both: Excesses, found: FoundCohort, tallies: StepTallies, floor: int) -> bool:
    if found.cohort or both.of_all is None:
        return False
    return got_better_somewhere(both.of_all, tallies.codes, floor=floor)


def _whose(found: FoundCohort, known: Known, tallies: StepTallies) -> tuple[FoundCohort, float, list[float]]:
    """Whether it is the cohort's or everyone's, the chance of that, and the chance of each outcome's part in it."""
    of_all = [chance_of_all(outcome, both) for outcome, both in known]
    # That a step has more signs than other steps is in its nature.
    p = _joined([one for one, (outcome, _) in zip(of_all, known, strict=True) if outcome.reference != "steps"])
    if not found.cohort and found.rivals:
        found = _surely(found, known, tallies)
    if not found.cohort:
        return found, p, of_all
    members = members_of(found.cohort, tallies.codes)
    of_cohort = [chance_of_cohort(outcome, both, members) for outcome, both in known]
    p_of_cohort = chance_beyond_shuffling(found, _joined(of_cohort))
    if p_of_cohort <= p or any(outcome.reference == "step" for outcome, _ in known):
        return found, p_of_cohort, of_cohort
    return of_everyone(found), p, of_all


def _surely(found: FoundCohort, known: Known, tallies: StepTallies) -> FoundCohort:
    """The strongest cohort, where shuffling leaves a doubt that its own counts do not."""
    members = members_of(found.rivals[0], tallies.codes)
    chance = found.tried * _joined([chance_of_cohort(outcome, both, members) for outcome, both in known])
    if chance > SURE:
        return found
    return replace(found, cohort=found.rivals[0], rivals=found.rivals[1:], p_uneven=UNEVEN)


def _weight(outcome: Outcome) -> float:
    """How much likelier one more is with the trouble than without."""
    reference = outcome.before if outcome.before is not None and outcome.reference == "step" else outcome.since
    rate = float(reference.numerator.sum() / max(reference.denominator.sum(), 1.0))
    return math.log1p(STRUCK * outcome.kind.loudness / max(rate, _LEAST_RATE))


def _together(each: Sequence[Excess], weights: Sequence[float]) -> Excess:
    """The weighed sum, its variance scaled to what is seen of it: sources that rise together scatter more."""
    amount: Floats = sum((w * one.amount for w, one in zip(weights, each, strict=True)), np.zeros(len(each[0].amount)))
    variance: Floats = sum(
        (w**2 * one.variance for w, one in zip(weights, each, strict=True)), np.zeros(len(each[0].amount))
    )
    present = np.max([one.weight for one in each], axis=0)
    residual = amount - present * (amount.sum() / max(present.sum(), 1.0))
    chosen = variance > 0
    scale = float(np.sum(residual[chosen] ** 2) / variance[chosen].sum()) if chosen.any() else 1.0
    return Excess(amount, present, variance * max(1.0, scale), has_baseline=any(one.has_baseline for one in each))


def _joined(chances: Sequence[float]) -> float:
    """One chance of several, those that say nothing among them."""
    z = [-float(special.ndtri(min(1 - _CLEAREST, max(_CLEAREST, chance)))) for chance in chances if chance < 1]
    return float(special.ndtr(-sum(z) / math.sqrt(len(chances)))) if z else 1.0
