"""The backlog: in which order, what is at stake, and what of it can be asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.friction.reads import PointSeen, points_of
from desirepath.console.interventions.actions.draft_intervention import draft_intervention
from desirepath.console.interventions.contents import Content
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from tests.console.friction.made_points import followed, newest_study, with_cases
from tests.console.interventions.made_drafts import bring, draft_for
from tests.console.stage import Stage

SignedIn = Callable[[Role], Client]
SENT = ("review", "approve", "send-back", "live", "roll-back", "plan", "retire")
LIST = "/w/ours/r/purchase-requests/interventions/"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_backlog_stands_by_priority_of_the_friction(
    stage: Stage, seat: Seat, signed_in: SignedIn, slug: str
) -> None:
    study = newest_study(stage.rollout)
    quote = next(one for one in study.friction_points if one.step == "quote")
    other = replace(
        quote, step="manager_approval", rank=1, priority=quote.priority * 2, impact=replace(quote.impact, cases=777)
    )
    followed(stage.rollout, (other, replace(quote, rank=2)), hours=1)
    draft = draft_for(next(one for one in points(stage) if one.step == "manager_approval"))
    more = draft_intervention(seat, stage.rollout, replace(draft, content=Content(title="Zeal", text="A.")))
    nothing = replace(draft.facts, step="draft")
    loose = replace(draft, content=Content(title="Apart", text="A."), facts=nothing, friction_key="")
    apart = draft_intervention(seat, stage.rollout, loose)
    found = rows(signed_in(Role.VIEWER), f"{LIST}backlog.csv")
    assert [(row["place"], row["intervention_id"]) for row in found] == [("1", more), ("2", slug), ("", apart)]
    assert (found[0]["cases"], found[2]["cases"]) == ("777", "")
    assert found[0]["risk"] in {"high", "medium", "low"}
    page = text(signed_in(Role.VIEWER), LIST)
    assert page.index(f"/{more}/") < page.index(f"/{slug}/") < page.index(f"/{apart}/")
    assert "777 cases" in page
    assert "no friction found there now" in page


def points(stage: Stage) -> tuple[PointSeen, ...]:
    return points_of(stage.rollout.id)


@pytest.mark.usefixtures("slug")
def test_what_is_at_stake_below_the_floor_is_few(stage: Stage, signed_in: SignedIn) -> None:
    quote = next(one for one in newest_study(stage.rollout).friction_points if one.step == "quote")
    small = with_cases(replace(quote, rank=1), 7)
    followed(stage.rollout, (replace(small, impact=replace(small.impact, people=8)),), hours=1)
    [row] = rows(signed_in(Role.VIEWER), f"{LIST}backlog.csv")
    assert (row["people"], row["cases"]) == ("few", "few")
    page = text(signed_in(Role.VIEWER), LIST)
    assert "few cases" in page
    assert "8 people" not in page


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("state=draft", True),
        ("state=live", False),
        ("state=nonsense", True),
        ("owner=nobody", True),
        ("owner=author@ours.example", False),
        ("blocker=workflow_friction", True),
        ("blocker=access_gap", False),
        ("workflow=another", False),
    ],
)
def test_the_backlog_can_be_asked_for_a_part(signed_in: SignedIn, slug: str, asked: str, there: bool) -> None:
    page = text(signed_in(Role.VIEWER), f"{LIST}?{asked}")
    assert (f"{LIST}{slug}/" in page) == there
    assert ("None of these" in page) != there
    assert len(rows(signed_in(Role.VIEWER), f"{LIST}backlog.csv?{asked}")) == int(there)


def test_what_is_retired_is_folded_and_cannot_be_changed(stage: Stage, signed_in: SignedIn, slug: str) -> None:
    bring(stage, slug, "retired")
    client = signed_in(Role.ADMINISTRATOR)
    assert "1 retired" in text(client, LIST)
    page = text(client, f"{LIST}{slug}/")
    for name in (*SENT, "write", "facts"):
        assert f"/{slug}/{name}/" not in page


def test_an_empty_backlog_says_where_to_begin(signed_in: SignedIn) -> None:
    page = text(signed_in(Role.VIEWER), LIST)
    assert "No intervention yet" in page
    assert "To the friction points" in page


@pytest.mark.parametrize(("name", "table"), [("backlog", "interventions_backlog"), ("interventions", "interventions")])
@pytest.mark.usefixtures("slug")
def test_taking_a_table_along_is_told(signed_in: SignedIn, name: str, table: str) -> None:
    signed_in(Role.VIEWER).get(f"{LIST}{name}.csv")
    last = Entry.objects.latest("number")
    assert (last.verb, last.who, last.details) == ("table.exported", "viewer@ours.example", f'{{"table": "{table}"}}')
