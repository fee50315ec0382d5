"""The overview of a rollout."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.overview.cares import cares_of
from desirepath.console.overview.shown import shown_overview
from desirepath.console.workspaces.seat import Seat


@of_rollout()
@require_safe
def overview(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """Day N of 45, headline figures, friction points, cohorts, sources."""
    if place.run is None:
        return render(request, "overview/nothing.html")
    shown = shown_overview(place)
    return render(request, "overview/overview.html", {"shown": shown, "cares": cares_of(place, shown)})
