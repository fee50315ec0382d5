"""A schedule makes packs by itself, one of each diagnosis; and who wants to know is told that one is ready."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desirepath.console.audit.models import Entry
from desirepath.console.diagnoses.models import Run
from desirepath.console.diagnoses.reads import RunSeen
from desirepath.console.notices.models import Delivery
from desirepath.console.packs.actions.set_pack_schedule import set_pack_schedule
from desirepath.console.packs.models import KeptPack, PackSchedule, State
from desirepath.console.packs.reads import PackSeen, packs_of, schedule_of
from desirepath.console.packs.rhythm import Rhythm
from desirepath.console.packs.tasks import ask_for_due_packs, tell_of_pack
from desirepath.console.workspaces.seat import Seat
from tests.console.notices.conftest import there
from tests.console.stage import Stage

PAGE = "/w/ours/r/purchase-requests/packs/"
WEEKLY = Rhythm("week", 0)


@pytest.fixture
def scheduled(owner: Seat, stage: Stage) -> None:
    set_pack_schedule(owner, stage.rollout, WEEKLY)


def come_due(weeks: float = 0) -> None:
    """It was to be made so long ago."""
    PackSchedule.objects.update(next_at=timezone.now() - timedelta(weeks=weeks, minutes=1))


def test_a_schedule_is_kept_shown_and_taken_back_with_lines_of_the_audit_log(client: Client, stage: Stage) -> None:
    client.post(f"{PAGE}schedule/", {"every": "month-3"})
    kept = schedule_of(stage.rollout.id)
    assert kept is not None
    assert kept.rhythm == Rhythm("month", 3)
    assert kept.next_at > timezone.now()
    assert '<option value="month-3" selected>Each month, on day 3</option>' in client.get(PAGE).content.decode()
    client.post(f"{PAGE}schedule/", {"every": "never"})
    assert schedule_of(stage.rollout.id) is None
    told = [json.loads(one.details) for one in Entry.objects.filter(verb="pack.scheduled").order_by("number")]
    assert told == [{"every": "month-3"}, {"every": "never"}]


def test_what_is_no_schedule_is_refused_and_the_old_one_stays(client: Client, stage: Stage, scheduled: None) -> None:
    del scheduled
    answer = client.post(f"{PAGE}schedule/", {"every": "month-31"}, follow=True).content.decode()
    assert "Packs are made on a day of each month from 1 to 28" in answer
    kept = schedule_of(stage.rollout.id)
    assert kept is not None
    assert kept.rhythm == WEEKLY


def test_nothing_is_asked_for_before_it_is_due(stage: Stage, scheduled: None) -> None:
    del scheduled
    assert ask_for_due_packs() == 0
    assert packs_of(stage.rollout) == ()


def test_a_pack_of_the_newest_diagnosis_is_asked_for_once_however_late(
    stage: Stage, run: RunSeen, scheduled: None
) -> None:
    del scheduled
    come_due(weeks=5)
    assert [ask_for_due_packs(), ask_for_due_packs()] == [1, 0]
    [made] = packs_of(stage.rollout)
    assert (made.run, made.asked_by) == (run.id, "")
    kept = schedule_of(stage.rollout.id)
    assert kept is not None
    assert timezone.now() < kept.next_at <= timezone.now() + timedelta(days=7)


def test_none_is_made_twice_of_one_diagnosis_and_the_page_says_why(
    client: Client, stage: Stage, scheduled: None
) -> None:
    del scheduled
    come_due()
    ask_for_due_packs()
    come_due()
    assert ask_for_due_packs() == 0
    assert len(packs_of(stage.rollout)) == 1
    assert "there was no newer diagnosis" in client.get(PAGE).content.decode()


def test_one_that_failed_is_made_again(stage: Stage, scheduled: None) -> None:
    del scheduled
    come_due()
    ask_for_due_packs()
    KeptPack.objects.update(state=State.FAILED)
    come_due()
    assert ask_for_due_packs() == 1
    assert len(packs_of(stage.rollout)) == 2


def test_one_that_somebody_asked_for_does_not_stand_in_for_that_of_the_schedule(
    stage: Stage, pack: PackSeen, scheduled: None
) -> None:
    del scheduled, pack
    come_due()
    assert ask_for_due_packs() == 1
    assert [one.asked_by for one in packs_of(stage.rollout)] == ["", "adoption_owner@ours.example"]


def test_without_a_diagnosis_nothing_is_made(stage: Stage, scheduled: None) -> None:
    del scheduled
    Run.objects.filter(rollout=stage.rollout.id).update(state="failed")
    come_due()
    assert ask_for_due_packs() == 0


def test_who_wants_to_know_is_told_in_their_language_that_a_pack_is_ready(
    stage: Stage, seat: Seat, pack: PackSeen
) -> None:
    there(seat, "https://93.184.215.14/")
    there(seat, "https://93.184.215.14/", language="de")
    there(seat, "https://93.184.215.14/", kinds=["gate_passed"])
    tell_of_pack.func(pack.id)
    english, german = (one.notice for one in Delivery.objects.order_by("pk"))
    assert english["title"] == "A governance pack is ready"
    assert german["title"] == "Ein Bericht für die Lenkung liegt vor"
    assert english["path"] == f"/w/ours/r/{stage.rollout.slug}/packs/"


def test_nobody_is_told_of_a_pack_that_was_deleted_meanwhile(seat: Seat, pack: PackSeen) -> None:
    there(seat, "https://93.184.215.14/")
    KeptPack.objects.filter(pk=pack.id).delete()
    tell_of_pack.func(pack.id)
    assert Delivery.objects.count() == 0
