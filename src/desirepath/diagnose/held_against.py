"""How often something happens among the people who have a trouble, and how often it was to be expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from desirepath.observe.heard import Floats, Heard
from desirepath.observe.step_tallies import StepTallies
from desirepath.observe.trouble import Trouble
from desirepath.statistics.daily_baseline import LEAST_FREEDOM
from desirepath.statistics.scatter import scatter
from desirepath.statistics.tallies import Flags, Tally, tally
from desirepath.statistics.two_counts import TwoCounts

Against: TypeAlias = Literal["before", "others", "other steps"]

FEWEST_PERSONS, FEWEST_CASES = 10, 30
"""Fewer than these are nothing to hold anything against."""
DIFFERS = 0.01
"""A source differs if there is at most this chance of so much without any trouble."""
_LEAST_MORE = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A count over cases, beside what the cases it is held against make of it. `p` is one-sided for more."""

    count: float
    expected: float
    cases: float
    p: float
    against: Against

    @property
    def excess(self) -> float:
        """How much more there is than expected; never less than nothing."""
        return max(0.0, self.count - self.expected)

    @property
    def differs(self) -> bool:
        """Whether it is more than chance makes likely."""
        return self.p <= DIFFERS and self.excess >= _LEAST_MORE


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Where a count is looked at, and what it is held against: tallies over the same rows, and which rows."""

    since: Tally
    inside: Flags
    base: Tally
    rows: Flags
    against: Against

    @property
    def times(self) -> float:
        """How many times as many cases there are as in what they are held against."""
        return float(self.since.denominator[self.inside].sum() / self.base.denominator[self.rows].sum())

    def compared(self) -> Compared:
        """The count beside what was to be expected."""
        count, cases = (float(column[self.inside].sum()) for column in (self.since.numerator, self.since.denominator))
        base = float(self.base.numerator[self.rows].sum())
        freedom = max(LEAST_FREEDOM, float(np.count_nonzero(self.rows & self.base.present)) - 1)
        test = TwoCounts(count, base, self.times, scatter(self.base, self.rows), freedom)
        return Compared(count=count, expected=base * self.times, cases=cases, p=test.higher(1.0), against=self.against)


def held(trouble: Trouble, since: Tally, before: Tally | None, elsewhere: Tally | None) -> Held | None:
    """Against the same people's cases before; without any against other people's; without those at other steps.

    None where there is nothing to hold it against.
    """
    inside = trouble.members & since.present
    choices: tuple[tuple[Tally | None, Flags, Against], ...] = (
        (before, trouble.members, "before"),
        (None if trouble.cohort.is_everyone else since, ~trouble.members, "others"),
        (elsewhere, trouble.members, "other steps"),
    )
    for base, rows, against in choices:
        if base is not None and inside.any() and _is_enough(base, rows):
            return Held(since=since, inside=inside, base=base, rows=rows & base.present, against=against)
    return None


def _is_enough(base: Tally, rows: Flags) -> bool:
    chosen = rows & base.present
    return bool(np.count_nonzero(chosen) >= FEWEST_PERSONS and base.denominator[chosen].sum() >= FEWEST_CASES)


def cases_held(trouble: Trouble, tallies: StepTallies, count: str, of: str = "entered") -> Held | None:
    """Cases with a count at the step of a trouble, of those that came to it (or of another count of all cases)."""
    step = trouble.step

    def at(span: str) -> Tally:
        found = getattr(tallies, span)
        whole = found.of_steps[of][step] if of in found.of_steps else found.of_cases[of]
        return tally(np.minimum(found.of_steps[count][step], whole), whole)

    entered, part = tallies.since.of_steps["entered"], tallies.since.of_steps[count]
    whole = entered.sum(axis=0) - entered[step]
    elsewhere = tally(np.minimum(part.sum(axis=0) - part[step], whole), whole)
    came_before = tallies.before.of_steps["entered"][step].any()
    can_be_told = count != "bypassed" or tallies.workflow.old_path is not None
    return held(trouble, at("since"), at("before") if came_before and can_be_told else None, elsewhere)


def told_held(trouble: Trouble, tallies: StepTallies, heard: Heard, weight: Floats | None = None) -> Held | None:
    """What was said at the step of a trouble, per case that came to it; `weight` counts parts of it."""
    rows = len(tallies.person)

    def told(chosen: Flags, entered: Floats) -> Tally:
        return tally(np.where(entered > 0, heard.by_row(chosen, rows, weight), 0.0), entered)

    before, since = (span.of_steps["entered"] for span in (tallies.before, tallies.since))
    step = trouble.step
    elsewhere = (heard.row >= 0) & heard.is_since & (heard.step != step) & (heard.step >= 0)
    return held(
        trouble,
        told(heard.at(step, since=True), since[step]),
        told(heard.at(step, since=False), before[step]) if heard.reaches_back else None,
        told(elsewhere, since.sum(axis=0) - since[step]),
    )
