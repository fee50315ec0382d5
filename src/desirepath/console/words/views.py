"""Pages: words: themes of what people said, and teaching."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.look.csv_files import csv_file
from desirepath.console.words.actions.forget_phrase import forget_phrase
from desirepath.console.words.actions.teach_phrase import teach_phrase
from desirepath.console.words.reads import taught_in
from desirepath.console.words.shown import Asked, Titles, blocker_of, phrases_shown, tables_shown
from desirepath.console.workspaces.seat import Seat
from desirepath.report.friction_words import BLOCKERS
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.said import Label, Said

OF_NONE = "none"
"""Texts that have nothing to do with the change."""


@of_rollout()
@require_safe
def words(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Themes with their volume, phrases, and what was taught."""
    del seat
    return _page(request, place, {"phrase": request.GET.get("teach", "")}, ())


@of_rollout("export")
@require_safe
def words_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """Every theme, with its texts week by week."""
    said = _said_or_404(place)
    with transaction.atomic():
        record(seat, "table.exported", place.rollout.slug, {"table": "themes"})
    weeks = max((len(one.weeks) for one in said.themes), default=0)
    header = ("table", "workflow", "step", "theme", "words", "blocker", "people", "texts", "before_go_live")
    rows = (
        (
            *(one.table, one.workflow, one.step, one.name, " ".join(one.words)),
            *(one.blocker.value if one.blocker else None, one.people, one.texts, one.before, *one.weeks),
        )
        for one in said.themes
    )
    return csv_file(f"themes-{place.rollout.slug}", (*header, *(f"week_{one}" for one in range(1, weeks + 1))), rows)


@of_rollout("export")
@require_safe
def phrases_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """Every phrase that enough people share."""
    said = _said_or_404(place)
    with transaction.atomic():
        record(seat, "table.exported", place.rollout.slug, {"table": "phrases"})
    header = ("table", "workflow", "step", "phrase", "people", "blocker", "share")
    rows = (
        (one.table, one.workflow, one.step, one.text, one.people, one.blocker.value if one.blocker else None, one.sure)
        for one in said.phrases
    )
    return csv_file(f"phrases-{place.rollout.slug}", header, rows)


@of_rollout("teach_words")
@require_POST
def teach(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Teach what a phrase means."""
    try:
        teach_phrase(seat, place.rollout, _label(request.POST))
    except BadInput as error:
        return _page(request, place, request.POST, _told(error))
    messages.success(request, _("Taught. It takes effect with the next diagnosis."))
    return redirect("words", seat.slug, place.rollout.slug)


@of_rollout("teach_words")
@require_POST
def forget(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Take back what was taught."""
    try:
        found = forget_phrase(seat, place.rollout, request.POST.get("phrase", ""), request.POST.get("workflow") or None)
    except BadInput as error:
        return _page(request, place, {}, _told(error))
    if not found:
        raise Http404
    messages.success(request, _("Taken back. It takes effect with the next diagnosis."))
    return redirect("words", seat.slug, place.rollout.slug)


def _page(request: HttpRequest, place: Place, given: Mapping[str, Any], problems: tuple[str, ...]) -> HttpResponse:
    if place.run is None:
        return render(request, "words/nothing.html")
    titles = Titles.of(place.found.study)
    try:
        taught = taught_in(place.rollout)
    except BadInput as error:
        taught, problems = (), (*problems, *_told(error))
    context = {
        "said": place.found.said,
        "titles": titles,
        "taught": [(one, titles.step(one.workflow or "", one.step), blocker_of(one.blocker)) for one in taught],
        "kinds": [
            *((kind.value, BLOCKERS[kind]) for kind in BlockerKind),
            (OF_NONE, _("Nothing to do with the change")),
        ],
        "places": [
            *titles.workflows.items(),
            *((key, f"{titles.workflows[key.partition('/')[0]]} · {title}") for key, title in titles.steps.items()),
        ],
        "given": given,
        "problems": problems,
    }
    if place.found.said is not None:
        context |= _found(place.found.said, titles, _asked(request, titles))
    return render(request, "words/words.html", context, status=400 if request.method == "POST" else 200)


def _found(said: Said, titles: Titles, asked: Asked) -> dict[str, Any]:
    phrases, more = phrases_shown(said, titles, asked)
    return {"tables": tables_shown(said, titles, asked), "phrases": phrases, "more_phrases": more, "asked": asked}


def _asked(request: HttpRequest, titles: Titles) -> Asked:
    """What the address asks for; a place that is not there is none."""
    place = request.GET.get("at", "")
    return Asked(
        workflow=place if place in titles.workflows else "",
        step=place if place in titles.steps else "",
        words=request.GET.get("words", "").strip()[:100],
    )


def _label(given: Mapping[str, Any]) -> Label:
    """What was written in the form. Raises BadInput."""
    workflow, _slash, step = str(given.get("place", "")).partition("/")
    kinds: dict[str, BlockerKind | None] = {**{kind.value: kind for kind in BlockerKind}, OF_NONE: None}
    meant, phrase = given.get("blocker", ""), " ".join(str(given.get("phrase", "")).split())
    if meant not in kinds:
        raise BadInput(Mistake(code="no_blocker", what=_("Say what the phrase means")))
    if not phrase:
        raise BadInput(Mistake(code="no_phrase", what=_("The phrase is missing")))
    return Label(phrase=phrase, blocker=kinds[meant], workflow=workflow or None, step=step or None)


def _told(error: BadInput) -> tuple[str, ...]:
    """The mistakes without where on the server's disk they are."""
    return tuple(
        f"{_('Line %(line)s of labels.csv: ') % {'line': one.line} if one.line and one.line > 1 else ''}{one.what}. {one.mend}".strip()
        for one in error.mistakes
    )


def _said_or_404(place: Place) -> Said:
    said = place.found.said
    if said is None:
        raise Http404
    return said
