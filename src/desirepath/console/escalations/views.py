"""Pages: who is blocked and what was answered, and who confirmed which wording."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from desirepath.connectors.person_ids import PersonHash
from desirepath.console.audit.record import record
from desirepath.console.escalations.actions.answer_escalation import answer_escalation
from desirepath.console.escalations.reads import acknowledgements_of, broken_line_of, confirmed_of, escalations_of
from desirepath.console.look.csv_files import csv_file
from desirepath.console.workspaces.doors import within
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.lake.layout import person_key_of

ROUTES = {
    "access": gettext_lazy("Owner of access"),
    "policy": gettext_lazy("Owner of the policy"),
    "application": gettext_lazy("Owner of the application"),
}
"""The file of the key that collector and delivery name persons with."""
_HEADER = ("number", "at", "person", "guide", "version", "wording", "seal")


@within("own_friction")
@require_safe
def escalations(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who is blocked, those that wait for an answer first."""
    found = escalations_of(seat.workspace, seat.slug)
    to = request.GET.get("to", "")
    shown = [one for one in found if to in ("", one.to)]
    return render(request, "escalations/list.html", {"shown": shown, "total": len(found), "to": to, "routes": ROUTES})


@within("own_friction")
@require_POST
def escalation_answer(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Note what was answered."""
    try:
        answer_escalation(seat, reference, request.POST.get("note", ""))
    except BadInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Done."))
    return redirect("escalations", seat.slug)


@within()
@require_safe
def acknowledgements(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How many confirmed which version, and whether the record is whole."""
    return _confirmed(request, seat, None)


@within("erase_person")
@never_cache
@require_POST
def acknowledgement_check(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Whether one person confirmed: asked by the id that the application knows them by."""
    person = request.POST.get("person", "").strip()
    if not person:
        return _confirmed(request, seat, None)
    name = _name_of(seat, person)
    with transaction.atomic():
        record(seat, "acknowledgement.checked", name)
    return _confirmed(request, seat, name)


@within("erase_person")
@require_safe
def acknowledgements_csv(request: HttpRequest, seat: Seat) -> HttpResponse:  # noqa: ARG001 - views are given it
    """The whole record; persons by the names that the lake gives them."""
    with transaction.atomic():
        record(seat, "table.exported", "acknowledgements")
    rows = (
        (one.number, one.at.isoformat(), one.person, one.guide, one.version, one.wording, one.seal)
        for one in acknowledgements_of(seat.slug)
    )
    return csv_file(f"acknowledgements-{seat.slug}", _HEADER, rows)


def _confirmed(request: HttpRequest, seat: Seat, person: str | None) -> HttpResponse:
    context = {
        "counts": confirmed_of(seat.slug),
        "broken": broken_line_of(seat.slug),
        "asked": person is not None,
        "theirs": [one for one in acknowledgements_of(seat.slug) if person is not None and one.person == person],
    }
    return render(request, "escalations/acknowledgements.html", context)


def _name_of(seat: Seat, person: str) -> str:
    """How the lake names a person; nobody has a name where there is no key yet."""
    try:
        return str(PersonHash.kept_in(person_key_of(settings.HOME.warehouse(seat.slug))).of(person))
    except (FileNotFoundError, BadInput):
        return ""
