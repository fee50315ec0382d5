"""All places that a case can go through, in their order: the fullest possible case, made from a path.

A walk is a row of yes and no over these places. What a place is (its activity, its step, who acts) is the same
for all cases, so that events are made from walks by looking places up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from desirepath.simulate.blueprint import Actor, Blueprint, Part, Slip, WorkStep
from desirepath.vocabulary.case import Outcome

Sort: TypeAlias = Literal["pass", "mail", "slip", "again", "twice", "late", "note", "reminder", "outside", "withdrawn"]
"""What an event at a place is: a step passed in the application or by mail, an attempt that went wrong, a step
done once more without need, the same entry twice, a step done after the end; or no step at all."""
MOST_ATTEMPTS = 3
_ASTRAY: frozenset[Sort] = frozenset({"mail", "again", "twice", "late", "note", "outside"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place. `step` is empty where the event belongs to none; `redo` marks what is done again after a return."""

    sort: Sort
    slot: int
    step: str = ""
    says: str = ""
    outcome: Outcome = Outcome.OK
    by: Actor = "starter"
    hours: float = 0.6
    redo: bool = False


@dataclass(slots=True, kw_only=True)
class SlipPlaces:
    """Where something goes wrong at a slot, and what is done again before its step is passed."""

    step: WorkStep
    slip: Slip
    at: int
    again: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    """Place of a repeated step, and the places that say whether the step had been done."""
    back_from: int = 0


@dataclass(slots=True, kw_only=True)
class Slot:
    """One part of the path and its places. `begins` is its first place; a case given up here is empty from `cut` on."""

    number: int
    part: Part
    steps: tuple[WorkStep, ...]
    begins: int
    slips: list[SlipPlaces] = field(default_factory=list)
    attempts: list[int] = field(default_factory=list)
    cut: int = 0
    passes: list[int] = field(default_factory=list)
    by_mail: int = -1
    twice: int = -1
    again: list[int] = field(default_factory=list)
    late: int = -1

    @property
    def step(self) -> WorkStep:
        """The step that stands for the slot: the first as written."""
        return self.steps[0]

    @property
    def is_needed(self) -> bool:
        return self.part.is_required

    @property
    def done(self) -> tuple[int, ...]:
        """The places that say that the slot was passed."""
        return (*self.passes, *((self.by_mail,) if self.by_mail >= 0 else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trying:
    """The attempts of the planted friction at a step: how each goes, and who makes it."""

    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The places and slots of one era of a world."""

    world: Blueprint
    places: tuple[Place, ...]
    slots: tuple[Slot, ...]
    note: int
    reminder: int
    outside: int
    withdrawn: int

    def slot_of(self, step_id: str) -> Slot | None:
        """The slot whose representative is this step, if there is one."""
        return next((slot for slot in self.slots if slot.step.id == step_id), None)

    @cached_property
    def is_astray(self) -> npt.NDArray[np.bool_]:
        """Places that leave the path."""
        return np.array([place.sort in _ASTRAY for place in self.places])

    @cached_property
    def is_outside(self) -> npt.NDArray[np.bool_]:
        """Places that end a case if nothing follows."""
        return np.array([place.sort in {"mail", "outside"} for place in self.places])

    @cached_property
    def says_something(self) -> npt.NDArray[np.bool_]:
        """Places whose events count when it is asked how long a case has been idle."""
        return np.array([place.sort != "reminder" for place in self.places])

    @cached_property
    def is_slip(self) -> npt.NDArray[np.bool_]:
        """Places at which something went wrong, other than by going too far."""
        return np.array([place.sort == "slip" for place in self.places])

    @cached_property
    def step_code(self) -> npt.NDArray[np.int8]:
        """The code of each place's step."""
        return np.array([self.world.code(place.step) for place in self.places], np.int8)

    @cached_property
    def next_code(self) -> npt.NDArray[np.int8]:
        """Where a case stands whose last event is at each place: its own step after a slip, else the next needed one."""
        return np.array([self._next(place) for place in self.places], np.int8)

    @cached_property
    def hours(self) -> npt.NDArray[np.float64]:
        """Median hours until each place is reached."""
        return np.array([place.hours for place in self.places])

    @cached_property
    def bits(self) -> npt.NDArray[np.int64]:
        """One bit for each slot that a place passes, and the bits below for what else it says of its case."""
        found = np.zeros(len(self.places), np.int64)
        for number, place in enumerate(self.places):
            if place.sort in {"pass", "mail"}:
                found[number] |= _passed(self.slots[place.slot], place.step)
        for bit, marked in ((ASTRAY, self.is_astray), (SLIPPED, self.is_slip)):
            found[marked] |= bit
        for number in self.slots[-1].passes:
            found[number] |= ENDED
        found[self.withdrawn] |= WITHDRAWN
        return found

    @cached_property
    def needed(self) -> int:
        """The bits of all slots that a case has to pass."""
        slots = [slot for slot in self.slots if slot.is_needed]
        return sum({_passed(slot, step.id) for slot in slots for step in slot.steps})

    def needed_before(self, slot: Slot) -> int:
        """The bits of all slots that a case has to pass before this one."""
        slots = [one for one in self.slots[: slot.number] if one.is_needed]
        return sum({_passed(one, step.id) for one in slots for step in one.steps})

    def places_of(self, slot: Slot) -> list[int]:
        """All places that belong to a slot, but for what is done again after a return from a later one."""
        own = {step.id for step in slot.steps}
        return [
            number
            for number, place in enumerate(self.places)
            if place.slot == slot.number and place.step in own and not place.redo
        ]

    def _next(self, place: Place) -> int:
        if place.sort == "slip":
            return self.world.code(place.step)
        following = (slot for slot in self.slots if slot.number > place.slot and slot.is_needed)
        return next((self.world.code(slot.step.id) for slot in following), 0)


ASTRAY, SLIPPED, ENDED, WITHDRAWN = (1 << bit for bit in (40, 41, 42, 43))


def _passed(slot: Slot, step_id: str) -> int:
    """The bit of a slot; two steps in either order have one each, as both are needed."""
    second = slot.part.form == "both" and step_id != slot.step.id
    return 1 << (slot.number + (20 if second else 0))


def layout_of(world: Blueprint, parts: Sequence[Part], planted: dict[str, Trying]) -> Layout:
    """The layout of a path. `planted` names the steps at which friction is planted, with its attempts."""
    places: list[Place] = []
    slots: list[Slot] = []
    note = reminder = -1
    for number, part in enumerate(parts):
        slot = Slot(number=number, part=part, steps=tuple(map(world.step, part.steps)), begins=len(places))
        _slips(places, slot, slots)
        _attempts(places, slot, planted.get(slot.step.id))
        slot.cut = len(places)
        _passes(places, slot, is_planted=slot.step.id in planted)
        slots.append(slot)
        if number == 1:
            reminder = _put(places, Place(sort="reminder", slot=number, says=world.reminder, hours=4.0))
        if number == len(parts) // 2:
            note = _put(places, Place(sort="note", slot=number, says=world.note))
    for slot in slots:
        if slot.step.id in planted:
            slot.late = _put(places, _place(slot.step, slot, "late"))
    last = len(slots) - 1
    outside = _put(places, Place(sort="outside", slot=last, says=world.outside, hours=2.0))
    withdrawn = _put(places, Place(sort="withdrawn", slot=last, says=world.withdrawn))
    return Layout(
        world=world,
        places=tuple(places),
        slots=tuple(slots),
        note=note,
        reminder=reminder,
        outside=outside,
        withdrawn=withdrawn,
    )


def _put(places: list[Place], place: Place) -> int:
    places.append(place)
    return len(places) - 1


def _place(step: WorkStep, slot: Slot, sort: Sort, *, redo: bool = False) -> Place:
    return Place(
        sort=sort, slot=slot.number, step=step.id, says=step.says, by=step.by, hours=step.hours, redo=redo,
        outcome=Outcome.DUPLICATE if sort == "twice" else Outcome.OK,
    )  # fmt: skip


def _slips(places: list[Place], slot: Slot, earlier: Sequence[Slot]) -> None:
    for step in slot.steps:
        for slip in step.slips:
            at = _put(places, _slip_place(step, slot, slip))
            found = SlipPlaces(step=step, slip=slip, at=at, back_from=at)
            begun = [one for one in earlier if slip.back_to in one.part.steps]
            for one in earlier[begun[0].number :] if begun else ():
                found.back_from = min(found.back_from, one.begins)
                found.again += list(_redone(places, one))
            slot.slips.append(found)


def _slip_place(step: WorkStep, slot: Slot, slip: Slip) -> Place:
    return Place(
        sort="slip",
        slot=slot.number,
        step=step.id,
        says=slip.says or step.says,
        outcome=Outcome.OK if slip.says else slip.outcome,
        by=step.by,
        hours=step.hours,
    )


def _redone(places: list[Place], slot: Slot) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The steps of a slot once more. Where either order is allowed, they are redone as written."""
    for step in slot.steps:
        at = tuple(number for number in slot.done if places[number].step == step.id)
        yield _put(places, _place(step, slot, "pass", redo=True)), at


def _attempts(places: list[Place], slot: Slot, trying: Trying | None) -> None:
    for outcome in trying.outcomes if trying else ():
        known = next((slip for slip in slot.step.slips if slip.outcome is outcome and slip.says), None)
        attempt = Place(
            sort="slip",
            slot=slot.number,
            step=slot.step.id,
            says=known.says if known else slot.step.says,
            outcome=Outcome.OK if known else outcome,
            by="boss" if outcome is Outcome.RETURNED else "starter",
            hours=1.0,
        )
        slot.attempts.append(_put(places, attempt))


def _passes(places: list[Place], slot: Slot, *, is_planted: bool) -> None:
    step = slot.step
    in_turn = (*slot.steps, step) if slot.part.form == "both" else slot.steps
    slot.passes = [_put(places, _place(one, slot, "pass")) for one in in_turn]
    if step.by_mail or (is_planted and slot.part.form != "both"):
        slot.by_mail = _put(places, _place(step, slot, "mail"))
    if step.twice or is_planted:
        slot.twice = _put(places, _place(step, slot, "twice"))
    if is_planted:
        slot.again = [_put(places, _place(step, slot, "again")) for _ in range(2)]
