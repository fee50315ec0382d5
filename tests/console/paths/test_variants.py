"""Ways of few cases are folded away, and cannot be worked out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desirepath.console.diagnoses.reads import done_before, done_runs
from desirepath.console.paths.tasks import find_variants
from desirepath.console.paths.variants import folded, kept_variants
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.vocabulary.conformance import Alignment, VariantConformance, WorkflowConformance
from desirepath.vocabulary.held import Held
from tests.console.stage import Stage


def way(cases: int, **verdicts: int) -> VariantConformance:
    return VariantConformance(
        steps=("a",) * cases,
        cases=cases,
        judged_by="path",
        alignment=Alignment(cost=0, moves=()),
        verdicts={Verdict(name): number for name, number in verdicts.items()} or {Verdict.ON_PATH: cases},
    )


def kept(*ways: VariantConformance) -> list[int]:
    workflow = WorkflowConformance(workflow="w", cases=sum(one.cases for one in ways), variants=ways)
    return [one.cases for one in folded(workflow, 10).variants]


def test_ways_of_fewer_cases_than_ten_are_folded_into_the_others() -> None:
    assert kept(way(50), way(20), way(6), way(5)) == [50, 20]


def test_the_smallest_way_goes_with_the_others_where_they_would_be_few() -> None:
    assert kept(way(50), way(20), way(3)) == [50]


def test_nothing_is_folded_where_every_way_is_large() -> None:
    assert kept(way(50), way(10)) == [50, 10]


def test_a_workflow_of_few_cases_shows_none_and_no_total() -> None:
    workflow = WorkflowConformance(workflow="w", cases=9, variants=(way(9),))
    assert folded(workflow, 10) == WorkflowConformance(workflow="w", cases=0, variants=())


def test_a_verdict_of_few_cases_is_left_out_with_one_that_would_give_it_away() -> None:
    workflow = WorkflowConformance(workflow="w", cases=60, variants=(way(60, on_path=30, off_path=27, open=3),))
    assert dict(folded(workflow, 10).variants[0].verdicts) == {Verdict.ON_PATH: 30}


def test_where_everyones_figures_are_held_back_the_ways_are_those_shown_before(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = done_runs(stage.rollout.id)[0]
    since = later.known_until - timedelta(days=1)
    earlier = done_before(stage.rollout.id, since)
    find_variants.func(stage.rollout.id, earlier.id)
    held = Held(workflow="purchase_request", cohort=EVERYONE, span="since_go_live", since=since)
    monkeypatch.setattr(KeptDiagnosis, "held", (held,))
    monkeypatch.setattr("desirepath.console.paths.tasks.found_in", lambda run: KeptDiagnosis(run.folder))
    find_variants.func(stage.rollout.id, later.id)
    shown = kept_variants(later.folder)
    (later.folder / "variants.kept").unlink()
    assert shown is not None
    assert shown == kept_variants(earlier.folder)
