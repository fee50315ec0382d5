"""Signals that agree on a step and a cohort, put together: one trouble, one candidate for a friction point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desirepath.detect.look import Mask, Seen
from desirepath.observe.step_tallies import StepTallies
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.signal import Symptom

SAME_PEOPLE = 0.3
"""Two cohorts are of one trouble where they share so much of all their people, or one lies within the other."""
MOSTLY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One trouble: the signal that touches most cases beyond what was expected, and those that agree with it."""

    step: int
    symptom: Symptom
    head: Seen
    q_value: float
    others: tuple[Seen, ...]

    @property
    def cohort(self) -> Cohort:
        return self.head.cohort

    @property
    def members(self) -> Mask:
        return self.head.members


def candidates(found: Sequence[tuple[Seen, float]], tallies: StepTallies) -> list[Candidate]:
    """One candidate for each step and group of people, the one with most excess cases first.

    Of several signals at a step whose people overlap the one that touches most excess cases gives the symptom;
    tickets beside another signal are evidence, and so is everything else.
    """
    left = sorted(found, key=lambda one: (-_weight(one[0]), one[1], one[0].outcome.step))
    made: list[Candidate] = []
    while left:
        head, q_value = left.pop(0)
        agreeing = [one for one in left if _agrees(head, one[0])]
        left = [one for one in left if one not in agreeing]
        made.append(
            Candidate(
                step=head.outcome.step,
                symptom=_symptom(head, tallies),
                head=head,
                q_value=q_value,
                others=tuple(seen for seen, _ in agreeing),
            )
        )
    return sorted(made, key=lambda one: -one.head.excess_cases)


def _weight(seen: Seen) -> float:
    """Excess cases; tickets come after every other signal of their step."""
    behind = 1e-6 if seen.outcome.symptom is Symptom.TICKET_SPIKE else 1.0
    return seen.excess_cases * behind


def _agrees(head: Seen, other: Seen) -> bool:
    if head.outcome.step != other.outcome.step:
        return False
    shared = int(np.count_nonzero(head.members & other.members))
    smaller = min(int(head.members.sum()), int(other.members.sum()))
    together = int(np.count_nonzero(head.members | other.members))
    return shared == smaller or shared >= SAME_PEOPLE * together


def _symptom(head: Seen, tallies: StepTallies) -> Symptom:
    """That of the signal; work in one cohort that is only slower, not given up, is a gap between cohorts."""
    if head.outcome.symptom is not Symptom.ABANDONMENT_AT_STEP:
        return head.outcome.symptom
    step, inside = head.outcome.step, head.members
    stuck = int(tallies.since.of_steps["stuck"][step][inside].sum())
    slow = int(tallies.since.of_steps["slow"][step][inside].sum())
    only_slower = slow > MOSTLY * (stuck + slow)
    return Symptom.COHORT_GAP if only_slower and not head.cohort.is_everyone else head.outcome.symptom
