"""Friction points that a diagnosis confirms are told once, without figures, and again only where they came back."""

from __future__ import annotations

import json

from desirepath.console.diagnoses.followers import followed_by
from desirepath.console.diagnoses.reads import found_in, latest_done, runs_of
from desirepath.console.friction.actions.dismiss_point import dismiss_point
from desirepath.console.friction.models import Happening, Point
from desirepath.console.friction.shown import found_points
from desirepath.console.notices.actions.tell_confirmed import tell_confirmed
from desirepath.console.notices.models import Delivery, Told
from desirepath.console.notices.tasks import confirmed_follow, tell_of_friction
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.friction import Standing
from tests.console.notices.conftest import there
from tests.console.stage import Stage

ADDRESS = "https://93.184.215.14/"


def confirmed_keys(stage: Stage) -> list[str]:
    run = latest_done(stage.rollout.id)
    assert run is not None
    return [one.key for one in found_points(found_in(run)) if one.point.standing is Standing.CONFIRMED]


def test_what_is_confirmed_is_told_in_one_message_and_only_once(stage: Stage, seat: Seat, newest: int) -> None:
    there(seat, ADDRESS)
    assert len(confirmed_keys(stage)) > 0
    tell_of_friction.func(stage.rollout.id, newest)
    tell_of_friction.func(stage.rollout.id, newest)
    (delivery,) = Delivery.objects.all()
    assert delivery.kind == "friction_confirmed"
    assert len(delivery.notice["sentences"]) == len(confirmed_keys(stage))
    assert set(Told.objects.values_list("point", flat=True)) == set(confirmed_keys(stage))


def test_a_message_names_step_and_reason_and_holds_no_figure_of_cases(stage: Stage, seat: Seat, newest: int) -> None:
    there(seat, ADDRESS)
    there(seat, ADDRESS, language="de")
    tell_confirmed(stage.rollout, newest)
    english, german = (one.notice for one in Delivery.objects.order_by("pk"))
    assert "Most likely reason: Workflow friction." in json.dumps(english)
    assert "Hürden im Ablauf" in json.dumps(german, ensure_ascii=False)
    assert not any(sign.isdigit() for sign in " ".join(english["sentences"]))
    assert english["path"].startswith("/w/ours/r/purchase-requests/friction/")


def test_a_target_that_comes_later_hears_of_news_only(stage: Stage, seat: Seat, newest: int) -> None:
    tell_confirmed(stage.rollout, newest)
    there(seat, ADDRESS)
    tell_confirmed(stage.rollout, newest)
    assert Delivery.objects.count() == 0


def test_an_earlier_diagnosis_tells_nothing(stage: Stage, seat: Seat, newest: int) -> None:
    there(seat, ADDRESS)
    earlier = next(one.id for one in runs_of(stage.rollout.id) if one.id != newest)
    assert tell_confirmed(stage.rollout, earlier) == 0
    assert Told.objects.count() == 0


def test_a_dismissed_point_is_not_told(stage: Stage, seat: Seat, newest: int) -> None:
    there(seat, ADDRESS)
    for key in confirmed_keys(stage):
        dismiss_point(seat, stage.rollout, key, "It is wanted so.")
    assert tell_confirmed(stage.rollout, newest) == 0


def test_a_point_that_came_back_after_it_was_closed_is_told_again(stage: Stage, seat: Seat, newest: int) -> None:
    there(seat, ADDRESS)
    tell_confirmed(stage.rollout, newest)
    point = Point.objects.get(rollout=stage.rollout.id, key=confirmed_keys(stage)[0])
    Happening.objects.create(point=point, verb="friction.opened_again")
    tell_confirmed(stage.rollout, newest)
    tell_confirmed(stage.rollout, newest)
    assert [len(one.notice["sentences"]) for one in Delivery.objects.order_by("pk")] == [len(confirmed_keys(stage)), 1]


def test_every_diagnosis_asks_for_it(stage: Stage) -> None:
    del stage
    assert confirmed_follow in followed_by()
