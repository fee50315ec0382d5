"""Small made-up rollouts, read end to end: the friction that was planted comes first, and where none was, none is.

How often that holds is measured by the benchmark, on other seeds; these are examples of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bench.truth.reading import by_friction
from desirepath.cli.main import run
from desirepath.report.schemas import diagnosis_schema
from desirepath.runs.simulate import DrawnRollout, simulate_in_memory, write_drawn
from desirepath.simulate.families import family_plan
from desirepath.vocabulary.friction import BlockerKind

EVENTS, PEOPLE = 16_000, 240
PLANTED = ("step", "symptom", "cohort", "blocker")
FAMILIES = (
    "abandonment_at_step-workflow_friction-one",
    "approval_path_bypassed-policy_ambiguity-one",
    "exceptions_rising-capability_gap-everyone",
    "cohort_gap-access_gap-one",
)
SHORT_LANE_TAKES = 2
"""One family in so many."""


def drawn(family: str) -> DrawnRollout:
    return simulate_in_memory(family_plan(family, "clear", 2, events=EVENTS, people=PEOPLE))


def diagnosed(rollout: DrawnRollout, folder: Path) -> dict[str, Any]:
    """The document that the program writes, run as anybody would run it."""
    file = write_drawn(rollout, folder)
    assert run(["--quiet", "diagnose", str(file), "--json", str(folder / "diagnosis.json")]) == 0
    document: dict[str, Any] = json.loads((folder / "diagnosis.json").read_text(encoding="utf-8"))
    return document


@pytest.mark.parametrize(
    "family",
    [
        pytest.param(family, marks=[pytest.mark.long] * (place % SHORT_LANE_TAKES != 0))
        for place, family in enumerate(FAMILIES)
    ],
)
def test_the_planted_friction_comes_first_with_its_step_symptom_cohort_and_blocker(family: str) -> None:
    rollout = drawn(family)
    [planted] = rollout.truth["friction"]
    first = next(iter(by_friction(rollout, [None])))["friction_points"][0]
    assert {name: first[name] for name in PLANTED} == {name: planted[name] for name in PLANTED}
    assert (first["rank"], first["standing"]) == (1, "confirmed")


def test_where_nothing_is_wrong_nothing_is_told_and_the_program_ends_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = diagnosed(drawn("nothing_wrong"), tmp_path)
    assert document["friction_points"] == []
    assert document["tested"] > 0
    assert capsys.readouterr().err == ""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return diagnosed(drawn(FAMILIES[0]), tmp_path_factory.mktemp("planted"))


def test_a_diagnosis_with_friction_points_keeps_its_schema(document: dict[str, Any]) -> None:
    assert document["friction_points"]
    Draft202012Validator(diagnosis_schema()).validate(document)


def test_a_friction_point_that_was_found_holds_together(document: dict[str, Any]) -> None:
    for rank, point in enumerate(document["friction_points"], 1):
        assert point["rank"] == rank
        assert sum(point["probabilities"].values()) == pytest.approx(1.0, abs=1e-4)
        assert max(point["probabilities"], key=point["probabilities"].get) == point["blocker"]
        assert set(point["probabilities"]) == {kind.value for kind in BlockerKind}
        assert [check["check"] for check in point["checks"] if check["holds"]] == point["not_a_user_problem"]
        assert set(point["watch"]) == {"week_1", "week_4"}
        assert point["first_intervention"]
        speaking = {piece["source"] for piece in point["evidence"] if piece["weight"] > 0}
        assert (len(speaking) >= 2) is (point["standing"] == "confirmed")


def check_sides(told: dict[str, Any]) -> None:
    point = told["friction_points"][0]
    mine = [point[name] for name in ("symptom", "step", "cohort")]
    [signal] = [one for one in told["signals"] if [one["symptom"], one["step"], one["cohort"]] == mine]
    [since] = [one for one in point["rates"] if (one["side"], one["period"]) == ("cohort", "since_go_live")]
    assert (since["value"], since["people"]) == (pytest.approx(signal["value"], abs=1e-5), signal["people"])
    assert point["unit"] == signal["unit"]


def test_both_sides_are_measured_by_what_the_signal_counts(document: dict[str, Any]) -> None:
    check_sides(document)


@pytest.mark.long
def test_both_sides_are_measured_so_where_tickets_are_counted(tmp_path: Path) -> None:
    check_sides(diagnosed(drawn("ticket_spike-policy_ambiguity-one"), tmp_path))


def test_every_signal_stands_at_a_false_discovery_rate_of_five_in_a_hundred(document: dict[str, Any]) -> None:
    assert document["signals"]
    for signal in document["signals"]:
        assert 0 <= signal["q_value"] <= 0.05
        assert signal["low"] <= signal["value"] <= signal["high"]
        assert signal["value"] > signal["expected"]


def test_hours_and_money_follow_from_the_cases(document: dict[str, Any]) -> None:
    impact = document["friction_points"][0]["impact"]
    # A case of leave takes 6 minutes, and an hour costs 48.
    assert impact["hours"] == pytest.approx(impact["cases"] * 6 / 60)
    assert impact["cost"] == pytest.approx(impact["hours"] * 48)
    assert impact["currency"] == "EUR"
