"""Pages: friction points, the list of them and each one."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.friction.actions.set_state import TO_CHOOSE
from desirepath.console.friction.csv_rows import HEADER, csv_rows
from desirepath.console.friction.reads import PointSeen, history_of, point_of, remarks_of
from desirepath.console.friction.shown import is_shown, page_of, shown_list
from desirepath.console.friction.words import STATES, TONES, told
from desirepath.console.interventions.reads import interventions_of_point
from desirepath.console.interventions.words import STATES as STATES_OF_FIXES
from desirepath.console.interventions.words import TONES as TONES_OF_FIXES
from desirepath.console.look.csv_files import csv_file
from desirepath.console.workspaces.reads import members_of
from desirepath.console.workspaces.seat import Seat
from desirepath.report.friction_sentences import step_title, who
from desirepath.report.html.friction_page import FrictionPage


@of_rollout()
@require_safe
def friction(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """The friction points by rank, with what is done about each."""
    if place.run is None:
        return render(request, "friction/nothing.html")
    state, workflow = _asked(request)
    context = {
        "shown": shown_list(place, state, workflow),
        "state": state,
        "workflow": workflow,
        "states": STATES,
        "tones": TONES,
        "filtered": bool(state or workflow),
    }
    return render(request, "friction/list.html", context)


@of_rollout("export")
@require_safe
def friction_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """The list as a file, with the filters of the page."""
    shown = shown_list(place, *_asked(request))
    with transaction.atomic():
        record(seat, "table.exported", place.rollout.slug, {"table": "friction"})
    return csv_file(f"friction-{place.rollout.slug}", HEADER, csv_rows(shown, place.found.study))


@of_rollout()
@require_safe
def friction_point(request: HttpRequest, seat: Seat, place: Place, key: str) -> HttpResponse:
    """One friction point: what was found, and what is done about it."""
    seen = point_of(place.rollout.id, key)
    page = page_of(place, key, seen)
    if page is None and seen is None:
        raise Http404
    context = {
        "key": key,
        "id": "point",
        "page": page,
        "row": page.row if page else None,
        "title": _title(place, seen, page),
        "seen": seen,
        "shown_here": is_shown(place, key),
        "states": STATES,
        "tones": TONES,
        "to_choose": [(state.value, STATES[state]) for state in TO_CHOOSE],
        "members": _members(seat, seen),
        "remarks": remarks_of(seen.id) if seen else (),
        "history": [(line, told(line)) for line in history_of(seen.id)] if seen else (),
        "fixes": interventions_of_point(place.rollout.id, key),
        "fix_states": STATES_OF_FIXES,
        "fix_tones": TONES_OF_FIXES,
    }
    return render(request, "friction/point.html", context)


def _asked(request: HttpRequest) -> tuple[str, str]:
    """The state and the workflow that were asked for; a state that there is not is none."""
    state = request.GET.get("state", "")
    return state if state in STATES else "", request.GET.get("workflow", "")


def _title(place: Place, seen: PointSeen | None, page: FrictionPage | None) -> str:
    """What was found as a sentence, without its figures; of what is lost, the step and for whom."""
    if page is not None:
        return str(replace(page.row.headline, how_much=""))
    if seen is None:
        return ""
    if place.run is None:
        return f"{seen.step}: {seen.cohort}"
    study = place.found.study
    return f"{step_title(study, seen.workflow, seen.step)}: {who(seen.cohort, study.unit)}"


def _members(seat: Seat, seen: PointSeen | None) -> list[tuple[str, str]]:
    """Who can own it; an owner who no longer works here still stands in the list."""
    here = [(one.email, one.name or one.email) for one in members_of(seat.workspace)]
    gone = [(seen.owner, seen.owner)] if seen and seen.owner and seen.owner not in dict(here) else []
    return [*here, *gone]
