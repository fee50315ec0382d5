"""Pages: the approved path: drawn, edited, beside the ways that cases took."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.look.csv_files import csv_file
from desirepath.console.paths.actions.accept_variant import Accepted, accept_variant
from desirepath.console.paths.actions.keep_path import NewPath, keep_path
from desirepath.console.paths.actions.take_bpmn import MOST_BYTES, Drawing, take_bpmn
from desirepath.console.paths.operations import operated
from desirepath.console.paths.shown import (
    PathShown,
    ends_of,
    kept_ways,
    may_be_accepted,
    path_shown,
    read_workflows,
    verdicts_said,
    ways_shown,
)
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout import Rollout, Workflow


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """A path under the hands of somebody. `stands_on` is the version of the file that it was made of."""

    shown: PathShown
    stands_on: int
    note: str = ""
    is_changed: bool = False
    problems: tuple[str, ...] = ()


@of_rollout()
@require_http_methods(["GET", "HEAD", "POST"])
def path(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """The approved path of a workflow as it stands, or as it is being changed."""
    if request.method == "POST":
        seat.must("edit_path")
    rollout = read_workflows(place)
    if rollout is None:
        return render(request, "paths/unreadable.html")
    workflow = _chosen(rollout, request.POST.get("workflow", "") or request.GET.get("workflow", ""))
    if request.method != "POST":
        editing = Editing(shown=path_shown(workflow, workflow.path_text), stands_on=place.rollout.version)
        return _page(request, place, rollout, editing)
    made = _edited(request, seat, place, workflow)
    return _page(request, place, rollout, made) if isinstance(made, Editing) else made


def _edited(request: HttpRequest, seat: Seat, place: Place, workflow: Workflow) -> Editing | HttpResponse:
    """What a button of the editor makes of the path that was sent with it."""
    sent, asked = request.POST, request.POST.get("do", "")
    path_text, note = sent.get("path", ""), sent.get("note", "")
    problems: tuple[str, ...] = ()
    try:
        if asked == "keep":
            new = NewPath(workflow=workflow.id, path_text=path_text, stands_on=_number(request), note=note)
            keep_path(seat, place.rollout, new)
            messages.success(request, _("Kept. The next diagnosis goes by it."))
            return _back(seat, place, workflow.id)
        if asked == "anew":
            path_text = " ".join(step.id for step in workflow.steps)
        elif asked != "written":
            path_text = operated(path_text, asked, sent.get("new_step", "").strip() or sent.get("step", ""))
        shown = path_shown(workflow, path_text)
    except BadInput as refused:
        problems = tuple(str(one) for one in refused.mistakes)
        try:
            shown = path_shown(workflow, sent.get("path", ""))
        except BadInput:
            shown = path_shown(workflow, workflow.path_text)
    changed = shown.path_text != workflow.path_text
    return Editing(shown=shown, stands_on=_number(request), note=note, is_changed=changed, problems=problems)


def _page(request: HttpRequest, place: Place, rollout: Rollout, editing: Editing) -> HttpResponse:
    context = {
        "editing": editing,
        "shown": editing.shown,
        "taken": ways_shown(place, editing.shown),
        "workflows": rollout.workflows,
    }
    return render(request, "paths/path.html", context)


@of_rollout("edit_path")
@require_POST
def accept_way(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Accept a way that cases took; only those that the page shows can be accepted."""
    workflow, steps = request.POST.get("workflow", ""), tuple(request.POST.get("steps", "").split())
    kept, rollout = kept_ways(place, workflow), read_workflows(place)
    if kept is None or rollout is None:
        raise Http404
    ends = ends_of(_chosen(rollout, workflow))
    if steps not in {one.steps for one in kept.variants if may_be_accepted(one, ends)}:
        raise Http404
    try:
        accept_variant(seat, place.rollout, Accepted(workflow=workflow, steps=steps, stands_on=_number(request)))
    except BadInput as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Accepted from today on. The next diagnosis goes by it."))
    return _back(seat, place, workflow)


@of_rollout("edit_path")
@require_POST
def bpmn(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Take a BPMN file as the approved path."""
    workflow, given = request.POST.get("workflow", ""), request.FILES.get("drawing")
    if given is None:
        messages.error(request, _("No file was chosen."))
        return _back(seat, place, workflow)
    body = given.read(MOST_BYTES + 1)
    drawing = Drawing(workflow=workflow, name=given.name or "", body=body, stands_on=_number(request))
    try:
        take_bpmn(seat, place.rollout, drawing)
    except BadInput as refused:
        for one in refused.mistakes[:12]:
            messages.error(request, str(one))
    else:
        messages.success(request, _("The drawing is the approved path now."))
    return _back(seat, place, workflow)


@of_rollout("export")
@require_safe
def variants_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """The ways that cases took, those of enough cases."""
    kept = kept_ways(place, request.GET.get("workflow", ""))
    if kept is None:
        raise Http404
    header = ("steps", "cases", "share", "steps skipped or extra", "what they came to")
    rows: list[tuple[object, ...]] = [
        (
            " ".join(one.steps),
            one.cases,
            round(one.cases / kept.cases, 4),
            one.alignment.cost,
            "; ".join(verdicts_said(one)),
        )
        for one in kept.variants
    ]
    others = kept.cases - sum(one.cases for one in kept.variants)
    rows += [(_("all other ways"), others, round(others / kept.cases, 4), "", "")] if others else []
    with transaction.atomic():
        record(seat, "table.exported", place.rollout.slug, {"table": "ways", "workflow": kept.workflow})
    return csv_file(f"{place.rollout.slug}-{kept.workflow}-ways", header, rows)


def _chosen(rollout: Rollout, wanted: str) -> Workflow:
    if not wanted:
        return rollout.workflows[0]
    for one in rollout.workflows:
        if one.id == wanted:
            return one
    raise Http404


def _back(seat: Seat, place: Place, workflow: str) -> HttpResponse:
    query = urlencode({"workflow": workflow})
    return redirect(f"{reverse('path', args=[seat.slug, place.rollout.slug])}?{query}")


def _number(request: HttpRequest) -> int:
    written = request.POST.get("stands_on", "")
    return int(written) if written.isdecimal() and len(written) < 10 else 0
