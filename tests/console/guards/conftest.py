"""The two sides that the guards try every address from."""

from __future__ import annotations

import pytest

from desirepath.console.diagnoses.reads import latest_done
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from tests.console.guards.expected import Side
from tests.console.stage import Stage


def side_of(seat: Seat, rollout: RolloutSeen) -> Side:
    run = latest_done(rollout.id)
    assert run is not None
    return Side(seat=seat, rollout=rollout, run=run.id)


@pytest.fixture
def ours(stage: Stage) -> Side:
    """The workspace of whoever asks."""
    return side_of(stage.seats[Role.ADMINISTRATOR], stage.rollout)


@pytest.fixture
def theirs(stage: Stage) -> Side:
    """The workspace that nobody of `ours` may know of."""
    return side_of(stage.their_seat, stage.their_rollout)
