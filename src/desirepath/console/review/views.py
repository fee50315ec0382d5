"""Pages of the weekly review."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.review.actions.finish_review import finish_review
from desirepath.console.review.actions.record_resolution import InTheRoom, record_resolution
from desirepath.console.review.held import held_review
from desirepath.console.review.minutes import minutes_now
from desirepath.console.review.shown import shown_review
from desirepath.console.workspaces.seat import Seat
from desirepath.report.weekly.markdown import markdown_of
from desirepath.report.weekly.minutes import Minutes
from desirepath.vocabulary.errors import BadInput

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@of_rollout()
@require_safe
def review(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """What the meeting looks at, what it decided so far, and the reviews before."""
    if place.run is None:
        return render(request, "review/nothing.html")
    return render(request, "review/review.html", {"shown": shown_review(place)})


@of_rollout("decide")
@require_POST
def review_record(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Record a decision on one item of the review."""
    if place.run is None:
        raise Http404
    given = request.POST
    told = InTheRoom(
        item=given.get("item", ""),
        decided=given.get("decided", ""),
        role=given.get("role", ""),
        to=given.get("to", ""),
        because=given.get("because", ""),
        run=place.run.id,
    )
    try:
        record_resolution(seat, place.rollout, held_review(place), told)
    except BadInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Recorded."))
    return _back(seat, place)


@of_rollout("decide")
@require_POST
def review_finish(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Finish the review and keep its minutes."""
    if place.run is None:
        raise Http404
    try:
        finish_review(seat, place.rollout, held_review(place), place.run.id)
    except BadInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Finished. The minutes are kept."))
    return _back(seat, place)


@of_rollout("export")
@require_safe
def review_markdown(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """The minutes as Markdown."""
    text = markdown_of(_taken(seat, place))
    return _file(text.encode(), "text/markdown; charset=utf-8", place, "md")


@of_rollout("export")
@require_safe
def review_paper(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """The minutes as DOCX."""
    # Here and not above: what writes office files is large, and few pages need it.
    from desirepath.report.weekly.paper import paper_of

    return _file(paper_of(_taken(seat, place), get_language() or "en"), _DOCX, place, "docx")


def _taken(seat: Seat, place: Place) -> Minutes:
    """The minutes, with a line in the audit log that they were taken along."""
    made = minutes_now(held_review(place))
    with transaction.atomic():
        run = None if place.run is None else place.run.id
        record(seat, "minutes.exported", place.rollout.slug, {"run": run})
    return made


def _file(body: bytes, kind: str, place: Place, ending: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    run = "" if place.run is None or place.run.known_until is None else f"-{place.run.known_until:%Y-%m-%d}"
    answer["Content-Disposition"] = f'attachment; filename="weekly-review-{place.rollout.slug}{run}.{ending}"'
    return answer


def _back(seat: Seat, place: Place) -> HttpResponse:
    run = "" if place.run is None else f"?run={place.run.id}"
    return redirect(reverse("review", args=[seat.slug, place.rollout.slug]) + run)
