"""Pages of a rollout's data: what came in, the files beside its file, and deleting one."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.look.csv_files import csv_file
from desirepath.console.rollouts.actions.delete_file import delete_file
from desirepath.console.rollouts.files_beside import endings_read, file_beside
from desirepath.console.rollouts.sources_shown import sources_shown
from desirepath.console.workspaces.seat import Seat


@of_rollout()
@require_safe
def sources(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """What came in, and where it comes from."""
    endings = ",".join((*endings_read(), ".gz", ".zip"))
    return render(request, "rollouts/sources.html", {"shown": sources_shown(place), "endings": endings})


@of_rollout("export")
@require_safe
def sources_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """What came in, by table."""
    header = ("table", "files", "rows", "set aside", "duplicates", "latest")
    rows = [
        (one.table, " ".join(one.files), one.rows, one.set_aside, one.duplicates, one.last_at)
        for one in place.found.study.inputs
    ]
    with transaction.atomic():
        record(seat, "table.exported", place.rollout.slug, {"table": "sources"})
    return csv_file(f"{place.rollout.slug}-sources", header, rows)


@of_rollout("upload")
@require_POST
def delete_source(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Delete a file."""
    file = file_beside(place.rollout, request.POST.get("file", ""))
    if file is None:
        raise Http404
    delete_file(seat, place.rollout, file)
    messages.success(request, _("%(name)s is deleted.") % {"name": file.name})
    return redirect("data", seat.slug, place.rollout.slug)
