"""What is sent from the page of a friction point: state, owner and day, dismissal, discussion."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.friction.actions.add_remark import add_remark
from desirepath.console.friction.actions.dismiss_point import dismiss_point
from desirepath.console.friction.actions.set_due import set_due
from desirepath.console.friction.actions.set_owner import set_owner
from desirepath.console.friction.actions.set_state import set_state
from desirepath.console.friction.actions.take_back_dismissal import take_back_dismissal
from desirepath.console.look.sent_values import day_read
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput


@of_rollout("own_friction")
@require_POST
def friction_care(request: HttpRequest, seat: Seat, place: Place, key: str) -> HttpResponse:
    """Keep state, owner and day together: all of them or none."""
    given = request.POST
    try:
        with transaction.atomic():
            set_state(seat, place.rollout, key, given.get("state", ""))
            set_owner(seat, place.rollout, key, given.get("owner", ""))
            set_due(seat, place.rollout, key, day_read(given.get("due", "")))
    except BadInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Kept."))
    return _back(seat, place, key)


@of_rollout("dismiss_friction")
@require_POST
def friction_dismiss(request: HttpRequest, seat: Seat, place: Place, key: str) -> HttpResponse:
    """Dismiss it, with the reason."""
    try:
        dismiss_point(seat, place.rollout, key, request.POST.get("reason", ""))
    except BadInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Dismissed. It comes back by itself if its cases double."))
    return _back(seat, place, key)


@of_rollout("dismiss_friction")
@require_POST
def friction_take_back(request: HttpRequest, seat: Seat, place: Place, key: str) -> HttpResponse:
    """Open a dismissed one again."""
    try:
        take_back_dismissal(seat, place.rollout, key)
    except BadInput as error:
        messages.error(request, str(error))
    return _back(seat, place, key)


@of_rollout("discuss")
@require_POST
def friction_remark(request: HttpRequest, seat: Seat, place: Place, key: str) -> HttpResponse:
    """Say something about it."""
    try:
        add_remark(seat, place.rollout, key, request.POST.get("text", ""))
    except BadInput as error:
        messages.error(request, str(error))
    return _back(seat, place, key)


def _back(seat: Seat, place: Place, key: str) -> HttpResponse:
    return redirect("friction_point", seat.slug, place.rollout.slug, key)
