"""Record what the meeting decided on one item."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.decisions.actions.record_decision import Taken, record_decision
from desirepath.console.review.actions.open_review import opened_review
from desirepath.console.review.held import HeldReview
from desirepath.console.review.models import Resolution
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.report.friction_words import OWNERS
from desirepath.vocabulary.effect import Decided
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.review import MEETING_DECIDES, ReviewItem, Sight

LONGEST_REASON, LONGEST_TO, LONGEST_NAME = 2_000, 400, 64
"""The last is that of an intervention, as decisions on effects keep it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InTheRoom:
    """What somebody writes down in the meeting. `role` is one of the owners; `run` the diagnosis that it stands on."""

    item: str
    decided: str
    role: str
    to: str
    because: str
    run: int

    def checked(self) -> InTheRoom:
        """The same without white space around it. Raises BadInput with everything that is wrong with it."""
        because, to, wrong = self.because.strip(), " ".join(self.to.split()), []
        if self.decided not in MEETING_DECIDES:
            wrong.append(Mistake(code="no_decision", what=_("Choose what is decided")))
        if self.role not in OWNERS:
            wrong.append(Mistake(code="no_role", what=_("Say whose decision it is")))
        if not because:
            wrong.append(Mistake(code="no_reason", what=_("Say why"), mend=_("One sentence is enough.")))
        if self.decided in (Decided.EXPAND, Decided.ESCALATE) and not to:
            wrong.append(Mistake(code="to_nobody", what=_("Say to whom")))
        if len(because) > LONGEST_REASON or len(to) > LONGEST_TO:
            wrong.append(Mistake(code="too_long", what=_("It is too long")))
        if wrong:
            raise BadInput(*wrong)
        return replace(self, because=because, to=to)


@transaction.atomic
def record_resolution(seat: Seat, rollout: RolloutSeen, held: HeldReview, told: InTheRoom) -> None:
    """Keep it in the review, and among the decisions on effects where it is one on an intervention. Raises BadInput."""
    seat.must("decide")
    kept, item = told.checked(), _item(held, told.item)
    review = opened_review(rollout, kept.run, held)
    Resolution.objects.create(
        review=review,
        item=item.id,
        decided=kept.decided,
        proposed="" if item.proposed is None else item.proposed.decided,
        role=kept.role,
        to=kept.to,
        because=kept.because,
        by=seat.email,
    )
    if item.proof is not None:
        on = Taken(decided=kept.decided, because=kept.because, to=kept.to, run=kept.run)
        record_decision(seat, rollout, item.proof, on, held.review.as_of.isoformat())
    details = {"item": item.id, "decided": kept.decided, "role": kept.role, "to": kept.to, "run": kept.run}
    record(seat, "review.recorded", rollout.slug, details)


def _item(held: HeldReview, name: str) -> ReviewItem:
    """The item that stands out and is decided on by itself. Raises BadInput where it is none."""
    item = held.review.item(name)
    too_long = item is not None and item.proof is not None and len(item.proof.shipped.id) > LONGEST_NAME
    if item is None or item.sight is not Sight.STANDS_OUT or too_long:
        raise BadInput(Mistake(code="no_item", what=_("There is nothing to decide on here")))
    other = held.review.decided_with(item)
    if other is not None:
        raise BadInput(Mistake(code="decided_elsewhere", what=_("This is decided together with another topic")))
    return item
