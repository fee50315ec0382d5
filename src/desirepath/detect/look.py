"""From outcomes to what stands: the narrowest cohort of each, and all of them judged together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from desirepath.detect.chance import chance_of_all, chance_of_cohort
from desirepath.detect.excesses import Excesses, excesses
from desirepath.detect.outcome import Outcome, persons_at
from desirepath.observe.step_tallies import StepTallies
from desirepath.statistics.cohort_search import UNEVEN, FoundCohort, narrowest_cohort
from desirepath.statistics.discoveries import benjamini_hochberg
from desirepath.statistics.excess import Excess
from desirepath.statistics.tallies import Flags, Integers, Tally
from desirepath.vocabulary.cohort import Cohort

REASONS = ("permission_level",)
"""Cuts that say why rather than who."""
NEARLY, PART_OF_USUAL = 0.7, 0.25
CohortCodes = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One outcome, with the cohort whose trouble it is, before the others were taken into account.

    `members` says which rows of the tallies are in the cohort. `excess` is per case, `value` and `expected` are the
    cohort's mean and what it would be; `p_value` counts all cohorts tried. `rivals` explain it as well.
    """

    outcome: Outcome
    cohort: Cohort
    members: Flags
    value: float
    expected: float
    p_value: float
    people: int
    cases: int
    tried: int
    rivals: tuple[Cohort, ...]

    @property
    def excess(self) -> float:
        """How much more there is than expected, per case."""
        return self.value - self.expected

    @property
    def excess_cases(self) -> float:
        """How many more cases are touched than were to be expected."""
        return self.excess * self.cases


@dataclass(frozen=True, slots=True)
class SignalsThatStand:
    """What stands among all that was looked at: each with its q-value; `level` is that of their intervals."""

    found: tuple[tuple[Seen, float], ...]
    tried: int
    level: float


def look(outcomes: Iterable[Outcome], tallies: StepTallies, dice: np.random.Generator, *, floor: int) -> list[Seen]:
    """Each outcome that can be looked at, with its narrowest cohort."""
    return [seen for outcome in outcomes if (seen := _seen(outcome, tallies, dice, floor)) is not None]


def standing(seen: Sequence[Seen]) -> SignalsThatStand:
    """The ones that stand at a false-discovery rate of 5 %, and are large enough to matter."""
    judged = benjamini_hochberg([one.p_value for one in seen])
    found = tuple((seen[place], judged.q_values[place]) for place in judged.found if matters(seen[place]))
    return SignalsThatStand(found, sum(one.tried + 1 for one in seen), judged.level)


def matters(seen: Seen) -> bool:
    """Whether an excess is worth a word: some cases in a hundred, and a good part of what is usual there."""
    return seen.excess >= max(seen.outcome.kind.material, PART_OF_USUAL * seen.expected)


def _seen(outcome: Outcome, tallies: StepTallies, dice: np.random.Generator, floor: int) -> Seen | None:
    if np.count_nonzero(outcome.since.present) < floor:
        return None
    both = excesses(outcome, tallies)
    if both is None:
        return None
    found = cohort_of(both.between, tallies, dice, floor)
    p = chance_of_all(outcome, both)
    if found.cohort:
        of_cohort = chance_beyond_shuffling(
            found, chance_of_cohort(outcome, both, members_of(found.cohort, tallies.codes))
        )
        found = of_everyone(found) if p < of_cohort and outcome.reference == "workflow" else found
        p = of_cohort if found.cohort else p
    members = members_of(found.cohort, tallies.codes)
    return seen_in(
        outcome,
        both,
        members,
        Named(
            named(found.cohort, tallies),
            min(1.0, 2 * p),
            found.tried,
            tuple(named(rival, tallies) for rival in found.rivals),
        ),
    )


def cohort_of(excess: Excess, tallies: StepTallies, dice: np.random.Generator, floor: int) -> FoundCohort:
    """The narrowest cohort. It is named by who people are, where that explains the trouble nearly as well.

    What people may do (their permission level) is a reason, which evidence tells of.
    """
    found = narrowest_cohort(excess, tallies.codes, dice, floor=floor)
    reasons = [place for place, cut in enumerate(tallies.cuts) if cut in REASONS]
    if not any(cut in reasons for cut, _ in found.cohort):
        return found
    who = tallies.codes.copy()
    who[:, reasons] = 0
    named_by_people = narrowest_cohort(excess, who, dice, floor=floor)
    if not named_by_people.cohort or named_by_people.strength < NEARLY * found.strength:
        return found
    rivals = (found.cohort, *(one for one in named_by_people.rivals if one != found.cohort))
    return replace(named_by_people, rivals=rivals, tried=found.tried)


def of_everyone(found: FoundCohort) -> FoundCohort:
    """The same, taken as everyone's; what was found stays as its rival."""
    return replace(found, cohort=(), rivals=(found.cohort,))


def chance_beyond_shuffling(found: FoundCohort, chance: float) -> float:
    """The chance of such a cohort among all that were tried.

    Shuffling says whether any cohort stands out, and tells chances down to one in two hundred. Where one does, it is
    the chance of this one cohort's counts, times the number that were tried (Bonferroni 1936).
    """
    return min(found.p_uneven, max(1, found.tried) * chance) if found.p_uneven <= UNEVEN else found.p_uneven


@dataclass(frozen=True, slots=True)
class Named:
    """A cohort by name, the chance of it, how many were tried, and its rivals."""

    cohort: Cohort
    p_value: float
    tried: int
    rivals: tuple[Cohort, ...]


def seen_in(outcome: Outcome, both: Excesses, members: Flags, found: Named) -> Seen:
    """What an outcome comes to in a cohort that was found, over those who can be compared."""
    inside = members & _compared(outcome, both)
    value = mean_of(outcome.since, inside)
    return Seen(
        outcome=outcome,
        cohort=found.cohort,
        members=members,
        value=value,
        expected=max(0.0, min(_expected(outcome, both, inside), value)),
        p_value=found.p_value,
        people=persons_at(outcome.since, inside),
        cases=int(outcome.since.denominator[inside].sum()),
        tried=found.tried,
        rivals=found.rivals,
    )


def members_of(cohort: CohortCodes, codes: Integers) -> Flags:
    """Which rows are in a cohort of (cut, value) pairs."""
    inside = np.ones(len(codes), bool)
    for cut, value in cohort:
        inside &= codes[:, cut] == value
    return inside


def named(cohort: CohortCodes, tallies: StepTallies) -> Cohort:
    """A cohort by the names of its cuts and values."""
    return Cohort(tuple(sorted((tallies.cuts[cut], tallies.values[cut][value - 1]) for cut, value in cohort)))


def mean_of(found: Tally, inside: Flags) -> float:
    """The mean of the ratios of those who are there."""
    chosen = inside & found.present
    return float(found.ratios[chosen].mean()) if chosen.any() else 0.0


def _compared(outcome: Outcome, both: Excesses) -> Flags:
    """Who has a case and somebody to be compared with; people who joined since have nobody."""
    has_counterpart = both.of_all is not None and outcome.reference == "step"
    return both.of_all.since if has_counterpart and both.of_all is not None else outcome.since.present


def _expected(outcome: Outcome, both: Excesses, inside: Flags) -> float:
    """What the mean would be: by the baseline where the step has one, or for everyone; else what the others have."""
    present = outcome.since.present
    is_everyone = not np.any(present & ~inside)
    if both.of_all is None or not (is_everyone or outcome.reference == "step"):
        return mean_of(outcome.since, present if is_everyone else ~inside)
    return mean_of(outcome.since, inside) - float(both.of_all.amount[inside].sum()) / max(1, int(inside.sum()))
