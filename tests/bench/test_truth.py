"""The judge of detection, on documents made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.truth.__main__ import chosen, main
from bench.truth.outcomes import Outcome, OutcomeFile, outcome_of
from bench.truth.points import SAME, Point, Truth, jaccard, points_of
from bench.truth.reading import by_diagnosing
from bench.truth.rounds import DELAY_STRENGTHS, PUBLISHED, SIZES, Round, rounds
from bench.truth.score import (
    Share,
    all_found,
    all_right_at_rank_one,
    calibration_of,
    delay_of,
    stands_on_two_sources,
)
from bench.truth.table import by_family, table
from bench.truth.workers import reader_named
from desirepath.runs.simulate import simulate_in_memory
from desirepath.simulate import distractors
from desirepath.simulate.families import FAMILIES
from desirepath.simulate.plan import STRENGTHS, Friction, SimulationPlan
from desirepath.simulate.stage import Stage
from desirepath.simulate.staging import stage_of
from desirepath.vocabulary.cohort import Cohort
from tests.bench.documents import document, point, reading_of, told

EVERYONE: dict[str, str] = {}


@pytest.fixture(scope="module")
def stage() -> Stage:
    """That of the demo: the buyers of EMEA give up at the quote."""
    return stage_of(SimulationPlan(seed=7))


def outcome(stage: Stage, *points: dict[str, Any], kind: Any = "strength", **more: Any) -> Outcome:
    planted = [Truth(step=one.step, symptom=one.symptom, blocker=one.blocker) for one in stage.frictions]
    return Outcome(
        round=Round(kind=kind, family="made-by-hand", strength=more.pop("strength", "clear"), seed=1),
        truths=tuple(planted),
        points=points_of(document(*points), stage),
        **more,
    )


def test_a_point_that_names_step_symptom_cohort_and_blocker_is_right(stage: Stage) -> None:
    assert all_right_at_rank_one(outcome(stage, point(1)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": "manager"},
        {"symptom": "ticket_spike"},
        {"blocker": "policy_ambiguity"},
        {"cohort": {"region": "EMEA"}},
        {"cohort": EVERYONE},
        {"workflow": "another"},
        {"rank": 2},
    ],
)
def test_a_point_that_is_wrong_in_one_thing_is_not_right(stage: Stage, wrong: dict[str, Any]) -> None:
    first = point(1, step="order")
    assert not all_right_at_rank_one(outcome(stage, {**point(1), **wrong}, *([first] if "rank" in wrong else [])))


def test_without_a_point_nothing_is_right(stage: Stage) -> None:
    assert not all_right_at_rank_one(outcome(stage))
    assert not all_found(outcome(stage))


def test_a_cohort_by_another_name_is_right_if_it_is_the_same_people() -> None:
    # In this world nobody but the approvers leads anybody, and hardly an approver leads nobody.
    friction = Friction(step="quote", cohort=Cohort((("role", "approver"),)))
    approvers = stage_of(SimulationPlan(seed=7, frictions=(friction,)))
    assert all_right_at_rank_one(outcome(approvers, point(1, cohort={"manager": "manager"})))
    assert not all_right_at_rank_one(outcome(approvers, point(1, cohort={"permission_level": "approver"})))


def test_cohorts_are_the_same_from_nine_persons_of_ten_on() -> None:
    assert jaccard(np.array([True] * 9 + [False]), np.array([True] * 10)) == SAME
    assert jaccard(np.zeros(3, np.bool_), np.zeros(3, np.bool_)) == 0.0


def test_a_cohort_that_holds_a_third_of_the_right_people_overlaps(stage: Stage) -> None:
    emea = stage.people.attributes["region"].is_value("EMEA")
    [found] = points_of(document(point(1, cohort={"region": "EMEA"})), stage)
    both = int((stage.frictions[0].member & emea).sum())
    assert found.overlaps[0] == pytest.approx(both / int(emea.sum()))


def test_a_friction_counts_as_found_among_the_first_three_and_not_as_the_fourth(stage: Stage) -> None:
    others = [point(rank, step="order") for rank in (1, 2, 3)]
    assert all_found(outcome(stage, *others[:2], point(3)))
    assert not all_found(outcome(stage, *others, point(4)))


def test_the_blocker_may_be_wrong_where_only_the_place_is_asked(stage: Stage) -> None:
    assert all_found(outcome(stage, point(1, blocker="access_gap")))


def test_two_frictions_must_both_be_found() -> None:
    one = Round(kind="two", family="two-cohort_gap-approval_path_bypassed", strength="clear", seed=3)
    both = outcome_of(one, reading_of(lambda drawn, _: told(drawn)))
    half = outcome_of(one, reading_of(lambda drawn, _: document(*told(drawn)["friction_points"][:1])))
    assert all_found(both)
    assert not all_found(half)


def test_a_cohort_or_a_value_that_nobody_has_is_nobodys(stage: Stage) -> None:
    found = points_of(document(point(1, cohort={"shoe_size": "42"}), point(2, cohort={"role": "chef"})), stage)
    assert [one.overlaps for one in found] == [(0.0,), (0.0,)]


def test_the_share_has_the_interval_that_wilson_gives() -> None:
    # Wilson for 95 of 100 at 95 per cent: 0.8882 to 0.9785 (Newcombe 1998 gives the formula).
    low, high = Share(what="", right=95, of=100).interval
    assert (round(low, 4), round(high, 4)) == (0.8882, 0.9785)
    assert Share(what="", right=0, of=20).interval[0] == 0.0


def test_a_share_holds_from_what_was_asked_on() -> None:
    assert Share(what="", right=95, of=100, at_least=0.95).holds
    assert not Share(what="", right=94, of=100, at_least=0.95).holds
    assert not Share(what="", right=6, of=100, at_most=0.05).holds


def test_probabilities_that_hold_have_no_error_and_those_that_do_not_have_it(stage: Stage) -> None:
    right = [outcome(stage, point(1, probability=0.8)) for _ in range(4)]
    wrong = [outcome(stage, point(1, probability=0.8, blocker="access_gap"))]
    holds = calibration_of([*right, *wrong])
    assert holds is not None
    assert (holds.number, round(holds.error, 6)) == (5, 0.0)
    too_sure = calibration_of([*right[:1], *wrong])
    assert too_sure is not None
    assert too_sure.error == pytest.approx(0.3)
    assert [one.number for one in too_sure.bins] == [0] * 8 + [2, 0]


def test_points_where_nothing_was_planted_are_counted_apart(stage: Stage) -> None:
    found = calibration_of([outcome(stage, point(1), point(2, step="order", probability=1.0))])
    assert found is not None
    assert (found.number, found.elsewhere) == (1, 1)


def test_confirmed_means_two_sources_that_speak_for_it(stage: Stage) -> None:
    evidence = point(1)["evidence"]
    confirmed, suspected, alone = points_of(
        document(
            point(1),
            point(2, standing="suspected", evidence=evidence[:1]),
            point(3, evidence=[evidence[0], evidence[2]]),
        ),
        stage,
    )
    assert [stands_on_two_sources(one) for one in (confirmed, suspected, alone)] == [True, True, False]


def test_a_daily_reading_stops_when_a_point_is_confirmed() -> None:
    read: list[int] = []

    def say(_: Any, day: int) -> dict[str, Any]:
        read.append(day)
        suspected = point(1, workflow="any", standing="suspected")
        return document(*([suspected] if day == 2 else [point(1)] if day == 4 else []))

    one = Round(kind="daily", family="nothing_wrong", strength="clear", seed=2)
    worlds = {"workflow": simulate_in_memory(one.plan).stage.world.workflow}
    found = outcome_of(one, reading_of(lambda drawn, day: _in_workflow(say(drawn, day), worlds["workflow"])))
    assert (found.ever, found.ever_confirmed) == (True, True)
    assert read == [0, 1, 2, 3, 4]


def _in_workflow(made: dict[str, Any], workflow: str) -> dict[str, Any]:
    return document(*({**one, "workflow": workflow} for one in made["friction_points"]))


def test_a_daily_reading_without_a_point_reads_all_45_days() -> None:
    read: list[int] = []
    one = Round(kind="daily", family="growth", strength="clear", seed=2)
    found = outcome_of(one, reading_of(lambda _, day: read.append(day) or document()))
    assert (found.ever, found.ever_confirmed, len(read)) == (False, False, 45)


def test_the_delay_is_counted_in_days_since_the_onset() -> None:
    one = Round(kind="delay", family="later-ticket_spike", strength="clear", seed=2)
    found = outcome_of(one, reading_of(lambda drawn, day: told(drawn) if day == 3 else document()))
    never = outcome_of(one, reading_of(lambda *_: document()))
    assert (found.day, never.day) == (4, None)
    delay = delay_of("clear", [found, found, never])
    assert delay is not None
    assert (delay.median, delay.of, delay.days) == (4.0, 3, (4, 4))
    only_never = delay_of("clear", [never])
    assert only_never is not None
    assert only_never.median == float("inf")


def test_a_rollout_that_cannot_be_read_counts_against_the_program() -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError("no cases")

    one = Round(kind="strength", family="ticket_spike-access_gap-one", strength="clear", seed=2)
    found = outcome_of(one, reading_of(broken))
    assert found.failed == "ZeroDivisionError: no cases"
    assert not all_right_at_rank_one(found)
    assert "Could not be read: strength/ticket_spike-access_gap-one/clear/2" in table([found])


def test_there_are_enough_rounds_for_what_is_asked() -> None:
    planned = list(rounds())
    by_kind = {kind: [one for one in planned if one.kind == kind] for kind in SIZES}
    for strength in STRENGTHS:
        assert sum(one.strength == strength for one in by_kind["strength"]) >= 100
    for name in distractors.NAMES:
        assert sum(one.family == name for one in by_kind["distractor"]) >= 100
    assert len(by_kind["two"]) >= 100
    assert len(by_kind["daily"]) >= 100
    for strength in DELAY_STRENGTHS:
        assert sum(one.strength == strength for one in by_kind["delay"]) >= 40
    assert len({one.key for one in planned}) == len(planned)


def test_no_two_rounds_of_one_family_share_a_seed_and_all_seeds_are_published_ones() -> None:
    planned = list(rounds())
    assert min(one.seed for one in planned) == PUBLISHED
    read_at_the_end = [one for one in planned if one.kind != "delay"]
    assert len({one.seed for one in read_at_the_end}) == len(read_at_the_end)


def test_rounds_can_be_chosen_by_kind_and_by_family() -> None:
    growth = list(chosen(rounds(1, 2), ["daily", "growth"]))
    assert [(one.kind, one.family) for one in growth] == [("daily", "growth")] * 2
    later = {one.family for one in chosen(rounds(1, 1), ["later-"])}
    assert later == {name for name in FAMILIES if name.startswith("later-")}


def test_outcomes_are_kept_and_what_is_missing_is_known(tmp_path: Path, stage: Stage) -> None:
    file = tmp_path / "truth.jsonl"
    first, second = (Round(kind="strength", family="made-by-hand", strength="clear", seed=seed) for seed in (1, 2))
    kept = OutcomeFile(file, "this code")
    kept.add(outcome(stage, point(1)))
    file.write_text(file.read_text() + '{"code": "this code", "outc', encoding="utf-8")
    again = OutcomeFile(file, "this code")
    assert again.outcomes == kept.outcomes
    assert again.missing([first, second]) == [second]
    assert OutcomeFile(file, "other code").outcomes == []


def test_the_table_says_what_holds_and_what_is_broken(stage: Stage) -> None:
    good = [outcome(stage, point(1)) for _ in range(19)]
    silent = Outcome(round=Round(kind="distractor", family="growth", strength="clear", seed=9), truths=(), points=())
    told_of = table([*good, outcome(stage), silent])
    assert "| clear: step, symptom, cohort and blocker right at rank 1 | 19 | 20 | 95.0% |" in told_of
    assert "| growth: any confirmed | 0 | 1 | 0.0% |" in told_of
    assert told_of.count("BROKEN") == 1  # said 0.8, right in every case
    assert "Expected error 0.200 over 19 points" in told_of


def test_families_are_listed_with_the_worst_first(stage: Stage) -> None:
    wrong = outcome(stage, point(1, step="order"), strength="moderate")
    lines = by_family([outcome(stage, point(1)), wrong]).splitlines()
    assert lines[2:] == ["| made-by-hand | moderate | 0 | 1 |", "| made-by-hand | clear | 1 | 1 |"]


def test_a_point_and_an_outcome_survive_being_stored(stage: Stage) -> None:
    before = outcome(stage, point(1), day=4, seconds=1.5)
    stored = json.loads(json.dumps(before.as_json()))
    assert Outcome.from_json(stored) == before
    assert isinstance(Outcome.from_json(stored).points[0], Point)


def test_the_judge_reads_with_the_program_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--only", "distractor", "growth", "--seeds", "1:1", "--file", str(tmp_path / "truth.jsonl")]
    status = main(asked)
    said = capsys.readouterr().out
    assert reader_named("bench.truth.reading:by_diagnosing") is by_diagnosing
    assert "| growth: any confirmed |" in said
    assert "1 rollouts" in said
    assert status in {0, 1}
    assert main(asked) == status
