"""Add a temporary way round to the register, or change one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.plan45.models import KeptWorkaround
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake

LONGEST, LONGEST_OWNER = 300, 254


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A workaround as somebody wrote it. `places` are the workflows, and steps as `workflow/step`, that there are."""

    what: str
    place: str
    owner: str
    retire_by: date | None
    places: tuple[str, ...]

    def fields(self) -> dict[str, object]:
        """What is kept of it. Raises BadInput with everything that is wrong with it."""
        what, owner, wrong = " ".join(self.what.split()), self.owner.strip(), []
        workflow, _slash, step = self.place.partition("/")
        if not what:
            wrong.append(Mistake(code="nothing_said", what=_("Say what is allowed for now")))
        if self.place not in self.places:
            wrong.append(Mistake(code="no_place", what=_("Choose where it goes round")))
        if not owner:
            wrong.append(Mistake(code="no_owner", what=_("Say who takes it away again")))
        if self.retire_by is None:
            wrong.append(Mistake(code="no_day", what=_("Say by which day it has to be gone")))
        if len(what) > LONGEST or len(owner) > LONGEST_OWNER:
            wrong.append(Mistake(code="too_long", what=_("It is too long")))
        if wrong:
            raise BadInput(*wrong)
        return {"what": what, "workflow": workflow, "step": step, "owner": owner, "retire_by": self.retire_by}


@transaction.atomic
def add_workaround(seat: Seat, rollout: RolloutSeen, written: Written) -> int:
    """Its number. Raises BadInput."""
    seat.must("keep_workarounds")
    fields = written.fields()
    made = KeptWorkaround.objects.create(rollout_id=rollout.id, by=seat.email, **fields)
    record(seat, "workaround.added", f"{rollout.slug}/{made.pk}", fields)
    return made.pk


@transaction.atomic
def change_workaround(seat: Seat, rollout: RolloutSeen, number: int, written: Written) -> None:
    """One that is still there. Raises BadInput, Http404."""
    seat.must("keep_workarounds")
    kept, fields = workaround_to_change(seat, rollout, number), written.fields()
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save()
    record(seat, "workaround.changed", f"{rollout.slug}/{number}", fields)


def workaround_to_change(seat: Seat, rollout: RolloutSeen, number: int) -> KeptWorkaround:
    """The workaround of this number, held until the action is done. Raises Http404, and BadInput for a retired one."""
    held = KeptWorkaround.objects.select_for_update()
    found = held.filter(rollout=rollout.id, rollout__workspace=seat.workspace, pk=number).first()
    if found is None:
        raise Http404
    if found.retired_on is not None:
        raise BadInput(Mistake(code="is_retired", what=_("This workaround is retired already")))
    return found
