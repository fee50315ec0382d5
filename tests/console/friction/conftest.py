"""A friction point of the stage, as found and as it is followed."""

from __future__ import annotations

import pytest

from desirepath.console.friction.keys import key_of
from desirepath.console.friction.reads import PointSeen, points_of
from desirepath.vocabulary.friction import FrictionPoint
from tests.console.friction.made_points import newest_study
from tests.console.stage import Stage


@pytest.fixture
def found(stage: Stage) -> FrictionPoint:
    """The first friction point of the newest diagnosis in `ours`."""
    return newest_study(stage.rollout).friction_points[0]


@pytest.fixture
def point(stage: Stage, found: FrictionPoint) -> PointSeen:
    """The same as it is followed over all diagnoses."""
    key = key_of(found.workflow, found.step, found.cohort)
    return next(one for one in points_of(stage.rollout.id) if one.key == key)
