"""What people do in the console with what was shipped: write it, and decide on its effect."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from desirepath.console.decisions.reads import decisions_of
from desirepath.console.friction.reads import points_of
from desirepath.console.interventions.actions.draft_intervention import Draft, draft_intervention
from desirepath.console.interventions.contents import Content, Facts
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.cohort import cohort_of
from desirepath.vocabulary.effect import Proof
from tests.console.differencing.shipping import SHIPPED


def written_down(seat: Seat, rollout: RolloutSeen) -> None:
    """Every intervention of the tables stands in the backlog; the first is against the friction that was found."""
    point = points_of(rollout.id)[0]
    for number, one in enumerate(SHIPPED):
        facts = Facts(workflow="request", step=one.step, kind=one.kind, cohort=cohort_of(one.cohort))
        against = Facts(workflow=point.workflow, step=point.step, kind=one.kind, cohort=point.cohort)
        content = Content(title=one.name.replace("-", " ").title(), text="Attach the quote as a file.")
        key = "" if number else point.key
        assert draft_intervention(
            seat, rollout, Draft(content=content, facts=facts if number else against, friction_key=key)
        ) == (one.name)


def decided_on(client: Client, slugs: tuple[str, str], run: int, proof: Proof) -> None:
    """Somebody decides on an effect as a diagnosis shows it."""
    address = reverse("decide", args=(*slugs, proof.shipped.id))
    answer = client.post(f"{address}?run={run}", {"decided": "continue", "because": "It does no harm."})
    assert answer.status_code == 302


def stands_on_what_was_told(rollout: int, proof: Proof) -> bool:
    """Whether what is kept of a decision, and stands in the audit log, are figures of the effect that was shown."""
    (kept,) = decisions_of(rollout, proof.shipped.id)
    figures = {one: round(getattr(proof.deciding, one), 6) + 0.0 for one in ("value", "low", "high", "n")}
    return {one: kept.estimate[one] for one in figures} == figures
