"""The door of every page inside a workspace: who is not in it finds nothing there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from desirepath.console.workspaces.reads import demands_second_factor, seat_of
from desirepath.console.workspaces.seat import Seat

View = Callable[..., HttpResponse]
InSeat = Callable[..., HttpResponse]


def within(needs: str = "see") -> Callable[[InSeat], View]:
    """Hand the seat to the view: `view(request, seat, …)`. 404 outside the workspace, 403 without the permission."""

    def door(view: InSeat) -> View:
        @wraps(view)
        @login_required
        def opened(request: HttpRequest, workspace: str, *places: object, **named: object) -> HttpResponse:
            seat = taken_seat(request, workspace)
            if demands_second_factor(seat.workspace) and not has_second_factor(request):
                return redirect("second_factor_needed")
            seat.must(needs)
            return view(request, seat, *places, **named)

        opened.needs = needs  # type: ignore[attr-defined]
        return opened

    return door


def person_of(request: HttpRequest) -> int:
    """The id of whoever is signed in. Raises Http404 where nobody is."""
    if request.user.pk is None:
        raise Http404
    return request.user.pk


def taken_seat(request: HttpRequest, workspace: str) -> Seat:
    """The person's seat in the workspace of this slug. Raises Http404 where they have none."""
    seat = seat_of(person_of(request), workspace)
    if seat is None:
        raise Http404
    request.seat = seat  # type: ignore[attr-defined]
    return seat


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the person signs in with a second factor."""
    from allauth.mfa.utils import is_mfa_enabled

    return bool(is_mfa_enabled(request.user))
