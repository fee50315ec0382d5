"""Drafts, and interventions brought to a state by the actions that lead there."""

from __future__ import annotations

from dataclasses import replace

from desirepath.console.friction.reads import PointSeen
from desirepath.console.interventions.actions.approve_version import approve_version
from desirepath.console.interventions.actions.ask_for_review import ask_for_review
from desirepath.console.interventions.actions.draft_intervention import Draft
from desirepath.console.interventions.actions.go_live import go_live
from desirepath.console.interventions.actions.retire import retire
from desirepath.console.interventions.actions.write_version import write_version
from desirepath.console.interventions.contents import Content, Facts
from desirepath.console.interventions.reads import InterventionSeen, intervention_of, versions_of
from desirepath.console.workspaces.permissions import Role
from tests.console.stage import Stage

WAY = ("draft", "review", "staged", "live")


def draft_for(point: PointSeen) -> Draft:
    """A draft of field-level help for those who meet the friction."""
    return Draft(
        content=Content(title="Help for the quote", text="Attach the quote as a PDF."),
        facts=Facts(
            workflow=point.workflow,
            step=point.step,
            kind="field_level_help",
            blocker="workflow_friction",
            cohort=point.cohort,
        ),
        friction_key=point.key,
    )


def seen(stage: Stage, slug: str) -> InterventionSeen:
    """The intervention as it is now."""
    found = intervention_of(stage.rollout.id, slug)
    assert found is not None
    return found


def newest(stage: Stage, slug: str) -> int:
    """The number of its newest version."""
    return versions_of(seen(stage, slug).id)[0].number


def bring(stage: Stage, slug: str, state: str) -> None:
    """From draft to a state: the author writes and asks, the process owner approves and lets it go live."""
    author, owner = stage.seats[Role.AUTHOR], stage.seats[Role.PROCESS_OWNER]
    number = newest(stage, slug)
    if state == "retired":
        bring(stage, slug, "live")
        retire(owner, stage.rollout, slug)
        return
    if state.startswith("live and "):
        bring(stage, slug, "live")
        write_version(author, stage.rollout, slug, another(stage, slug), stands_on=number)
        bring(stage, slug, state.removeprefix("live and "))
        return
    for step in WAY[1 : WAY.index(state) + 1]:
        if step == "review":
            ask_for_review(author, stage.rollout, slug, number)
        elif step == "staged":
            approve_version(owner, stage.rollout, slug, number)
        else:
            go_live(owner, stage.rollout, slug, number)


def another(stage: Stage, slug: str) -> Content:
    """A text that no version has had yet."""
    return replace(
        Content(title="Help for the quote", text=""), text=f"Attach the quote as a PDF. Tip {newest(stage, slug)}."
    )
