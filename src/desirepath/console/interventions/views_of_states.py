"""What is sent from the page of an intervention: review, approval, going live, going back, retiring, owner and day."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.interventions.actions.approve_version import approve_version
from desirepath.console.interventions.actions.ask_for_review import ask_for_review
from desirepath.console.interventions.actions.go_live import go_live
from desirepath.console.interventions.actions.retire import retire
from desirepath.console.interventions.actions.roll_back import roll_back
from desirepath.console.interventions.actions.send_back import send_back
from desirepath.console.interventions.actions.set_plan import set_plan
from desirepath.console.look.sent_values import day_read, number_read
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput


@of_rollout("draft_intervention")
@require_POST
def intervention_review(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """Ask for a review."""
    number = _number(request)
    return _done(request, seat, place, slug, lambda: ask_for_review(seat, place.rollout, slug, number))


@of_rollout("approve_intervention")
@require_POST
def intervention_approve(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """Approve what somebody else wrote."""
    number = _number(request)
    return _done(request, seat, place, slug, lambda: approve_version(seat, place.rollout, slug, number))


@of_rollout("approve_intervention")
@require_POST
def intervention_send_back(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """Send it back, with the reason."""
    number, reason = _number(request), request.POST.get("reason", "")
    return _done(request, seat, place, slug, lambda: send_back(seat, place.rollout, slug, number, reason))


@of_rollout("approve_intervention")
@require_POST
def intervention_live(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """Let it go live."""
    number = _number(request)
    return _done(request, seat, place, slug, lambda: go_live(seat, place.rollout, slug, number))


@of_rollout("draft_intervention")
@require_POST
def intervention_retire(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """Take it down."""
    reason = request.POST.get("reason", "")
    return _done(request, seat, place, slug, lambda: retire(seat, place.rollout, slug, reason))


@of_rollout("draft_intervention")
@require_POST
def intervention_roll_back(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """Go back to an older text."""
    number = _number(request)
    return _done(request, seat, place, slug, lambda: roll_back(seat, place.rollout, slug, number))


@of_rollout("draft_intervention")
@require_POST
def intervention_plan(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """Keep owner and last day."""
    given = request.POST

    def planned() -> None:
        day = day_read(given.get("expires_on", ""))
        set_plan(seat, place.rollout, slug, owner=given.get("owner", ""), expires_on=day)

    return _done(request, seat, place, slug, planned)


def _number(request: HttpRequest) -> int:
    return number_read(request.POST.get("number", ""))


def _done(request: HttpRequest, seat: Seat, place: Place, slug: str, act: Callable[[], object]) -> HttpResponse:
    """Do it, say how it went, and show the intervention again."""
    try:
        act()
    except BadInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Done."))
    return redirect("intervention", seat.slug, place.rollout.slug, slug)
