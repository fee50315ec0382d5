"""Which figures are renewed from one diagnosis to the next, so that no two of them tell of too few people.

Whom it holds against
    Somebody who keeps all that was ever shown and adds and subtracts at will: figures of one cell over time, and of a
    whole less its parts, each as it was told at any time. Such a person never gets what changed for fewer people than the
    floor.
How
    What is shown of a cell is renewed if nothing changed in it or if the work of as many people as the floor did; else it
    is held: it stays as it was told before. What is held of a whole that is renewed must itself be the change of nobody
    or of enough people, in every stretch of releases; where it is not, the cells that changed least are held as well, and
    at last the whole. Cells that were held come back together, and only if the stretches in which they were held cannot be
    told apart: between any two of them, enough people changed something on either side. A week of a cell is told anew
    along with the cell as long as enough people's work changed in it; the first time it does not, it stays as it is.
What it does not hold against
    Groups that three cuts at once describe. With a cut of cases, somebody in two cohorts counts in each. Weeks are held
    against what one release tells beside the one before, not against differences of differences over cells that were
    held meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from desirepath.prove.changed_people import EVERYONE, NO_VALUE, Cell, Changes, lines_of

Units: TypeAlias = AbstractSet[str]
Stretches: TypeAlias = Mapping[int, Units]
"""By the number of a release, whose work changed up to it since the release before."""
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """The cells that stay as they were told before, and what changed in each, stretch by stretch, since it was told.

    `outside` leaves out what changed in weeks that everyone's figures tell. `silent` are the weeks of a cell that stay
    as they were told, or are not told at all; `unfinished` are those that are not over at this release.
    """

    changed: Mapping[Cell, Stretches] = field(default_factory=dict)
    outside: Mapping[Cell, Stretches] = field(default_factory=dict)
    silent: Mapping[Cell, AbstractSet[int]] = field(default_factory=dict)
    unfinished: AbstractSet[int] = frozenset()

    def is_held(self, cell: Cell) -> bool:
        """Whether all that is shown of the cell is what was told before."""
        return cell in self.changed

    def is_silent(self, cell: Cell, week: int) -> bool:
        """Whether what is shown of a week of the cell is what was told before."""
        return self.is_held(cell) or week in self.unfinished or week in self.silent.get(cell, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a release is decided on: what changed since the last one, and what is held. `number` counts the releases.

    `untold` are cells that the diagnosis by itself does not show: where one is to be held beside others, it comes first.
    `unfinished` are weeks that are not over: they are told once they are, and stay so, rather than as they were half-way.
    """

    changes: Changes
    held: HeldBack
    number: int
    floor: int
    untold: AbstractSet[Cell] = frozenset()
    unfinished: AbstractSet[int] = frozenset()


def renewal(release: Release) -> HeldBack | None:
    """What is held from now on, all else is renewed; None where nothing may be, as too few people's work changed.

    Then all that changed counts next time.
    """
    deciding = _Deciding.of(release)
    return deciding.decided() if deciding.settle() else None


@dataclass(slots=True)
class _Deciding:
    """One release on its way. `renewed` only ever shrinks."""

    release: Release
    renewed: set[Cell]
    now: Mapping[Cell, Units]
    lines: Mapping[Cell, Sequence[Sequence[Cell]]]

    @classmethod
    def of(cls, release: Release) -> _Deciding:
        cells = release.changes.keys() | release.held.changed.keys() | {EVERYONE}
        now = {cell: _together(release.changes.get(cell, {}).values()) for cell in cells}
        deciding = cls(release, set(), now, lines_of(cells))
        deciding.renewed = {cell for cell in cells if deciding.may_be_renewed(cell)}
        return deciding

    def is_enough(self, people: Units) -> bool:
        return not people or len(people) >= self.release.floor

    def before(self, cell: Cell) -> Stretches:
        return self.release.held.changed.get(cell, {})

    def may_be_renewed(self, cell: Cell) -> bool:
        """Whether it can by itself: all that changed in it since it was told is of nobody or of enough people."""
        if any(value == NO_VALUE for _, value in cell):
            return False
        return self.is_enough(_together([*self.before(cell).values(), self.now[cell]]))

    def settle(self) -> bool:
        """Hold further cells until nothing too small is left; whether everyone's figures are renewed."""
        while self._hold_one():
            pass
        return EVERYONE in self.renewed

    def _hold_one(self) -> bool:
        orphans = {cell for cell in self.renewed if not all(whole in self.renewed for whole in _wholes(cell))}
        if orphans:
            self.renewed -= orphans
            return True
        for total, divisions in self.lines.items():
            for members in divisions if total in self.renewed else ():
                if wrong := self._to_hold(total, members):
                    self.renewed -= wrong
                    return True
        return False

    def _to_hold(self, total: Cell, members: Sequence[Cell]) -> set[Cell]:
        back = {cell for cell in members if cell in self.renewed and any(self.before(cell).values())}
        kept = [cell for cell in members if cell not in self.renewed]
        if back and not self._stay_together(back, kept):
            return back
        if all(self.is_enough(people) for people in self.left(kept, self.now, self.release.held.changed)):
            return set()
        others = [cell for cell in members if cell in self.renewed and (cell in back or self.now[cell])]
        untold = self.release.untold
        smallest = min(
            others, key=lambda cell: (cell not in back, cell not in untold, len(self.now[cell]), cell), default=total
        )
        return {smallest}

    def _stay_together(self, back: AbstractSet[Cell], kept: Sequence[Cell]) -> bool:
        """Whether no two stretches in which cells were held can be told apart once they are back."""
        changed = {cell: {**self.before(cell), self.release.number: self.now[cell]} for cell in (*back, *kept)}
        first = min(min(self.before(cell)) for cell in back)
        numbers = sorted(
            {
                number
                for stretches in changed.values()
                for number, people in stretches.items()
                if people and number >= first
            }
        )
        return all(
            sum(min(len(changed[cell].get(one, ())), len(changed[cell].get(other, ()))) for cell in back)
            >= self.release.floor
            for one, other in combinations(numbers, 2)
        )

    def left(
        self, kept: Sequence[Cell], now: Mapping[Cell, Units], before: Mapping[Cell, Stretches]
    ) -> Iterator[Units]:
        """What a whole less its renewed parts tells of: since the last release, since the one before, and so on."""
        stretches = {cell: {**before.get(cell, {}), self.release.number: now[cell]} for cell in kept}
        so_far: set[str] = set()
        for number in sorted({number for of_cell in stretches.values() for number in of_cell}, reverse=True):
            so_far |= _together(of_cell.get(number, NOBODY) for of_cell in stretches.values())
            yield frozenset(so_far)

    def decided(self) -> HeldBack:
        """What is held, once it is settled which cells are renewed."""
        held, number = sorted(cell for cell in self.now if cell not in self.renewed), self.release.number
        weeks = _Weeks(self)
        told, outside = weeks.told()
        divisions = ([cell for cell in each if cell not in self.renewed] for each in self.lines.get(EVERYONE, ()))
        lefts = (left for each in divisions for left in self.left(each, outside, self.release.held.outside))
        if not all(map(self.is_enough, lefts)):
            told, outside = {}, dict(self.now)
        before = self.release.held
        silent = {
            cell: before.silent.get(cell, frozenset())
            | weeks.changed_in(cell) - told.get(cell, set()) - self.release.unfinished
            for cell in self.now
        }
        return HeldBack(
            changed={cell: {**self.before(cell), number: self.now[cell]} for cell in held},
            outside={cell: {**before.outside.get(cell, {}), number: outside[cell]} for cell in held},
            silent={**before.silent, **{cell: weeks for cell, weeks in silent.items() if weeks and len(cell) < 2}},
            unfinished=self.release.unfinished,
        )


@dataclass(frozen=True, slots=True)
class _Weeks:
    """Which weeks are told anew, once it is settled which cells are renewed."""

    deciding: _Deciding

    @property
    def release(self) -> Release:
        return self.deciding.release

    def told(self) -> tuple[dict[Cell, set[int]], dict[Cell, Units]]:
        """The weeks that are told anew of each renewed cell, and what changed outside of weeks that tell of a cell.

        Neither a cell's other weeks may follow from them, nor other cells, nor the other weeks of cells that are held.
        """
        told = {cell: self._own_weeks(cell) for cell in self.deciding.renewed if len(cell) < 2}
        divisions = [members for members in self.deciding.lines.get(EVERYONE, ()) if len(members[0]) < 2]
        for week in sorted(told[EVERYONE]):
            for members in divisions:
                self._silence(week, members, told)
        told = {cell: weeks & told[EVERYONE] for cell, weeks in told.items()}
        outside = dict(self.deciding.now)
        for members in divisions:
            outside |= self._shielded(members, told)
        return told, outside

    def _shielded(self, members: Sequence[Cell], told: dict[Cell, set[int]]) -> dict[Cell, Units]:
        """Keep silent on weeks until what is held shows too little of itself outside them; what that is, by cell.

        Of cells that are held a week follows from everyone's where all that are renewed tell it.
        """
        kept = [cell for cell in members if cell not in self.deciding.renewed]
        while True:
            bare = {week for week in told[EVERYONE] if not any(self._hides(cell, week, told) for cell in members)}
            outside = {cell: self._outside(cell, bare) for cell in kept}
            if all(map(self.deciding.is_enough, self.deciding.left(kept, outside, self.release.held.outside))):
                return outside
            telling = [
                (len(self._in(cell, week)), cell, week)
                for week in bare
                for cell in members
                if week in told.get(cell, ())
            ]
            if not telling:
                return outside
            _, cell, week = min(telling)
            told[cell].discard(week)

    def _hides(self, cell: Cell, week: int, told: Mapping[Cell, AbstractSet[int]]) -> bool:
        return cell in self.deciding.renewed and week not in told.get(cell, ()) and bool(self._in(cell, week))

    def _silence(self, week: int, members: Sequence[Cell], told: dict[Cell, set[int]]) -> None:
        """Keep silent on a week of further cells, the smallest first, and at last on everyone's."""
        while not self.deciding.is_enough(
            _together(self._in(cell, week) for cell in members if week not in told.get(cell, ()))
        ):
            telling = [cell for cell in members if week in told.get(cell, ())]
            told[min(telling, key=lambda cell: (len(self._in(cell, week)), cell), default=EVERYONE)].discard(week)
            if not telling:
                return

    def _own_weeks(self, cell: Cell) -> set[int]:
        silent = self.release.held.silent.get(cell, frozenset()) | self.release.unfinished
        told = {week for week in self.changed_in(cell) - silent if len(self._in(cell, week)) >= self.release.floor}
        before = _together(self.deciding.before(cell).values())
        while told and not self.deciding.is_enough(before | self._outside(cell, told)):
            told.discard(min(told, key=lambda week: (len(self._in(cell, week)), week)))
        return told

    def changed_in(self, cell: Cell) -> set[int]:
        """The weeks in which something changed."""
        return set(self.release.changes.get(cell, {}))

    def _in(self, cell: Cell, week: int) -> Units:
        return self.release.changes.get(cell, {}).get(week, NOBODY)

    def _outside(self, cell: Cell, told: AbstractSet[int]) -> Units:
        changes = self.release.changes.get(cell, {})
        return _together(people for week, people in changes.items() if week not in told)


def _wholes(cell: Cell) -> Iterator[Cell]:
    """The cells that this one is a part of."""
    if cell:
        yield EVERYONE
    if len(cell) == 2:
        yield from ((pair,) for pair in cell)


def _together(each: Iterable[Units]) -> frozenset[str]:
    return NOBODY.union(*each)
