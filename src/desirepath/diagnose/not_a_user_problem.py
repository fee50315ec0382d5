"""Five questions that come before anything is put on users: may it be the workflow, the rule, the missing help?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desirepath.diagnose.piece import Piece
from desirepath.observe.durations import Durations
from desirepath.observe.trouble import Trouble
from desirepath.vocabulary.friction import BlockerKind, Check, CheckFinding, EvidenceSource
from desirepath.vocabulary.signal import Symptom

MOST_PEOPLE = 0.5
FASTER = 0.8
"""A way is faster if half of its cases take at most this part of the time."""
FEWEST_TIMED = 30
ONE_RULE, AGAIN = 0.4, 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the checks look at: the trouble, what the sources say, the times that both ways take, the people it is of."""

    trouble: Trouble
    pieces: Sequence[Piece]
    durations: Durations | None
    share_of_people: float

    def mark(self, name: str) -> float:
        """A mark of the sources that differ; 0 where none has it."""
        return max((piece.marks.get(name, 0.0) for piece in self.pieces if piece.differs), default=0.0)


def checked(looked: Looked) -> tuple[CheckFinding, ...]:
    """All five, those that hold and those that do not."""
    return (
        _many_users(looked),
        _one_cohort(looked),
        _old_way(looked),
        _one_rule(looked),
        _repeated_help(looked),
    )


def _many_users(looked: Looked) -> CheckFinding:
    holds = looked.trouble.cohort.is_everyone or looked.share_of_people >= MOST_PEOPLE
    whom = f"It is the trouble of {looked.share_of_people:.0%} of all who come to the step"
    says = f"{whom}: the step may be badly designed." if holds else f"{whom}, not of most."
    return CheckFinding(check=Check.MANY_USERS_SAME_STEP, holds=holds, says=says)


def _one_cohort(looked: Looked) -> CheckFinding:
    cohort = looked.trouble.cohort
    says = (
        "No cohort has it more than the others."
        if cohort.is_everyone
        else f"It gathers in one cohort ({cohort}): their training, rights or local ways may differ."
    )
    return CheckFinding(check=Check.ONE_COHORT_STRUGGLES, holds=not cohort.is_everyone, says=says)


def _old_way(looked: Looked) -> CheckFinding:
    check = Check.OLD_WAY_IS_FASTER
    times = looked.durations
    new = None if times is None else times.on_path
    ways: Mapping[str, tuple[float, int] | None] = (
        {} if times is None else {"the old way": times.before, "the way round the step": times.round_it}
    )
    if new is None or new[1] < FEWEST_TIMED:
        return CheckFinding(check=check, holds=False, says="There are too few cases on the path to time it.")
    timed = [
        (way, hours)
        for way, found in ways.items()
        if found is not None and found[1] >= FEWEST_TIMED
        for hours in (found[0],)
    ]
    said = "; ".join(f"{way} {hours:.1f} h" for way, hours in timed)
    faster = [way for way, hours in timed if hours <= FASTER * new[0]]
    goes_round = looked.trouble.symptom in (Symptom.APPROVAL_PATH_BYPASSED, Symptom.DUPLICATE_HANDOFFS)
    holds = bool(faster) and (goes_round or "the way round the step" in faster or "the old way" in faster)
    says = f"Half of the cases take at most: on the path {new[0]:.1f} h{f'; {said}' if said else ''}."
    return CheckFinding(check=check, holds=holds, says=says)


def _one_rule(looked: Looked) -> CheckFinding:
    part = max(
        looked.mark(f"{source.value}: {BlockerKind.POLICY_AMBIGUITY.value}")
        for source in (EvidenceSource.TICKETS, EvidenceSource.ANSWERS, EvidenceSource.SEARCHES)
    )
    holds = part >= ONE_RULE
    says = (
        f"{part:.0%} of what more people ask here is about which rule holds: it may be unclear or poorly reinforced."
        if holds
        else "What people ask here does not gather around one rule."
    )
    return CheckFinding(check=Check.TICKETS_AROUND_ONE_RULE, holds=holds, says=says)


def _repeated_help(looked: Looked) -> CheckFinding:
    part = looked.mark("tickets: asked again")
    holds = part >= AGAIN
    says = (
        f"{part:.0%} of the tickets at the step come from people who asked before: help at the step is missing."
        if holds
        else "Few ask twice about the same step."
    )
    return CheckFinding(check=Check.REPEATED_HELP_SAME_TASK, holds=holds, says=says)
