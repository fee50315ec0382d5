"""Where a case met trouble, when, and whether it was a planted one: what people then ask and tell about."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desirepath.simulate.calendar import Moments
from desirepath.simulate.cases import Cases
from desirepath.simulate.friction_walks import Hit
from desirepath.simulate.layout import Slot
from desirepath.simulate.people import Codes, Flags, Positions
from desirepath.simulate.scene import Scene

StepCodes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubles:
    """One entry a case. `planted` is the number of the planted friction from 1, 0 where it is none.

    A case without any trouble has a step by chance, for the few who ask anyway.
    """

    person: Codes
    at: Moments
    step: StepCodes
    met: Flags
    planted: StepCodes
    is_new: bool

    def __len__(self) -> int:
        return len(self.person)


def reached(cases: Cases, slot: Slot) -> Flags:
    """The cases that came to a slot: they passed all that is needed before, or have an event there."""
    layout = cases.era.layout
    needed = layout.needed_before(slot)
    passed: Flags = (cases.facts & needed) == needed
    return cases.exists & (passed | cases.has_event_at(layout.places_of(slot)))


def struck(cases: Cases, hit: Hit) -> Flags:
    """The cases in whose rows the planted friction shows by the end of the data."""
    found = np.zeros(len(cases), np.bool_)
    slot = cases.era.layout.slot_of(hit.planted.step)
    if slot is None or not len(hit.rows):
        return found
    found[hit.rows] = True
    match hit.planted.symptom:
        case "abandonment_at_step":
            found &= cases.given_up_at == cases.era.layout.world.code(hit.planted.step)
        case "approval_path_bypassed":
            found &= cases.has_ended & ~cases.has_event_at(slot.passes)
        case "exceptions_rising":
            found &= cases.has_event_at(slot.attempts)
        case "duplicate_handoffs":
            found &= cases.has_event_at([slot.twice, *slot.again])
        case _:
            found &= cases.has_event_at(slot.passes)
    return found


def troubles_of(cases: Cases, scene: Scene, dice: np.random.Generator) -> Troubles:
    """The trouble of each case that left a row: a planted one before a usual one."""
    layout = cases.era.layout
    codes = np.asarray([scene.stage.world.code(slot.step.id) for slot in layout.slots[1:]], np.int8)
    step = codes[dice.integers(0, len(codes), len(cases))]
    at = cases.last_at.copy()
    slips = np.flatnonzero(layout.is_slip[cases.steps.place])[::-1]
    step[cases.steps.case[slips]] = layout.step_code[cases.steps.place[slips]]
    at[cases.steps.case[slips]] = cases.steps.at[slips]
    given_up = cases.given_up_at
    step[given_up > 0] = given_up[given_up > 0]
    planted = np.zeros(len(cases), np.int8)
    for number, hit in enumerate(cases.hits, 1):
        rows = np.flatnonzero(struck(cases, hit))
        planted[rows] = number
        step[rows] = scene.stage.world.code(hit.planted.step)
        at[rows] = _met_at(cases, hit, rows)
    return Troubles(
        person=cases.person,
        at=at,
        step=step,
        met=(given_up > 0) | cases.is_slipped,
        planted=planted,
        is_new=cases.era.is_new,
    )


def _met_at(cases: Cases, hit: Hit, rows: Positions) -> Moments:
    """When the planted friction was felt: at the first attempt, halfway through the wait, or where the case stopped."""
    steps, layout = cases.steps, cases.era.layout
    slot = layout.slot_of(hit.planted.step)
    at = cases.last_at.copy()
    if slot is None:
        return at[rows]
    concerned = np.zeros(len(cases), np.bool_)
    concerned[rows] = True
    events = np.flatnonzero(concerned[steps.case] & np.isin(steps.place, layout.places_of(slot)))
    of_case, first = np.unique(steps.case[events], return_index=True)
    events = events[first]
    before = np.where(steps.case[events - 1] == of_case, steps.at[events - 1], steps.at[events])
    is_attempt = np.isin(steps.place[events], slot.attempts)
    halfway = before + (steps.at[events] - before) // 2
    at[of_case] = np.where(is_attempt, steps.at[events], halfway)
    return at[rows]
