"""Signals that agree on a step and a cohort, put together: one trouble, one candidate for a friction point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from desirepath.detect.agreement import Agreement
from desirepath.detect.look import Seen, matters
from desirepath.observe.step_tallies import StepTallies
from desirepath.observe.trouble import Trouble
from desirepath.statistics.discoveries import benjamini_hochberg
from desirepath.vocabulary.signal import Symptom

SAME_PEOPLE = 0.3
"""Two cohorts are of one trouble where they share so much of all their people, or one lies within the other."""
MOSTLY = 0.5
SUSPECTED = 0.1
"""The share of false ones among all places where traces agree. It is twice that of signals: a place is a suspicion, which
a second source has to confirm, and found days earlier."""
SHOWS = 0.05
"""A symptom shows in a cohort where there is at most this chance of as much without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One trouble: the symptom that touches most cases beyond what was expected, and those that agree with it."""

    trouble: Trouble
    head: Seen
    q_value: float
    others: tuple[Seen, ...]


def candidates(
    found: Sequence[tuple[Seen, float]], agreed: Iterable[Agreement], tallies: StepTallies
) -> list[Candidate]:
    """One candidate for each step and group of people, the one with most excess cases first.

    Of several signals at a step whose people overlap the one that touches most excess cases gives the symptom;
    tickets beside another signal are evidence, and so is everything else.
    """
    made: list[Candidate] = []
    for agreement, q_value in _standing(agreed):
        shown = [
            part
            for part, chance, is_mixed in zip(agreement.parts, agreement.chances, agreement.mixed, strict=True)
            if not is_mixed and part.outcome.symptom is not None and chance <= SHOWS and matters(part)
        ]
        shown = [part for part in shown if not is_only_slower(part, tallies)]
        if shown:
            made.append(_candidate(shown, q_value, tallies))
    left = sorted(
        (
            one
            for one in found
            if not is_only_slower(one[0], tallies) and not any(_agrees(point.trouble, one[0]) for point in made)
        ),
        key=lambda one: (-_weight(one[0]), one[1], one[0].outcome.step),
    )
    while left:
        head, q_value = left[0]
        mine = _trouble(head, tallies)
        agreeing = [one for one, _ in left if one is head or _agrees(mine, one)]
        left = [one for one in left if not any(one[0] is other for other in agreeing)]
        made.append(_candidate(agreeing, q_value, tallies))
    return sorted(made, key=lambda one: -one.head.excess_cases)


def _standing(agreed: Iterable[Agreement]) -> list[tuple[Agreement, float]]:
    each = list(agreed)
    judged = benjamini_hochberg([one.p_value for one in each], rate=SUSPECTED)
    return [(each[place], judged.q_values[place]) for place in judged.found]


def _candidate(seen: Sequence[Seen], q_value: float, tallies: StepTallies) -> Candidate:
    ordered = sorted(seen, key=lambda one: (-_weight(one), one.outcome.signal))
    head = ordered[0]
    return Candidate(trouble=_trouble(head, tallies), head=head, q_value=q_value, others=tuple(ordered[1:]))


def _weight(seen: Seen) -> float:
    return seen.excess_cases * seen.outcome.kind.heads


def _trouble(head: Seen, tallies: StepTallies) -> Trouble:
    return Trouble(step=head.outcome.step, symptom=symptom_of(head, tallies), cohort=head.cohort, members=head.members)


def _agrees(mine: Trouble, other: Seen) -> bool:
    if mine.step != other.outcome.step:
        return False
    shared = int(np.count_nonzero(mine.members & other.members))
    smaller = min(int(mine.members.sum()), int(other.members.sum()))
    together = int(np.count_nonzero(mine.members | other.members))
    return shared == smaller or shared >= SAME_PEOPLE * together


def symptom_of(head: Seen, tallies: StepTallies) -> Symptom:
    """That of the signal; work in one cohort that is only slower, not given up, is a gap between cohorts."""
    symptom = head.outcome.symptom
    if symptom is None:
        raise ValueError("what is no symptom cannot be the head of a friction point")
    if symptom is not Symptom.ABANDONMENT_AT_STEP:
        return symptom
    return Symptom.COHORT_GAP if _mostly_slow(head, tallies) else symptom


def is_only_slower(seen: Seen, tallies: StepTallies) -> bool:
    """Whether everyone's work is only slower, not given up: that is no symptom, as nobody can be compared with."""
    gives_up = seen.outcome.symptom is Symptom.ABANDONMENT_AT_STEP
    return gives_up and seen.cohort.is_everyone and _mostly_slow(seen, tallies)


def _mostly_slow(seen: Seen, tallies: StepTallies) -> bool:
    step, inside = seen.outcome.step, seen.members
    stuck = int(tallies.since.of_steps["stuck"][step][inside].sum())
    slow = int(tallies.since.of_steps["slow"][step][inside].sum())
    return slow > MOSTLY * (stuck + slow)
