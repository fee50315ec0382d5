"""When it is better to renew nothing yet."""

from __future__ import annotations

from datetime import timedelta

from desirepath.prove.changed_people import NO_VALUE
from desirepath.prove.renewal import HeldBack, Release

WAITS_FOR_SOME, WAITS_FOR_MOST = timedelta(days=7), timedelta(days=28)
"""So long a release waits that would leave some cohorts behind, or more than half of them."""


def can_wait(release: Release, found: HeldBack, since: timedelta) -> bool:
    """Whether it is better to renew nothing yet, so long after the last release: cohorts would fall behind.

    A cohort that is held once is hard to bring back, and a week that is silent stays so. Where diagnoses are made more
    often than every cohort has work, fewer releases tell more.
    """
    mine = {
        cell: weeks
        for cell, weeks in release.changes.items()
        if len(cell) == 1 and cell[0][1] != NO_VALUE and weeks and not release.held.is_held(cell)
    }
    behind = [cell for cell in mine if found.is_held(cell)]
    if 2 * len(behind) > len(mine):
        return since < WAITS_FOR_MOST
    newest = max((week for weeks in mine.values() for week in weeks), default=0)
    silent = (cell for cell, weeks in mine.items() if newest in weeks and found.is_silent(cell, newest))
    return since < WAITS_FOR_SOME and (bool(behind) or any(not release.held.is_silent(cell, newest) for cell in silent))
