"""What interventions changed stands on a page, and what is decided on it is kept with the estimate that it stood on."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.decisions.reads import decisions_of
from desirepath.console.diagnoses.models import Run
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.effect import Decided, Proof
from tests.console.conftest import client_of
from tests.console.stage import Stage, keep_found
from tests.report.effect_proofs import helpful

SLUG = helpful().shipped.id
PAGE = "/w/ours/r/purchase-requests/effects/"
TAKEN = {"decided": "expand", "because": "It helped the buyers, and DACH needs it most.", "to": "region DACH"}


@pytest.fixture
def client(stage: Stage) -> Client:
    """Somebody who may decide, with an effect in the newest diagnosis."""
    keep_effects(stage, helpful())
    return client_of(stage.seats[Role.ADOPTION_OWNER])


def keep_effects(stage: Stage, *proofs: Proof) -> None:
    newest = Run.objects.filter(rollout_id=stage.rollout.id, state="done").latest("pk")
    keep_found("ours", newest.pk, "proofs", proofs)


def _deciding(stage: Stage, role: Role = Role.ADOPTION_OWNER) -> Seat:
    return stage.seats[role]


def test_the_page_says_what_the_intervention_changed_and_what_is_proposed(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert "Step guidance" in page
    assert "drawn by chance" in page
    assert "Expand" in page


def test_a_decision_is_kept_with_who_when_why_and_the_estimate_that_it_stood_on(client: Client, stage: Stage) -> None:
    answer = client.post(f"{PAGE}{SLUG}/decide/", TAKEN, follow=True)
    assert "It helped the buyers" in answer.content.decode()
    (kept,) = decisions_of(stage.rollout.id, SLUG)
    effect = helpful().deciding
    assert effect is not None
    assert (kept.decided, kept.proposed, kept.to) == ("expand", "expand", "region DACH")
    assert (kept.by, kept.role) == ("adoption_owner@ours.example", "adoption owner")
    assert "adoption_owner@ours.example</span> (adoption owner)" in answer.content.decode()
    assert (kept.estimate["value"], kept.estimate["low"], kept.estimate["n"]) == (
        pytest.approx(effect.value),
        pytest.approx(effect.low),
        effect.n,
    )


def test_a_decision_leaves_an_audit_line_with_the_estimate(client: Client) -> None:
    client.post(f"{PAGE}{SLUG}/decide/", TAKEN)
    line = Entry.objects.latest("number")
    assert line.verb == "decision.recorded"
    assert '"decided": "expand"' in line.details
    assert '"low"' in line.details


def test_a_decision_against_the_proposal_is_shown_as_one(client: Client) -> None:
    page = client.post(f"{PAGE}{SLUG}/decide/", {**TAKEN, "decided": "escalate"}, follow=True).content.decode()
    assert "proposed was: Expand" in page


@pytest.mark.parametrize("wrong", [{"because": "  "}, {"decided": "wait"}, {"because": "x" * 2001}, {"to": "x" * 401}])
def test_a_decision_without_a_reason_or_that_there_is_not_is_refused(
    client: Client, stage: Stage, wrong: dict[str, str]
) -> None:
    client.post(f"{PAGE}{SLUG}/decide/", {**TAKEN, **wrong})
    assert decisions_of(stage.rollout.id) == ()


def test_nothing_is_decided_on_an_effect_that_is_not_there(client: Client) -> None:
    assert client.post(f"{PAGE}no-such-help/decide/", TAKEN).status_code == 404


@pytest.mark.parametrize(
    ("to", "english", "german"),
    [
        ("those held out", "to those who are held out", "auf die Zurückgestellten"),
        ("those who still wait", "to those who still wait", "auf die, die noch warten"),
    ],
)
def test_whom_to_expand_to_is_said_as_people_say_it(stage: Stage, to: str, english: str, german: str) -> None:
    proof = helpful()
    proof = replace(proof, decision=replace(proof.decision, to=to))
    keep_effects(stage, proof)
    reader = client_of(stage.seats[Role.VIEWER])
    assert english in reader.get(PAGE).content.decode()
    reader.cookies["django_language"] = "de"
    page = reader.get(PAGE).content.decode()
    assert german in page
    assert "held out" not in page


def test_an_author_sees_the_effect_and_may_not_decide(client: Client, stage: Stage) -> None:
    del client
    author = client_of(_deciding(stage, Role.AUTHOR))
    assert "Record a decision" not in author.get(PAGE).content.decode()
    assert author.post(f"{PAGE}{SLUG}/decide/", TAKEN).status_code == 403


def test_without_an_effect_the_page_says_when_there_will_be_one(stage: Stage) -> None:
    assert "No effect can be told yet" in client_of(stage.seats[Role.VIEWER]).get(PAGE).content.decode()


def test_every_decision_of_the_vocabulary_can_be_chosen(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert all(f'value="{one}"' in page for one in Decided)


def test_the_file_has_a_row_for_every_metric(client: Client) -> None:
    text = client.get(f"{PAGE}effects.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(helpful().effects)
    assert {row["proposed"] for row in rows} == {"expand"}


def test_what_the_rollout_file_keeps_as_decided_stands_beside_it(client: Client, stage: Stage) -> None:
    kept = f"""
register:
  recorded:
    - intervention: {SLUG}
      decided: expand
      role: process owner
      on: 2025-09-25
      because: It was agreed in the steering group.
      to: region DACH
"""
    before = stage.rollout.file.read_bytes()
    stage.rollout.file.write_bytes(before + kept.encode())
    try:
        page = client.get(PAGE).content.decode()
    finally:
        stage.rollout.file.write_bytes(before)
    assert "It was agreed in the steering group." in page
    assert "in the rollout file" in page
    assert page.index("Decided") < page.index("process owner")
