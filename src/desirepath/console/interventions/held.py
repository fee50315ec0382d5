"""The intervention that an action changes, held until the action is done, and what every action refuses alike."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from desirepath.console.interventions.models import Intervention, Stage, State, Version
from desirepath.console.interventions.words import STAGES
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.reads import members_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@dataclass(frozen=True, slots=True)
class Held:
    """An intervention with its newest version."""

    intervention: Intervention
    newest: Version

    def stand_at(self, stage: Stage) -> None:
        """Put the newest version at a stage; the intervention goes along unless it is live."""
        self.newest.stage = stage
        self.newest.save()
        if self.intervention.state != State.LIVE:
            self.intervention.state = State(stage.value)
            self.intervention.save(update_fields=["state"])


def held(seat: Seat, rollout: RolloutSeen, slug: str) -> Held:
    """The intervention of this id in a rollout of the seat's own workspace. Raises Http404."""
    mine = Intervention.objects.select_for_update().filter(rollout=rollout.id, rollout__workspace=seat.workspace)
    found = mine.filter(slug=slug).first()
    if found is None:
        raise Http404
    return Held(found, Version.objects.filter(intervention=found).latest("number"))


def refuse_retired(one: Held) -> None:
    """Raise BadInput where the intervention is retired."""
    if one.intervention.state == State.RETIRED:
        what = _("This intervention is retired")
        raise BadInput(Mistake(code="is_retired", what=what, mend=_("Begin a new one.")))


def refuse_unless(one: Held, stage: Stage, number: int) -> None:
    """Raise BadInput unless the newest version is the one that was looked at, and at this stage."""
    refuse_retired(one)
    if one.newest.number != number:
        what = _("%(who)s wrote version %(number)s meanwhile") % {"who": one.newest.by, "number": one.newest.number}
        raise BadInput(Mistake(code="written_meanwhile", what=what, mend=_("Read it first.")))
    if one.newest.stage != stage:
        names = {"number": number, "stage": STAGES[one.newest.stage]}
        what = _("Version %(number)s is %(stage)s: this cannot be done with it now") % names
        raise BadInput(Mistake(code="wrong_state", what=what))


def refuse_stranger(seat: Seat, owner: str) -> None:
    """Raise BadInput where the owner is neither empty nor a member of the workspace."""
    if owner and owner not in {one.email for one in members_of(seat.workspace)}:
        what = _("The owner must be somebody who works in this workspace")
        raise BadInput(Mistake(code="no_member", what=what, mend=_("An administrator can bring them in.")))
