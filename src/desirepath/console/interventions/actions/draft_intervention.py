"""Begin an intervention with the first version of its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from desirepath.console.friction.actions.set_state import set_state
from desirepath.console.friction.reads import point_of
from desirepath.console.guides.written import written_kept
from desirepath.console.interventions.contents import Content, Facts
from desirepath.console.interventions.held import refuse_stranger
from desirepath.console.interventions.models import Intervention, Version
from desirepath.console.interventions.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat

TAKEN = ("new", "self_help")
"""What is an address of its own beside the interventions, or a guide that every page has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A new intervention: what people read, where and for whom, who owns it, its last day, and the friction point."""

    content: Content
    facts: Facts
    owner: str = ""
    expires_on: date | None = None
    friction_key: str = ""


@transaction.atomic
def draft_intervention(seat: Seat, rollout: RolloutSeen, draft: Draft) -> str:
    """The id of the new intervention. An open friction point that it is for is now being fixed. Raises BadInput."""
    seat.must("draft_intervention")
    content, facts = draft.content.checked(), draft.facts.checked()
    refuse_stranger(seat, draft.owner)
    point = point_of(rollout.id, draft.friction_key) if draft.friction_key else None
    made = Intervention.objects.create(
        rollout_id=rollout.id,
        slug=_free_slug(seat.workspace, content.title),
        workflow=facts.workflow,
        step=facts.step,
        kind=facts.kind,
        blocker=facts.blocker,
        cohort=[list(pair) for pair in facts.cohort.pairs],
        design=facts.design,
        owner=draft.owner,
        expires_on=draft.expires_on,
        friction_key="" if point is None else point.key,
        facts_by=seat.person,
        created_by=seat.email,
    )
    Version.objects.create(
        intervention=made,
        number=1,
        title=content.title,
        text=content.text,
        guide=None if content.guide is None else written_kept(content.guide),
        note=content.note,
        author=seat.person,
        by=seat.email,
    )
    tell(seat, rollout.slug, made, "intervention.drafted", {"title": content.title, "kind": facts.kind})
    if point is not None and point.state == "open":
        set_state(seat, rollout, point.key, "being_fixed")
    return made.slug


def _free_slug(workspace: int, title: str) -> str:
    """One that no intervention of the workspace has: its pages get the guides of all rollouts in one document."""
    wanted = slugify(title)[:50].strip("-") or "intervention"
    mine = Intervention.objects.filter(rollout__workspace=workspace)
    there = set(mine.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in there or slug in TAKEN:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
