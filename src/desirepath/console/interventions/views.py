"""Pages: the backlog of interventions, and its tables as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.interventions.contents import cohort_text
from desirepath.console.interventions.shipped_file import COLUMNS, shipped_rows
from desirepath.console.interventions.shown import Asked, Backlog, shown_backlog
from desirepath.console.interventions.words import RISKS, STAGES, STATES, TONES
from desirepath.console.look.csv_files import csv_file
from desirepath.console.workspaces.seat import Seat
from desirepath.report.friction_words import BLOCKERS
from desirepath.report.wording import FEW

HEADER = (
    "place",
    "intervention_id",
    "title",
    "kind",
    "workflow",
    "step",
    "cohort",
    "blocker",
    "people",
    "cases",
    "risk",
    "expected",
    "state",
    "owner",
    "last_day",
)


@of_rollout()
@require_safe
def interventions(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """The backlog, the most urgent first."""
    asked = _asked(request)
    shown = shown_backlog(place, asked)
    workflows = place.found.study.workflows if place.run is not None else ()
    context = {
        "shown": shown,
        "asked": asked,
        "filtered": asked != Asked(),
        "states": STATES,
        "stages": STAGES,
        "tones": TONES,
        "risks": RISKS,
        "blockers": [(kind.value, title) for kind, title in BLOCKERS.items()],
        "workflows": [(one.workflow, one.title) for one in workflows],
        "owners": [("nobody", _("nobody")), *((owner, owner) for owner in shown.owners)],
    }
    return render(request, "interventions/backlog.html", context)


@of_rollout("export")
@require_safe
def interventions_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """The backlog as a file, with the filters and the floor of the page."""
    shown = shown_backlog(place, _asked(request))
    with transaction.atomic():
        record(seat, "table.exported", place.rollout.slug, {"table": "interventions_backlog"})
    return csv_file(f"backlog-{place.rollout.slug}", HEADER, _csv_rows(shown))


@of_rollout("export")
@require_safe
def interventions_table_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """What was shipped, in the columns of the table `interventions`, as `desirepath prove` reads it."""
    with transaction.atomic():
        record(seat, "table.exported", place.rollout.slug, {"table": "interventions"})
    return csv_file("interventions", COLUMNS, shipped_rows(place.rollout.id))


def _asked(request: HttpRequest) -> Asked:
    given = request.GET
    state = given.get("state", "")
    return Asked(
        state=state if state in STATES else "",
        workflow=given.get("workflow", ""),
        owner=given.get("owner", ""),
        blocker=given.get("blocker", ""),
    )


def _csv_rows(shown: Backlog) -> Iterator[Sequence[object]]:
    for row in (*shown.rows, *shown.retired):
        seen = row.seen
        unknown = FEW if row.is_known else ""
        yield (
            row.place,
            seen.slug,
            seen.title,
            seen.kind,
            seen.workflow,
            seen.step,
            cohort_text(seen.cohort),
            seen.blocker,
            unknown if row.people is None else row.people,
            unknown if row.cases is None else row.cases,
            row.risk,
            row.expected,
            seen.state,
            seen.owner,
            seen.expires_on,
        )
