"""The document `desirepath/effects/1`: the keys of the contract, valid under its schema, nothing below the floor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from desirepath.report.effects_json import effects_document
from desirepath.report.schemas import effects_schema
from desirepath.vocabulary.effect import Proofs
from tests.report.effect_proofs import HOSTILE, all_proofs, harmful, helpful, in_waves, refused, undecided

SCHEMA = Path(__file__).parents[2] / "schemas" / "effects.schema.json"
EVERY = {"one of each": all_proofs, **HOSTILE}


def document(proofs: Proofs) -> dict[str, Any]:
    return dict(json.loads(json.dumps(effects_document(proofs), allow_nan=False)))


def counts(found: object) -> Iterator[int]:
    """Every whole number of people in a document, wherever it stands."""
    if isinstance(found, list):
        for one in found:
            yield from counts(one)
    elif isinstance(found, dict):
        told = ("n", "shown", "held_out", "opened", "completed", "dismissed", "changed_arm")
        yield from (value for key, value in found.items() if key in told and isinstance(value, int))
        for value in found.values():
            yield from counts(value)


def test_an_effect_has_the_keys_of_the_contract() -> None:
    row = document(all_proofs(helpful()))["effects"][0]
    promised = {
        "intervention_id": "I-quote-help",
        "metric": "abandonment_rate",
        "design": "holdout",
        "effect": -0.081,
        "low": -0.119,
        "high": -0.043,
        "n": 1904,
        "always_valid": True,
        "decision": "expand",
    }
    assert promised.items() <= row.items()
    assert (row["step"], row["cohort"], row["role"], row["stands"]) == ("quote", {}, "decides", True)
    assert (row["with_it"], row["without"], row["unit"], row["better"]) == (0.142, 0.223, "share of cases", "down")
    assert row["once"] == {"low": -0.1038, "high": -0.0582}


def test_every_measure_and_cohort_is_a_row_of_its_own() -> None:
    rows = document(all_proofs(helpful()))["effects"]
    assert [row["role"] for row in rows] == ["decides", *["watches"] * 3, *["cohort"] * 6]
    assert rows[4]["cohort"] == {"region": "Benelux"}


def test_an_intervention_says_whom_it_met_what_was_checked_and_what_follows() -> None:
    (told,) = document(all_proofs(helpful()))["interventions"]
    assert told["starts_at"] == "2026-09-02T22:00:00Z"
    assert (told["cohort"], told["blocker"]) == ({"region": "EMEA", "role": "buyer"}, "workflow_friction")
    assert told["exposed"]["dismissed"] is None
    assert [check["holds"] for check in told["checks"]] == [True, True, True, None]
    assert (told["told_on"], told["refused"], told["ends_at"]) == ("2026-09-10", None, None)
    assert told["decision"] == {
        "decision": "expand",
        "because": "Abandonment at the step: better by 8.1 points.",
        "to": "region DACH and role buyer",
        "more_days": None,
        "retire": False,
    }
    assert [measure["week_4"] for measure in told["movement"]] == [0.802, None]


def test_what_is_refused_has_its_reason_and_no_effect() -> None:
    written = document(all_proofs(refused(), helpful()))
    assert {row["intervention_id"] for row in written["effects"]} == {"I-quote-help"}
    assert written["interventions"][0]["refused"].startswith("71.0% were held out of 50% planned")


def test_a_day_with_too_few_people_tells_neither_that_side_nor_a_difference() -> None:
    (told,) = document(all_proofs(helpful()))["interventions"]
    assert told["readings"][1] == {
        "day": "2026-09-04",
        "with_it": None,
        "without": 0.223,
        "effect": None,
        "low": None,
        "high": None,
    }
    assert told["readings"][-1]["effect"] == pytest.approx(-0.081, abs=0.002)


@pytest.mark.parametrize("name", EVERY)
def test_no_count_of_people_lies_between_none_and_the_floor(name: str) -> None:
    proofs = EVERY[name]()
    found = list(counts(document(proofs)))
    assert all(number == 0 or number >= proofs.smallest_group for number in found)
    assert found or not any(proof.effects for proof in proofs.proofs)


@pytest.mark.parametrize("name", EVERY)
def test_every_document_is_valid_under_the_schema(name: str) -> None:
    proofs = replace(EVERY[name](), rollout="procure-to-pay")
    Draft202012Validator(effects_schema()).validate(document(proofs))


@pytest.mark.parametrize(
    ("where", "spoil"),
    [
        ("effects", {"design": "before_and_after"}),
        ("effects", {"decision": "stop"}),
        ("effects", {"role": "best"}),
        ("effects", {"low": None}),
        ("effects", {"n": -1}),
        ("interventions", {"told_on": "10 September"}),
        ("interventions", {"held_out_planned": 1.5}),
        ("interventions", {"exposed": {"shown": "few"}}),
    ],
)
def test_the_schema_refuses_a_spoilt_row(where: str, spoil: dict[str, object]) -> None:
    written = document(all_proofs(helpful()))
    assert Draft202012Validator(effects_schema()).is_valid(written)
    written[where][0] |= spoil
    assert not Draft202012Validator(effects_schema()).is_valid(written)


def test_the_committed_schema_is_the_generated_one() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == effects_schema()
    Draft202012Validator.check_schema(effects_schema())


def test_numbers_have_six_decimals_at_most() -> None:
    third = replace(helpful().effects[0], value=-1 / 3, low=-2 / 3, high=-0.0)
    row = document(all_proofs(replace(helpful(), effects=(third,))))["effects"][0]
    assert (row["effect"], row["low"], str(row["high"])) == (-0.333333, -0.666667, "0.0")


def test_the_same_effects_give_the_same_bytes_in_the_order_of_the_interventions() -> None:
    made = all_proofs(harmful(), in_waves(), undecided())
    assert json.dumps(effects_document(made)) == json.dumps(effects_document(made))
    told = [one["intervention_id"] for one in document(made)["interventions"]]
    assert told == ["I-reminder", "I-waves", "I-vendor"]
