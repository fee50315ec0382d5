"""Take down what is live past its last day."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from desirepath.console.interventions.actions.retire import take_down
from desirepath.console.interventions.models import Intervention, State
from desirepath.console.interventions.shipped_file import written_on_commit
from desirepath.console.interventions.told import tell
from desirepath.console.rollouts.reads import rollout_by_id


@transaction.atomic
def retire_expired() -> int:
    """How many were taken down, in all workspaces. For what runs beside the pages; asking again changes nothing."""
    today = timezone.localdate()
    over = Intervention.objects.select_for_update().filter(state=State.LIVE, expires_on__lt=today)
    expired = list(over.order_by("pk"))
    for one in expired:
        rollout = rollout_by_id(one.rollout_id)
        take_down(one)
        tell(None, rollout.slug, one, "intervention.expired", {"expires_on": str(one.expires_on)})
        written_on_commit(rollout)
    return len(expired)
