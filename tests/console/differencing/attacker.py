"""Somebody who keeps every figure of every diagnosis, and knows which of them changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from scipy.optimize import linprog

from desirepath.prove.changed_people import EVERYONE, NO_VALUE, Cell
from desirepath.prove.map_floor import released_map
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.estimate import Estimate
from tests.console.differencing.beside import SAID, Shown
from tests.console.differencing.shipping import EFFECT, effects_in, fewest_changed
from tests.console.differencing.week_by_week import Organisation
from tests.prove.releases import Told, small_groups, weights_of_few

BASELINE, SINCE = "baseline", "since_go_live"
FLOOR = 10
Place: TypeAlias = tuple[Cell, str]
"""A cell and a period."""
Figures: TypeAlias = Mapping[Place, frozenset[object]]


def figures_of(shown: Shown) -> Figures:
    """By cell and period, all that a diagnosis shows of it; and of each effect.

    That something is not told, and not of how many, is no figure: it may come and go while nothing else changes.
    """
    found = shown.found
    figures: dict[Place, set[object]] = {(EVERYONE, place): told for place, told in effects_in(found.proofs)}
    for row in found.study.metrics:
        if row.cut is None and (isinstance(row.result, Estimate) or row.result.observed is not None):
            figures.setdefault((row.cohort.pairs, row.period), set()).add((row.metric, row.step, str(row.result)))
    for mapped in found.breakdowns.maps:
        for period, one in found.maps(mapped.workflow, mapped.cohort).items():
            figures.setdefault((mapped.cohort.pairs, period), set()).add(str(released_map(one, FLOOR)))
    for pair in found.breakdowns.crossed:
        table = found.crossed(pair.workflow, pair.cuts)
        for cell in () if table is None else table.cells:
            if cell.is_shown:
                figures.setdefault((cell.cohort.pairs, SINCE), set()).add((cell.people, cell.cases, str(cell.measures)))
    return {place: frozenset(shown) for place, shown in figures.items()}


Versions: TypeAlias = Mapping[Place, Sequence[int | None]]
"""By place, of each diagnosis as it is shown: which diagnosis's figures they are; None where there are none."""


def versions(shown: Sequence[Figures], true: Sequence[Figures]) -> Versions:
    """Which figures were shown when. Fails where they are those of no diagnosis, as if made up."""
    places = {place for figures in shown for place in figures}
    found: dict[Place, list[int | None]] = {place: [] for place in places}
    for number, figures in enumerate(shown):
        for place, known in found.items():
            one, last = figures.get(place), max((version for version in known if version is not None), default=-1)
            if one is None:
                known.append(None)
            elif last >= 0 and one <= true[last].get(place, frozenset()):
                known.append(last)
            else:
                known.append(_version(place, one, true, last, number))
    return found


def _version(place: Place, one: frozenset[object], true: Sequence[Figures], after: int, until: int) -> int:
    for version in range(until, after, -1):
        if one <= true[version].get(place, frozenset()):
            return version
    raise AssertionError(f"{place} shows figures that no diagnosis from {after + 1} to {until} has")


@dataclass(frozen=True)
class Attacker:
    """What was told when, and who really changed what. `beside` is what is told beside metrics and maps."""

    organisation: Organisation
    versions: Versions
    beside: Versions = field(default_factory=dict)

    @cached_property
    def told(self) -> dict[Place, list[int]]:
        """By place, the diagnoses whose figures were ever shown."""
        return {place: sorted({one for one in known if one is not None}) for place, known in self.versions.items()}

    def changed_between(self, cell: Cell, period: str, earlier: int, later: int) -> int:
        """Whose contribution differs between what two diagnoses show of a place; all are others if one shows nothing."""
        known = self.beside.get((cell, period)) or self.versions[cell, period]
        first, last = known[earlier], known[later]
        if first is None or last is None:
            return len(self.organisation.places[0])
        stretches = range(min(first, last) + 1, max(first, last) + 1)
        if period.startswith(EFFECT):
            return fewest_changed(self.organisation, period.removeprefix(EFFECT), stretches)
        return len(frozenset().union(*(self._changed(one, cell, period) for one in stretches)))

    def _changed(self, diagnosis: int, cell: Cell, period: str) -> frozenset[str]:
        if period == SAID:
            return self.organisation.answered(diagnosis)
        spans = dict(self._spans(len(self.organisation.places)))
        return self.organisation.changed(diagnosis, cell, spans.get(period, spans[SINCE]))

    def small_arms(self, floor: int) -> Iterator[str]:
        """Whatever effects as they were told, one after the other, tell of fewer people of an arm than the floor."""
        for (_, period), told in self.told.items():
            for earlier, later in pairwise([-1, *told]) if period.startswith(EFFECT) else ():
                stretches = range(earlier + 1, later + 1)
                people = fewest_changed(self.organisation, period.removeprefix(EFFECT), stretches)
                if people < floor:
                    yield f"{period}, told at {earlier} and {later}: {people}"

    def small_groups(self, floor: int) -> Iterator[str]:
        """Whatever follows of fewer people than the floor: over time, over cohorts, over pairs of cuts, over weeks."""
        cells = frozenset(self.organisation.cells())
        last = len(self.organisation.places)
        for period, weeks in self._spans(last):
            at = {cell: told for (cell, of), told in self.told.items() if of == period}
            seen = Told(
                at, cells, lambda cell, number, weeks=weeks: self.organisation.changed(number, cell, weeks), last
            )
            yield from (f"{period} of {total}: {weight}" for total, weight in small_groups(seen, floor, levels=2))
            yield from (f"{period} of {pair}: {span}" for pair, span in _small_pairs(seen, floor))
        for cell in cells:
            if len(cell) < 2:
                yield from (f"weeks of {cell}: {weight}" for weight in self._weeks_of(cell, floor, last))

    @staticmethod
    def _spans(last: int) -> Iterator[tuple[str, range]]:
        yield BASELINE, range(1)
        yield SINCE, range(1, last + 2)
        yield from ((f"week_{week}", range(week, week + 1)) for week in range(1, last + 2))

    def _weeks_of(self, cell: Cell, floor: int, last: int) -> Iterator[tuple[int, ...]]:
        """A cell since go-live less its weeks. Weeks stand in the places of a cut's values."""
        weeks: dict[Cell, int] = {(("week", f"week_{week}"),): week for week in range(1, last + 2)}

        def changed(one: Cell, number: int) -> frozenset[str]:
            span = range(1, last + 2) if one == EVERYONE else range(weeks[one], weeks[one] + 1)
            return self.organisation.changed(number, cell, span)

        at = {one: self.told.get((cell, one[0][1]), ()) for one in weeks} | {EVERYONE: self.told.get((cell, SINCE), ())}
        seen = Told(at, frozenset(weeks), changed, last)
        yield from weights_of_few(seen, EVERYONE, list(weeks), floor, levels=2)


def _small_pairs(seen: Told, floor: int) -> Iterator[tuple[Cell, range]]:
    """What two values crossed tell of few people by themselves, as nothing is a part of them."""
    for pair, told in seen.at.items():
        for earlier, later in pairwise([-1, *told]) if len(pair) == 2 else ():
            changed = (seen.changed(pair, one) for one in range(earlier + 1, later + 1))
            if 0 < len(frozenset[str]().union(*changed)) < floor:
                yield pair, range(earlier + 1, later + 1)


def pinned(found: KeptDiagnosis, floor: int) -> Iterator[tuple[Cell, float]]:
    """Hidden cells of two crossed cuts whose people can be told by the margins alone, none of them being negative."""
    margins = {
        row.cohort.pairs: row.result.n
        for row in found.study.metrics
        if (row.metric, row.period, row.step) == ("abandonment_rate", SINCE, None) and isinstance(row.result, Estimate)
    }
    for pair in found.breakdowns.crossed:
        table = found.crossed(pair.workflow, pair.cuts)
        cells = () if table is None else table.cells
        hidden = [cell.cohort.pairs for cell in cells if not cell.is_shown]
        # Whoever is in a value that is not told, or in none, is in one more row or column.
        rows = {
            one: {cell.cohort.pairs: cell.people for cell in cells if one in cell.cohort.pairs}
            for one in _values(cells)
        }
        unknown = [*hidden, *(((cut, NO_VALUE), one) for one in rows for cut in pair.cuts if cut != one[0])]
        lines, rests = [], []
        for one, members in rows.items():
            if (one,) in margins:
                lines.append([float(one in cell) for cell in unknown])
                rests.append(margins[one,] - sum(people or 0 for people in members.values()))
        for number, cell in enumerate(unknown):
            least, most = (_extreme(number, sign, lines, rests, len(unknown)) for sign in (1, -1))
            if least is not None and most is not None and abs(least - most) < 1e-6 and 0 < round(least) < floor:
                yield cell, least


def _values(cells: Sequence[object]) -> list[tuple[str, str]]:
    return sorted({value for cell in cells for value in cell.cohort.pairs})  # type: ignore[attr-defined]


def _extreme(number: int, sign: int, lines: list[list[float]], rests: list[float], size: int) -> float | None:
    aim = np.zeros(size)
    aim[number] = sign
    best = linprog(aim, A_eq=np.array(lines), b_eq=np.array(rests), bounds=(0, None)) if lines else None
    return None if best is None or not best.success else float(best.fun) * sign
