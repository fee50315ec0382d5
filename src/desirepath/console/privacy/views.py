"""Pages: privacy: what is captured, floors, retention, erasure."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from desirepath.console.audit.record import record
from desirepath.console.look.csv_files import csv_file
from desirepath.console.privacy.actions.erase_person import erase_person
from desirepath.console.privacy.actions.set_retention import set_retention
from desirepath.console.privacy.captured import captured_in
from desirepath.console.privacy.reads import erasures_of, retention_of
from desirepath.console.workspaces.doors import within
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput

WHY_LEFT = {
    "kind": gettext_lazy(
        "files of this kind cannot be written anew; take the person out where it came from, and upload it again"
    ),
    "unreadable": gettext_lazy("it could not be read; mend it and erase again"),
    "query": gettext_lazy("its rows come from a query; erase the person where it reads"),
    "named": gettext_lazy("the id is still in it; take it out by hand"),
}
STATES = {
    "waiting": gettext_lazy("waiting"),
    "running": gettext_lazy("under way"),
    "done": gettext_lazy("erased"),
    "failed": gettext_lazy("failed"),
}


@within()
@require_safe
def privacy(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What is captured, how small a group is shown, how long is kept, who was erased."""
    return _page(request, seat, ())


@within()
@require_safe
def captured(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What is captured, in plain words, to print."""
    context = {"rollouts": captured_in(seat.workspace), "retention": retention_of(seat)}
    return render(request, "privacy/captured.html", context)


@within("export")
@require_safe
def captured_csv(request: HttpRequest, seat: Seat) -> HttpResponse:  # noqa: ARG001 - views are given it
    """Every column that is read, as a file."""
    with transaction.atomic():
        record(seat, "table.exported", "captured")
    rows = (
        (one.rollout.slug, table.table, column.name, column.called, column.meaning, column.names_person)
        for one in captured_in(seat.workspace)
        for table in one.tables or ()
        for column in table.columns
    )
    header = ("rollout", "table", "column", "called", "meaning", "names_person")
    return csv_file(f"captured-{seat.slug}", header, rows)


@within("set_privacy")
@require_POST
def retention(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say for how many days is kept; nothing means for ever."""
    written = request.POST.get("days", "").strip()
    try:
        set_retention(seat, None if not written else int(written) if written.isdecimal() and len(written) < 9 else 0)
    except BadInput as error:
        return _page(request, seat, tuple(str(one) for one in error.mistakes))
    messages.success(request, _("Kept. It holds from the next night on."))
    return redirect("privacy", seat.slug)


@within("erase_person")
@never_cache
@require_POST
def erase(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask again, then have the person erased."""
    person, again = request.POST.get("person", ""), request.POST.get("again")
    problems: tuple[str, ...] = ()
    if not person.strip():
        return _page(request, seat, (_("Write the id of the person as the sources have it."),))
    if again is not None:
        try:
            erase_person(seat, person, again)
        except BadInput as error:
            problems = tuple(str(one) for one in error.mistakes)
        else:
            messages.success(request, _("Asked for. It is done beside the pages; the log below says how it ended."))
            return redirect("privacy", seat.slug)
    context = {"person": person, "problems": problems}
    return render(request, "privacy/erase.html", context, status=400 if problems else 200)


@within("erase_person")
@require_safe
def erasures(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The log of erasures: a piece of the page that asks again by itself while one is under way."""
    return render(request, "privacy/erasures.html", _log(seat))


@within("erase_person")
@require_safe
def erasures_csv(request: HttpRequest, seat: Seat) -> HttpResponse:  # noqa: ARG001 - views are given it
    """The log of erasures as a file; it names nobody who was erased."""
    with transaction.atomic():
        record(seat, "table.exported", "erasures")
    header = ("asked_at", "asked_by", "mark", "state", "ended_at", "rows_of_lake", "rows_of_files", "files_left")
    rows = (
        (
            *(one.asked_at.isoformat(), one.asked_by, one.mark, one.state),
            *("" if one.ended_at is None else one.ended_at.isoformat(), one.rows, one.rows_of_files, len(one.left)),
        )
        for one in erasures_of(seat.workspace, most=10_000)
    )
    return csv_file(f"erasures-{seat.slug}", header, rows)


def _log(seat: Seat) -> dict[str, object]:
    found = erasures_of(seat.workspace)
    return {"log": found, "under_way": any(one.is_under_way for one in found), "why_left": WHY_LEFT, "states": STATES}


def _page(request: HttpRequest, seat: Seat, problems: tuple[str, ...]) -> HttpResponse:
    context = {"rollouts": captured_in(seat.workspace), "retention": retention_of(seat), "problems": problems}
    if seat.may("erase_person"):
        context |= _log(seat)
    return render(request, "privacy/privacy.html", context, status=400 if problems else 200)
