"""Pages: the approved path: drawn, edited, beside the ways that cases took."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.workspaces.seat import Seat


@of_rollout()
def path(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    raise Http404
