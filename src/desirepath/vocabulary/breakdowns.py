"""What a diagnosis tells of cohorts beside its metrics: path maps by period and cohort, and two cuts crossed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.study import ProcessMap


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortMap:
    """The process map of one workflow for everyone or one cohort, in one period.

    `period` is "baseline", "since_go_live" or "week_1" and on. `people` had a case in it (cases, where the log names
    no people). `partial` marks a week that is not over at the as-of date. In the map's `verdicts` only those stand
    that may be told; they can be fewer than its `cases`.
    """

    workflow: str
    cohort: Cohort
    period: str
    people: int
    partial: bool
    map: ProcessMap


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedCell:
    """Those who have one value of each of two cuts, since go-live: `people` with closed cases, and those `cases`.

    `measures` are by the name of the metric. In a cell that is not shown `people` and `cases` are None and there
    are no measures: too few people, none, or a group too small could be worked out; which one is not told.
    """

    workflow: str
    cohort: Cohort
    people: int | None
    cases: int | None
    measures: Mapping[str, Estimate | NotEnoughData]

    @property
    def is_shown(self) -> bool:
        return self.people is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedTable:
    """Two cuts crossed: a cell for each value of the one with each of the other.

    Only values that are shown by themselves since go-live are crossed. The cells stand by the values of the first
    cut, then of the second. `hidden` of them are not shown, empty ones among them.
    """

    workflow: str
    cuts: tuple[str, str]
    cells: tuple[CrossedCell, ...]
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdowns:
    """What belongs to one study: the maps by workflow, cohort and period, and every pair of cuts crossed."""

    maps: tuple[CohortMap, ...]
    crossed: tuple[CrossedTable, ...]
