"""Who contributes otherwise than before, by cell: everyone, each value of a cut, each pair of values of two cuts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE
from desirepath.observe.contributions import CASES, Contributions, Part

Cell: TypeAlias = tuple[tuple[str, str], ...]
"""The pairs of a cohort, in the order of their cuts; none at all for everyone."""
Table: TypeAlias = tuple[str, str, str]
"""A workflow, "since_go_live" or "baseline", and a kind of contributions: what counts in the one does not in others."""
Changes: TypeAlias = Mapping[Cell, Mapping[int, AbstractSet[str]]]
"""By cell and week, the units of whom something changed."""
EVERYONE: Cell = ()
NO_VALUE = "\N{NULL}"
"""Stands for those who have no value of a cut. Their cell is told nowhere."""


@dataclass(frozen=True, slots=True)
class _Family:
    """The cells of one cut, of two, or of none: everyone's."""

    cuts: tuple[str, ...]
    only_cases: bool

    @classmethod
    def all_of(cls, now: Contributions) -> Iterator[_Family]:
        for many in range(3):
            for cuts in combinations(now.cuts, many):
                yield cls(cuts, only_cases=many == 2 or any(cut in now.of_cases for cut in cuts))

    def sums(
        self, of: Contributions, units: AbstractSet[tuple[str, str]]
    ) -> dict[tuple[str, str, str, int, Cell], int]:
        """What these units contribute to each cell, by kind and week."""
        if not set(self.cuts) <= set(of.cuts):
            return {}
        places = sorted((cut, of.cuts.index(cut)) for cut in self.cuts)
        found: dict[tuple[str, str, str, int, Cell], int] = {}
        for part, fingerprint in of.parts.items():
            if (part.workflow, part.unit) not in units or (self.only_cases and part.kind != CASES):
                continue
            cell = tuple((cut, _told(part.values[place])) for cut, place in places)
            key = (part.workflow, part.unit, part.kind, part.week, cell)
            found[key] = found.get(key, 0) + fingerprint
        return found


def _told(value: str | None) -> str:
    return NO_VALUE if value is None else value


def changed_people(before: Contributions | None, now: Contributions) -> dict[Table, Changes]:
    """By table, cell and week, the units whose contribution is not what it was; all of them where there is no before.

    Who moved from one cohort to another counts as changed in both.
    """
    then = before or Contributions(cuts=now.cuts, of_cases=now.of_cases, parts={})
    units = {(part.workflow, part.unit) for part in _differing(then.parts, now.parts)}
    if then.cuts != now.cuts:
        units = {(part.workflow, part.unit) for part in (*then.parts, *now.parts)}
    found: dict[Table, dict[Cell, dict[int, set[str]]]] = {}
    for family in _Family.all_of(now):
        were, are = family.sums(then, units), family.sums(now, units)
        for key in were.keys() | are.keys():
            if were.get(key, 0) != are.get(key, 0):
                workflow, unit, kind, week, cell = key
                found.setdefault(table_of(workflow, week, kind), {}).setdefault(cell, {}).setdefault(week, set()).add(
                    unit
                )
    return dict(found)


def table_of(workflow: str, week: int, kind: str) -> Table:
    """The table that a contribution counts in; week 0 is the baseline."""
    return workflow, SINCE_GO_LIVE if week else BASELINE, kind


def _differing(were: Mapping[Part, int], are: Mapping[Part, int]) -> Iterator[Part]:
    yield from (part for part, fingerprint in are.items() if were.get(part) != fingerprint)
    yield from (part for part in were if part not in are)


def lines_of(cells: AbstractSet[Cell]) -> dict[Cell, list[Sequence[Cell]]]:
    """By the cell whose figures they add up to, each way of dividing it into cells that are known of.

    Everyone is divided by each cut and by each pair of cuts; a value of a cut by each other cut.
    """
    groups: dict[tuple[Cell, tuple[str, ...]], list[Cell]] = {}
    for cell in sorted(cells):
        cuts = tuple(cut for cut, _ in cell)
        if cell:
            groups.setdefault((EVERYONE, cuts), []).append(cell)
        if len(cell) == 2:
            for pair in cell:
                if pair[1] != NO_VALUE:
                    groups.setdefault(((pair,), cuts), []).append(cell)
    lines: dict[Cell, list[Sequence[Cell]]] = {}
    for (total, _), members in groups.items():
        lines.setdefault(total, []).append(members)
    return lines
