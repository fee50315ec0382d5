"""What the pages on cohorts and path maps show: maps by period and cohort, and every pair of cuts crossed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from desirepath.observe.case_base import CaseBase
from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE
from desirepath.observe.count import partial_weeks
from desirepath.observe.counted import RatioSums, period_order
from desirepath.observe.crossed import CellSums, Values, read_sums, sums_of_cohorts
from desirepath.observe.map_counts import (
    CohortPeople,
    MapPlace,
    cases_by_variant,
    people_by_period,
    people_of_small_weeks,
    read_people,
    read_tallies,
)
from desirepath.observe.picture import MapGround
from desirepath.observe.tables import Tables
from desirepath.ports import Means
from desirepath.prove.crossed_floor import Crossing, shown_cells
from desirepath.prove.map_floor import rounded, shown_maps, shown_periods, told_verdicts
from desirepath.prove.metrics import abandonment_rate, process_adherence_rate, workflow_completion_rate
from desirepath.prove.person_rates import CASES_NEEDED, estimate_of
from desirepath.statistics.shares import mean_of_shares
from desirepath.statistics.suppression import hidden_rows
from desirepath.vocabulary.breakdowns import Breakdowns, CohortMap, CrossedCell, CrossedTable
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Metric

MEASURES: Mapping[Metric, str] = {
    process_adherence_rate.METRIC: "judged cases",
    workflow_completion_rate.METRIC: "closed cases",
    abandonment_rate.METRIC: "closed cases",
}
"""The metrics of a crossed cell, and what there must be enough of."""
_NO_VALUE = "\N{NULL}"
"""The row or column of those who have no value of a cut. It is told nowhere."""
_RATIOS = tuple(metric.ratios[0] for metric in MEASURES)


def breakdowns(base: CaseBase, tables: Tables, means: Means) -> Breakdowns:
    """The maps of everyone and of every cohort by period, and each pair of cuts crossed; the floor is held.

    `tables` are those that the case base was read from.
    """
    means.progress("drawing maps of cohorts and crossing cuts")
    grounds = {
        (workflow.id, period == BASELINE): MapGround.of(workflow, period)
        for workflow in base.rollout.workflows
        for period in (BASELINE, SINCE_GO_LIVE)
    }
    reading = _Reading(base, means, have_people=tables.have_people, grounds=grounds)
    return Breakdowns(maps=tuple(sorted(reading.maps(), key=_map_order)), crossed=tuple(reading.crossed()))


def _map_order(one: CohortMap) -> tuple[object, ...]:
    return (one.workflow, one.cohort.pairs, period_order(one.period))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One case base on its way to its breakdowns."""

    base: CaseBase
    means: Means
    have_people: bool
    grounds: Mapping[tuple[str, bool], MapGround]

    @property
    def floor(self) -> int:
        return self.base.rollout.smallest_group

    def maps(self) -> Iterator[CohortMap]:
        """Everyone's, then those of every cut."""
        everyone = {
            workflow: {period: number for (_, period), number in found.people.items()}
            for workflow, found in self._people("").items()
        }
        periods = {workflow: shown_periods(people, self.floor) for workflow, people in everyone.items()}
        yield from self._drawn(
            "",
            {
                MapPlace(workflow=workflow, value="", period=period): everyone[workflow][period]
                for workflow, told in periods.items()
                for period in told
            },
        )
        for cut in self.base.cuts.all:
            yield from self._drawn(cut, self._shown(cut, periods))

    def _people(self, cut: str) -> dict[str, CohortPeople]:
        judged, fetch = self.base.judged, self.means.engine.fetch
        return read_people(
            fetch(people_by_period(judged, cut, have_people=self.have_people)),
            fetch(people_of_small_weeks(judged, cut, self.floor, have_people=self.have_people)),
        )

    def _shown(self, cut: str, periods: Mapping[str, frozenset[str]]) -> dict[MapPlace, int]:
        each_in_one = cut in self.base.cuts.of_people or not self.have_people
        return {
            MapPlace(workflow=workflow, value=value, period=period): found.people[value, period]
            for workflow, found in self._people(cut).items()
            for value, period in shown_maps(found, periods[workflow], self.floor, each_in_one=each_in_one)
        }

    def _drawn(self, cut: str, shown: Mapping[MapPlace, int]) -> Iterator[CohortMap]:
        rows = self.means.engine.fetch(cases_by_variant(self.base.judged, cut))
        tallies = read_tallies(rows, self.base.variants, shown)
        partial = partial_weeks(self.base.rollout, self.base.frame.as_of)
        for place, tally in tallies.items():
            drawn = self.grounds[place.workflow, place.period == BASELINE].draw(place.period, tally, self.floor)
            told = replace(drawn, verdicts=told_verdicts(drawn.verdicts, self.floor))
            is_whole = not cut and place.period in (BASELINE, SINCE_GO_LIVE)
            yield CohortMap(
                workflow=place.workflow,
                cohort=Cohort(((cut, place.value),)) if cut and place.value is not None else EVERYONE,
                period=place.period,
                people=shown[place],
                partial=place.period in partial,
                map=told if is_whole else rounded(told, self.floor),
            )

    def crossed(self) -> Iterator[CrossedTable]:
        """By workflow, then by the order of the cuts."""
        cuts = self.base.cuts.all
        if len(cuts) < 2:
            return
        everyone, margins = self._sums(()), {cut: self._sums((cut,)) for cut in cuts}
        cells = {pair: self._sums(pair) for pair in combinations(cuts, 2)}
        for workflow in (workflow.id for workflow in self.base.rollout.workflows):
            whole = everyone.get((workflow, ()))
            told = {
                cut: _told_by_themselves(_of_workflow(sums, workflow), 0 if whole is None else whole.people, self.floor)
                for cut, sums in margins.items()
            }
            for pair, sums in cells.items():
                yield self._table(workflow, pair, (told[pair[0]], told[pair[1]]), _of_workflow(sums, workflow))

    def _sums(self, cuts: tuple[str, ...]) -> dict[tuple[str, Values], CellSums]:
        rows = sums_of_cohorts(self.base.judged, cuts, _RATIOS, have_people=self.have_people)
        return read_sums(self.means.engine.fetch(rows), _RATIOS)

    def _table(
        self,
        workflow: str,
        cuts: tuple[str, str],
        told: tuple[Sequence[str], Sequence[str]],
        sums: Mapping[Values, CellSums],
    ) -> CrossedTable:
        crossing = Crossing(
            people={(_named(one), _named(other)): found.people for (one, other), found in sums.items()},
            rows=frozenset(told[0]),
            columns=frozenset(told[1]),
        )
        shown = shown_cells(crossing, self.floor)
        cells = tuple(
            self._cell(
                workflow,
                Cohort(tuple(sorted(zip(cuts, values, strict=True)))),
                sums[values] if values in shown else None,
            )
            for values in product(*told)
        )
        return CrossedTable(workflow=workflow, cuts=cuts, cells=cells, hidden=sum(not cell.is_shown for cell in cells))

    def _cell(self, workflow: str, cohort: Cohort, sums: CellSums | None) -> CrossedCell:
        if sums is None:
            return CrossedCell(workflow=workflow, cohort=cohort, people=None, cases=None, measures={})
        measures = {
            metric.name: self._measured(sums.ratios.get(metric.ratios[0]), metric, counts)
            for metric, counts in MEASURES.items()
        }
        return CrossedCell(workflow=workflow, cohort=cohort, people=sums.people, cases=sums.cases, measures=measures)

    def _measured(self, sums: RatioSums | None, metric: Metric, counts: str) -> Estimate | NotEnoughData:
        cases = 0 if sums is None else sums.cases
        if sums is None or cases < CASES_NEEDED:
            return NotEnoughData(observed=cases if cases >= self.floor else None, needed=CASES_NEEDED, because=counts)
        unit = metric.unit if self.have_people else metric.unit_without_people or metric.unit
        return estimate_of(mean_of_shares(sums.moments), n=int(sums.moments.n), unit=unit)


def _named(value: str | None) -> str:
    return _NO_VALUE if value is None else value


def _of_workflow(sums: Mapping[tuple[str, Values], CellSums], workflow: str) -> dict[Values, CellSums]:
    return {values: found for (of_workflow, values), found in sums.items() if of_workflow == workflow}


def _told_by_themselves(margin: Mapping[Values, CellSums], everyone: int, floor: int) -> list[str]:
    """The values of a cut whose own row is shown among the metrics since go-live, by the rule of `prove.floor`."""
    sizes = {value: found.people for (value,), found in margin.items() if value is not None}
    hidden = hidden_rows(list(sizes.values()), floor, total=max(sum(sizes.values()), everyone))
    return [value for place, value in enumerate(sizes) if place not in hidden]
