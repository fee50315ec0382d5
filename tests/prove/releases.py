"""Made-up people whose work changes from release to release, and somebody who subtracts everything from everything."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desirepath.observe.contributions import CASES, Contributions, Part
from desirepath.prove.changed_people import EVERYONE, NO_VALUE, Cell, changed_people, lines_of
from desirepath.prove.renewal import HeldBack, Release, renewal

TABLE = ("request", "since_go_live", CASES)
Rule = Callable[[Release], HeldBack | None]


@dataclass(frozen=True)
class World:
    """Where people are (None: nowhere), and by release whose work changed up to it. At release 0 everybody is new."""

    cuts: tuple[str, ...]
    values: Mapping[str, tuple[str | None, ...]]
    changed: tuple[frozenset[str], ...]

    def contributions(self, release: int) -> Contributions:
        """Each change makes the fingerprint of a person another one."""
        parts = {
            Part(workflow=TABLE[0], unit=person, kind=CASES, week=1, values=values): 1
            + sum(person in changed for changed in self.changed[: release + 1])
            for person, values in self.values.items()
            if any(person in changed for changed in self.changed[: release + 1])
        }
        return Contributions(cuts=self.cuts, of_cases=(), parts=parts)

    def people(self, cell: Cell) -> frozenset[str]:
        """Who is in a cell."""
        wanted = {self.cuts.index(cut): value for cut, value in cell}
        return frozenset(
            person
            for person, values in self.values.items()
            if all((values[place] or "\0") == value for place, value in wanted.items())
        )


def random_world(dice: random.Random, releases: int = 5) -> World:
    """Two cuts of uneven cohorts, some people in none, releases with much, little or nothing new."""
    rows, columns = "abcd"[: dice.randint(2, 4)], "xyz"[: dice.randint(2, 3)]
    heavy = dict.fromkeys(rows, 0) | {row: dice.choice((1, 2, 5, 9)) for row in rows}
    people = {}
    for number in range(dice.randint(8, 45)):
        row = None if dice.random() < 0.06 else dice.choices(rows, [heavy[row] for row in rows])[0]
        people[f"p{number}"] = (row, None if dice.random() < 0.04 else dice.choice(columns))
    changed = [frozenset(people) if dice.random() < 0.7 else frozenset(p for p in people if dice.random() < 0.8)]
    for _ in range(releases - 1):
        share = dice.choice((0.0, 0.03, 0.1, 0.3, 0.6))
        changed.append(frozenset(person for person in people if dice.random() < share))
    return World(("row", "column"), people, tuple(changed))


@dataclass(frozen=True)
class Told:
    """By cell, the releases at which it was told; and whose work changed in a cell in which stretch, of so many."""

    at: Mapping[Cell, Sequence[int]]
    cells: frozenset[Cell]
    changed: Callable[[Cell, int], frozenset[str]]
    stretches: int


def told(world: World, floor: int, rule: Rule = renewal) -> Told:
    """Everything that is shown, release by release."""
    before, held, at, cells = None, HeldBack(), dict[Cell, list[int]](), set[Cell]()
    for number in range(len(world.changed)):
        now = world.contributions(number)
        changes = changed_people(before, now).get(TABLE, {})
        cells |= changes.keys() | {EVERYONE}
        found = rule(Release(changes=changes, held=held, number=number, floor=floor))
        if found is None:
            continue
        before, held = now, found
        for cell in cells:
            if not found.is_held(cell) and all(value != NO_VALUE for _, value in cell):
                at.setdefault(cell, []).append(number)
    return Told(at, frozenset(cells), lambda cell, stretch: world.people(cell) & world.changed[stretch], number + 1)


def small_groups(seen: Told, floor: int, levels: int = 3) -> Iterator[tuple[Cell, tuple[int, ...]]]:
    """The wholes, and how they are weighed, whose parts leave the change of fewer people than the floor."""
    for total, divisions in lines_of(seen.cells).items():
        for members in [[total], *divisions]:
            yield from ((total, weighed) for weighed in weights_of_few(seen, total, members, floor, levels))


def weights_of_few(
    seen: Told, total: Cell, members: Sequence[Cell], floor: int, levels: int = 3
) -> Iterator[tuple[int, ...]]:
    """How a whole can be weighed so that, less its parts as they were told, the change of too few people is left.

    A combination of figures weighs what changed in each stretch. Of a whole and its parts as they were told at any time
    all weights can be had that, but for a part's own weight, are the whole's; a part's own weight is the same in all
    stretches between two times at which it was told, and none after the last.
    """
    times = seen.at.get(total, [])
    spans = [range(one + 1, other + 1) for one, other in itertools.pairwise([-1, *times])]
    for weighed in itertools.product(range(levels), repeat=len(spans)):
        weight = dict.fromkeys(range(seen.stretches), 0)
        weight |= {stretch: level for span, level in zip(spans, weighed, strict=True) for stretch in span}
        if any(0 < number < floor for number in _touched(seen, members, weight)):
            yield weighed


def _touched(seen: Told, members: Sequence[Cell], weight: Mapping[int, int]) -> set[int]:
    sums = {0}
    for member in members:
        own = _touched_in(seen, member, weight)
        sums = {one + other for one in sums for other in own}
    return sums


def _touched_in(seen: Told, cell: Cell, weight: Mapping[int, int]) -> set[int]:
    ends = seen.at.get(cell, [])
    blocks = [range(one + 1, other + 1) for one, other in itertools.pairwise([-1, *ends])]
    rest = range(ends[-1] + 1 if ends else 0, seen.stretches)
    choices = [sorted({weight[stretch] for stretch in block}) for block in blocks]
    found = set()
    for own in itertools.product(*choices):
        touched = [
            stretch for block, level in zip(blocks, own, strict=True) for stretch in block if weight[stretch] != level
        ]
        touched += [stretch for stretch in rest if weight[stretch]]
        found.add(len(frozenset().union(*(seen.changed(cell, stretch) for stretch in touched))))
    return found
