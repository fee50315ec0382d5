"""The maps of cohorts and the crossed cuts of a diagnosis, kept in many small files and read back one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desirepath.runs.kept_values import keep_value, kept_value
from desirepath.vocabulary.breakdowns import Breakdowns, CohortMap, CrossedTable
from desirepath.vocabulary.cohort import Cohort

_CONTENTS = "breakdowns"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedCohort:
    """A cohort that has maps, in these periods. `part` is the file that they are in, with those of the same cut."""

    workflow: str
    cohort: Cohort
    periods: tuple[str, ...]
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedPair:
    """Two cuts that are crossed, and the file that the table is in."""

    workflow: str
    cuts: tuple[str, str]
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What there is to read, without having read it."""

    maps: tuple[MappedCohort, ...] = ()
    crossed: tuple[CrossedPair, ...] = ()


def keep_breakdowns(folder: Path, found: Breakdowns) -> None:
    """Write a file for each workflow and cut, one for each workflow and pair of cuts, and last one that lists them."""
    maps, crossed = tuple(_grouped(found.maps).items()), found.crossed
    listed = []
    for number, ((workflow, _), of_cut) in enumerate(maps):
        keep_value(folder / f"maps-{number}.kept", of_cut)
        listed += [(workflow, cohort, periods, f"maps-{number}") for cohort, periods in _periods(of_cut)]
    for number, table in enumerate(crossed):
        keep_value(folder / f"crossed-{number}.kept", table)
    pairs = [(table.workflow, table.cuts, f"crossed-{number}") for number, table in enumerate(crossed)]
    keep_value(folder / f"{_CONTENTS}.kept", (listed, pairs))


def contents_of(folder: Path) -> Contents:
    """What is kept in a folder: nothing, where it was kept without. Raises BadInput where it cannot be read any more."""
    try:
        maps, crossed = kept_value(folder / f"{_CONTENTS}.kept")
    except FileNotFoundError:
        return Contents()
    return Contents(
        maps=tuple(
            MappedCohort(workflow=workflow, cohort=cohort, periods=periods, part=part)
            for workflow, cohort, periods, part in maps
        ),
        crossed=tuple(CrossedPair(workflow=workflow, cuts=cuts, part=part) for workflow, cuts, part in crossed),
    )


def maps_of(folder: Path, mapped: MappedCohort) -> dict[str, CohortMap]:
    """The maps of one cohort by their period. Raises BadInput where they cannot be read any more."""
    of_cut: tuple[CohortMap, ...] = kept_value(folder / f"{mapped.part}.kept")
    return {one.period: one for one in of_cut if (one.workflow, one.cohort) == (mapped.workflow, mapped.cohort)}


def crossed_of(folder: Path, pair: CrossedPair) -> CrossedTable:
    """The table of two cuts crossed. Raises BadInput where it cannot be read any more."""
    table: CrossedTable = kept_value(folder / f"{pair.part}.kept")
    return table


def _grouped(maps: Iterable[CohortMap]) -> dict[tuple[str, str], list[CohortMap]]:
    """The maps by workflow and cut; those of everyone have no cut."""
    groups: dict[tuple[str, str], list[CohortMap]] = {}
    for one in maps:
        cut = one.cohort.pairs[0][0] if one.cohort.pairs else ""
        groups.setdefault((one.workflow, cut), []).append(one)
    return groups


def _periods(of_cut: Iterable[CohortMap]) -> list[tuple[Cohort, tuple[str, ...]]]:
    """Each cohort with the periods that it has maps of, in their order."""
    found: dict[Cohort, list[str]] = {}
    for one in of_cut:
        found.setdefault(one.cohort, []).append(one.period)
    return [(cohort, tuple(periods)) for cohort, periods in found.items()]
