"""A made-up rollout, read end to end, beside what was counted while it was drawn."""

import json
from pathlib import Path

import pytest

from desirepath.runs.conformance import conformance
from desirepath.runs.diagnose import diagnose
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import SimulationPlan
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.study import Study


def silent(_: str) -> None:
    """Show no progress."""


@pytest.fixture(scope="module")
def rollout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return simulate(SimulationPlan(seed=4711, events=60_000), tmp_path_factory.mktemp("made") / "up", silent)


@pytest.fixture(scope="module")
def study(rollout: Path) -> Study:
    return diagnose(rollout, progress=silent)


@pytest.fixture(scope="module")
def truth(rollout: Path) -> dict:
    return json.loads((rollout.parent / "truth.json").read_text())["expected"]


def test_the_verdicts_are_those_that_were_drawn(study: Study, truth: dict) -> None:
    since, before = study.workflows[0].maps
    for drawn, read in ((truth["cases"]["since_go_live"], since), (truth["cases"]["before_go_live"], before)):
        assert {verdict.value: cases for verdict, cases in read.verdicts.items()} == {
            verdict: cases for verdict, cases in drawn.items() if cases
        }


def test_cases_are_given_up_at_the_steps_at_which_they_were_drawn_to_be(study: Study, truth: dict) -> None:
    # The two clearances, budget and security, come in any order and are drawn as one.
    drawn = {
        step: cases for step, cases in truth["abandoned_since_go_live"].items() if step != "budget" and cases >= 10
    }
    read = {step.step: step.abandoned for step in study.workflows[0].maps[0].steps if step.step in drawn}
    assert drawn
    assert read == drawn


def test_every_row_of_every_table_comes_in(study: Study, truth: dict) -> None:
    assert {table.table: table.rows for table in study.inputs} == truth["rows"]


def test_the_cohort_with_planted_friction_gives_up_more_at_the_step(study: Study) -> None:
    def rate(role: str) -> Estimate:
        [row] = [
            row
            for row in study.metrics
            if row.metric == "abandonment_rate"
            and row.step == "quote"
            and row.period == "since_go_live"
            and row.cohort.pairs == (("role", role),)
        ]
        assert isinstance(row.result, Estimate)
        return row.result

    assert rate("buyer").low > rate("requester").high


def test_no_row_of_a_cohort_stands_on_fewer_people_than_the_floor(study: Study) -> None:
    sizes = [row.size for row in study.metrics if row.cohort.pairs or row.category]
    assert sizes
    assert min(size for size in sizes if size) >= study.smallest_group


def test_conformance_counts_every_case_once(rollout: Path, truth: dict) -> None:
    _, [workflow] = conformance(rollout, progress=silent)
    drawn = sum(cases for period in truth["cases"].values() for cases in period.values())
    assert workflow.cases == drawn == sum(variant.cases for variant in workflow.variants)
    for variant in workflow.variants:
        assert sum(variant.verdicts.values()) == variant.cases
        assert variant.alignment.cost == sum(kind != "sync" for kind, _ in variant.alignment.moves)
