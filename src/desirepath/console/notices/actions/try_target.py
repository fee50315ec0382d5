"""Send a test message to a target."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.notices.actions.notify import put_on_its_way
from desirepath.console.notices.models import Target
from desirepath.console.notices.wanted import NotWanted, said_of_address
from desirepath.console.notices.way_out import spoken
from desirepath.console.workspaces.seat import Seat
from desirepath.outward.notice import Notice, NoticeKind


def try_target(seat: Seat, key: str) -> None:
    """The message goes the way of all others. Raises Http404; NotWanted where nothing may or can be sent there now."""
    seat.must("set_notices")
    target = Target.objects.filter(workspace=seat.workspace, key=key).first()
    if target is None:
        raise Http404
    said = said_of_address(target.shape, target.address)
    with transaction.atomic():
        record(seat, "notice_target.tried", target.name, {"refused": bool(said)})
        if not said:
            with spoken(target.language):
                put_on_its_way(target, _test(seat))
    if said:
        raise NotWanted({"address": said})


def _test(seat: Seat) -> Notice:
    return Notice(
        kind=NoticeKind.TEST,
        rollout=seat.name,
        title=_("A test message"),
        sentences=(_("Messages of desirepath arrive here. There is nothing to do."),),
        path=reverse("notices", args=[seat.slug]),
    )
