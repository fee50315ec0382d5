"""The form that a guide is written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desirepath.console.diagnoses.doors import Place, of_rollout
from desirepath.console.guides.catalogue import OUTSIDE_THE_PAGE, guide_forms, proposed_for
from desirepath.console.guides.preview import Preview, previewed
from desirepath.console.guides.settings_of import guidance_of
from desirepath.console.guides.warned import warnings_of
from desirepath.console.guides.whole_form import Around, Filled, as_sent, filled_from_text, filled_with, read_written
from desirepath.console.guides.written import Written
from desirepath.console.interventions.actions.write_version import write_version
from desirepath.console.interventions.contents import Content
from desirepath.console.interventions.reads import InterventionSeen, VersionSeen, names_of, versions_of
from desirepath.console.interventions.views_of_one import intervention_to_show
from desirepath.console.look.sent_values import number_read
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput


@of_rollout("draft_intervention")
@require_http_methods(["GET", "HEAD", "POST"])
def intervention_guide(request: HttpRequest, seat: Seat, place: Place, slug: str) -> HttpResponse:
    """Write a version of an intervention as a guide that pages show."""
    one = intervention_to_show(place, slug)
    newest = versions_of(one.id)[0]
    given = request.POST
    stands_on, note = given.get("stands_on", "") or str(newest.number), given.get("note", "")
    if request.method != "POST":
        return _page(request, seat, one, Shown(_begun(request, one, newest)), {"stands_on": stands_on, "note": note})
    filled = as_sent(_kind(given.get("kind", ""), one), given.dict())
    if given.get("do") not in {"keep", "see"}:
        return _page(request, seat, one, Shown(filled), {"stands_on": stands_on, "note": note})
    around = Around(workflow=one.workflow, link_hosts=guidance_of(seat.workspace).link_hosts)
    written, filled = read_written(filled, around)
    problems: tuple[str, ...] = ()
    if written is not None and given.get("do") == "keep":
        try:
            content = Content.of_guide(written, note, heading=newest.title)
            write_version(seat, place.rollout, slug, content, stands_on=number_read(stands_on))
        except BadInput as error:
            problems = tuple(str(one) for one in error.mistakes)
        else:
            messages.success(request, _("Kept as a draft. Ask for a review when it is ready."))
            return redirect("intervention", seat.slug, place.rollout.slug, slug)
    return _page(request, seat, one, Shown(filled, written, problems), {"stands_on": stands_on, "note": note})


class Shown:
    """What the page shows: the form, the guide where it could be read, and what is wrong beside the fields."""

    __slots__ = ("filled", "problems", "written")

    def __init__(self, filled: Filled, written: Written | None = None, problems: tuple[str, ...] = ()) -> None:
        self.filled, self.written, self.problems = filled, written, problems


def _page(
    request: HttpRequest, seat: Seat, one: InterventionSeen, shown: Shown, kept: Mapping[str, str]
) -> HttpResponse:
    filled = shown.filled
    seen: Preview | None = None
    if shown.written is not None:
        seen = previewed(shown.written, filled.languages[0])
    whole = (filled.problems[""],) if "" in filled.problems else ()
    context: dict[str, Any] = {
        "one": one,
        "filled": filled,
        "seen": seen,
        "warnings": () if shown.written is None else warnings_of(shown.written),
        "problems": (*shown.problems, *whole),
        "wrong": sum(1 for name in filled.problems if name),
        "kinds": [(name, form.title) for name, form in guide_forms().items()],
        "guides": [("self_help", _("Self-help")), *((slug, title) for slug, title in names_of(seat.workspace))],
        "outside": one.kind in OUTSIDE_THE_PAGE,
        **kept,
    }
    return render(request, "guides/write.html", context)


def _begun(request: HttpRequest, one: InterventionSeen, newest: VersionSeen) -> Filled:
    """The guide that there is; or one of the kind asked for, with the title and the text that there are."""
    asked = request.GET.get("kind", "")
    if newest.guide is not None and asked in {"", newest.guide.kind}:
        return filled_with(newest.guide, one.workflow)
    text = newest.text if newest.guide is None else ""
    return filled_from_text(_kind(asked, one), newest.title, text, get_language() or "en")


def _kind(asked: str, one: InterventionSeen) -> str:
    return asked if asked in guide_forms() else proposed_for(one.kind)
