"""The maps of cohorts and the crossed cuts of a diagnosis, kept in many small files and read back one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desirepath.runs.kept_values import keep_value, kept_value
from desirepath.vocabulary.breakdowns import Breakdowns, CohortMap, CrossedTable
from desirepath.vocabulary.cohort import Cohort

_CONTENTS = "breakdowns"
_COHORTS_A_FILE = 12
"""A cut with hundreds of values is kept in several files: to show one cohort's map, few others are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedCohort:
    """A cohort that has maps, in these periods. `part` is the file that they are in, with others of the same cut."""

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
    """Write files for each workflow and cut, one for each workflow and pair of cuts, and last one that lists them."""
    listed = []
    for number, cohorts in enumerate(_parts(found.maps)):
        keep_value(folder / f"maps-{number}.kept", [one for maps in cohorts for one in maps])
        listed += [
            (maps[0].workflow, maps[0].cohort, [one.period for one in maps], f"maps-{number}") for maps in cohorts
        ]
    for number, table in enumerate(found.crossed):
        keep_value(folder / f"crossed-{number}.kept", table)
    pairs = [(table.workflow, table.cuts, f"crossed-{number}") for number, table in enumerate(found.crossed)]
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


def _parts(maps: Iterable[CohortMap]) -> Iterator[list[list[CohortMap]]]:
    """The maps of each cohort, so many cohorts of one workflow and cut together as go into one file."""
    cohorts: dict[tuple[str, Cohort], list[CohortMap]] = {}
    for one in maps:
        cohorts.setdefault((one.workflow, one.cohort), []).append(one)
    of_cut: dict[tuple[str, str], list[list[CohortMap]]] = {}
    for (workflow, cohort), found in cohorts.items():
        of_cut.setdefault((workflow, cohort.pairs[0][0] if cohort.pairs else ""), []).append(found)
    for together in of_cut.values():
        yield from (together[at : at + _COHORTS_A_FILE] for at in range(0, len(together), _COHORTS_A_FILE))
