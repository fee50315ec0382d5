"""Pages: path maps: where cases went, by cohort and week."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.look.csv_files import csv_file
from desirepath.console.maps import exported_rows
from desirepath.console.maps.asked import BESIDE, WIDE, MapAsked
from desirepath.console.maps.chosen import MapsChosen, maps_chosen
from desirepath.console.maps.counts import steps_opened, verdict_parts, ways
from desirepath.console.maps.titles import period_title
from desirepath.console.workspaces.seat import Seat


@of_rollout()
@require_safe
def path_map(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """Where the cases of a cohort went in a period, beside where they went before go-live."""
    if place.run is None:
        return render(request, "maps/nothing.html")
    asked = MapAsked.of(request.GET)
    chosen = maps_chosen(place.found, asked)
    now, before = (None if one is None else one.found for one in (chosen.now, chosen.before))
    context = {
        "asked": asked,
        "chosen": chosen,
        "periods": _periods(asked, chosen),
        "drawings": [(BESIDE, _("Side by side")), (WIDE, _("One below the other"))],
        "period_named": period_title(asked.period) if asked.period in chosen.periods else _("This period"),
        "verdict_parts": verdict_parts,
        "steps": steps_opened(now, before),
        "ways_taken": ways(now, before),
    }
    return render(request, "maps/map.html", context)


def _periods(asked: MapAsked, chosen: MapsChosen) -> list[tuple[str, str]]:
    """The periods to choose from; one that was asked for and is not among them stands first, so that it is seen."""
    offered = [(one, _offered(one, chosen)) for one in chosen.periods]
    return offered if asked.period in chosen.periods else [("", _("One that is not shown")), *offered]


def _offered(period: str, chosen: MapsChosen) -> str:
    """A period as the choice names it; one that the cohort has no map of says so."""
    title = period_title(period)
    return title if period in chosen.has_maps else _("%(period)s (too few)") % {"period": title}


@of_rollout("export")
@require_safe
def map_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """The ways of both maps as a file."""
    chosen = maps_chosen(place.found, MapAsked.of(request.GET))
    _told(seat, place, "ways", chosen)
    return csv_file(f"map-ways-{place.rollout.slug}", exported_rows.WAYS, exported_rows.way_rows(chosen))


@of_rollout("export")
@require_safe
def map_steps_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """The figures of every step of both maps as a file."""
    chosen = maps_chosen(place.found, MapAsked.of(request.GET))
    _told(seat, place, "steps", chosen)
    return csv_file(f"map-steps-{place.rollout.slug}", exported_rows.STEPS, exported_rows.step_rows(chosen))


@transaction.atomic
def _told(seat: Seat, place: Place, table: str, chosen: MapsChosen) -> None:
    """The audit line of a table that is taken along."""
    details = {"table": f"map {table}", "workflow": chosen.picture.workflow, "cohort": chosen.title or "everyone"}
    record(seat, "table.exported", place.rollout.slug, details)
