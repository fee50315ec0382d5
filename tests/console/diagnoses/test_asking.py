"""A diagnosis is asked for, made beside the pages, and says how it ended; schedules ask by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desirepath.console.audit.models import Entry
from desirepath.console.diagnoses.actions.ask_for_diagnosis import ask_for_diagnosis
from desirepath.console.diagnoses.actions.set_schedule import set_schedule
from desirepath.console.diagnoses.models import Run, Schedule, State
from desirepath.console.diagnoses.reads import latest_done, schedule_of
from desirepath.console.diagnoses.tasks import ask_for_what_is_due, make_diagnosis, take_up_after_a_stop
from desirepath.console.rollouts.actions.save_file import save_file
from desirepath.console.workspaces.permissions import NotAllowed, Role
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput
from tests.console.stage import Stage

RUNS = "/w/ours/r/purchase-requests/runs/"


def test_who_asks_stands_in_the_list_and_in_the_audit_log(stage: Stage, seat: Seat) -> None:
    run = Run.objects.get(pk=ask_for_diagnosis(seat, stage.rollout, date(2025, 9, 20)))
    assert (run.state, run.asked_by, run.as_of) == (State.WAITING, seat.email, date(2025, 9, 20))
    line = Entry.objects.latest("number")
    assert (line.verb, line.about, line.who) == ("diagnosis.asked", "purchase-requests", seat.email)


def test_what_waits_already_is_not_asked_for_twice(stage: Stage, seat: Seat) -> None:
    assert ask_for_diagnosis(seat, stage.rollout) == ask_for_diagnosis(seat, stage.rollout)
    assert ask_for_diagnosis(seat, stage.rollout, date(2025, 9, 20)) != ask_for_diagnosis(seat, stage.rollout)


def test_a_viewer_may_neither_ask_nor_schedule(stage: Stage) -> None:
    viewer = stage.seats[Role.VIEWER]
    with pytest.raises(NotAllowed):
        ask_for_diagnosis(viewer, stage.rollout)
    with pytest.raises(NotAllowed):
        set_schedule(viewer, stage.rollout, 60)


def test_a_rollout_file_with_a_mistake_ends_in_what_is_wrong_and_names_no_folder(stage: Stage, seat: Seat) -> None:
    run = ask_for_diagnosis(seat, stage.rollout)
    kept = stage.rollout.file.read_text(encoding="utf-8")
    stage.rollout.file.write_text(kept.replace("events.parquet", "nowhere.parquet"), encoding="utf-8")
    try:
        make_diagnosis.func(run)
    finally:
        stage.rollout.file.write_text(kept, encoding="utf-8")
    failed = Run.objects.get(pk=run)
    assert failed.state == State.FAILED
    assert "nowhere.parquet" in failed.problems[0]
    assert str(stage.rollout.folder) not in " ".join(failed.problems)
    assert latest_done(stage.rollout.id).state == State.DONE


def test_a_diagnosis_says_the_version_of_the_file_that_it_read_though_it_was_asked_for_before(
    stage: Stage, seat: Seat
) -> None:
    run, kept = ask_for_diagnosis(seat, stage.rollout), stage.rollout.file.read_text(encoding="utf-8")
    changed = kept.replace("events.parquet", "nowhere.parquet")  # so that it ends soon
    try:
        number = save_file(seat, stage.rollout, changed, stands_on=stage.rollout.version)
        make_diagnosis.func(run)
    finally:
        stage.rollout.file.write_text(kept, encoding="utf-8")
    assert number > stage.rollout.version
    assert Run.objects.get(pk=run).version == number


def test_a_run_is_made_once_however_often_the_job_is_handed_out(stage: Stage, seat: Seat) -> None:
    run = ask_for_diagnosis(seat, stage.rollout)
    Run.objects.filter(pk=run).update(state=State.RUNNING)
    make_diagnosis.func(run)
    assert Run.objects.get(pk=run).state == State.RUNNING


def test_what_was_running_when_the_program_stopped_is_said_to_be_interrupted(stage: Stage, seat: Seat) -> None:
    run = ask_for_diagnosis(seat, stage.rollout)
    Run.objects.filter(pk=run).update(state=State.RUNNING)
    take_up_after_a_stop()
    assert Run.objects.get(pk=run).state == State.FAILED
    assert "interrupted" in Run.objects.get(pk=run).problems[0]


def test_a_schedule_asks_when_it_is_due_and_next_in_its_own_time(stage: Stage, seat: Seat) -> None:
    set_schedule(seat, stage.rollout, 60)
    assert ask_for_what_is_due() == 0
    due = timezone.now() - timedelta(minutes=150)
    Schedule.objects.update(next_at=due)
    assert ask_for_what_is_due() == 1
    assert Run.objects.latest("pk").asked_by == ""
    assert schedule_of(stage.rollout.id).next_at == due + timedelta(minutes=180)
    assert ask_for_what_is_due() == 0


def test_a_schedule_ends_and_takes_no_other_time(stage: Stage, seat: Seat) -> None:
    set_schedule(seat, stage.rollout, 60)
    set_schedule(seat, stage.rollout, 0)
    assert schedule_of(stage.rollout.id) is None
    with pytest.raises(BadInput):
        set_schedule(seat, stage.rollout, 7)


def test_the_page_says_how_far_it_is_and_loads_itself_anew_at_the_end(
    stage: Stage, seat: Seat, signed_in: Callable[[Role], Client]
) -> None:
    run = ask_for_diagnosis(seat, stage.rollout)
    Run.objects.filter(pk=run).update(state=State.RUNNING, says="reading events.parquet")
    author = signed_in(Role.AUTHOR)
    assert "reading events.parquet" in author.get(RUNS).content.decode()
    assert "HX-Refresh" not in author.get(f"{RUNS}progress/", headers={"HX-Request": "true"}).headers
    Run.objects.filter(pk=run).update(state=State.DONE)
    assert author.get(f"{RUNS}progress/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_a_day_that_is_none_is_told_and_nothing_is_asked_for(signed_in: Callable[[Role], Client]) -> None:
    before = Run.objects.count()
    page = signed_in(Role.AUTHOR).post(f"{RUNS}ask/", {"as_of": "yesterday"}, follow=True).content.decode()
    assert "This is no day" in page
    assert Run.objects.count() == before


def test_a_rollout_that_waits_for_its_collector_says_that_nothing_has_come_in_yet(stage: Stage, seat: Seat) -> None:
    kept = stage.rollout.file.read_text(encoding="utf-8")
    collect = "collect:\n  events:\n    - {event: Done, activity: $step, case: $case}\n"
    lines = [line for line in kept.splitlines(keepends=True) if "table: events" not in line]
    run = ask_for_diagnosis(seat, stage.rollout)
    stage.rollout.file.write_text("".join(lines) + collect, encoding="utf-8")
    try:
        make_diagnosis.func(run)
    finally:
        stage.rollout.file.write_text(kept, encoding="utf-8")
    failed = Run.objects.get(pk=run)
    assert failed.state == State.FAILED
    assert "no events have come in yet" in failed.problems[0]
