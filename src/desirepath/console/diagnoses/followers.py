"""What other apps do when a diagnosis is done, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.runs.kept_diagnosis import KeptDiagnosis

Follower = Callable[[RolloutSeen, int, KeptDiagnosis], None]


def followed_by() -> Iterator[Follower]:
    """The followers, in their order: each is given the rollout, the id of the run and what it found."""
    from desirepath.console.friction.actions.follow_diagnosis import follow_diagnosis  # it reads diagnoses itself
    from desirepath.console.notices.gates_follow import gates_follow  # so does it
    from desirepath.console.notices.tasks import confirmed_follow  # so does it
    from desirepath.console.paths.tasks import variants_follow  # so does it

    yield follow_diagnosis
    yield variants_follow
    yield confirmed_follow
    yield gates_follow
