"""Pages: friction points: their states, owners, discussion."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.workspaces.seat import Seat


@of_rollout()
def friction(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    raise Http404
