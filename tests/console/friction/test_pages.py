"""The list of friction points and the page of each: what they show, to whom, and what is sent from them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.diagnoses.models import Run
from desirepath.console.diagnoses.reads import _found_in, run_of
from desirepath.console.friction.actions.add_remark import add_remark
from desirepath.console.friction.actions.dismiss_point import dismiss_point
from desirepath.console.friction.actions.set_owner import set_owner
from desirepath.console.friction.reads import PointSeen, point_of, remarks_of
from desirepath.console.rollouts.actions.make_rollout import make_rollout
from desirepath.console.workspaces.actions.set_role import set_role
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.friction import FrictionPoint
from tests.console.conftest import client_of
from tests.console.friction.made_points import followed, with_cases
from tests.console.stage import Stage

SignedIn = Callable[[Role], Client]
LIST = "/w/ours/r/purchase-requests/friction/"
POSTS = {
    "care": {"state": "watched", "owner": "author@ours.example", "due": "2026-09-30"},
    "dismiss": {"reason": "Known."},
    "take-back": {},
    "remark": {"text": "Seen it too."},
}


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("role", list(Role))
def test_list_and_point_open_for_every_role(signed_in: SignedIn, point: PointSeen, role: Role) -> None:
    client = signed_in(role)
    assert "Enter the quote" in text(client, LIST)
    assert "Enter the quote" in text(client, f"{LIST}{point.key}/")


@pytest.mark.parametrize("page", ["", "points.csv", "{key}/"])
def test_nothing_is_there_for_people_of_another_workspace(stage: Stage, point: PointSeen, page: str) -> None:
    assert client_of(stage.their_seat).get(LIST + page.format(key=point.key)).status_code == 404


@pytest.mark.parametrize("name", sorted(POSTS))
def test_nothing_can_be_sent_from_another_workspace(stage: Stage, point: PointSeen, name: str) -> None:
    client = client_of(stage.their_seat)
    assert client.post(f"{LIST}{point.key}/{name}/", POSTS[name]).status_code == 404
    theirs = f"/w/theirs/r/their-secret/friction/{point.key}xx/{name}/"
    assert client.post(theirs, POSTS[name]).status_code == 404


@pytest.mark.parametrize("name", sorted(POSTS))
def test_what_changes_something_is_sent_not_opened(signed_in: SignedIn, point: PointSeen, name: str) -> None:
    assert signed_in(Role.ADMINISTRATOR).get(f"{LIST}{point.key}/{name}/").status_code == 405


@pytest.mark.parametrize(("role", "name"), [(Role.VIEWER, name) for name in POSTS] + [(Role.AUTHOR, "dismiss")])
def test_who_may_not_is_told_so(signed_in: SignedIn, point: PointSeen, role: Role, name: str) -> None:
    answer = signed_in(role).post(f"{LIST}{point.key}/{name}/", POSTS[name])
    assert answer.status_code == 403
    assert "Your role does not allow this" in answer.content.decode()


def test_the_page_of_a_point_says_where_for_whom_why_and_what_to_do(signed_in: SignedIn, point: PointSeen) -> None:
    page = text(signed_in(Role.AUTHOR), f"{LIST}{point.key}/")
    for part in (
        "give up at “Enter the quote”",
        "Where on the path",
        "For whom",
        "Evidence by source",
        "Is it the people at all?",
        "What to do first",
        "What to watch",
        "What it costs",
        "Ship a fix",
        "Found by a diagnosis",
    ):
        assert part in page
    assert " style=" not in page


def test_a_viewer_is_offered_nothing_to_change(signed_in: SignedIn, point: PointSeen) -> None:
    page = text(signed_in(Role.VIEWER), f"{LIST}{point.key}/")
    assert "Ship a fix" not in page
    for name in POSTS:
        assert f"/{name}/" not in page


def test_state_owner_and_day_are_kept_together(stage: Stage, signed_in: SignedIn, point: PointSeen) -> None:
    client = signed_in(Role.AUTHOR)
    client.post(f"{LIST}{point.key}/care/", POSTS["care"])
    seen = point_of(stage.rollout.id, point.key)
    assert seen is not None
    assert (seen.state, seen.owner, str(seen.due)) == ("watched", "author@ours.example", "2026-09-30")
    page = text(client, f"{LIST}{point.key}/")
    assert "Open → Watched" in page
    assert "Owner: author@ours.example" in page


@pytest.mark.parametrize("wrong", [{"state": "nonsense"}, {"owner": "x@theirs.example"}, {"due": "soon"}])
def test_of_what_is_wrong_in_part_nothing_is_kept(
    stage: Stage, signed_in: SignedIn, point: PointSeen, wrong: dict[str, str]
) -> None:
    answer = signed_in(Role.AUTHOR).post(f"{LIST}{point.key}/care/", {**POSTS["care"], **wrong}, follow=True)
    assert "told error" in answer.content.decode()
    assert point_of(stage.rollout.id, point.key) == point


def test_an_empty_reason_is_refused_on_the_page(stage: Stage, signed_in: SignedIn, point: PointSeen) -> None:
    answer = signed_in(Role.PROCESS_OWNER).post(f"{LIST}{point.key}/dismiss/", {"reason": " "}, follow=True)
    assert "A dismissal needs a reason" in answer.content.decode()
    assert point_of(stage.rollout.id, point.key) == point


def test_a_dismissed_point_is_folded_and_can_be_taken_back(signed_in: SignedIn, point: PointSeen) -> None:
    client = signed_in(Role.PROCESS_OWNER)
    client.post(f"{LIST}{point.key}/dismiss/", POSTS["dismiss"])
    assert "1 dismissed" in text(client, LIST)
    assert "Take the dismissal back" in text(client, f"{LIST}{point.key}/")
    client.post(f"{LIST}{point.key}/take-back/")
    assert "1 dismissed" not in text(client, LIST)


def test_a_list_whose_points_are_all_dismissed_says_so(
    stage: Stage, signed_in: SignedIn, point: PointSeen, found: FrictionPoint
) -> None:
    followed(stage.rollout, (found,), hours=1)
    client = signed_in(Role.PROCESS_OWNER)
    client.post(f"{LIST}{point.key}/dismiss/", POSTS["dismiss"])
    assert "All of them are dismissed" in text(client, LIST)
    assert f"{LIST}{point.key}/" in text(client, f"{LIST}?state=dismissed")


def test_a_remark_is_shown_as_it_was_written_and_does_nothing(
    stage: Stage, seat: Seat, signed_in: SignedIn, point: PointSeen
) -> None:
    add_remark(seat, stage.rollout, point.key, "<script>alert(1)</script> {{ 7 * 7 }}")
    page = text(signed_in(Role.VIEWER), f"{LIST}{point.key}/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}" in page
    assert "<script>alert" not in page


def test_a_remark_is_sent_from_the_page(signed_in: SignedIn, point: PointSeen) -> None:
    signed_in(Role.AUTHOR).post(f"{LIST}{point.key}/remark/", POSTS["remark"])
    assert [(one.by, one.text) for one in remarks_of(point.id)] == [("author@ours.example", "Seen it too.")]


@pytest.mark.parametrize(("asked", "there"), [("open", True), ("closed", False), ("nonsense", True), ("", True)])
def test_the_list_can_be_asked_for_one_state(signed_in: SignedIn, point: PointSeen, asked: str, there: bool) -> None:
    page = text(signed_in(Role.VIEWER), f"{LIST}?state={asked}")
    assert (f"{LIST}{point.key}/" in page) == there
    assert ("None of these" in page) != there


def test_the_list_can_be_asked_for_one_workflow(signed_in: SignedIn, point: PointSeen) -> None:
    client = signed_in(Role.VIEWER)
    assert point.key in text(client, f"{LIST}?workflow={point.workflow}")
    assert point.key not in text(client, f"{LIST}?workflow=another")


def test_a_point_that_is_gone_still_opens_and_says_when_it_was_seen(
    stage: Stage, signed_in: SignedIn, point: PointSeen
) -> None:
    followed(stage.rollout, (), hours=1)
    client = signed_in(Role.AUTHOR)
    assert "no longer found" in text(client, LIST)
    page = text(client, f"{LIST}{point.key}/")
    assert "The newest diagnosis no longer has this friction point." in page
    assert point.last_seen_at.isoformat() in page
    assert "Evidence by source" in page


def test_a_point_whose_finding_is_lost_keeps_its_state_and_its_discussion(
    stage: Stage, seat: Seat, signed_in: SignedIn, point: PointSeen, found: FrictionPoint
) -> None:
    lost = followed(stage.rollout, (found,), hours=1)
    followed(stage.rollout, (), hours=2)
    add_remark(seat, stage.rollout, point.key, "Still of interest.")
    run = run_of(stage.rollout.id, lost)
    assert run is not None
    (run.folder / "study.kept").write_bytes(b"torn")
    _found_in.cache_clear()
    page = text(signed_in(Role.VIEWER), f"{LIST}{point.key}/")
    assert "can no longer be read" in page
    assert "Still of interest." in page


def test_an_older_diagnosis_shows_its_own_points(stage: Stage, signed_in: SignedIn, point: PointSeen) -> None:
    older = Run.objects.filter(rollout=stage.rollout.id).earliest("known_until").pk
    assert f"{LIST}{point.key}/" in text(signed_in(Role.VIEWER), f"{LIST}?run={older}")
    followed(stage.rollout, (), hours=1)
    page = text(signed_in(Role.VIEWER), f"{LIST}{point.key}/?run={older}")
    assert "no longer has" not in page


def test_a_rollout_where_nothing_stands_out_says_why_that_can_be_believed(stage: Stage, signed_in: SignedIn) -> None:
    followed(stage.rollout, (), hours=1)
    assert "were looked at in" in text(signed_in(Role.VIEWER), LIST)


def test_a_rollout_without_a_diagnosis_says_what_to_do(seat: Seat, signed_in: SignedIn) -> None:
    make_rollout(seat, "fresh", "Fresh", "rollout: fresh\n")
    assert "Not diagnosed yet" in text(signed_in(Role.VIEWER), "/w/ours/r/fresh/friction/")
    assert signed_in(Role.VIEWER).get("/w/ours/r/fresh/friction/0000000000000000/").status_code == 404


def test_an_owner_who_left_still_stands_in_the_choice(
    stage: Stage, seat: Seat, signed_in: SignedIn, point: PointSeen
) -> None:
    set_owner(seat, stage.rollout, point.key, "author@ours.example")
    set_role(seat, stage.seats[Role.AUTHOR].person, None)
    page = text(signed_in(Role.PROCESS_OWNER), f"{LIST}{point.key}/")
    assert '<option value="author@ours.example" selected>' in page
    kept = {"state": "watched", "owner": "author@ours.example", "due": ""}
    signed_in(Role.PROCESS_OWNER).post(f"{LIST}{point.key}/care/", kept)
    seen = point_of(stage.rollout.id, point.key)
    assert seen is not None
    assert seen.state == "watched"


def test_the_table_comes_as_a_file_and_that_is_told(
    signed_in: SignedIn, point: PointSeen, found: FrictionPoint
) -> None:
    [row] = [one for one in rows(signed_in(Role.VIEWER), f"{LIST}points.csv") if one["key"] == point.key]
    assert (row["step"], row["blocker"], row["standing"]) == (found.step, found.blocker, found.standing)
    assert (row["people"], row["cases"]) == (str(found.impact.people), str(found.impact.cases))
    assert (row["state"], row["owner"], row["in_newest"]) == ("open", "", "yes")
    last = Entry.objects.latest("number")
    assert (last.verb, last.details) == ("table.exported", '{"table": "friction"}')


def test_figures_below_the_floor_stand_neither_on_the_pages_nor_in_the_file(
    stage: Stage, signed_in: SignedIn, point: PointSeen, found: FrictionPoint
) -> None:
    small = replace(with_cases(found, 7), findings=(), rates=(), evidence=found.evidence)
    followed(stage.rollout, (replace(small, impact=replace(small.impact, people=6)),), hours=1)
    client = signed_in(Role.ADMINISTRATOR)
    [row] = [one for one in rows(client, f"{LIST}points.csv") if one["key"] == point.key]
    assert [row[name] for name in ("people", "cases", "hours", "cost")] == ["few", "few", "few", ""]
    assert "fewer than 10 touched" in text(client, LIST)
    assert "<b>few</b> cases" in text(client, f"{LIST}{point.key}/")


def test_a_gone_point_stands_in_the_file_without_figures(
    stage: Stage, seat: Seat, signed_in: SignedIn, point: PointSeen
) -> None:
    dismiss_point(seat, stage.rollout, point.key, "Known.")
    followed(stage.rollout, (), hours=1)
    [row] = [one for one in rows(signed_in(Role.VIEWER), f"{LIST}points.csv") if one["key"] == point.key]
    assert (row["in_newest"], row["state"], row["people"], row["rank"]) == ("no", "dismissed", "", "")


def test_the_pages_are_small_enough(signed_in: SignedIn, point: PointSeen) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    assert len(client.get(LIST).content) < 250_000
    assert len(client.get(f"{LIST}{point.key}/").content) < 250_000
