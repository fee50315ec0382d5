"""The overview: where in the 45 days, what was found and who looks after it, what changed since last week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from desirepath.console.diagnoses.models import Run
from desirepath.console.friction.actions.set_owner import set_owner
from desirepath.console.friction.reads import points_of
from desirepath.console.overview.changes import changes_between
from desirepath.console.overview.phases import plan_at
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from desirepath.study import metric_catalogue
from desirepath.vocabulary.friction import Standing
from tests.console.stage import Stage
from tests.report.friction_studies import with_friction

PAGE = "/w/ours/r/purchase-requests/"


@pytest.mark.parametrize(
    ("days", "day", "states"),
    [
        (-3, -3, ["ahead", "ahead", "ahead"]),
        (1, 1, ["now", "ahead", "ahead"]),
        (7, 7, ["now", "ahead", "ahead"]),
        (8, 8, ["done", "now", "ahead"]),
        (27, 27, ["done", "done", "now"]),
        (60, 60, ["done", "done", "done"]),
    ],
)
def test_go_live_is_day_one_and_the_phases_follow(days: int, day: int, states: list[str]) -> None:
    study = with_friction()
    plan = plan_at(replace(study, as_of=study.go_live + timedelta(days=days)))
    assert (plan.day, [phase.state for phase in plan.phases]) == (day, states)


def test_a_point_that_came_went_or_grew_is_told() -> None:
    now = with_friction()
    first, *others = now.friction_points
    smaller = replace(first, impact=replace(first.impact, cases=first.impact.cases // 2))
    gone = replace(first, step="elsewhere")
    found = changes_between(replace(now, friction_points=(smaller, gone)), now, metric_catalogue())
    told = {(one.kind, one.point.step) for one in found.points}
    assert told == {("grown", first.step), ("gone", "elsewhere"), *(("new", other.step) for other in others)}


def test_a_point_that_was_only_suspected_is_told_when_it_is_confirmed() -> None:
    now = with_friction()
    confirmed = next(point for point in now.friction_points if point.standing is Standing.CONFIRMED)
    before = replace(now, friction_points=(replace(confirmed, standing=Standing.SUSPECTED),))
    found = changes_between(before, replace(now, friction_points=(confirmed,)), metric_catalogue())
    assert [one.kind for one in found.points] == ["confirmed"]


def test_nothing_changed_between_a_study_and_itself() -> None:
    study = with_friction()
    found = changes_between(study, study, metric_catalogue())
    assert (found.points, found.figures) == ((), ())


def test_the_owner_of_a_friction_point_stands_beside_it_and_its_page_is_one_step_away(
    stage: Stage, seat: Seat, signed_in: Callable[[Role], Client]
) -> None:
    [point] = points_of(stage.rollout.id)
    viewer = signed_in(Role.VIEWER)
    assert "nobody owns it yet" in viewer.get(PAGE).content.decode()
    set_owner(seat, stage.rollout, point.key, "process_owner@ours.example")
    page = viewer.get(PAGE).content.decode()
    assert "process_owner@ours.example" in page
    assert f"{PAGE}friction/{point.key}/" in page


def test_an_earlier_diagnosis_opens_as_it_was(stage: Stage, signed_in: Callable[[Role], Client]) -> None:
    run = Run.objects.get(rollout=stage.rollout.id, as_of=date(2025, 9, 21))
    page = signed_in(Role.VIEWER).get(f"{PAGE}?run={run.pk}").content.decode()
    assert "Day 20 of 45" in page
    for other in ("999999", "x", "9" * 30):
        assert signed_in(Role.VIEWER).get(f"{PAGE}?run={other}").status_code == 404


def test_a_rollout_without_a_diagnosis_says_what_comes_next(stage: Stage, signed_in: Callable[[Role], Client]) -> None:
    Run.objects.filter(rollout=stage.rollout.id).delete()
    page = signed_in(Role.AUTHOR).get(PAGE).content.decode()
    assert "Not diagnosed yet" in page
    assert 'action="/w/ours/r/purchase-requests/runs/ask/"' in page
    assert "runs/ask/" not in signed_in(Role.VIEWER).get(PAGE).content.decode()
