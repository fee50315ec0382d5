"""Pages of governance packs: those that are kept, their files, and when the next is made."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.packs.actions.ask_for_pack import ask_for_pack
from desirepath.console.packs.actions.ask_to_verify import ask_to_verify
from desirepath.console.packs.actions.delete_pack import delete_pack
from desirepath.console.packs.actions.set_pack_schedule import set_pack_schedule
from desirepath.console.packs.reads import pack_of
from desirepath.console.packs.rhythm import rhythm_read
from desirepath.console.packs.shown import progress_of, shown_packs
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.kept_pack import file_of
from desirepath.vocabulary.errors import BadInput

_TYPES = {
    # A page of a file's own style is never opened in place of one of ours: it is saved, and shut in by its own policy.
    "html": "application/octet-stream",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "json": "application/json",
}


@of_rollout()
@require_safe
def packs(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """All packs of the rollout, and when the next is made."""
    return render(request, "packs/packs.html", {"shown": shown_packs(place)})


@of_rollout("decide")
@require_POST
def pack_make(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """Ask for a pack of the diagnosis that the page stands on."""
    if place.run is None:
        raise Http404
    ask_for_pack(seat, place.rollout, place.run)
    return redirect(reverse("packs", args=[seat.slug, place.rollout.slug]) + f"?run={place.run.id}")


@of_rollout("decide")
@require_POST
def pack_schedule(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Say when packs are made by themselves."""
    written = request.POST.get("every", "")
    return _done(request, seat, place, lambda: set_pack_schedule(seat, place.rollout, rhythm_read(written)))


@of_rollout()
@require_safe
def packs_progress(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """How far packs are: a piece of the page that asks again by itself, and loads the page anew at the end."""
    progress = progress_of(place)
    answer = render(request, "packs/progress.html", {"progress": progress})
    if progress is None and "HX-Request" in request.headers:
        answer["HX-Refresh"] = "true"
    return answer


@of_rollout("export")
@require_safe
def pack_file(request: HttpRequest, seat: Seat, place: Place, number: int, form: str) -> HttpResponse:  # noqa: ARG001 - views are given it
    """One form of a pack, with a line in the audit log that it was taken along."""
    found = pack_of(place.rollout, number)
    if found is None or form not in found.forms:
        raise Http404
    try:
        content = file_of(found.folder, form).read_bytes()
    except FileNotFoundError as error:
        raise Http404 from error
    with transaction.atomic():
        record(seat, "pack.exported", f"{place.rollout.slug}/{number}", {"form": form})
    answer = HttpResponse(content, content_type=_TYPES[form])
    name = f"governance-{place.rollout.slug}-{found.known_until:%Y-%m-%d}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@of_rollout("export")
@require_POST
def pack_verify(request: HttpRequest, seat: Seat, place: Place, number: int) -> HttpResponse:
    """Have a pack computed again and held against its files."""
    return _done(request, seat, place, lambda: ask_to_verify(seat, place.rollout, number))


@of_rollout("decide")
@require_POST
def pack_delete(request: HttpRequest, seat: Seat, place: Place, number: int) -> HttpResponse:
    """Delete a pack with its files."""
    return _done(request, seat, place, lambda: delete_pack(seat, place.rollout, number), _("Deleted."))


def _done(request: HttpRequest, seat: Seat, place: Place, act: Callable[[], None], says: str = "") -> HttpResponse:
    """Act, say how it went, and go back to the page."""
    try:
        act()
    except BadInput as error:
        messages.error(request, str(error))
    else:
        if says:
            messages.success(request, says)
    return redirect("packs", seat.slug, place.rollout.slug)
