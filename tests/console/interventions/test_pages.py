"""The page of an intervention and its forms: what they show, to whom, and what is sent from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desirepath.console.friction.reads import PointSeen
from desirepath.console.interventions.actions.draft_intervention import draft_intervention
from desirepath.console.interventions.actions.write_version import write_version
from desirepath.console.interventions.contents import Content
from desirepath.console.interventions.models import Intervention
from desirepath.console.interventions.reads import versions_of
from desirepath.console.rollouts.actions.make_rollout import make_rollout
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from tests.console.conftest import client_of
from tests.console.friction.made_points import newest_study
from tests.console.interventions.made_drafts import another, bring, draft_for, newest, seen
from tests.console.stage import Stage

SignedIn = Callable[[Role], Client]
LIST = "/w/ours/r/purchase-requests/interventions/"
OPENED = (
    "",
    "backlog.csv",
    "interventions.csv",
    "new/",
    "{slug}/",
    "{slug}/differences/",
    "{slug}/write/",
    "{slug}/facts/",
)
SENT = ("review", "approve", "send-back", "live", "roll-back", "plan", "retire")
OF_WRITERS = ("new/", "{slug}/write/", "{slug}/facts/")
OF_OWNERS = ("approve", "send-back", "live")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_every_page_opens_for_those_who_may_and_says_no_to_others(signed_in: SignedIn, slug: str, role: Role) -> None:
    client = signed_in(role)
    answers = {page: client.get(LIST + page.format(slug=slug)).status_code for page in OPENED}
    assert answers == {page: 403 if role is Role.VIEWER and page in OF_WRITERS else 200 for page in OPENED}
    sent = {name: client.post(f"{LIST}{slug}/{name}/", {"number": "99"}).status_code for name in SENT}
    refused = {Role.VIEWER: SENT, Role.AUTHOR: OF_OWNERS}.get(role, ())
    assert {name: 403 if name in refused else 404 if name == "roll-back" else 302 for name in SENT} == sent


@pytest.mark.parametrize("page", OPENED)
def test_nothing_is_there_for_people_of_another_workspace(stage: Stage, slug: str, page: str) -> None:
    client = client_of(stage.their_seat)
    assert client.get(LIST + page.format(slug=slug)).status_code == 404
    if "{slug}" in page:
        theirs = "/w/theirs/r/their-secret/interventions/" + page.format(slug=slug)
        assert client.get(theirs).status_code == 404


@pytest.mark.parametrize("name", SENT)
def test_nothing_can_be_sent_from_another_workspace(stage: Stage, slug: str, name: str) -> None:
    client = client_of(stage.their_seat)
    assert client.post(f"{LIST}{slug}/{name}/", {"number": "1"}).status_code == 404
    theirs = f"/w/theirs/r/their-secret/interventions/{slug}/{name}/"
    assert client.post(theirs, {"number": "1"}).status_code == 404
    assert client.get(f"{LIST}{slug}/{name}/").status_code == 404


@pytest.mark.parametrize("name", SENT)
def test_what_changes_something_is_sent_not_opened(signed_in: SignedIn, slug: str, name: str) -> None:
    assert signed_in(Role.ADMINISTRATOR).get(f"{LIST}{slug}/{name}/").status_code == 405


def test_a_fix_for_a_friction_point_comes_filled_in(stage: Stage, signed_in: SignedIn, point: PointSeen) -> None:
    found = next(one for one in newest_study(stage.rollout).friction_points if one.step == "quote")
    page = text(signed_in(Role.AUTHOR), f"{LIST}new/?point={point.key}")
    assert 'value="Field-level help at “Enter the quote”"' in page
    assert f'<option value="{found.first_intervention}" selected>' in page
    assert f'<option value="{found.blocker}" selected>' in page
    assert '<option value="purchase_request/quote" selected>' in page
    assert '<option value="holdout" selected>' in page
    assert 'value="region=EMEA;role=buyer"' in page
    assert '<option value="author@ours.example" selected>' in page
    assert "Beside the field stand its purpose" in page
    last = timezone.localdate() + timedelta(days=60)
    assert f'value="{last.isoformat()}"' in page


def test_from_friction_point_to_live_in_five_clicks_of_two_people(
    stage: Stage, signed_in: SignedIn, point: PointSeen
) -> None:
    author, owner = signed_in(Role.AUTHOR), signed_in(Role.PROCESS_OWNER)
    given = {
        "point": point.key,
        "title": "Help",
        "text": "As a PDF.",
        "place": "purchase_request/quote",
        "kind": "field_level_help",
        "blocker": "",
        "cohort": "region=EMEA",
        "design": "waves",
        "owner": "",
        "expires_on": "",
    }
    assert author.post(f"{LIST}new/", given)["Location"] == f"{LIST}help/"
    author.post(f"{LIST}help/review/", {"number": "1"})
    owner.post(f"{LIST}help/approve/", {"number": "1"})
    owner.post(f"{LIST}help/live/", {"number": "1"})
    one = seen(stage, "help")
    assert (one.state, one.design, str(one.cohort), one.friction_key) == ("live", "waves", "region EMEA", point.key)
    page = text(owner, f"{LIST}help/")
    for part in ("Version 1 approved", "Version 1 went live", "People meet it since", "process_owner@ours.example"):
        assert part in page
    assert "Nothing can be said of its effect yet." in page
    assert "Help</a>" in text(owner, f"/w/ours/r/purchase-requests/friction/{point.key}/")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": ""}, "The title is missing"),
        ({"text": " "}, "The text is missing"),
        ({"place": "purchase_request/nowhere"}, "Choose the step"),
        ({"kind": ""}, "Choose what kind"),
        ({"cohort": "EMEA"}, "not written as it should be"),
        ({"expires_on": "soon"}, "This is no day"),
    ],
)
def test_a_form_that_is_wrong_says_what_and_keeps_what_was_written(
    signed_in: SignedIn, wrong: dict[str, str], says: str
) -> None:
    given = {"title": "Help", "text": "As a <b>PDF</b>.", "place": "purchase_request/quote", "kind": "self_help"}
    answer = signed_in(Role.AUTHOR).post(f"{LIST}new/", {**given, "design": "holdout", "cohort": "", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert says in page
    if "text" not in wrong:
        assert "As a &lt;b&gt;PDF&lt;/b&gt;." in page


def test_the_author_is_told_that_somebody_else_approves(stage: Stage, signed_in: SignedIn, slug: str) -> None:
    bring(stage, slug, "review")
    assert "waits for somebody who may approve it" not in text(signed_in(Role.PROCESS_OWNER), f"{LIST}{slug}/")
    assert "Approve version 1" in text(signed_in(Role.PROCESS_OWNER), f"{LIST}{slug}/")
    assert "somebody else has to approve it" in text(signed_in(Role.AUTHOR), f"{LIST}{slug}/")


def test_who_wrote_it_and_tries_to_approve_it_is_told_why_not(
    stage: Stage, signed_in: SignedIn, point: PointSeen
) -> None:
    own = draft_intervention(stage.seats[Role.ADMINISTRATOR], stage.rollout, draft_for(point))
    client = signed_in(Role.ADMINISTRATOR)
    client.post(f"{LIST}{own}/review/", {"number": "1"})
    page = client.post(f"{LIST}{own}/approve/", {"number": "1"}, follow=True).content.decode()
    assert "You wrote this version yourself" in page
    assert seen(stage, own).state == "review"


def test_what_is_sent_back_says_what_should_change(stage: Stage, signed_in: SignedIn, slug: str) -> None:
    bring(stage, slug, "review")
    client = signed_in(Role.PROCESS_OWNER)
    client.post(f"{LIST}{slug}/send-back/", {"number": "1", "reason": " "})
    assert seen(stage, slug).state == "review"
    client.post(f"{LIST}{slug}/send-back/", {"number": "1", "reason": "Name the format."})
    assert "sent back: Name the format." in text(signed_in(Role.AUTHOR), f"{LIST}{slug}/")
    assert seen(stage, slug).state == "draft"


def test_a_new_version_of_what_is_live_stands_beside_it_with_the_differences(
    stage: Stage, signed_in: SignedIn, slug: str
) -> None:
    bring(stage, slug, "live")
    client = signed_in(Role.AUTHOR)
    given = {"title": "Help for the quote", "text": "Attach the offer as a PDF.", "note": "Wording", "stands_on": "1"}
    client.post(f"{LIST}{slug}/write/", given)
    page = text(client, f"{LIST}{slug}/")
    assert "Live now: version 1" in page
    assert "Attach the <del>quote</del><ins>offer</ins> as a PDF." in page
    assert "next version: draft" in text(client, LIST)
    assert "<del>quote</del>" in text(client, f"{LIST}{slug}/differences/?from=1&to=2")
    assert "<ins>quote</ins>" in text(client, f"{LIST}{slug}/differences/?from=2&to=1")
    assert client.get(f"{LIST}{slug}/differences/?from=7").status_code == 404
    assert "same, word for word" in text(client, f"{LIST}{slug}/differences/?from=1&to=1")


def test_going_back_is_offered_for_older_texts_and_makes_a_draft(stage: Stage, signed_in: SignedIn, slug: str) -> None:
    bring(stage, slug, "live and live")
    client = signed_in(Role.AUTHOR)
    assert "Go back to it" in text(client, f"{LIST}{slug}/")
    client.post(f"{LIST}{slug}/roll-back/", {"number": "1"})
    assert newest(stage, slug) == 3
    assert versions_of(seen(stage, slug).id)[0].note == "Back to version 1"
    assert seen(stage, slug).state == "live"


def test_what_two_people_write_at_once_is_not_lost(stage: Stage, seat: Seat, signed_in: SignedIn, slug: str) -> None:
    write_version(seat, stage.rollout, slug, another(stage, slug), stands_on=1)
    given = {"title": "Help", "text": "Mine, long thought about.", "stands_on": "1"}
    page = signed_in(Role.AUTHOR).post(f"{LIST}{slug}/write/", given).content.decode()
    assert "administrator@ours.example wrote version 2 while you were writing" in page
    assert "Mine, long thought about." in page
    assert 'name="stands_on" value="1"' in page
    assert newest(stage, slug) == 2


def test_where_and_for_whom_can_be_changed_in_a_draft(stage: Stage, signed_in: SignedIn, slug: str) -> None:
    given = {"place": "purchase_request/quote", "kind": "step_guidance", "cohort": "", "design": "everyone"}
    client = signed_in(Role.AUTHOR)
    client.post(f"{LIST}{slug}/facts/", given)
    one = seen(stage, slug)
    assert (one.kind, one.design, one.cohort.is_everyone) == ("step_guidance", "everyone", True)
    bring(stage, slug, "review")
    page = client.post(f"{LIST}{slug}/facts/", given).content.decode()
    assert "only in a draft that never was live" in page


def test_what_people_will_read_is_text_and_nothing_else(
    stage: Stage, seat: Seat, signed_in: SignedIn, slug: str
) -> None:
    evil = Content(title="<img src=x>", text="<script>alert(1)</script> {{ 7 * 7 }}", note="<i>")
    write_version(seat, stage.rollout, slug, evil, stands_on=1)
    client = signed_in(Role.AUTHOR)
    for page in ("", f"{slug}/", f"{slug}/differences/", f"{slug}/write/", f"{slug}/facts/"):
        shown = text(client, LIST + page)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "<i>" not in shown
        assert " style=" not in shown
    assert "{{ 7 * 7 }}" in text(client, f"{LIST}{slug}/")


def test_what_has_expired_says_so(stage: Stage, signed_in: SignedIn, slug: str) -> None:
    bring(stage, slug, "live")
    Intervention.objects.filter(slug=slug).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert "Expired" in text(signed_in(Role.VIEWER), LIST)
    assert "It will be taken down by itself" in text(signed_in(Role.VIEWER), f"{LIST}{slug}/")


def test_without_a_diagnosis_there_is_nothing_to_choose_from(seat: Seat, signed_in: SignedIn) -> None:
    make_rollout(seat, "fresh", "Fresh", "rollout: fresh\n")
    client = signed_in(Role.AUTHOR)
    assert "No intervention yet" in text(client, "/w/ours/r/fresh/interventions/")
    assert "Not diagnosed yet" in text(client, "/w/ours/r/fresh/interventions/new/")
