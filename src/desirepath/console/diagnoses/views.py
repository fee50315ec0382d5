"""Pages of diagnoses: what was asked for, how far it is, and when the next is due."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from desirepath.console.diagnoses.actions.ask_for_diagnosis import ask_for_diagnosis
from desirepath.console.diagnoses.actions.set_schedule import set_schedule
from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.diagnoses.reads import runs_of, schedule_of
from desirepath.console.look.sent_values import day_read
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput

EVERY = (
    (0, gettext_lazy("Only when asked for")),
    (60, gettext_lazy("Every hour")),
    (24 * 60, gettext_lazy("Every day")),
    (7 * 24 * 60, gettext_lazy("Every week")),
)
STATES = {
    "waiting": gettext_lazy("waiting"),
    "running": gettext_lazy("being made"),
    "done": gettext_lazy("done"),
    "failed": gettext_lazy("failed"),
}


@of_rollout()
@require_safe
def runs(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """All diagnoses of the rollout."""
    schedule = schedule_of(place.rollout.id)
    context = {
        "runs": runs_of(place.rollout.id),
        "schedule": schedule,
        "every": EVERY,
        "states": STATES,
        "chosen": schedule.every_minutes if schedule else 0,
    }
    return render(request, "diagnoses/runs.html", context)


@of_rollout("diagnose")
@require_POST
def ask(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Ask for a diagnosis, as of a day or of all that there is."""
    try:
        as_of = day_read(request.POST.get("as_of", ""))
    except BadInput as error:
        messages.error(request, str(error))
        return redirect("runs", seat.slug, place.rollout.slug)
    ask_for_diagnosis(seat, place.rollout, as_of)
    back = "overview" if request.POST.get("back") == "overview" else "runs"
    return redirect(back, seat.slug, place.rollout.slug)


@of_rollout("diagnose")
@require_POST
def schedule(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Say how often the rollout is diagnosed by itself."""
    written = request.POST.get("every", "")
    try:
        set_schedule(seat, place.rollout, int(written) if written.isdecimal() else -1)
    except BadInput as error:
        messages.error(request, str(error))
    return redirect("runs", seat.slug, place.rollout.slug)


@of_rollout()
@require_safe
def progress(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """How far the diagnosis is: a piece of a page that asks again by itself, and reloads the page at the end."""
    answer = render(request, "diagnoses/progress.html", {"under_way": place.under_way})
    if place.under_way is None and "HX-Request" in request.headers:
        answer["HX-Refresh"] = "true"
    return answer
