"""Pages: cohorts: one cut, two crossed, two compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desirepath.console.audit.record import record
from desirepath.console.cohorts import exported_rows
from desirepath.console.cohorts.asked import CohortsAsked
from desirepath.console.cohorts.choices import cohort_groups, cohort_of_key, key_of, title_of
from desirepath.console.cohorts.compared import ComparedLine, cohorts_of, compared, may_share_people
from desirepath.console.cohorts.crossed import MEASURES, crossed
from desirepath.console.cohorts.figures import catalogue
from desirepath.console.cohorts.held_back import held_back
from desirepath.console.cohorts.one_cut import one_cut
from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.look.csv_files import csv_file
from desirepath.console.workspaces.seat import Seat
from desirepath.report.wording import metric_title, words
from desirepath.vocabulary.cohort import EVERYONE, Cohort

_EVERYONE = "everyone"
"""How an address writes the cohort of everyone where it has to be chosen."""

Page = Callable[[HttpRequest, Seat, Place], HttpResponse]


def _with_cuts(page: Page) -> Page:
    """Say so where there is no diagnosis yet, or nothing to cut by."""

    @wraps(page)
    def opened(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
        if place.run is None or not place.found.study.cuts:
            return render(request, "cohorts/nothing.html")
        return page(request, seat, place)

    return opened


@of_rollout()
@require_safe
@_with_cuts
def cohorts(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """The cohorts of one cut."""
    asked = CohortsAsked.of(request.GET, place.found.study)
    cut = asked.cut("cut", 0)
    shown = one_cut(place.found, asked.picture, cut)
    context = {
        "asked": asked,
        "cut": cut,
        "cuts": _cuts(asked),
        "shown": shown,
        "held": held_back(place.found, asked.workflow, shown.cohorts),
        "query": asked.query(cut=cut),
    }
    return render(request, "cohorts/one_cut.html", context)


@of_rollout()
@require_safe
@_with_cuts
def cohorts_crossed(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """Two cuts crossed."""
    asked = CohortsAsked.of(request.GET, place.found.study)
    cuts, measure = _two_cuts(asked)
    shown = crossed(place.found, asked.workflow, cuts, measure)
    context = {
        "asked": asked,
        "two": cuts,
        "cuts": _cuts(asked),
        "measure": measure,
        "measures": [(name, metric_title(name, catalogue())) for name in MEASURES],
        "shown": shown,
        "held": held_back(place.found, asked.workflow, (EVERYONE, *shown.cohorts)) if shown else (),
        "query": asked.query(cut=cuts[0], other=cuts[1], measure=measure),
    }
    return render(request, "cohorts/crossed.html", context)


@of_rollout()
@require_safe
@_with_cuts
def cohorts_compared(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:  # noqa: ARG001 - views are given it
    """Two cohorts compared."""
    asked = CohortsAsked.of(request.GET, place.found.study)
    offered = cohorts_of(place.found, asked.workflow)
    one, other = _two_cohorts(asked, offered)
    keys = ["" if cohort is None else key_of(cohort) or _EVERYONE for cohort in (one, other)]
    context = {
        "asked": asked,
        "groups": cohort_groups(offered, asked.study.cuts),
        "one": one,
        "other": other,
        "keys": keys,
        "titles": tuple("" if cohort is None else title_of(cohort) for cohort in (one, other)),
        "overlap": bool(one and other and may_share_people(one, other)),
        "held": held_back(place.found, asked.workflow, [cohort for cohort in (one, other) if cohort]),
        "lines": _compared(place, asked, (one, other)),
        "words": {"alike": _("cannot be told apart"), "higher": _("higher"), "lower": _("lower")},
        "query": asked.query(one=keys[0], other=keys[1]),
    }
    return render(request, "cohorts/compared.html", context)


@of_rollout("export")
@require_safe
def cohorts_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Every figure of one cut as a file."""
    asked = _asked(request, place)
    shown = one_cut(place.found, asked.picture, asked.cut("cut", 0))
    return _file(seat, place, "cut", exported_rows.ONE_CUT, exported_rows.one_cut_rows(asked.workflow, shown))


@of_rollout("export")
@require_safe
def cohorts_crossed_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Two cuts crossed as a file. Raises Http404 where they are not crossed."""
    asked = _asked(request, place)
    shown = crossed(place.found, asked.workflow, *_two_cuts(asked))
    if shown is None:
        raise Http404
    return _file(seat, place, "crossed", exported_rows.CROSSED, exported_rows.crossed_rows(asked.workflow, shown))


@of_rollout("export")
@require_safe
def cohorts_compared_csv(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Two cohorts compared as a file. Raises Http404 where one of them is not shown."""
    asked = _asked(request, place)
    two = _two_cohorts(asked, cohorts_of(place.found, asked.workflow))
    known = [cohort for cohort in two if cohort is not None]
    if len(known) < len(two):
        raise Http404
    rows = exported_rows.compared_rows(asked.workflow, known, _compared(place, asked, two))
    return _file(seat, place, "compared", exported_rows.COMPARED, rows)


def _asked(request: HttpRequest, place: Place) -> CohortsAsked:
    """What a file is asked for. Raises Http404 where there is nothing to cut by."""
    asked = CohortsAsked.of(request.GET, place.found.study)
    if not asked.study.cuts:
        raise Http404
    return asked


def _cuts(asked: CohortsAsked) -> list[tuple[str, str]]:
    return [(cut, words(cut).capitalize()) for cut in asked.study.cuts]


def _two_cuts(asked: CohortsAsked) -> tuple[tuple[str, str], str]:
    measure = asked.given.get("measure", "")
    return (asked.cut("cut", 0), asked.cut("other", 1)), measure if measure in MEASURES else MEASURES[0]


def _two_cohorts(asked: CohortsAsked, offered: Sequence[Cohort]) -> tuple[Cohort | None, Cohort | None]:
    """The two that the address names, else the first two cohorts; None for one that is not shown."""
    groups = cohort_groups(offered, asked.study.cuts)
    first = [option.key for option in max(groups, key=lambda group: len(group.options) > 1).options] if groups else []
    one = asked.given.get("one") or (first[0] if first else _EVERYONE)
    other = asked.given.get("other") or (first[1] if len(first) > 1 else _EVERYONE)
    return _cohort(one, offered), _cohort(other, offered)


def _cohort(key: str, offered: Sequence[Cohort]) -> Cohort | None:
    return cohort_of_key("" if key == _EVERYONE else key, offered)


def _compared(place: Place, asked: CohortsAsked, two: tuple[Cohort | None, Cohort | None]) -> tuple[ComparedLine, ...]:
    one, other = two
    if one is None or other is None or one == other:
        return ()
    return compared(place.found, asked.workflow, one, other)


def _file(
    seat: Seat, place: Place, table: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    with transaction.atomic():
        record(seat, "table.exported", place.rollout.slug, {"table": f"cohorts {table}"})
    return csv_file(f"cohorts-{table}-{place.rollout.slug}", header, rows)
