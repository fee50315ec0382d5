"""Pages of rollouts: the list, and a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from desirepath.console.diagnoses.reads import RunSeen, latest_done, under_way
from desirepath.console.rollouts.actions.make_rollout import make_rollout
from desirepath.console.rollouts.reads import RolloutSeen, rollouts_of
from desirepath.console.rollouts.starter import starter_text
from desirepath.console.workspaces.doors import within
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A rollout in the list, with what was found in it last."""

    rollout: RolloutSeen
    run: RunSeen | None
    under_way: RunSeen | None


@within()
@require_safe
def rollouts(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The rollouts of the workspace."""
    listed = [
        Listed(rollout=one, run=latest_done(one.id), under_way=under_way(one.id)) for one in rollouts_of(seat.workspace)
    ]
    return render(request, "rollouts/list.html", {"listed": listed})


@within("edit_rollout")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Begin a rollout: its title, its id and its go-live; the rest is written in its file."""
    given = request.POST
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        title = given.get("title", "").strip()
        slug = given.get("id", "").strip() or slugify(title)[:60]
        try:
            text = starter_text(slug, title, _day(given.get("go_live", "")), given.get("zone", "") or "UTC")
            made = make_rollout(seat, slug, title, text)
        except BadInput as error:
            problems = tuple(str(one) for one in error.mistakes)
        else:
            return redirect("rollout_file", seat.slug, made.slug)
    context = {
        "given": given,
        "problems": problems,
        "today": timezone.localdate(),
        "zone": str(timezone.get_current_timezone()),
    }
    return render(request, "rollouts/new.html", context)


def _day(written: str) -> date:
    from desirepath.vocabulary.errors import Mistake

    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise BadInput(Mistake(code="no_day", what=_("The day of go-live is missing, or is no day"))) from error
