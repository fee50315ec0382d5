"""The story that the tutorial tells: every figure in it is in the documents, and those can be counted from the tables."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from desirepath.cli.main import run
from desirepath.report.effects_json import effects_document
from desirepath.runs.prove import prove
from desirepath.runs.simulate import simulate
from desirepath.simulate.wishes import FixWishes, Wishes, plan_of
from tests.house.tree import ROOT

WISHES = Wishes(
    seed=23,
    events=60_000,
    cohort="region=EMEA",
    days_after=60,
    fix=FixWishes("field_level_help", "workflow_friction", "holdout", 14, 30),
)
PAGE = (ROOT / "docs" / "tutorial" / "from-signal-to-decision.md").read_text(encoding="utf-8")


def silent(_: str) -> None:
    """Show no progress."""


@pytest.fixture(scope="module")
def rollout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return simulate(plan_of(WISHES), tmp_path_factory.mktemp("story") / "rollout", silent)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    wishes = replace(WISHES, strength="none")
    return simulate(plan_of(wishes), tmp_path_factory.mktemp("quiet") / "rollout", silent)


@pytest.fixture(scope="module")
def effects(rollout: Path) -> dict[str, Any]:
    return dict(effects_document(prove(rollout, progress=silent)))


def points_on_day_14(rollout: Path) -> list[dict[str, Any]]:
    document = rollout.parent / "day-14.json"
    assert run(["--quiet", "diagnose", str(rollout), "--as-of", "2025-09-15", "--json", str(document)]) == 0
    found: list[dict[str, Any]] = json.loads(document.read_text(encoding="utf-8"))["friction_points"]
    return found


def truth(rollout: Path) -> dict[str, Any]:
    (found,) = json.loads((rollout.parent / "truth.json").read_text(encoding="utf-8"))["interventions"]
    return found


def test_the_page_was_made_with_this_rollout() -> None:
    assert (
        "--seed 23 --events 60000 --cohort region=EMEA --days-after 60 --fix right --fix-day 14 --held-out 30" in PAGE
    )


def test_what_is_found_on_day_14_is_what_was_planted_and_its_first_intervention_is_what_is_shipped(
    rollout: Path,
) -> None:
    (point,) = points_on_day_14(rollout)
    assert (point["step"], point["cohort"]) == ("quote", {"region": "EMEA"})
    assert point["standing"] == "confirmed"
    assert point["first_intervention"] == WISHES.fix.kind


def test_the_effect_holds_the_truth_and_is_told_as_the_page_says(rollout: Path, effects: dict[str, Any]) -> None:
    told = effects["effects"][0]
    assert told["low"] <= truth(rollout)["effect"] <= told["high"] < 0
    points = (f"{100 * told[name]:.1f}".replace("-", "−") for name in ("effect", "low", "high"))
    assert "changed by {} points** (between {} and {})".format(*points) in PAGE
    assert f"{100 * told['with_it']:.1f}% with it, {100 * told['without']:.1f}% without" in PAGE


def test_the_truth_is_told_as_the_page_says(rollout: Path) -> None:
    found = truth(rollout)
    effect = f"{100 * found['effect']:.1f}".replace("-", "−")
    assert f"undid {found['undone']} of {found['cases']} cases, an effect of {effect} points" in " ".join(PAGE.split())


def test_the_people_are_those_of_the_exposures(rollout: Path, effects: dict[str, Any]) -> None:
    (shipped,) = effects["interventions"]
    arms = dict(
        duckdb.sql(
            f"""SELECT arm, count(*) FROM (SELECT user_id, arg_min(arm, "at") AS arm
            FROM '{rollout.parent}/exposures.parquet' GROUP BY user_id) GROUP BY arm"""
        ).fetchall()
    )
    assert arms == {"shown": shipped["exposed"]["shown"], "held_out": shipped["exposed"]["held_out"]}
    assert f"{arms['shown']} whose first row there says `shown`, and {arms['held_out']} who were held out" in " ".join(
        PAGE.split()
    )


def test_the_levels_are_near_what_is_counted_by_hand_from_the_log(rollout: Path, effects: dict[str, Any]) -> None:
    # Cases begun from their person's first exposure on and a fortnight before the end, whose last step was the draft:
    # given up at the quote. What is told is adjusted by each person's time before, and knows who still waits.
    counted = duckdb.sql(
        f"""WITH first AS (SELECT user_id, min("at") AS since, arg_min(arm, "at") AS arm
            FROM '{rollout.parent}/exposures.parquet' GROUP BY user_id),
        cases AS (SELECT case_id, arg_min(user_id, "at") AS user_id, min("at") AS began,
            bool_or(activity = 'Quote entered' AND coalesce(outcome, 'ok') = 'ok') AS passed
            FROM '{rollout.parent}/events.parquet' GROUP BY case_id)
        SELECT arm, avg(CASE WHEN passed THEN 0.0 ELSE 1.0 END) FROM cases JOIN first USING (user_id)
        WHERE began >= since AND began < TIMESTAMPTZ '2025-10-17 00:00:00+00' GROUP BY arm"""
    ).fetchall()
    told = effects["effects"][0]
    by_hand = dict(counted)
    assert by_hand["shown"] == pytest.approx(told["with_it"], abs=0.05)
    assert by_hand["held_out"] == pytest.approx(told["without"], abs=0.05)


def test_every_share_on_the_page_stands_in_a_document(rollout: Path, effects: dict[str, Any]) -> None:
    early = effects_document(prove(rollout, as_of=date(2025, 9, 17), progress=silent))
    documents = json.dumps([effects, early])
    known = {f"{100 * abs(float(number)):.1f}" for number in re.findall(r"-?\d+\.\d+", documents)}
    section = PAGE.partition("## Two days later")[2].partition("## Where nothing is wrong")[0]
    shown = set(re.findall(r"\d+\.\d(?=%| points)", section)) - {f"{100 * abs(truth(rollout)['effect']):.1f}"}
    assert shown
    assert shown <= known


def test_where_nothing_is_wrong_nothing_is_found_and_no_effect_is_told(quiet: Path) -> None:
    assert points_on_day_14(quiet) == []
    (proof,) = prove(quiet, progress=silent).proofs
    assert proof.refused is None
    assert not any(effect.stands for effect in proof.effects)
    assert truth(quiet)["effect"] == 0.0
