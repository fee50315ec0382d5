"""The door of every page of a rollout: the rollout, and what was found in it last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps

from django.http import Http404, HttpRequest, HttpResponse

from desirepath.console.diagnoses.reads import RunSeen, found_in, last_failed, latest_done, run_of, under_way
from desirepath.console.rollouts.reads import RolloutSeen, rollout_of
from desirepath.console.workspaces.doors import View, within
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.kept_diagnosis import KeptDiagnosis


@dataclass(frozen=True)
class Place:
    """Where a page of a rollout stands. `run` is the diagnosis that it shows, None where there is none yet."""

    rollout: RolloutSeen
    run: RunSeen | None

    @cached_property
    def found(self) -> KeptDiagnosis:
        """What the diagnosis found. Raises Http404 where there is none."""
        if self.run is None:
            raise Http404
        return found_in(self.run)

    @cached_property
    def under_way(self) -> RunSeen | None:
        """The diagnosis that is being made."""
        return under_way(self.rollout.id)

    @cached_property
    def failed(self) -> RunSeen | None:
        """The newest diagnosis, where it failed."""
        return last_failed(self.rollout.id)


def of_rollout(needs: str = "see") -> Callable[[Callable[..., HttpResponse]], View]:
    """Hand seat and place to the view: `view(request, seat, place, …)`. `?run=` picks an earlier diagnosis."""

    def door(view: Callable[..., HttpResponse]) -> View:
        @within(needs)
        @wraps(view)
        def opened(request: HttpRequest, seat: Seat, rollout: str, **named: object) -> HttpResponse:
            place = place_of(request, seat, rollout)
            request.place = place  # type: ignore[attr-defined]
            return view(request, seat, place, **named)

        return opened

    return door


def place_of(request: HttpRequest, seat: Seat, slug: str) -> Place:
    """The rollout of this name in the workspace. Raises Http404."""
    rollout = rollout_of(seat.workspace, slug)
    if rollout is None:
        raise Http404
    wanted = request.GET.get("run", "")
    if not wanted:
        return Place(rollout, latest_done(rollout.id))
    run = run_of(rollout.id, int(wanted)) if wanted.isdecimal() and len(wanted) < 18 else None
    if run is None or run.state != "done":
        raise Http404
    return Place(rollout, run)
