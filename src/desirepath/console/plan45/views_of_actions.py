"""What is sent from the page of the 45 days: waivers, workarounds, decisions."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.look.sent_values import day_read
from desirepath.console.plan45.actions.decide_stabilisation import Taken, decide_stabilisation
from desirepath.console.plan45.actions.keep_workaround import Written, add_workaround, change_workaround
from desirepath.console.plan45.actions.retire_workaround import retire_workaround
from desirepath.console.plan45.actions.take_back_waiver import take_back_waiver
from desirepath.console.plan45.actions.waive_gate import waive_gate
from desirepath.console.plan45.shown import places_of, plan_of
from desirepath.console.workspaces.seat import Seat
from desirepath.prove.plan45.seen import last_day_of
from desirepath.vocabulary.errors import BadInput


@of_rollout("waive_gate")
@require_POST
def waive(request: HttpRequest, seat: Seat, place: Place, gate: str) -> HttpResponse:
    """Pass a gate without its proof."""
    because, on = request.POST.get("because", ""), last_day_of(place.found.study)
    return _done(request, seat, place, lambda: waive_gate(seat, place.rollout, gate, because, on))


@of_rollout("waive_gate")
@require_POST
def take_back(request: HttpRequest, seat: Seat, place: Place, gate: str) -> HttpResponse:
    """Take a waiver back."""
    return _done(request, seat, place, lambda: take_back_waiver(seat, place.rollout, gate))


@of_rollout("keep_workarounds")
@require_POST
def add(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Add a workaround."""
    return _done(request, seat, place, lambda: add_workaround(seat, place.rollout, _written(request, place)))


@of_rollout("keep_workarounds")
@require_POST
def change(request: HttpRequest, seat: Seat, place: Place, number: int) -> HttpResponse:
    """Change a workaround."""
    return _done(request, seat, place, lambda: change_workaround(seat, place.rollout, number, _written(request, place)))


@of_rollout("keep_workarounds")
@require_POST
def retire(request: HttpRequest, seat: Seat, place: Place, number: int) -> HttpResponse:
    """Say that it was taken away; without a day, on the last that the data knows."""

    def retired() -> None:
        on = day_read(request.POST.get("on", "")) or last_day_of(place.found.study)
        retire_workaround(seat, place.rollout, number, on)

    return _done(request, seat, place, retired)


@of_rollout("decide")
@require_POST
def decide(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Record what was decided on a workflow, beside what is proposed for it."""
    if place.run is None:
        raise Http404
    wanted, run = request.POST.get("workflow", ""), place.run.id
    proposal = next((one for one in plan_of(place).proposals if one.workflow == wanted), None)
    if proposal is None:
        raise Http404
    given = request.POST
    taken = Taken(
        decided=given.get("decided", ""),
        because=given.get("because", ""),
        run=run,
        on=last_day_of(place.found.study),
    )
    return _done(request, seat, place, lambda: decide_stabilisation(seat, place.rollout, proposal, taken))


def _written(request: HttpRequest, place: Place) -> Written:
    given = request.POST
    return Written(
        what=given.get("what", ""),
        place=given.get("place", ""),
        owner=given.get("owner", ""),
        retire_by=day_read(given.get("retire_by", "")),
        places=tuple(places_of(place)),
    )


def _done(request: HttpRequest, seat: Seat, place: Place, act: Callable[[], object]) -> HttpResponse:
    """Act, say how it went, and go back to the page."""
    try:
        act()
    except BadInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Kept."))
    return redirect("plan", seat.slug, place.rollout.slug)
