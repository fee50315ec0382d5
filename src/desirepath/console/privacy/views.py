"""Pages: privacy: what is captured, floors, retention, erasure."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from desirepath.console.workspaces.doors import within
from desirepath.console.workspaces.seat import Seat


@within()
def privacy(request: HttpRequest, seat: Seat) -> HttpResponse:
    raise Http404
