"""Say for how many days what collectors brought is kept."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.privacy.models import Retention
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake

FEWEST_DAYS, MOST_DAYS = 30, 3650


@transaction.atomic
def set_retention(seat: Seat, days: int | None) -> None:
    """From the next night on; without days, everything is kept. Raises BadInput for too few or too many."""
    seat.must("set_privacy")
    if days is None:
        Retention.objects.filter(workspace=seat.workspace).delete()
    elif FEWEST_DAYS <= days <= MOST_DAYS:
        Retention.objects.update_or_create(workspace_id=seat.workspace, defaults={"days": days, "kept_on": None})
    else:
        what = _("Events are kept between %(few)s and %(many)s days") % {"few": FEWEST_DAYS, "many": MOST_DAYS}
        mend = _("A rollout needs the weeks before go-live and 45 days after it: 120 is a good number.")
        raise BadInput(Mistake(code="out_of_range", what=what, mend=mend))
    record(seat, "retention.set", seat.slug, {"days": days})
