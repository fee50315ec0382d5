"""Say where, for whom and against what an intervention is."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.interventions.contents import Facts, cohort_text
from desirepath.console.interventions.held import held, refuse_retired
from desirepath.console.interventions.models import Stage
from desirepath.console.interventions.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def set_facts(seat: Seat, rollout: RolloutSeen, slug: str, facts: Facts) -> None:
    """Only while it is a draft that never was live: what others approved is what goes live. Raises BadInput."""
    seat.must("draft_intervention")
    found, given = held(seat, rollout, slug), facts.checked()
    refuse_retired(found)
    one = found.intervention
    if found.newest.stage != Stage.DRAFT or one.starts_at is not None:
        what = _("Where and for whom it is can be changed only in a draft that never was live")
        raise BadInput(Mistake(code="facts_are_set", what=what, mend=_("Begin a new one.")))
    one.workflow, one.step, one.kind, one.blocker = given.workflow, given.step, given.kind, given.blocker
    one.cohort, one.design = [list(pair) for pair in given.cohort.pairs], given.design
    one.facts_by = seat.person
    one.save()
    details = {
        "step": f"{given.workflow}/{given.step}",
        "kind": given.kind,
        "cohort": cohort_text(given.cohort),
        "design": given.design,
    }
    tell(seat, rollout.slug, one, "intervention.facts_set", details)
