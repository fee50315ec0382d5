"""Forms of interventions: a new one, a new version of its text, and where and for whom it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.interventions.actions.draft_intervention import Draft, draft_intervention
from desirepath.console.interventions.actions.set_facts import set_facts
from desirepath.console.interventions.actions.write_version import write_version
from desirepath.console.interventions.contents import Content, Facts, cohort_read, cohort_text
from desirepath.console.interventions.filled_in import FilledIn, as_sent, from_point, steps_of
from desirepath.console.interventions.reads import versions_of
from desirepath.console.interventions.views_of_one import intervention_to_show
from desirepath.console.interventions.words import DESIGNS, kinds_to_choose
from desirepath.console.look.sent_values import day_read, number_read
from desirepath.console.workspaces.reads import members_of
from desirepath.console.workspaces.seat import Seat
from desirepath.report.friction_words import BLOCKERS
from desirepath.vocabulary.errors import BadInput


@of_rollout("draft_intervention")
@require_http_methods(["GET", "HEAD", "POST"])
def intervention_new(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Begin an intervention; from a friction point with everything filled in."""
    if place.run is None:
        return render(request, "interventions/nothing.html")
    filled = from_point(place, request.GET.get("point", ""), seat.email)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        filled = as_sent(request.POST)
        try:
            slug = draft_intervention(seat, place.rollout, _draft(filled, place))
        except BadInput as error:
            problems = _said(error)
        else:
            messages.success(request, _("Begun as a draft. Ask for a review when the text is ready."))
            return redirect("intervention", seat.slug, place.rollout.slug, slug)
    context = {**_choices(place, filled), "filled": filled, "problems": problems, "members": _members(seat)}
    return render(request, "interventions/new.html", context)


@of_rollout("draft_intervention")
@require_http_methods(["GET", "HEAD", "POST"])
def intervention_write(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """Write a new version of what people read."""
    one = intervention_to_show(place, slug)
    newest = versions_of(one.id)[0]
    content = Content(title=newest.title, text=newest.text)
    problems: tuple[str, ...] = ()
    given = request.POST
    if request.method == "POST":
        content = Content(title=given.get("title", ""), text=given.get("text", ""), note=given.get("note", ""))
        try:
            write_version(seat, place.rollout, slug, content, stands_on=number_read(given.get("stands_on", "")))
        except BadInput as error:
            problems = _said(error)
        else:
            return redirect("intervention", seat.slug, place.rollout.slug, slug)
    stands_on = given.get("stands_on", "") or str(newest.number)
    context = {"one": one, "content": content, "problems": problems, "stands_on": stands_on}
    return render(request, "interventions/write.html", context)


@of_rollout("draft_intervention")
@require_http_methods(["GET", "HEAD", "POST"])
def intervention_facts(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """Say where, for whom and against what it is."""
    one = intervention_to_show(place, slug)
    if place.run is None:
        return render(request, "interventions/nothing.html")
    problems: tuple[str, ...] = ()
    filled = FilledIn(
        place=f"{one.workflow}/{one.step}",
        kind=one.kind,
        blocker=one.blocker,
        cohort=cohort_text(one.cohort),
        design=one.design,
    )
    if request.method == "POST":
        filled = as_sent(request.POST)
        try:
            set_facts(seat, place.rollout, slug, _facts(filled, place))
        except BadInput as error:
            problems = _said(error)
        else:
            return redirect("intervention", seat.slug, place.rollout.slug, slug)
    context = {**_choices(place, filled), "one": one, "filled": filled, "problems": problems}
    return render(request, "interventions/facts.html", context)


def _draft(filled: FilledIn, place: Place) -> Draft:
    return Draft(
        content=Content(title=filled.title, text=filled.text),
        facts=_facts(filled, place),
        owner=filled.owner,
        expires_on=day_read(filled.expires_on),
        friction_key=filled.point,
    )


def _facts(filled: FilledIn, place: Place) -> Facts:
    """What was chosen; a step that the rollout does not have is none."""
    known = filled.place in dict(_choices(place, None)["places"])
    workflow, _stroke, step = filled.place.partition("/") if known or filled.point else ("", "", "")
    return Facts(
        workflow=workflow,
        step=step,
        kind=filled.kind,
        blocker=filled.blocker,
        cohort=cohort_read(filled.cohort),
        design=filled.design,
    )


def _choices(place: Place, filled: FilledIn | None) -> Mapping[str, Any]:
    places = steps_of(place.found.study)
    if filled and filled.place and filled.place not in dict(places):
        places = [*places, (filled.place, filled.place)]
    return {
        "places": places,
        "kinds": kinds_to_choose(),
        "blockers": [(kind.value, title) for kind, title in BLOCKERS.items()],
        "designs": DESIGNS.items(),
    }


def _members(seat: Seat) -> list[tuple[str, str]]:
    return [(one.email, one.name or one.email) for one in members_of(seat.workspace)]


def _said(error: BadInput) -> tuple[str, ...]:
    return tuple(str(one) for one in error.mistakes)
