"""For whom else an intervention that helps could be switched on."""

from __future__ import annotations

import numpy as np

from desirepath.observe.grouping import NONE
from desirepath.prove.measured import Rows
from desirepath.prove.measures import Measure
from desirepath.prove.question import Question
from desirepath.vocabulary.cohort import Cohort

FEWEST_CASES = 50


def elsewhere(question: Question, rows: Rows, measure: Measure) -> str | None:
    """The cohort to expand to: that beside its own where the measure is worst, else those who are held out.

    None where everybody has it. A cohort is named only with as many people as the floor asks for.
    """
    beside = _worst_beside(question, rows, measure)
    if beside is not None:
        return str(beside)
    waiting = question.members & (question.assigned.arm == 0)
    if question.assigned.held_out.any():
        return "those held out"
    return "those who still wait" if waiting.sum() >= question.floor else None


def _worst_beside(question: Question, rows: Rows, measure: Measure) -> Cohort | None:
    """The cohort that differs from its own in the last attribute alone, where it would be needed no less than there."""
    if question.shipped.cohort.is_everyone:
        return None
    *fixed, (cut, own) = question.shipped.cohort.pairs
    codes = question.people.codes.get(cut)
    if codes is None:
        return None
    among = question.people.members(Cohort(tuple(fixed))) & (question.assigned.arm == 0)
    recent = rows.at >= question.starts
    best: tuple[float, Cohort] | None = None
    for code, value in enumerate(question.people.values[cut]):
        mine = among & (codes == code) & (codes != NONE)
        chosen = recent & mine[rows.person]
        people = len(np.unique(rows.person[chosen & (rows.denominator > 0)]))
        if value == own or people < question.floor or rows.denominator[chosen].sum() < FEWEST_CASES:
            continue
        level = float(rows.numerator[chosen].sum() / rows.denominator[chosen].sum())
        badness = level if measure.better == "down" else -level
        if badness >= _own_badness(question, rows, measure) and (best is None or badness > best[0]):
            best = badness, Cohort(tuple(sorted([*fixed, (cut, value)])))
    return None if best is None else best[1]


def _own_badness(question: Question, rows: Rows, measure: Measure) -> float:
    """How bad it is where it is not shown: among those held out, or else before the start."""
    held = question.assigned.held_out[rows.person] & (rows.at >= question.starts)
    chosen = held if held.any() else question.members[rows.person] & (rows.at < question.starts)
    cases = float(rows.denominator[chosen].sum())
    level = float(rows.numerator[chosen].sum()) / cases if cases else 0.0
    return level if measure.better == "down" else -level
