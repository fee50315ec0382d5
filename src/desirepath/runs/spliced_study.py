"""A study as it may be shown: the figures that are renewed, and in place of those that are held the ones shown before."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE
from desirepath.observe.contributions import CASES, SAID, SEARCHES, TICKETS
from desirepath.observe.counted import period_order
from desirepath.prove.changed_people import Cell, Table
from desirepath.prove.map_floor import released_map, rounded
from desirepath.prove.renewal import HeldBack
from desirepath.study import Studied
from desirepath.vocabulary.breakdowns import Breakdowns, CohortMap, CrossedCell, CrossedTable
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.friction import FrictionPoint, SideRate
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.signal import SignalFinding
from desirepath.vocabulary.study import LikeForLike, ProcessMap, Study, WorkflowPicture

_Row = TypeVar("_Row")
WEEK = "week_"
_NOTHING_HELD = HeldBack()


KINDS = (CASES, TICKETS, SEARCHES, SAID)
MADE_FROM: Mapping[str, tuple[str, ...]] = {
    "process_adherence_rate": (CASES,),
    "workflow_completion_rate": (CASES,),
    "abandonment_rate": (CASES,),
    "exception_and_rework_rate": (CASES,),
    "cohort_variance": (CASES,),
    "tickets_per_active_user": (TICKETS,),
    "repeat_ticket_drivers": (TICKETS,),
    "self_service_resolution_rate": (SEARCHES, TICKETS),
    "time_to_proficiency": (CASES, TICKETS, SEARCHES),
}
"""The kinds of contributions that a metric is made from, the main one first; others may be made from all."""


NOT_BYWEEK = ("time_to_proficiency", "self_service_resolution_rate")
"""Metrics whose figures of a week change by what people did in a later one; by week they are not told."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """By table what is held, None where nothing of it is renewed. Tables that are not there have nothing to hold."""

    tables: Mapping[Table, HeldBack | None]

    def of(self, workflow: str, cell: Cell, period: str, kinds: Iterable[str] = (CASES,)) -> bool:
        """Whether figures of a cell in a period are renewed that are made from these kinds of contributions."""
        span = BASELINE if period == BASELINE else SINCE_GO_LIVE
        every = (self.tables.get((workflow, span, kind), _NOTHING_HELD) for kind in kinds)
        return all(held is not None and not _is_held(held, cell, period) for held in every)

    def of_cut(self, workflow: str, cut: str, period: str, told: Iterable[Cohort]) -> bool:
        """Whether figures over all cohorts of a cut are; `told` are the cohorts that are shown."""
        cells = [(), *(cohort.pairs for cohort in told if [cut] == [name for name, _ in cohort.pairs])]
        return all(self.of(workflow, cell, period) for cell in cells)

    @property
    def throughout(self) -> bool:
        """Whether everyone's figures are renewed in every table."""
        return all(held is not None for held in self.tables.values())


def _is_held(held: HeldBack, cell: Cell, period: str) -> bool:
    if period.startswith(WEEK):
        return held.is_silent(cell, int(period.removeprefix(WEEK)))
    return held.is_held(cell)


def spliced(now: Studied, before: Studied | None, renewed: Renewed, *, texts: bool) -> Studied:
    """What may be shown; `texts`: whether what people said is renewed. Without a `before`, what is held is not shown."""
    was = before or _nothing(now)
    return replace(
        now,
        study=_Splicing(now, was, renewed).study(),
        breakdowns=Breakdowns(
            maps=_chosen(now.breakdowns.maps, was.breakdowns.maps, _place_of_map, _map_is(renewed)),
            crossed=tuple(_tables(now.breakdowns.crossed, was.breakdowns.crossed, renewed)),
        ),
        said=now.said if texts else was.said,
    )


def with_rounded_maps(shown: Studied) -> Studied:
    """The same with all maps, everyone's too, as they may stand beside other figures."""
    study, floor = shown.study, shown.study.smallest_group
    pictures = (
        replace(picture, maps=tuple(rounded(one, floor) for one in picture.maps)) for picture in study.workflows
    )
    maps = tuple(released_map(one, floor) for one in shown.breakdowns.maps)
    return replace(
        shown,
        study=replace(study, workflows=tuple(pictures)),
        breakdowns=replace(shown.breakdowns, maps=maps),
    )


def _nothing(now: Studied) -> Studied:
    """What was shown before the first release."""
    pictures = tuple(replace(one, maps=(), unknown=(), variants=0) for one in now.study.workflows)
    study = replace(
        now.study, metrics=(), workflows=pictures, signals=(), friction_points=(), like_for_like=(), tested=0, inputs=()
    )
    said = replace(now.said, themes=(), unassigned={}, texts={}, phrases=())
    return Studied(study=study, breakdowns=Breakdowns(maps=(), crossed=()), said=said)


def _chosen(
    now: Sequence[_Row],
    before: Sequence[_Row],
    place_of: Callable[[_Row], Hashable],
    is_renewed: Callable[[_Row], bool],
) -> tuple[_Row, ...]:
    """Rows of places that are renewed, and those shown before of the others; in the order of now, then of before."""
    kept = [row for row in before if not is_renewed(row)]
    order = {place_of(row): number for number, row in enumerate((*now, *before))}
    together = [row for row in now if is_renewed(row)] + kept
    return tuple(sorted(together, key=lambda row: order[place_of(row)]))


def _place_of_map(one: CohortMap) -> tuple[object, ...]:
    return one.workflow, one.cohort.pairs, period_order(one.period)


def _map_is(renewed: Renewed) -> Callable[[CohortMap], bool]:
    return lambda one: renewed.of(one.workflow, one.cohort.pairs, one.period)


def _tables(now: Sequence[CrossedTable], before: Sequence[CrossedTable], renewed: Renewed) -> Iterator[CrossedTable]:
    were = {(table.workflow, table.cuts): table for table in before}
    for table in now:
        was = were.pop((table.workflow, table.cuts), None)
        shown = {cell.cohort: cell for cell in was.cells} if was else {}
        cells = tuple(
            cell
            if renewed.of(cell.workflow, cell.cohort.pairs, SINCE_GO_LIVE)
            else shown.get(cell.cohort, _hidden(cell))
            for cell in table.cells
        )
        yield replace(table, cells=cells, hidden=sum(not cell.is_shown for cell in cells))
    yield from were.values()


def _hidden(cell: CrossedCell) -> CrossedCell:
    return CrossedCell(workflow=cell.workflow, cohort=cell.cohort, people=None, cases=None, measures={})


@dataclass(frozen=True, slots=True)
class _Splicing:
    """Two studies on their way to one."""

    now: Studied
    was: Studied
    renewed: Renewed

    def study(self) -> Study:
        now, was = self.now.study, self.was.study
        metrics = _chosen(tuple(filter(_may_be_told, now.metrics)), was.metrics, _place_of_row, self._row_is)
        points = _chosen(now.friction_points, was.friction_points, _place_of_point, self._point_is)
        points = tuple(
            sorted(map(self._with_told_rates, points), key=lambda one: (-one.priority, _place_of_point(one)))
        )
        wholly = now if self.renewed.throughout else was
        return replace(
            now,
            metrics=tuple(sorted(metrics, key=_order)),
            workflows=tuple(self._pictures()),
            signals=_chosen(now.signals, was.signals, lambda one: (one.workflow, one.cohort.pairs), self._point_is),
            friction_points=tuple(replace(point, rank=rank) for rank, point in enumerate(points, 1)),
            like_for_like=_chosen(now.like_for_like, was.like_for_like, _place_of_like, self._like_is),
            tested=wholly.tested,
            inputs=wholly.inputs,
            health=wholly.health,
            suppressed=wholly.suppressed,
        )

    def _told(self) -> set[Cohort]:
        return {row.cohort for study in (self.now.study, self.was.study) for row in study.metrics}

    def _row_is(self, row: Measurement) -> bool:
        if row.cut is not None:
            return self.renewed.of_cut(row.workflow, row.cut, row.period, self._told())
        kinds = MADE_FROM.get(row.metric, KINDS)
        return self.renewed.of(row.workflow, row.cohort.pairs, row.period, kinds)

    def _point_is(self, one: FrictionPoint | SignalFinding) -> bool:
        return self.renewed.of(one.workflow, one.cohort.pairs, SINCE_GO_LIVE, KINDS)

    def _like_is(self, one: LikeForLike) -> bool:
        told = self._told()
        return all(self.renewed.of_cut(one.workflow, one.cut, period, told) for period in (SINCE_GO_LIVE, BASELINE))

    def _pictures(self) -> Iterator[WorkflowPicture]:
        were = {picture.workflow: picture for picture in self.was.study.workflows}
        for picture in self.now.study.workflows:
            was = were.get(picture.workflow, replace(picture, maps=(), unknown=(), variants=0))

            def is_renewed(one: ProcessMap, workflow: str = picture.workflow) -> bool:
                return self.renewed.of(workflow, (), one.period)

            whole = picture if self.renewed.of(picture.workflow, (), SINCE_GO_LIVE) else was
            maps = _chosen(picture.maps, was.maps, lambda one: one.period, is_renewed)
            yield replace(picture, maps=maps, unknown=whole.unknown, variants=whole.variants)

    def _with_told_rates(self, point: FrictionPoint) -> FrictionPoint:
        """The point with its rates of weeks and of the baseline as they were told, where they are held."""
        if not self._point_is(point):
            return point
        before = {_place_of_point(one): one for one in self.was.study.friction_points}.get(_place_of_point(point))
        told = () if before is None else before.rates

        def is_renewed(rate: SideRate) -> bool:
            return all(self.renewed.of(point.workflow, cell, rate.period, KINDS) for cell in (point.cohort.pairs, ()))

        return replace(point, rates=_chosen(point.rates, told, lambda rate: (rate.side, rate.period), is_renewed))


def _may_be_told(row: Measurement) -> bool:
    return row.metric not in NOT_BYWEEK or not row.period.startswith(WEEK)


def _place_of_row(row: Measurement) -> tuple[object, ...]:
    return row.workflow, row.metric, row.step, row.cohort.pairs, row.cut, row.category, row.period


def _place_of_point(one: FrictionPoint) -> tuple[object, ...]:
    return one.workflow, one.step, one.cohort.pairs


def _place_of_like(one: LikeForLike) -> tuple[object, ...]:
    return one.workflow, one.metric, one.step, one.cut


def _order(row: Measurement) -> tuple[object, ...]:
    cohort, cut = row.cohort.pairs, row.cut or ""
    return (row.workflow, row.metric, row.step or "", cohort, cut, row.category or "", period_order(row.period))
