"""Record what was decided on an intervention, on the effect that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.decisions.models import Decision
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.report.rounding import rounded
from desirepath.vocabulary.effect import Decided, Effect, Proof
from desirepath.vocabulary.errors import BadInput, Mistake

LONGEST_REASON, LONGEST_TO = 2_000, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A decision that somebody takes, and why. `run` is the diagnosis that it is taken on."""

    decided: str
    because: str
    to: str
    run: int

    def checked(self) -> Taken:
        """The same without white space around it. Raises BadInput with everything that is wrong with it."""
        because, to, wrong = self.because.strip(), " ".join(self.to.split()), []
        if self.decided not in set(Decided):
            wrong.append(Mistake(code="no_decision", what=_("Choose what is decided")))
        if not because:
            wrong.append(Mistake(code="no_reason", what=_("Say why"), mend=_("One sentence is enough.")))
        if len(because) > LONGEST_REASON or len(to) > LONGEST_TO:
            wrong.append(Mistake(code="too_long", what=_("It is too long")))
        if wrong:
            raise BadInput(*wrong)
        return Taken(decided=self.decided, because=because, to=to, run=self.run)


@transaction.atomic
def record_decision(seat: Seat, rollout: RolloutSeen, proof: Proof, taken: Taken, as_of: str) -> None:
    """Keep it with the estimate of the moment, so that it can be read later what it stood on. Raises BadInput."""
    seat.must("decide")
    kept = taken.checked()
    estimate = {} if proof.deciding is None else _estimate(proof.deciding, as_of)
    name = proof.shipped.id
    Decision.objects.create(
        rollout_id=rollout.id,
        intervention=name,
        decided=kept.decided,
        proposed=proof.decision.decided,
        to=kept.to,
        because=kept.because,
        estimate=estimate,
        run=kept.run,
        by=seat.email,
        role=seat.role.value,
    )
    details = {"decided": kept.decided, "proposed": str(proof.decision.decided), "to": kept.to, "run": kept.run}
    record(seat, "decision.recorded", f"{rollout.slug}/{name}", {**details, "estimate": estimate})


def _estimate(effect: Effect, as_of: str) -> dict[str, Any]:
    return {
        "metric": effect.metric,
        "step": effect.step,
        "value": rounded(effect.value),
        "low": rounded(effect.low),
        "high": rounded(effect.high),
        "unit": effect.unit,
        "n": effect.n,
        "as_of": as_of,
    }
