"""The scorecard's six rows, and what is watched."""

from itertools import product

import pytest

from desirepath.diagnose.scorecard import MEASURES, SCORECARD, row_of, watch_for
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.signal import Symptom


def test_each_symptom_has_one_row_in_the_order_of_the_symptoms() -> None:
    assert [row.symptom for row in SCORECARD] == list(Symptom)


@pytest.mark.parametrize(
    ("symptom", "week_1", "week_4"),
    [
        ("abandonment_at_step", "step_completion_rate", "abandonment_rate"),
        ("approval_path_bypassed", "approval_path_usage", "process_adherence_rate"),
        ("ticket_spike", "repeat_ticket_volume", "tickets_per_active_user"),
        ("exceptions_rising", "validation_failure_rate", "exception_and_rework_rate"),
        ("cohort_gap", "cohort_completion_gap", "cohort_adherence_gap"),
        ("duplicate_handoffs", "duplicate_entry_reports", "handoff_rate"),
    ],
)
def test_what_is_watched_in_weeks_1_and_4_follows_the_symptom(symptom: str, week_1: str, week_4: str) -> None:
    for blocker in BlockerKind:
        assert watch_for(Symptom(symptom), blocker) == {"week_1": week_1, "week_4": week_4}


def test_every_measure_that_is_watched_is_explained_and_none_besides() -> None:
    watched = {name for symptom, why in product(Symptom, BlockerKind) for name in watch_for(symptom, why).values()}
    assert watched == set(MEASURES)
    assert len(MEASURES) == 12


def test_the_row_of_a_symptom_is_its_own() -> None:
    assert row_of(Symptom.COHORT_GAP).usual[0] == (BlockerKind.ACCESS_GAP, "role_aware_guidance")


def test_every_text_of_a_row_is_a_sentence() -> None:
    for row in SCORECARD:
        assert all(text.endswith(".") for text in (row.looks_like, row.likely_cause, row.first_step))
