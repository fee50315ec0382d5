"""Record what was decided on a workflow at the end of the 45 days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.plan45.models import KeptStabilisation
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.plan45 import Proposal, Stabilisation

LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A decision that somebody takes, and why. `run` is the diagnosis that it is taken on, `on` the last day it knows."""

    decided: str
    because: str
    run: int
    on: date

    def checked(self) -> Taken:
        """The same without white space around it. Raises BadInput with everything that is wrong with it."""
        because, wrong = self.because.strip(), []
        if self.decided not in set(Stabilisation):
            wrong.append(Mistake(code="no_decision", what=_("Choose what is decided")))
        if not because:
            wrong.append(Mistake(code="no_reason", what=_("Say why"), mend=_("One sentence is enough.")))
        if len(because) > LONGEST:
            wrong.append(Mistake(code="too_long", what=_("It is too long")))
        if wrong:
            raise BadInput(*wrong)
        return Taken(decided=self.decided, because=because, run=self.run, on=self.on)


@transaction.atomic
def decide_stabilisation(seat: Seat, rollout: RolloutSeen, proposal: Proposal, taken: Taken) -> None:
    """Keep it beside what the rule proposed. Raises BadInput."""
    seat.must("decide")
    kept = taken.checked()
    details = {"decided": kept.decided, "proposed": proposal.proposed or "", "because": kept.because, "run": kept.run}
    KeptStabilisation.objects.create(
        rollout_id=rollout.id,
        workflow=proposal.workflow,
        role=seat.role.value,
        on=kept.on,
        by=seat.email,
        **details,
    )
    record(seat, "stabilisation.decided", f"{rollout.slug}/{proposal.workflow}", details)
