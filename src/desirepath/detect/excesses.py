"""Each person's excess at a step: one to see everyone's trouble in, one to see a cohort's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desirepath.detect.like_for_like import like_for_like
from desirepath.detect.outcome import Outcome
from desirepath.observe.step_tallies import StepTallies
from desirepath.statistics.excess import Excess, excess_over_baseline, excess_over_others
from desirepath.statistics.tallies import Floats, Integers, Tally

FEWEST_ALIKE = 5
"""With fewer who were like them before, people have nobody to be compared with."""
NEW_STEP = 2.0
"""A step that is new may cost so many times what the old way cost in all: nobody knows yet what is usual there."""
AT_FIRST, SETTLED = 0.5, 28.0
"""On the first day half as often again as before go-live, and less every day for four weeks: what is new goes wrong
more often at first, and gets better by itself."""
_DRAWN_BY = 50.0
"""As many cases of the average are added to a group before its rate is believed."""


@dataclass(frozen=True, slots=True)
class Excesses:
    """`of_all` is over the baseline, None without one; `between` is what cohorts are searched in.

    Where the step has a baseline of its own, both are the same. Where the whole workflow stands for it, only what
    differs between people is taken from that: the level of the new step is its own. `usual` is every row's rate before.
    """

    of_all: Excess | None
    between: Excess
    usual: Floats | None = None
    cell: Integers | None = None


def excesses(outcome: Outcome, tallies: StepTallies) -> Excesses | None:
    """Both; None where nobody has a case, or none has anybody to be compared with."""
    since, before = outcome.since, outcome.before
    if not since.present.any():
        return None
    if before is None:
        return Excesses(None, excess_over_others(since))
    cell = like_for_like(before, tallies.codes)
    if outcome.reference == "workflow":
        before = _times(before, NEW_STEP)
    elif outcome.reference == "step" and tallies.workflow.steps[outcome.step].changed:
        before = _times(before, settling(tallies.days_since))
    try:
        of_all = excess_over_baseline(since, before, cell, fewest=FEWEST_ALIKE)
        between = (
            of_all
            if outcome.reference == "step"
            else excess_over_baseline(since, _levelled(before, since), cell, fewest=FEWEST_ALIKE)
        )
    except ValueError:
        return Excesses(None, excess_over_others(since))
    if not of_all.since.any():
        return None
    return Excesses(of_all, between, _usual_rates(before, cell), cell)


def settling(days: float) -> float:
    """How many times as often something may go wrong at a changed step so soon after go-live, and be no trouble yet."""
    return 1 + AT_FIRST * max(0.0, 1 - days / SETTLED)


def _times(before: Tally, factor: float) -> Tally:
    scaled = before.numerator * factor
    return Tally(scaled.clip(max=before.denominator) if before.is_of_shares else scaled, before.denominator)


def _levelled(before: Tally, since: Tally) -> Tally:
    """The baseline brought to the level of the cases since; a share stays one."""
    level = float(before.ratios[before.present].mean())
    now = float(since.ratios[since.present].mean())
    if level <= 0:
        return Tally(before.numerator + now * before.denominator, before.denominator)
    scaled = before.numerator * (now / level)
    shares = before.is_of_shares and since.is_of_shares
    return Tally(scaled.clip(max=before.denominator) if shares else scaled, before.denominator)


def _usual_rates(before: Tally, cell: Integers) -> Floats:
    """For every row the rate before of those who are like it, drawn a little to that of all."""
    cases = np.bincount(cell, weights=before.denominator)
    rate = float(before.numerator.sum() / max(before.denominator.sum(), 1.0))
    rates = (np.bincount(cell, weights=before.numerator) + _DRAWN_BY * rate) / (cases + _DRAWN_BY)
    return np.asarray(rates[cell])
