"""Let the approved version go live."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desirepath.console.interventions.held import held, refuse_unless
from desirepath.console.interventions.models import Stage, State, Version
from desirepath.console.interventions.shipped_file import written_on_commit
from desirepath.console.interventions.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def go_live(seat: Seat, rollout: RolloutSeen, slug: str, number: int) -> None:
    """From staged to live, in place of the version that was live. Its start is that of its first version.

    Raises BadInput where it has expired, or where `number` is not the newest version or not approved.
    """
    seat.must("approve_intervention")
    found = held(seat, rollout, slug)
    refuse_unless(found, Stage.STAGED, number)
    one = found.intervention
    if one.expires_on is not None and one.expires_on < timezone.localdate():
        raise BadInput(Mistake(code="has_expired", what=_("Its last day is over"), mend=_("Give it a later one.")))
    Version.objects.filter(intervention=one, stage=Stage.LIVE).update(stage=Stage.PAST)
    found.stand_at(Stage.LIVE)
    one.state, one.starts_at = State.LIVE, one.starts_at or timezone.now()
    one.save(update_fields=["state", "starts_at"])
    tell(seat, rollout.slug, one, "intervention.went_live", {"version": number})
    written_on_commit(rollout)
