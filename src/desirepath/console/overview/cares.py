"""What is done about each friction point of the overview, in the order of their ranks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desirepath.console.diagnoses.doors import Place
from desirepath.console.friction.keys import key_of
from desirepath.console.friction.reads import points_of
from desirepath.console.friction.words import STATES, TONES
from desirepath.console.overview.shown import OverviewShown


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """The state of a friction point, who owns it, and by when. `key` is that of its page."""

    key: str
    state: str
    tone: str
    owner: str
    due: date | None


def cares_of(place: Place, shown: OverviewShown) -> dict[int, Care]:
    """By the rank of the friction point."""
    known = {one.key: one for one in points_of(place.rollout.id)}
    cares: dict[int, Care] = {}
    for point in shown.study.friction_points:
        one = known.get(key_of(point.workflow, point.step, point.cohort))
        if one is not None:
            cares[point.rank] = Care(
                key=one.key, state=str(STATES[one.state]), tone=TONES[one.state], owner=one.owner, due=one.due
            )
    return cares
