"""What a signal looks at: for each person, at one step, how many cases went wrong in one way, of how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from desirepath.observe.heard import Heard
from desirepath.observe.step_tallies import Span, StepTallies
from desirepath.statistics.tallies import Flags, Tally, tally
from desirepath.vocabulary.signal import Symptom

Reference: TypeAlias = Literal["step", "workflow", "steps", "others"]
"""What the cases since go-live are held against: the step before, the workflow before, its other steps, other cohorts."""

FEWEST_PERSONS = 20
FEWEST_CASES = 50
"""With fewer before go-live, there is no baseline."""


Rates: TypeAlias = tuple[Tally, Tally | None, Reference]
"""What a step's cases since go-live came to, what that is held against, and what the latter is."""
ChosenRows: TypeAlias = tuple[str, Flags]
"""A table of what was told, and which of its rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One way in which cases can go wrong, at whatever step. `material` is the least excess (per case) worth a word.

    `loudness` is how many of the cases in trouble are thought to show it. Where several show at a step, the one that
    touches most cases gives the symptom; `heads` is how much a case counts in that. Traces that are no signal of their
    own (answers, searches, signs) have no `signal` and no `symptom`; they only agree with others.
    """

    signal: str = ""
    symptom: Symptom | None = None
    unit: str = "share of cases"
    material: float = 0.0
    loudness: float = 1.0
    heads: float = 1.0

    def at(self, step: int, rates: Rates, told: Sequence[ChosenRows] = ()) -> Iterator[Outcome]:
        """The outcome at a step, where there is anything of it; `told` are the rows it was counted from, if any."""
        since, before, reference = rates
        if since.numerator.any():
            yield Outcome(kind=self, step=step, since=since, before=before, reference=reference, told=tuple(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One way in which cases can go wrong at one step. Without `told`, it is counted from cases."""

    kind: Kind
    step: int
    since: Tally
    before: Tally | None
    reference: Reference
    told: tuple[ChosenRows, ...] = ()

    @property
    def signal(self) -> str:
        return self.kind.signal

    @property
    def symptom(self) -> Symptom | None:
        return self.kind.symptom


def rate_at_step(tallies: StepTallies, step: int, counts: tuple[str, ...], of: str) -> Rates:
    """The tallies since and before of cases with any of these counts at a step, of those in the count `of`.

    A step that hardly anyone came to before go-live has no baseline of its own: then all of the workflow's steps
    before, taken together, stand for it. One step of the new way should not lose more than the old way did in all.
    """
    since = _tally(tallies.since, step, counts, of)
    before = _tally(tallies.before, step, counts, of)
    if is_enough(before) and is_enough(_tally(tallies.before, step, (), "entered")):
        return since, before, "step"
    cases = tallies.before.of_cases["cases"]
    part = sum((tallies.before.of_steps[name].sum(axis=0) for name in counts), np.zeros_like(cases))
    whole = tally(np.minimum(part, cases), cases)
    return (since, whole, "workflow") if is_enough(whole) else (since, None, "others")


def bypass_at_step(tallies: StepTallies, step: int) -> Rates:
    """The tallies since and before of cases that go round a step, of those that ended.

    Without an old path nobody can say what was gone round before go-live: then the other steps since, taken together,
    stand for it.
    """
    if tallies.workflow.old_path is not None:
        return rate_at_step(tallies, step, ("bypassed",), "ended")
    ended, bypassed = tallies.since.of_cases["ended"], tallies.since.of_steps["bypassed"]
    elsewhere = tally(np.minimum(bypassed.sum(axis=0) - bypassed[step], ended), ended)
    since = _tally(tallies.since, step, ("bypassed",), "ended")
    return (since, elsewhere, "workflow") if is_enough(elsewhere) else (since, None, "others")


def told_at_step(tallies: StepTallies, heard: Heard, step: int) -> Rates:
    """The tallies since and before of how often something was told, per case that comes to the step.

    Without a baseline of the step's own all that was told before stands for it, per case. A table that begins with
    go-live is held against the other cohorts.
    """
    rows = len(tallies.person)
    since = _told(heard, heard.at(step, since=True), tallies.since.of_steps["entered"][step])
    if not heard.reaches_back:
        return since, None, "others"
    before = _told(heard, heard.at(step, since=False), tallies.before.of_steps["entered"][step])
    if is_enough(before):
        return since, before, "step"
    cases = tallies.before.of_cases["cases"]
    told = heard.by_row((heard.row >= 0) & ~heard.is_since, rows)
    whole = tally(np.where(cases > 0, told, 0.0), cases)
    return (since, whole, "workflow") if is_enough(whole) else (since, None, "others")


def against_other_steps(others: Tally) -> tuple[Tally | None, Reference]:
    """What stands in for a baseline where there is none: the workflow's other steps, if they have enough."""
    return (others, "steps") if is_enough(others) else (None, "others")


def _told(heard: Heard, chosen: Flags, entered: npt.NDArray[np.int64]) -> Tally:
    return tally(np.where(entered > 0, heard.by_row(chosen, len(entered)), 0.0), entered)


def _tally(span: Span, step: int, counts: tuple[str, ...], of: str) -> Tally:
    whole = span.of_steps[of][step] if of in span.of_steps else span.of_cases[of]
    part = sum((span.of_steps[name][step] for name in counts), np.zeros_like(whole))
    return tally(np.minimum(part, whole), whole)


def is_enough(found: Tally) -> bool:
    """Whether there are people and cases enough for a baseline."""
    return bool(np.count_nonzero(found.present) >= FEWEST_PERSONS and found.denominator.sum() >= FEWEST_CASES)


def persons_at(found: Tally, chosen: Flags) -> int:
    """How many of the chosen have a case in it."""
    return int(np.count_nonzero(found.present & chosen))
