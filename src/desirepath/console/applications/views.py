"""Pages: applications that send events, and their keys."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from desirepath.console.applications.actions.make_write_key import make_write_key
from desirepath.console.applications.actions.revoke_write_key import revoke_write_key
from desirepath.console.applications.reads import (
    KeySeen,
    collector_of,
    has_key,
    hours_of,
    keys_of,
    trust_of_pages,
)
from desirepath.console.applications.refused import REFUSED
from desirepath.console.applications.snippets import InPage, guidance_snippet, snippets
from desirepath.console.audit.record import record
from desirepath.console.deliveries import kept_place
from desirepath.console.escalations.reads import refused_of
from desirepath.console.look.csv_files import csv_file
from desirepath.console.workspaces.doors import within
from desirepath.console.workspaces.seat import Seat
from desirepath.report.svg.sparkline import sparkline
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.lake.counts import Tally
from desirepath.warehouse.write_keys import Rate


@within()
@require_safe
def applications(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The keys of the workspace, what came by each, and the collector."""
    return _page(request, seat, {}, ())


@within("export")
@require_safe
def applications_csv(request: HttpRequest, seat: Seat) -> HttpResponse:  # noqa: ARG001 - views are given it
    """What came in, by key and hour."""
    with transaction.atomic():
        record(seat, "table.exported", "applications")
    header = ("hour", "key", "application", "received", "taken", "refused", "duplicate")
    rows = ((one.hour.isoformat(), one.key, one.application, *_outcome(one.tally)) for one in hours_of(seat))
    return csv_file(f"applications-{seat.slug}", header, rows)


@within("set_applications")
@never_cache
@require_POST
def make_key(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Make a key and show its text, this once."""
    given = request.POST
    origins = tuple(given.get("origins", "").split())
    try:
        made, text = make_write_key(seat, given.get("application", "").strip(), origins, _rate(given.get("events", "")))
    except BadInput as error:
        return _page(request, seat, given, tuple(str(one) for one in error.mistakes))
    address = collector_of(seat).address
    told = InPage(key=text, application=made.application, workspace=seat.slug, trust=trust_of_pages())
    listed = (guidance_snippet(told), *snippets(address, text))
    context = {"made": made, "text": text, "snippets": listed, "address": address}
    return render(request, "applications/made.html", context)


@within("set_applications")
@require_POST
def revoke_key(request: HttpRequest, seat: Seat, key: str) -> HttpResponse:
    """Revoke a key of this workspace."""
    if not has_key(seat, key):
        raise Http404
    revoke_write_key(seat, key)
    messages.success(request, _("Revoked. The collector refuses it within five seconds."))
    return redirect("applications", seat.slug)


def _page(request: HttpRequest, seat: Seat, given: Mapping[str, Any], problems: tuple[str, ...]) -> HttpResponse:
    try:
        keys = keys_of(seat, timezone.now())
    except BadInput as error:
        keys, problems = (), (*problems, *(str(one) for one in error.mistakes))
    context = {
        "keys": [(one, sparkline(one.hours) if any(one.hours) else "") for one in keys],
        "collector": collector_of(seat),
        "delivery": kept_place(settings.HOME.folder),
        "refused": [(one, REFUSED[one.because]) for one in refused_of(seat.slug)],
        "in_page": guidance_snippet(_in_page(seat, keys)) if keys else None,
        "given": given,
        "problems": problems,
        "usual_rate": f"{Rate().events:g}",
    }
    return render(request, "applications/applications.html", context, status=400 if given and problems else 200)


def _in_page(seat: Seat, keys: tuple[KeySeen, ...]) -> InPage:
    """The script tag for the newest key in force, whose own text nobody knows any more."""
    application = next((one.application for one in keys if one.revoked_at is None), "purchasing")
    return InPage(key="dp_YOUR_KEY", application=application, workspace=seat.slug, trust=trust_of_pages())


def _rate(written: str) -> float:
    """Events a second; what is no number is none that the action takes."""
    try:
        return float(written) if written.strip() else Rate().events
    except ValueError:
        return math.nan


def _outcome(tally: Tally) -> tuple[int, ...]:
    return tally.received, tally.good, tally.bad, tally.duplicate
