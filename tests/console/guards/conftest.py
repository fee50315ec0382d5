"""The two sides that the guards try every address from."""

from __future__ import annotations

import pytest

from desirepath.console.diagnoses.reads import latest_done
from desirepath.console.paths.tasks import find_variants
from desirepath.console.paths.variants import kept_variants
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.actions.invite_member import invite_member
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.reads import seat_of
from desirepath.console.workspaces.seat import Seat
from tests.console.guards.sides import Side
from tests.console.stage import Stage


def side_of(seat: Seat, author: Seat, rollout: RolloutSeen) -> Side:
    run = latest_done(rollout.id)
    assert run is not None
    if kept_variants(run.folder) is None:
        find_variants.func(rollout.id, run.id)
    return Side(seat=seat, author=author, rollout=rollout, run=run.id)


@pytest.fixture
def ours(stage: Stage) -> Side:
    """The workspace of whoever asks."""
    return side_of(stage.seats[Role.ADMINISTRATOR], stage.seats[Role.AUTHOR], stage.rollout)


@pytest.fixture
def theirs(stage: Stage) -> Side:
    """The workspace that nobody of `ours` may know of."""
    author = seat_of(invite_member(stage.their_seat, "author@theirs.example", Role.AUTHOR), stage.their_seat.slug)
    assert author is not None
    return side_of(stage.their_seat, author, stage.their_rollout)
