"""Make a key that an application sends events with."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.warehouse.write_keys import Rate, WriteKey, create_key, file_of_keys

MOST_EVENTS = 1_000_000.0
"""The highest rate that can be asked for, in events a second."""


@transaction.atomic
def make_write_key(seat: Seat, application: str, origins: tuple[str, ...], events: float) -> tuple[WriteKey, str]:
    """The key and its text, which is kept nowhere. `events` a second, on average.

    Raises BadInput for names, origins and rates that are none.
    """
    seat.must("set_applications")
    if not 0 < events <= MOST_EVENTS:
        what = _("The rate is a number of events a second, above 0 and up to a million")
        raise BadInput(Mistake(code="out_of_range", what=what, mend=_("Write for example 1000.")))
    made, text = create_key(file_of_keys(settings.HOME.warehouse(seat.slug)), application, origins, Rate(events=events))
    details = {"application": made.application, "origins": list(made.origins), "events": made.rate.events}
    record(seat, "key.made", made.id, details)
    return made, text
