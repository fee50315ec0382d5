"""Maps by cohort and week and cuts crossed, of a made-up rollout, beside the study that they belong to."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from desirepath.runs.diagnose import diagnose, diagnose_in_full
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import SimulationPlan
from desirepath.study import Studied
from desirepath.vocabulary.breakdowns import CohortMap, CrossedCell, CrossedTable
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate

SINCE = "since_go_live"


def silent(_: str) -> None:
    """Show no progress."""


@pytest.fixture(scope="module")
def rollout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = SimulationPlan(seed=4712, events=30_000)
    file = simulate(plan, tmp_path_factory.mktemp("made") / "up", silent)
    text = file.read_text(encoding="utf-8")
    assert "cuts: [role, region, tenure]" in text
    cuts = text.replace("cuts: [role, region, tenure]", "cuts: [role, region, tenure, business_unit, manager]")
    file.write_text(cuts, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def full(rollout: Path) -> Studied:
    return diagnose_in_full(rollout, progress=silent)


def table(full: Studied, one: str, other: str) -> CrossedTable:
    [found] = [crossed for crossed in full.breakdowns.crossed if crossed.cuts == (one, other)]
    return found


def test_the_study_is_the_one_that_is_made_without_breakdowns(rollout: Path, full: Studied) -> None:
    assert full.study == diagnose(rollout, progress=silent)


def test_everyones_maps_are_those_of_the_study_but_for_verdicts_of_few_cases(full: Studied) -> None:
    [workflow] = full.study.workflows
    everyone = {one.period: one.map for one in full.breakdowns.maps if one.cohort == EVERYONE}
    for drawn in workflow.maps:
        other = everyone[drawn.period]
        assert replace(other, verdicts={}) == replace(drawn, verdicts={})
        assert other.verdicts.items() <= drawn.verdicts.items()
        assert min(other.verdicts.values()) >= full.study.smallest_group


def test_every_map_stands_once_and_on_as_many_people_as_the_floor(full: Studied) -> None:
    maps = full.breakdowns.maps
    places = [(one.workflow, one.cohort, one.period) for one in maps]
    assert len(set(places)) == len(places) > 100
    assert min(one.people for one in maps) >= full.study.smallest_group
    assert {one.map.period == one.period for one in maps} == {True}


def test_a_week_is_partial_where_the_metrics_say_so(full: Studied) -> None:
    partial = {row.period for row in full.study.metrics if row.partial}
    assert {one.period for one in full.breakdowns.maps if one.partial} == partial
    assert len(partial) == 1


def test_what_shown_maps_leave_of_everyones_may_be_a_map_of_enough_cases(full: Studied) -> None:
    floor, maps = full.study.smallest_group, full.breakdowns.maps
    cases = {(one.cohort, one.period): one.map.cases for one in maps}
    by_cut: defaultdict[tuple[str, str], list[CohortMap]] = defaultdict(list)
    for one in maps:
        for cut, _ in one.cohort.pairs:
            by_cut[cut, one.period].append(one)
    assert {cut for cut, _ in by_cut} == set(full.study.cuts)
    for (_, period), of_cut in by_cut.items():
        rest = cases[EVERYONE, period] - sum(one.map.cases for one in of_cut)
        nearly = len(of_cut) * floor // 4  # each figure is told to the nearest five, so up to two off
        assert abs(rest) <= nearly or rest >= floor - nearly
    for cohort in {one.cohort for one in maps}:
        weeks = [number for (whose, period), number in cases.items() if whose == cohort and "week" in period]
        rest, nearly = cases[cohort, SINCE] - sum(weeks), (len(weeks) + 1) * floor // 4
        assert abs(rest) <= nearly or rest >= floor - nearly


def test_every_pair_of_cuts_is_crossed(full: Studied) -> None:
    assert len(full.study.cuts) == 5
    assert len(full.breakdowns.crossed) == 10
    assert {crossed.workflow for crossed in full.breakdowns.crossed} == {"purchase_request"}


def test_a_cell_that_is_not_shown_tells_nothing_and_is_counted(full: Studied) -> None:
    hidden = 0
    for crossed in full.breakdowns.crossed:
        left_out = [cell for cell in crossed.cells if not cell.is_shown]
        assert len(left_out) == crossed.hidden
        assert all((cell.people, cell.cases, dict(cell.measures)) == (None, None, {}) for cell in left_out)
        hidden += crossed.hidden
    assert hidden > 0


def test_the_values_that_are_crossed_are_those_that_the_metrics_show(full: Studied) -> None:
    told = {row.cohort for row in full.study.metrics if row.metric == "abandonment_rate" and row.period == SINCE}
    for crossed in full.breakdowns.crossed:
        pairs = {Cohort((pair,)) for cell in crossed.cells for pair in cell.cohort.pairs}
        assert pairs == {cohort for cohort in told for cut, _ in cohort.pairs if cut in crossed.cuts}


def margin(full: Studied, metric: str, cohort: Cohort) -> Estimate:
    [row] = [
        row
        for row in full.study.metrics
        if (row.metric, row.cohort, row.period, row.step) == (metric, cohort, SINCE, None)
    ]
    assert isinstance(row.result, Estimate)
    return row.result


def test_the_cells_of_a_row_make_up_the_row_of_the_metrics(full: Studied) -> None:
    """Where a whole row is shown: its people are the margin's, its shares weighed by people the margin's share."""
    compared = 0
    for crossed in full.breakdowns.crossed:
        for cohort, cells in whole_rows(crossed):
            for metric in ("process_adherence_rate", "workflow_completion_rate", "abandonment_rate"):
                whole, shares = margin(full, metric, cohort), [cell.measures[metric] for cell in cells]
                assert sum(cell.people or 0 for cell in cells) == whole.n
                told = [share for share in shares if isinstance(share, Estimate)]
                if len(told) == len(shares):
                    assert sum(one.value * one.n for one in told) / whole.n == pytest.approx(whole.value, abs=1e-9)
                    compared += 1
    assert compared > 12


def whole_rows(crossed: CrossedTable) -> list[tuple[Cohort, list[CrossedCell]]]:
    rows: defaultdict[Cohort, list[CrossedCell]] = defaultdict(list)
    for cell in crossed.cells:
        for pair in cell.cohort.pairs:
            rows[Cohort((pair,))].append(cell)
    return [(cohort, cells) for cohort, cells in rows.items() if all(cell.is_shown for cell in cells)]


def test_the_cohort_with_planted_friction_shows_in_its_own_cell(full: Studied) -> None:
    """It is planted for buyers in EMEA; buyers elsewhere do as others do."""

    def given_up(role: str, region: str) -> float:
        [cell] = [
            cell
            for cell in table(full, "role", "region").cells
            if cell.cohort == Cohort((("region", region), ("role", role)))
        ]
        found = cell.measures["abandonment_rate"]
        assert isinstance(found, Estimate)
        return found.value

    assert given_up("buyer", "EMEA") > 2 * given_up("requester", "EMEA")


@pytest.mark.spark
@pytest.mark.long
@pytest.mark.skipif(shutil.which("java") is None, reason="needs Java")
def test_spark_and_duckdb_give_the_same_breakdowns(tmp_path: Path) -> None:
    made = simulate(SimulationPlan(seed=11, events=12_000), tmp_path / "made-up", silent)
    duck = diagnose_in_full(made, progress=silent)
    assert diagnose_in_full(made, engine="local[2]", progress=silent).breakdowns == duck.breakdowns
    assert len(duck.breakdowns.maps) > 50
