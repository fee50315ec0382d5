"""The page of the audit log."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desirepath.console.audit.reads import all_lines_of, lines_of
from desirepath.console.audit.record import audit_key, record
from desirepath.console.audit.verify import verify
from desirepath.console.look.csv_files import csv_file
from desirepath.console.workspaces.doors import within
from desirepath.console.workspaces.seat import Seat


@within("see_audit")
@require_safe
def log(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What was done, newest first; looking at it is itself a line."""
    asked = request.GET
    before = asked.get("before", "")
    found = lines_of(
        seat.workspace,
        before=int(before) if before.isdecimal() else None,
        verb=asked.get("verb", ""),
        who=asked.get("who", ""),
    )
    with transaction.atomic():
        record(seat, "audit.read", seat.slug)
    context = {"found": found, "verb": asked.get("verb", ""), "who": asked.get("who", "")}
    if "verify" in asked:
        context["verified"] = verify(audit_key(), settings.HOME.audit_anchor)
    return render(request, "audit/log.html", context)


@within("see_audit")
@require_safe
def log_csv(request: HttpRequest, seat: Seat) -> HttpResponse:  # noqa: ARG001 - views are given it
    """The whole log of the workspace as a file."""
    with transaction.atomic():
        record(seat, "audit.exported", seat.slug)
    rows = (
        (
            line.number,
            line.at.isoformat() if line.at else "",
            line.who,
            line.role,
            line.verb,
            line.about,
            dict(line.details),
        )
        for line in all_lines_of(seat.workspace)
    )
    return csv_file(f"audit-{seat.slug}", ("number", "at", "who", "role", "verb", "about", "details"), rows)
