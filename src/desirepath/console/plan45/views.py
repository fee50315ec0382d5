"""The page of the 45 days."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.plan45.shown import shown_plan
from desirepath.console.workspaces.seat import Seat


@of_rollout()
@require_safe
def plan(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Phases and gates, answers, decisions, workarounds, and what else people go through."""
    if place.run is None:
        return render(request, "plan45/nothing.html")
    return render(request, "plan45/plan.html", {"shown": shown_plan(seat, place)})
