"""Pages of a rollout's file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.rollouts.actions.save_file import save_file
from desirepath.console.rollouts.reads import text_of, versions_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput


@of_rollout()
@require_http_methods(["GET", "POST"])
def rollout_file(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """The rollout file as it stands, and its versions."""
    text, stands_on = text_of(place.rollout.id), place.rollout.version
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        text, stands_on = request.POST.get("text", ""), int(request.POST.get("stands_on", "0") or 0)
        try:
            save_file(
                seat, place.rollout, text.replace("\r\n", "\n"), stands_on=stands_on, note=request.POST.get("note", "")
            )
        except BadInput as error:
            problems = tuple(str(one) for one in error.mistakes)
        else:
            messages.success(request, _("Kept."))
            return redirect("rollout_file", seat.slug, place.rollout.slug)
    context = {"text": text, "stands_on": stands_on, "problems": problems, "versions": versions_of(place.rollout.id)}
    return render(request, "rollouts/file.html", context)
