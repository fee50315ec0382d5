"""Everything that is said of a variant beside the path in force: read once, held by all its cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desirepath.observe.alignment import align, standing
from desirepath.observe.automaton import Automaton, automaton_of
from desirepath.observe.case_reading import CaseReading, read_case
from desirepath.observe.tokens import Token
from desirepath.vocabulary.conformance import Alignment, JudgedBy
from desirepath.vocabulary.rollout import Workflow


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantFacts:
    """A variant's steps, its alignment, and what follows from them.

    `reached` are the steps attempted, over whatever channel, and, while the case goes on, the one it has next. `skipped` are
    those that an ended case went without. `bypassed` are the steps at which a case left the path: done over
    another channel, or the first of some that it went without. `doubled` are those done once too often.
    `failed_at` leaves denied attempts to `denied_at`, `returned_at` are part of it. `abandoned_at` is where the case stopped if it is given up.
    """

    steps: tuple[str, ...]
    alignment: Alignment
    is_word: bool
    ended: bool
    outside: bool
    withdrawn: bool
    exceptions: int
    denied: int
    superseded: int
    reached: tuple[str, ...]
    passed: tuple[str, ...]
    skipped: tuple[str, ...]
    failed_at: tuple[str, ...]
    returned_at: tuple[str, ...]
    denied_at: tuple[str, ...]
    duplicated_at: tuple[str, ...]
    bypassed: tuple[str, ...]
    doubled: tuple[str, ...]
    done_outside: tuple[str, ...]
    abandoned_at: str | None


def facts_of(
    workflow: Workflow,
    variants: Sequence[tuple[Token, ...]],
    *,
    judged_by: JudgedBy,
    seconds: float | None,
    clock: Callable[[], float],
) -> list[VariantFacts]:
    """The facts of each variant, judged by the workflow's path or old path."""
    path = workflow.old_path if judged_by == "old_path" and workflow.old_path is not None else workflow.path
    automaton = automaton_of(path)
    readings = [read_case(tokens, automaton.can_be_last) for tokens in variants]
    steps = [reading.steps for reading in readings]
    alignments = align(automaton, steps, seconds=seconds, clock=clock)
    unfinished = sorted({reading.walked for reading in readings if not reading.ended})
    stands = dict(zip(unfinished, standing(automaton, unfinished, seconds=seconds, clock=clock), strict=True))
    known = {step.id for step in workflow.steps}
    return [
        _facts(reading, alignment, _next(automaton, stands.get(reading.walked)), known)
        for reading, alignment in zip(readings, alignments, strict=True)
    ]


def _next(automaton: Automaton, state: int | None) -> str | None:
    return None if state is None else automaton.next_step(state)


def _facts(reading: CaseReading, alignment: Alignment, following: str | None, known: set[str]) -> VariantFacts:
    goes_on = not reading.ended and not reading.withdrawn
    reached = dict.fromkeys(
        (*reading.attempted, *reading.done_outside, *((following,) if goes_on and following else ()))
    )
    skipped = dict.fromkeys(step for kind, step in alignment.moves if kind == "skip")
    return VariantFacts(
        steps=reading.steps,
        alignment=alignment,
        is_word=alignment.cost == 0,
        ended=reading.ended,
        outside=reading.outside,
        withdrawn=reading.withdrawn,
        exceptions=reading.exceptions,
        denied=reading.denied,
        superseded=reading.superseded,
        reached=tuple(reached),
        passed=tuple(step for step in dict.fromkeys(reading.steps) if step in known),
        skipped=tuple(skipped) if reading.ended else (),
        failed_at=reading.failed_at,
        returned_at=reading.returned_at,
        denied_at=reading.denied_at,
        duplicated_at=reading.duplicated_at,
        bypassed=_bypassed(reading, alignment) if reading.ended else reading.done_outside,
        doubled=tuple(step for step in _doubled(reading, alignment) if step in known),
        done_outside=reading.done_outside,
        abandoned_at=None if reading.ended else reading.last_unsuccessful or following,
    )


def _bypassed(reading: CaseReading, alignment: Alignment) -> tuple[str, ...]:
    """Where an ended case left the path: of steps that it went without one after the other, only the first."""
    left = dict.fromkeys(reading.done_outside)
    before = ""
    for kind, step in alignment.moves:
        if kind == "skip" and before != "skip":
            left[step] = None
        before = kind
    return tuple(left)


def _doubled(reading: CaseReading, alignment: Alignment) -> tuple[str, ...]:
    # A step of the old way that is still done is no step done twice: once it has to be in its place.
    in_place = {step for kind, step in alignment.moves if kind == "sync"}
    again = (step for kind, step in alignment.moves if kind == "extra" and step in in_place)
    return tuple(dict.fromkeys((*reading.duplicated_at, *again)))
