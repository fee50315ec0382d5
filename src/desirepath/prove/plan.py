"""How long an intervention at a step would have to be shown until its effect can be told, by how many are held out."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.observe.cases_of_people import Flags
from desirepath.observe.local_time import DAY
from desirepath.prove.measured import Watch
from desirepath.prove.question import DUE_DAYS, PACE_DAYS
from desirepath.statistics.power import Pace, days_until_told, least_told, pace_of

HELD_OUT = (0.5, 0.2, 0.1)
"""The shares held out that are looked at."""
WITHIN_DAYS = 45
"""For so many days it is said what is the least effect that can be told."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What a plan comes to: the pace of the cohort at the step, and by share held out the days and the least effect."""

    pace: Pace
    days: dict[float, int | None]
    least: dict[float, float | None]


def planned(watch: Watch, members: Flags, *, go_live: int, floor: int, effect: float) -> Spot | None:
    """The plan for the persons of a cohort, by the pace of the last four weeks; None with fewer persons than the floor.

    `effect` is in share points, as a share. What becomes of a case at the step is known only after a while; that is added.
    """
    rows = watch.at_the_step()
    known_after = watch.cases.patience[watch.step].microseconds
    last = watch.as_of - known_after
    since = max(go_live, last - PACE_DAYS * DAY)
    if last <= since:
        return None
    chosen = members[rows.person] & (rows.at >= since) & (rows.at < last)
    seen = rows.tally(chosen, len(members))
    if int(seen.present.sum()) < floor:
        return None
    pace = pace_of(seen, (last - since) / DAY, days_before=(last - go_live) / DAY)
    wait = -(-known_after // DAY)
    found = {share: days_until_told(pace, effect, share, due=DUE_DAYS) for share in HELD_OUT}
    seen_by_then = WITHIN_DAYS - wait
    least = {
        share: least_told(pace, seen_by_then, share, due=DUE_DAYS) if seen_by_then > 0 else None for share in found
    }
    return Spot(pace, {share: None if days is None else days + wait for share, days in found.items()}, least)
