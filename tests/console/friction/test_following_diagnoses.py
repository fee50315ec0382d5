"""Friction points are kept in step with the newest diagnosis."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desirepath.console.audit.models import Entry
from desirepath.console.friction.actions.dismiss_point import dismiss_point
from desirepath.console.friction.actions.set_state import set_state
from desirepath.console.friction.reads import PointSeen, history_of, point_of, points_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.friction import FrictionPoint
from tests.console.friction.made_points import followed, newest_study, with_cases
from tests.console.stage import Stage


def now(stage: Stage, point: PointSeen) -> PointSeen:
    seen = point_of(stage.rollout.id, point.key)
    assert seen is not None
    return seen


def verbs(point: PointSeen) -> list[str]:
    return [line.verb for line in history_of(point.id)]


def test_what_the_newest_diagnosis_has_is_there_and_open(stage: Stage) -> None:
    study = newest_study(stage.rollout)
    there = {(one.workflow, one.step, one.cohort) for one in points_of(stage.rollout.id) if not one.gone}
    assert there == {(one.workflow, one.step, one.cohort) for one in study.friction_points}
    assert {one.state for one in points_of(stage.rollout.id)} == {"open"}


def test_a_point_remembers_the_diagnoses_that_had_it_first_and_last(stage: Stage, found: FrictionPoint) -> None:
    elsewhere = replace(found, cohort=Cohort((("region", "Nowhere"),)))
    first = followed(stage.rollout, (found, elsewhere), hours=1)
    last = followed(stage.rollout, (found, elsewhere), hours=1)
    [seen] = [one for one in points_of(stage.rollout.id) if one.cohort == elsewhere.cohort]
    assert (seen.first_run, seen.last_run) == (first, last)
    assert seen.last_seen_at - seen.first_seen_at == timedelta(hours=1)


def test_a_new_point_is_told_in_its_history_and_in_the_audit_log(stage: Stage, found: FrictionPoint) -> None:
    followed(stage.rollout, (found, replace(found, cohort=Cohort((("region", "Nowhere"),)))), hours=1)
    [seen] = [one for one in points_of(stage.rollout.id) if one.cohort.pairs == (("region", "Nowhere"),)]
    assert verbs(seen) == ["friction.found"]
    last = Entry.objects.filter(verb="friction.found").latest("number")
    assert (last.who, last.about) == ("", f"{stage.rollout.slug}/{seen.key}")


def test_a_point_no_longer_found_is_gone_once(stage: Stage, point: PointSeen) -> None:
    followed(stage.rollout, (), hours=1)
    followed(stage.rollout, (), hours=2)
    assert now(stage, point).gone
    assert verbs(point).count("friction.gone") == 1
    assert now(stage, point).last_seen_at == point.last_seen_at


def test_a_point_found_again_is_no_longer_gone(stage: Stage, point: PointSeen, found: FrictionPoint) -> None:
    followed(stage.rollout, (), hours=1)
    followed(stage.rollout, (found,), hours=2)
    assert not now(stage, point).gone
    assert verbs(point)[:2] == ["friction.found_again", "friction.gone"]


@pytest.mark.parametrize("state", ["being_fixed", "watched"])
def test_a_point_that_is_worked_on_stays_so(
    stage: Stage, seat: Seat, point: PointSeen, found: FrictionPoint, state: str
) -> None:
    set_state(seat, stage.rollout, point.key, state)
    followed(stage.rollout, (), hours=1)
    followed(stage.rollout, (found,), hours=2)
    assert now(stage, point).state == state


def test_a_closed_point_that_a_later_diagnosis_still_has_opens_again(
    stage: Stage, seat: Seat, point: PointSeen, found: FrictionPoint
) -> None:
    set_state(seat, stage.rollout, point.key, "closed")
    followed(stage.rollout, (found,), hours=1)
    assert now(stage, point).state == "open"
    assert verbs(point)[0] == "friction.opened_again"


def test_a_closed_point_stays_closed_when_the_same_days_are_diagnosed_again(
    stage: Stage, seat: Seat, point: PointSeen, found: FrictionPoint
) -> None:
    set_state(seat, stage.rollout, point.key, "closed")
    followed(stage.rollout, (found,), hours=0)
    assert now(stage, point).state == "closed"


@pytest.mark.parametrize(("cases", "state"), [(100, "dismissed"), (199, "dismissed"), (200, "open"), (1000, "open")])
def test_a_dismissed_point_comes_back_when_its_cases_have_doubled(
    stage: Stage, seat: Seat, point: PointSeen, found: FrictionPoint, cases: int, state: str
) -> None:
    followed(stage.rollout, (with_cases(found, 100),), hours=1)
    dismiss_point(seat, stage.rollout, point.key, "Known, and soon over.")
    followed(stage.rollout, (with_cases(found, cases),), hours=2)
    assert now(stage, point).state == state
    assert (verbs(point)[0] == "friction.came_back") == (state == "open")
    assert now(stage, point).dismissed_reason == ("" if state == "open" else "Known, and soon over.")


def test_a_dismissed_point_that_touched_nobody_comes_back_with_the_second_case(
    stage: Stage, seat: Seat, point: PointSeen, found: FrictionPoint
) -> None:
    followed(stage.rollout, (with_cases(found, 0),), hours=1)
    dismiss_point(seat, stage.rollout, point.key, "Nothing in it.")
    followed(stage.rollout, (with_cases(found, 1),), hours=2)
    assert now(stage, point).state == "dismissed"
    followed(stage.rollout, (with_cases(found, 2),), hours=3)
    assert now(stage, point).state == "open"


def test_what_comes_back_tells_no_number_that_may_be_below_the_floor(
    stage: Stage, seat: Seat, point: PointSeen, found: FrictionPoint
) -> None:
    followed(stage.rollout, (with_cases(found, 4),), hours=1)
    dismiss_point(seat, stage.rollout, point.key, "Few.")
    followed(stage.rollout, (with_cases(found, 9),), hours=2)
    assert history_of(point.id)[0].details == {}
    assert history_of(point.id)[1].details == {"reason": "Few."}


def test_a_diagnosis_that_knows_less_changes_nothing(stage: Stage, point: PointSeen) -> None:
    followed(stage.rollout, (), hours=-1)
    assert now(stage, point) == point


def test_the_points_of_another_rollout_are_left_alone(stage: Stage) -> None:
    before = points_of(stage.their_rollout.id)
    assert before
    followed(stage.rollout, (), hours=1)
    assert points_of(stage.their_rollout.id) == before
