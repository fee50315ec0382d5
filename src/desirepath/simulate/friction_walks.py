"""How a planted friction changes the walks of the cases that it hits.

The blocker decides how: what fails before somebody gives up, which way round a step is taken, what is done twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from desirepath.simulate.layout import MOST_ATTEMPTS, Slot, Trying
from desirepath.simulate.people import Flags, Positions
from desirepath.simulate.sense import Blocker, Symptom
from desirepath.simulate.stage import Planted
from desirepath.simulate.walks import Walks, block
from desirepath.vocabulary.case import Outcome, StepKind

_OUTCOMES: Mapping[Blocker, tuple[Outcome, ...]] = {
    "workflow_friction": (Outcome.FAILED, Outcome.FAILED, Outcome.FAILED),
    "policy_ambiguity": (Outcome.RETURNED, Outcome.RETURNED, Outcome.CORRECTED),
    "access_gap": (Outcome.DENIED, Outcome.DENIED, Outcome.DENIED),
    "capability_gap": (Outcome.FAILED, Outcome.CORRECTED, Outcome.FAILED),
    "support_dependency": (Outcome.FAILED, Outcome.FAILED, Outcome.CORRECTED),
}
_TRIED: Mapping[Symptom, Mapping[Blocker, float]] = {
    "abandonment_at_step": {
        "workflow_friction": 0.75,
        "policy_ambiguity": 0.15,
        "access_gap": 0.9,
        "capability_gap": 0.5,
        "support_dependency": 0.25,
    },
    "approval_path_bypassed": {
        "workflow_friction": 0.15,
        "policy_ambiguity": 0.05,
        "access_gap": 0.85,
        "capability_gap": 0.1,
    },
    "exceptions_rising": dict.fromkeys(_OUTCOMES, 1.0),
    "ticket_spike": {"access_gap": 0.3, "workflow_friction": 0.1},
    "cohort_gap": {"access_gap": 0.2},
    "duplicate_handoffs": {"access_gap": 0.3},
}
"""How often at least one attempt goes wrong in a case that is hit."""
_ONCE_MORE = 0.45
_WAYS_ROUND: Mapping[Blocker, tuple[float, float, float]] = {
    "workflow_friction": (0.5, 0.75, 0.95),
    "policy_ambiguity": (0.65, 0.72, 0.77),
    "access_gap": (0.2, 0.6, 0.95),
    "capability_gap": (0.75, 0.82, 0.86),
}
"""Ways round a step, as cumulative shares: left out, by mail, outside the path; the rest does it after the end."""
_TWICE: Mapping[Blocker, float] = {
    "workflow_friction": 0.7,
    "policy_ambiguity": 0.35,
    "access_gap": 0.75,
    "capability_gap": 0.5,
}
"""How often a duplicate handoff is the same entry twice; else the case goes back and forth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """The cases that a friction hits, as rows of a piece."""

    planted: Planted
    rows: Positions


def trying_at(frictions: tuple[Planted, ...]) -> dict[str, Trying]:
    """The attempts at each step with a friction."""
    return {one.step: Trying(outcomes=_OUTCOMES[one.blocker][:MOST_ATTEMPTS]) for one in frictions}


def strike(walks: Walks, hit: Hit, dice: np.random.Generator) -> Hit:
    """Change the walks that are hit; gives those in which it could be done.

    A case that is given up before it comes to the step is not; nor is one that would leave the step out but is
    given up later.
    """
    planted = hit.planted
    slot = walks.layout.slot_of(planted.step)
    if slot is None:
        return Hit(planted=planted, rows=hit.rows[:0])
    rows = hit.rows[walks.cut[hit.rows] > slot.cut]
    if planted.symptom in {"approval_path_bypassed", "duplicate_handoffs"}:
        rows = rows[walks.goes_on[rows]]
    # What the usual course had left out until there, or done by mail, is done: only the friction speaks.
    for earlier in walks.layout.slots[: slot.number + 1]:
        if earlier.is_needed:
            _done_as_it_should(walks.there, earlier, rows)
    _attempt(walks.there, slot, (rows, planted), dice)
    match planted.symptom:
        case "abandonment_at_step":
            walks.cut[rows] = slot.cut
        case "approval_path_bypassed":
            _go_round(walks, slot, (rows, planted.blocker), dice)
        case "duplicate_handoffs":
            _do_twice(walks.there, slot, (rows, planted.blocker), dice)
        case _:
            pass
    return Hit(planted=planted, rows=rows)


def _done_as_it_should(there: Flags, slot: Slot, rows: Positions) -> None:
    lacking = rows[~there[block(rows, slot.passes)].any(axis=1)]
    there[lacking, slot.passes[0]] = True
    if slot.part.form == "both":
        lacking = rows[~there[rows, slot.passes[1]]]
        there[lacking, slot.passes[1]] = True
    if slot.by_mail >= 0:
        there[rows, slot.by_mail] = False


def _attempt(there: Flags, slot: Slot, hit: tuple[Positions, Planted], dice: np.random.Generator) -> None:
    rows, planted = hit
    chance = _TRIED[planted.symptom].get(planted.blocker, 0.0)
    for place in slot.attempts:
        rows = rows[dice.random(len(rows)) < chance]
        there[rows, place] = True
        chance = _ONCE_MORE


def _go_round(walks: Walks, slot: Slot, hit: tuple[Positions, Blocker], dice: np.random.Generator) -> None:
    rows, blocker = hit
    there, drawn = walks.there, dice.random(len(rows))
    left_out, by_mail, outside = _WAYS_ROUND[blocker]
    if slot.step.kind is not StepKind.APPROVAL:
        by_mail = left_out  # nobody validates by mail
    there[block(rows, slot.passes)] = False
    mailed = rows[(drawn >= left_out) & (drawn < by_mail)]
    there[mailed, slot.by_mail] = True
    gone = rows[(drawn >= by_mail) & (drawn < outside)]
    walks.cut[gone] = slot.cut
    there[rows[drawn >= outside], slot.late] = True
    walks.outside[gone] = True


def _do_twice(there: Flags, slot: Slot, hit: tuple[Positions, Blocker], dice: np.random.Generator) -> None:
    rows, blocker = hit
    is_double = dice.random(len(rows)) < _TWICE[blocker]
    there[rows[is_double], slot.twice] = True
    to_and_fro = rows[~is_double | (dice.random(len(rows)) < 0.25)]
    there[to_and_fro, slot.again[0]] = True
    there[to_and_fro[dice.random(len(to_and_fro)) < _ONCE_MORE], slot.again[1]] = True
