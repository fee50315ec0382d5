"""An intervention in `ours`, drafted by the author against the first friction point."""

from __future__ import annotations

import pytest

from desirepath.console.friction.reads import PointSeen, points_of
from desirepath.console.interventions.actions.draft_intervention import draft_intervention
from desirepath.console.workspaces.permissions import Role
from tests.console.interventions.made_drafts import draft_for
from tests.console.stage import Stage


@pytest.fixture
def point(stage: Stage) -> PointSeen:
    """The friction point at the quote."""
    return next(one for one in points_of(stage.rollout.id) if one.step == "quote")


@pytest.fixture
def slug(stage: Stage, point: PointSeen) -> str:
    """The id of the draft."""
    return draft_intervention(stage.seats[Role.AUTHOR], stage.rollout, draft_for(point))
