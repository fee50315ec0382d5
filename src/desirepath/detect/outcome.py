"""What a signal looks at: for each person, at one step, how many cases went wrong in one way, of how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from desirepath.observe.step_tallies import Span, StepTallies
from desirepath.statistics.tallies import Tally, tally
from desirepath.vocabulary.signal import Symptom

Reference: TypeAlias = Literal["step", "workflow", "others"]
"""What the cases since go-live are held against: the step before, the whole workflow before, or other cohorts."""

FEWEST_PERSONS = 20
FEWEST_CASES = 50
"""With fewer before go-live, there is no baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One way in which cases can go wrong at a step. `material` is the least excess (per case) worth a word."""

    signal: str
    symptom: Symptom
    step: int
    since: Tally
    before: Tally | None
    reference: Reference
    material: float
    unit: str = "share of cases"


def rate_at_step(
    tallies: StepTallies, step: int, counts: tuple[str, ...], of: str
) -> tuple[Tally, Tally | None, Reference]:
    """The tallies since and before of cases with any of these counts at a step, of those in the count `of`.

    A step that hardly anyone came to before go-live has no baseline of its own: then all of the workflow's steps
    before, taken together, stand for it. One step of the new way should not lose more than the old way did in all.
    """
    since = _tally(tallies.since, step, counts, of)
    before = _tally(tallies.before, step, counts, of)
    if _is_enough(before):
        return since, before, "step"
    whole = tally(
        np.minimum(
            sum((tallies.before.of_steps[name].sum(axis=0) for name in counts), np.zeros_like(tallies.person)),
            tallies.before.of_cases["cases"],
        ),
        tallies.before.of_cases["cases"],
    )
    return (since, whole, "workflow") if _is_enough(whole) else (since, None, "others")


def _tally(span: Span, step: int, counts: tuple[str, ...], of: str) -> Tally:
    whole = span.of_steps[of][step] if of in span.of_steps else span.of_cases[of]
    part = sum((span.of_steps[name][step] for name in counts), np.zeros_like(whole))
    return tally(np.minimum(part, whole), whole)


def _is_enough(found: Tally) -> bool:
    return bool(np.count_nonzero(found.present) >= FEWEST_PERSONS and found.denominator.sum() >= FEWEST_CASES)


def persons_at(found: Tally, chosen: npt.NDArray[np.bool_]) -> int:
    """How many of the chosen have a case in it."""
    return int(np.count_nonzero(found.present & chosen))
