"""The kinds of guides, and which of them each kind of intervention is shown as unless another is chosen."""

from __future__ import annotations

from functools import cache

from desirepath.catalogue import entries
from desirepath.console.guides import kinds
from desirepath.console.guides.fields import GuideForm

PROPOSED = {
    "acknowledgement": "acknowledgement",
    "access_routing": "escalation",
    "approved_wording": "rule_reinforcement",
    "contextual_help": "self_help",
    "escalation_path": "escalation",
    "field_level_help": "field_help",
    "guided_flow": "walkthrough",
    "known_issue_message": "known_issue",
    "policy_reminder": "rule_reinforcement",
    "reason_at_the_moment": "tooltip",
    "self_help": "self_help",
    "step_guidance": "walkthrough",
    "task_guidance": "walkthrough",
}
"""The kind of guide by kind of intervention; those not named are announced."""
OUTSIDE_THE_PAGE = frozenset({"simplification_request"})
"""Interventions that nobody meets in a page: they go to their owner."""
USUAL = "announcement"


@cache
def guide_forms() -> dict[str, GuideForm]:
    """All forms by kind of guide."""
    return {name: entry.constant for name, entry in entries(kinds, "FORM").items()}


def proposed_for(intervention_kind: str) -> str:
    """The kind of guide that an intervention of this kind is shown as, unless another is chosen."""
    return PROPOSED.get(intervention_kind, USUAL)
