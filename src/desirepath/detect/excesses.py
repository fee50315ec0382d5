"""Each person's excess at a step: one to see everyone's trouble in, one to see a cohort's."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.detect.like_for_like import like_for_like
from desirepath.detect.outcome import Outcome
from desirepath.observe.step_tallies import StepTallies
from desirepath.statistics.excess import Excess, excess_over_baseline, excess_over_others
from desirepath.statistics.tallies import Tally


@dataclass(frozen=True, slots=True)
class Excesses:
    """`of_all` is over the baseline, None without one; `between` is what cohorts are searched in.

    Where the step has a baseline of its own, both are the same. Where the whole workflow stands for it, only what
    differs between people is taken from that: the level of the new step is its own.
    """

    of_all: Excess | None
    between: Excess


def excesses(outcome: Outcome, tallies: StepTallies) -> Excesses | None:
    """Both; None where nobody has a case, or none has anybody to be compared with."""
    since, before = outcome.since, outcome.before
    if not since.present.any():
        return None
    if before is None:
        return Excesses(None, excess_over_others(since))
    cell = like_for_like(before, tallies.codes)
    try:
        of_all = excess_over_baseline(since, before, cell)
        between = of_all if outcome.reference == "step" else excess_over_baseline(since, _levelled(before, since), cell)
    except ValueError:
        return Excesses(None, excess_over_others(since))
    if not of_all.since.any():
        return None
    return Excesses(of_all, between)


def _levelled(before: Tally, since: Tally) -> Tally:
    """The baseline brought to the level of the cases since; a share stays one."""
    level = float(before.ratios[before.present].mean())
    now = float(since.ratios[since.present].mean())
    if level <= 0:
        return Tally(before.numerator + now * before.denominator, before.denominator)
    scaled = before.numerator * (now / level)
    shares = before.is_of_shares and since.is_of_shares
    return Tally(scaled.clip(max=before.denominator) if shares else scaled, before.denominator)
