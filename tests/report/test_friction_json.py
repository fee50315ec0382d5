"""Signals and friction points in `diagnosis.json`: the keys of the contract, held to the floor, held to the schema."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.report.friction_json import friction_document, signal_document
from desirepath.report.schemas import diagnosis_schema
from tests.report.a_friction_point import CONFIRMED, FINDING, SUSPECTED
from tests.report.friction_studies import renamed, with_friction

STUDY = with_friction(2)


def test_a_signal_has_the_keys_of_the_contract() -> None:
    row = signal_document(FINDING, STUDY)
    promised = {
        "signal": "abandonment",
        "workflow": "request",
        "step": "quote",
        "cohort": {"region": "EMEA", "role": "buyer"},
        "value": 0.31,
        "expected": 0.08,
        "low": 0.27,
        "high": 0.35,
        "q_value": 0.0004,
        "people": 212,
        "cases": 640,
        "first_seen": "2026-09-04",
    }
    assert promised.items() <= row.items()
    assert row.keys() - promised.keys() == {"symptom", "unit", "excess_cases"}


def test_a_friction_point_has_the_keys_of_the_contract() -> None:
    row = friction_document(CONFIRMED, STUDY)
    promised = {
        "rank": 1,
        "workflow": "request",
        "step": "quote",
        "symptom": "abandonment_at_step",
        "cohort": {"region": "EMEA", "role": "buyer"},
        "blocker": "workflow_friction",
        "probability": 0.86,
        "standing": "confirmed",
        "not_a_user_problem": ["many_users_same_step", "one_cohort_struggles"],
        "missing_evidence": [],
        "first_intervention": "field_level_help",
        "watch": {"week_1": "step_completion_rate", "week_4": "abandonment_rate"},
        "impact": {"people": 131, "cases": 147, "hours": 39.6, "cost": 1900.8, "currency": "EUR"},
    }
    assert promised.items() <= row.items()
    piece = row["evidence"][0]
    assert (piece["source"], piece["points_to"], piece["weight"]) == ("behaviour", "workflow_friction", 1.9)
    assert row["probabilities"]["policy_ambiguity"] == 0.08
    assert row["checks"][2]["holds"] is False
    assert (row["unit"], row["first_seen"]) == ("share of cases", "2026-09-04")
    assert row["rivals"] == [{"business_unit": "Trading", "role": "buyer"}]


def test_without_an_hourly_cost_the_cost_is_null() -> None:
    assert friction_document(SUSPECTED, STUDY)["impact"]["cost"] is None


def test_numbers_of_a_friction_point_have_six_decimals_at_most() -> None:
    third = replace(CONFIRMED, probability=1 / 3, impact=replace(CONFIRMED.impact, hours=2 / 3))
    row = friction_document(third, STUDY)
    assert (row["probability"], row["impact"]["hours"]) == (0.333333, 0.666667)


@pytest.mark.parametrize("few", [{"people": 9}, {"cases": 9}])
def test_an_impact_below_the_floor_is_null_with_all_that_follows_from_it(few: dict[str, int]) -> None:
    row = friction_document(replace(CONFIRMED, impact=replace(CONFIRMED.impact, **few)), STUDY)
    assert set(row["impact"].values()) == {None}


def test_excess_cases_below_the_floor_are_null() -> None:
    assert signal_document(replace(FINDING, excess_cases=9.5), STUDY)["excess_cases"] is None
    assert signal_document(replace(FINDING, excess_cases=0.0), STUDY)["excess_cases"] == 0.0


def test_rates_of_a_week_with_too_few_on_one_side_stand_for_neither_side() -> None:
    periods = [rate["period"] for rate in friction_document(CONFIRMED, STUDY)["rates"]]
    assert periods.count("week_5") == 2
    assert "week_7" not in periods


def test_the_schema_accepts_one_friction_point_of_every_symptom() -> None:
    for study in (with_friction(8), renamed('<b>"'), with_friction(0)):
        document = json.loads(json.dumps(diagnosis_document(study), allow_nan=False))
        Draft202012Validator(diagnosis_schema()).validate(document)
    assert len(diagnosis_document(with_friction(8))["friction_points"]) == 8


@pytest.mark.parametrize(
    "spoil",
    [{"standing": "sure"}, {"probability": 1.2}, {"blocker": "people"}, {"rank": 0}, {"impact": {"people": 3}}],
)
def test_the_schema_refuses_a_spoilt_friction_point(spoil: dict[str, object]) -> None:
    document = json.loads(json.dumps(diagnosis_document(STUDY)))
    document["friction_points"][0] |= spoil
    assert not Draft202012Validator(diagnosis_schema()).is_valid(document)
