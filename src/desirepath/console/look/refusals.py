"""Pages that say no: what was asked for, why it cannot be had, and where to go on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from desirepath.console.workspaces.permissions import NotAllowed
from desirepath.runs.kept_values import NOT_KEPT
from desirepath.vocabulary.errors import BadInput

Answer = Callable[[HttpRequest], HttpResponse]


def refusals(answer: Answer) -> Answer:
    """Turn a refusal of an action into a page."""

    def answered(request: HttpRequest) -> HttpResponse:
        return answer(request)

    answered.process_exception = _told  # type: ignore[attr-defined]
    return answered


def _told(request: HttpRequest, error: Exception) -> HttpResponse | None:
    if isinstance(error, NotAllowed):
        return refused(request, 403, _("Your role does not allow this"), str(error))
    if isinstance(error, BadInput) and [one.code for one in error.mistakes] == [NOT_KEPT]:
        return refused(request, 409, _("Diagnose this rollout anew"), str(error))
    return None


def refused(request: HttpRequest, status: int, title: str, says: str) -> HttpResponse:
    """A page of a refusal."""
    return render(request, "look/refused.html", {"title": title, "says": says, "status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it on
    """What was sent cannot be read."""
    return refused(
        request, 400, _("This cannot be read"), _("The address or the form is damaged. Go back and try again.")
    )


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it on
    """Not for this role, or a form that has expired."""
    says = _("Your role does not include it, or the page has been open too long. Go back, load it anew and try again.")
    return refused(request, 403, _("This is not allowed"), says)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django hands it on
    """A form without its token: an old page, or one that is not ours."""
    says = _("The form has expired, or was not sent from a page of this console. Go back, load it anew and try again.")
    return refused(request, 403, _("This is not allowed"), says)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it on
    """Nothing there, or nothing that this person may know of."""
    says = _("There is no such page, or it belongs to a workspace that you do not work in.")
    return refused(request, 404, _("Nothing here"), says)


def our_fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    says = _("This is a fault of desirepath, not of your data; nothing was changed. The log of the server says more.")
    return refused(request, 500, _("Something went wrong"), says)
