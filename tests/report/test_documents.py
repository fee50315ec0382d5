"""The documents: what stands in them, and that the published schemas hold for them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft202012Validator

from desirepath.report.conformance_json import conformance_document
from desirepath.report.diagnosis_json import diagnosis_document, local_day_or_time
from desirepath.report.health_json import utc
from desirepath.report.schemas import conformance_schema, diagnosis_schema
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.conformance import Alignment, Move, VariantConformance, WorkflowConformance
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.study import Study
from tests.report.studies import hostile_studies, purchase_requests

SCHEMAS = Path(__file__).parents[2] / "schemas"
HALF = Estimate(value=0.5, low=0.25, high=0.75, n=40, unit="share of users", method="Wilson")
ROW = Measurement(metric="process_adherence_rate", workflow="request", period="since_go_live", result=HALF)


def with_row(row: Measurement) -> Study:
    return replace(purchase_requests(), metrics=(row,))


def written(row: Measurement) -> dict[str, object]:
    return dict(diagnosis_document(with_row(row))["metrics"][0])


def test_a_metric_row_has_the_keys_of_the_contract() -> None:
    assert written(ROW) == {
        "metric": "process_adherence_rate",
        "workflow": "request",
        "step": None,
        "cohort": {},
        "period": "since_go_live",
        "value": 0.5,
        "low": 0.25,
        "high": 0.75,
        "n": 40,
        "unit": "share of users",
        "method": "Wilson",
    }


def test_a_metric_that_cannot_be_given_says_why_in_place_of_its_value() -> None:
    missing = NotEnoughData(observed=None, needed=20, because="closed cases")
    row = written(replace(ROW, result=missing))
    assert row["not_enough_data"] == {"observed": None, "needed": 20, "because": "closed cases"}
    assert not {"value", "low", "high", "n", "unit", "method"} & row.keys()


def test_partial_cut_category_and_further_figures_stand_only_where_they_are_set() -> None:
    full = replace(ROW, partial=True, category="Access", more={"tickets": 9, "asked_before": 0.25})
    assert {"partial": True, "category": "Access", "asked_before": 0.25, "tickets": 9}.items() <= written(full).items()
    assert written(replace(ROW, cut="role"))["cut"] == "role"
    assert not {"partial", "category", "cut"} & written(ROW).keys()


def test_a_cohort_is_an_object_of_attribute_and_value() -> None:
    cohort = Cohort((("region", "EMEA"), ("role", "buyer")))
    assert written(replace(ROW, cohort=cohort))["cohort"] == {"region": "EMEA", "role": "buyer"}


def test_go_live_is_a_local_date_at_local_midnight_and_a_date_time_otherwise() -> None:
    midnight = datetime(2017, 12, 31, 23, tzinfo=UTC)
    assert local_day_or_time(midnight, "Europe/Amsterdam") == "2018-01-01"
    assert local_day_or_time(midnight, "UTC") == "2017-12-31T23:00:00+00:00"


def test_as_of_is_in_utc_with_a_z() -> None:
    assert utc(datetime(2018, 2, 14, 1, tzinfo=ZoneInfo("Europe/Amsterdam"))) == "2018-02-14T00:00:00Z"


def test_a_study_in_which_nothing_was_tried_has_no_signals_and_no_friction_points() -> None:
    document = diagnosis_document(purchase_requests())
    assert (document["signals"], document["friction_points"], document["tested"]) == ([], [], 0)
    assert document["suppressed"] == 4
    assert document["inputs"]["events"]["rows"] == 10_112
    assert document["inputs"]["events"]["set_aside"] == 17


def test_numbers_have_six_decimals_at_most_and_zero_has_no_sign() -> None:
    third = replace(HALF, value=1 / 3, low=-0.0, high=2 / 3)
    row = written(replace(ROW, result=third))
    assert (row["value"], str(row["low"]), row["high"]) == (0.333333, "0.0", 0.666667)


def test_a_number_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot stand in a document"):
        written(replace(ROW, more={"ratio": float("nan")}))


def test_a_further_figure_must_not_take_a_fixed_name() -> None:
    with pytest.raises(ValueError, match="take fixed names: value"):
        written(replace(ROW, more={"value": 1.0}))


def test_the_same_study_gives_the_same_bytes() -> None:
    assert json.dumps(diagnosis_document(purchase_requests())) == json.dumps(diagnosis_document(purchase_requests()))


@pytest.mark.parametrize("name", ["purchase requests", *hostile_studies()])
def test_every_study_gives_a_document_that_the_schema_accepts(name: str) -> None:
    study = purchase_requests() if name == "purchase requests" else hostile_studies()[name]()
    document = diagnosis_document(replace(study, rollout="purchase-requests"))
    Draft202012Validator(diagnosis_schema()).validate(json.loads(json.dumps(document, allow_nan=False)))


@pytest.mark.parametrize(
    "spoil",
    [
        {"value": None},
        {"period": "week_0"},
        {"cohort": {"a": "1", "b": "2", "c": "3"}},
        {"not_enough_data": {"observed": 1, "needed": 2, "because": "both"}},
        {"partial": False},
    ],
)
def test_the_schema_refuses_a_spoilt_row(spoil: dict[str, object]) -> None:
    document = json.loads(json.dumps(diagnosis_document(with_row(ROW))))
    document["metrics"][0] |= spoil
    assert not Draft202012Validator(diagnosis_schema()).is_valid(document)


def test_a_variant_stands_with_its_cost_moves_and_verdicts() -> None:
    assert conformance_document("travel", (claims(bound=None),)) == {
        "schema": "desirepath/conformance/1",
        "rollout": "travel",
        "workflows": [
            {
                "workflow": "claim",
                "cases": 7,
                "variants": [
                    {
                        "steps": ["submit", "?Reopened"],
                        "cases": 7,
                        "cost": 2,
                        "moves": [("sync", "submit"), ("skip", "pay"), ("extra", "?Reopened")],
                        "verdicts": {"off_path": 4, "open": 3},
                        "judged_by": "path",
                    }
                ],
            }
        ],
    }


def test_a_bound_stands_only_where_the_time_budget_ran_out() -> None:
    bounded = conformance_document("travel", (claims(bound=(1, 2)),))
    assert bounded["workflows"][0]["variants"][0]["bound"] == (1, 2)
    Draft202012Validator(conformance_schema()).validate(json.loads(json.dumps(bounded)))


def test_the_committed_schemas_are_the_generated_ones() -> None:
    for name, made in (("diagnosis", diagnosis_schema()), ("conformance", conformance_schema())):
        assert json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")) == made
        Draft202012Validator.check_schema(made)


def claims(bound: tuple[int, int] | None) -> WorkflowConformance:
    moves: tuple[Move, ...] = (("sync", "submit"), ("skip", "pay"), ("extra", "?Reopened"))
    variant = VariantConformance(
        steps=("submit", "?Reopened"),
        cases=7,
        judged_by="path",
        alignment=Alignment(cost=2, moves=moves, bound=bound),
        verdicts={Verdict.OPEN: 3, Verdict.OFF_PATH: 4},
    )
    return WorkflowConformance(workflow="claim", cases=7, variants=(variant,))
