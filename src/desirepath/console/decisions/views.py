"""Pages: what interventions changed, and what is decided on that."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desirepath.console.audit.record import record
from desirepath.console.decisions.actions.record_decision import Taken, record_decision
from desirepath.console.decisions.shown import HEADER, effect_rows, effects_shown
from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.interventions.reads import effect_of
from desirepath.console.look.csv_files import csv_file
from desirepath.console.workspaces.seat import Seat
from desirepath.report.effect_sentences import DECISIONS
from desirepath.vocabulary.errors import BadInput


@of_rollout()
@require_safe
def effects(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """What each intervention changed, how sure that is, what is proposed and what was decided."""
    if place.run is None:
        return render(request, "decisions/nothing.html")
    context = {"shown": effects_shown(place), "decisions": DECISIONS}
    return render(request, "decisions/effects.html", context)


@of_rollout("export")
@require_safe
def effects_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """Every metric of every effect as a file."""
    proofs = place.found.proofs
    with transaction.atomic():
        record(seat, "table.exported", place.rollout.slug, {"table": "effects"})
    return csv_file(f"effects-{place.rollout.slug}", HEADER, effect_rows(proofs))


@of_rollout("decide")
@require_POST
def decide(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """Record a decision on the effect that the page shows."""
    proof = effect_of(place, slug)
    if proof is None or place.run is None:
        raise Http404
    given = request.POST
    taken = Taken(
        decided=given.get("decided", ""),
        because=given.get("because", ""),
        to=given.get("to", ""),
        run=place.run.id,
    )
    try:
        record_decision(seat, place.rollout, proof, taken, place.found.study.as_of.isoformat())
    except BadInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Recorded."))
    return redirect("effects", seat.slug, place.rollout.slug)
