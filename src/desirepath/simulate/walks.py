"""What happens in each case, step by step, before it is known when.

A walk is one row of yes and no over the places of a layout. Giving up empties all places from some place on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desirepath.simulate.layout import Layout, SlipPlaces, Slot
from desirepath.simulate.people import Codes, Flags, Numbers, Positions, Tendency

_LIKELIEST = 0.95
_LEFT_ASIDE = 0.012
"""The share of cases that end outside the path, and of those that people take back."""
_TAKEN_BACK = 0.008
_REMINDED = 0.05
_NOTED = 0.004


class Chances:
    """Draws for all cases of a piece at once."""

    def __init__(self, dice: np.random.Generator, number: int) -> None:
        self.dice = dice
        self.number = number

    def drawn(self) -> npt.NDArray[np.float32]:
        """A number from 0 to 1 for each case."""
        return self.dice.random(self.number, dtype=np.float32)

    def happens(self, chance: float | Numbers) -> Flags:
        """Whether something of this chance happens, case by case."""
        found: Flags = self.drawn() < chance
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Starters:
    """Who begins the cases of one piece, and how things stand for them.

    `own` are the persons' factors, case by case; `busy_day` the factor of the day on what slips, `learning` that
    of the days since go-live at changed steps. `habits` holds factors for each person of the rollout.
    """

    person: Codes
    own: Mapping[Tendency, Numbers]
    busy_day: Numbers | float
    learning: Numbers | float
    habits: Mapping[Tendency, Mapping[str, Numbers]]

    def __len__(self) -> int:
        return len(self.person)

    def chance(self, tendency: Tendency, step: str, share: float) -> Numbers:
        """The chance, case by case, of what happens to this share of the cases on the whole."""
        chance = share * self.own[tendency]
        habit = self.habits[tendency].get(step)
        if habit is not None:
            chance *= habit[self.person]
        return np.minimum(chance, _LIKELIEST)


@dataclass(slots=True, kw_only=True)
class Walks:
    """One row a case, one column a place. From its `cut` on, a case's row is empty but for how it ended.

    `outside` marks the cases that a friction drives out of the path.
    """

    layout: Layout
    there: Flags
    cut: Codes
    outside: Flags

    @property
    def never(self) -> int:
        """The cut of a case that is not given up."""
        return self.layout.outside

    @property
    def goes_on(self) -> Flags:
        found: Flags = self.cut == self.never
        return found

    def empty_what_was_given_up(self) -> None:
        """Empty each row from its cut on."""
        rows = np.flatnonzero(~self.goes_on)
        if len(rows):
            columns = np.arange(self.there.shape[1])
            self.there[rows] &= columns[None, :] < self.cut[rows][:, None]


def block(rows: Positions, places: Sequence[int]) -> tuple[npt.NDArray[np.int64], ...]:
    """The part of a table of walks that these rows and places make."""
    return np.ix_(rows, np.asarray(places, np.int64))


def usual_walks(layout: Layout, starters: Starters, chances: Chances) -> Walks:
    """Walks as they are without any planted friction, given up as usual, but not yet emptied."""
    there = np.zeros((len(starters), len(layout.places)), np.bool_)
    walks = Walks(
        layout=layout,
        there=there,
        cut=np.full(len(starters), layout.outside, np.int32),
        outside=np.zeros(len(starters), np.bool_),
    )
    _give_up(walks, starters, chances)
    for slot in layout.slots:
        _pass(there, slot, chances)
        for found in slot.slips:
            _slip(walks, found, starters, chances)
        _astray(walks, slot, starters, chances)
    there[:, layout.reminder] = chances.happens(_REMINDED)
    return walks


def with_endings(walks: Walks, chances: Chances) -> None:
    """Some of the cases that go on end outside, or are taken back; the rest of what was given up is emptied."""
    layout, there = walks.layout, walks.there
    _go_back(walks)
    drawn = chances.drawn()
    goes_on = walks.goes_on
    aside = goes_on & (drawn < _LEFT_ASIDE)
    back = goes_on & (drawn >= _LEFT_ASIDE) & (drawn < _LEFT_ASIDE + _TAKEN_BACK)
    middle = layout.slots[len(layout.slots) // 2]
    walks.cut[aside] = middle.cut
    cuts = np.asarray([slot.cut for slot in layout.slots[1:]], np.int32)
    walks.cut[back] = chances.dice.choice(cuts, int(back.sum()))
    walks.empty_what_was_given_up()
    there[aside | walks.outside, layout.outside] = True
    there[back, layout.withdrawn] = True


def _give_up(walks: Walks, starters: Starters, chances: Chances) -> None:
    """Where a case is given up as usual: at most one slot, each with its chance."""
    drawn = chances.drawn()
    so_far = np.zeros(len(starters))
    for slot in walks.layout.slots[1:]:
        if slot.is_needed and slot.step.given_up:
            upto = so_far + starters.chance("quits", slot.step.id, slot.step.given_up)
            walks.cut[(drawn >= so_far) & (drawn < upto)] = slot.cut
            so_far = upto


def _pass(there: Flags, slot: Slot, chances: Chances) -> None:
    form, shares = slot.part.form, slot.part.shares
    if form == "one":
        there[:, slot.passes[0]] = True
        return
    first = chances.happens(shares[0])
    there[:, slot.passes[0]] = first
    if form == "either":
        there[:, slot.passes[1]] = ~first
    elif form == "both":
        there[:, slot.passes[1]] = True
        there[:, slot.passes[2]] = ~first


def _slip(walks: Walks, found: SlipPlaces, starters: Starters, chances: Chances) -> None:
    there = walks.there
    chance = starters.chance("slips", found.step.id, found.slip.share) * starters.busy_day
    if found.step.changed:
        chance = chance * starters.learning
    rows = np.flatnonzero(chances.happens(chance))
    there[rows, found.at] = True
    slot = walks.layout.slots[walks.layout.places[found.at].slot]
    if slot.part.form == "maybe":
        there[rows, slot.passes[0]] = True


def _go_back(walks: Walks) -> None:
    """After a return, what had been done in between is done again.

    Going back cuts out what lies between, and with it what left the path there: such cases are not sent back.
    """
    there = walks.there
    for found in (found for slot in walks.layout.slots for found in slot.slips if found.again):
        rows = np.flatnonzero(there[:, found.at])
        astray = found.back_from + np.flatnonzero(walks.layout.is_astray[found.back_from : found.at])
        is_astray = there[block(rows, astray.tolist())].any(axis=1)
        there[rows[is_astray], found.at] = False
        rows = rows[~is_astray]
        for place, sources in found.again:
            there[rows, place] = there[block(rows, sources)].any(axis=1)


def _astray(walks: Walks, slot: Slot, starters: Starters, chances: Chances) -> None:
    """What leaves the path as usual: only cases that are not given up leave a step out, or do it by mail."""
    there, step = walks.there, slot.step
    if slot.part.form == "both":
        skipped = max(one.skipped for one in slot.steps)
        if skipped:
            rows = np.flatnonzero(chances.happens(starters.chance("skips", step.id, skipped)) & walks.goes_on)
            there[rows, slot.passes[0]] = True
            there[block(rows, slot.passes[1:])] = False
    elif step.skipped:
        skips = chances.happens(starters.chance("skips", step.id, step.skipped)) & walks.goes_on
        there[block(np.flatnonzero(skips), slot.passes)] = False
    if step.by_mail:
        rows = np.flatnonzero(chances.happens(step.by_mail) & there[:, slot.passes].any(axis=1) & walks.goes_on)
        there[block(rows, slot.passes)] = False
        there[rows, slot.by_mail] = True
    if step.twice:
        there[:, slot.twice] |= chances.happens(step.twice) & there[:, slot.passes[0]]
    if walks.layout.places[walks.layout.note].slot == slot.number:
        there[:, walks.layout.note] = chances.happens(_NOTED)
