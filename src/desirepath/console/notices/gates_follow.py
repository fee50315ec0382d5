"""Finding out beside the pages which gates of the 45 days were passed, or became overdue."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from desirepath.console.rollouts.reads import RolloutSeen, rollout_by_id
from desirepath.runs.kept_diagnosis import KeptDiagnosis


@task(priority=60)
def tell_of_gates(rollout: int, run: int) -> None:
    """Tell the targets what changed at the gates with a diagnosis."""
    from desirepath.console.notices.actions.tell_gates import tell_gates  # it reads diagnoses, which are followed here

    tell_gates(rollout_by_id(rollout), run)


def gates_follow(rollout: RolloutSeen, run: int, found: KeptDiagnosis) -> None:  # noqa: ARG001 - followers are given it
    """Ask for it once the diagnosis is kept: a message that cannot be made must not undo a diagnosis."""
    transaction.on_commit(lambda: tell_of_gates.enqueue(rollout.id, run))
