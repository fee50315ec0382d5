"""The calendar of changes: how many other changes reached each cohort in the last 30 and 90 days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from desirepath.observe.other_changes import LATELY, within
from desirepath.vocabulary.change_calendar import ChangeCalendar, CohortLoad, OtherChange
from desirepath.vocabulary.cohort import EVERYONE, Cohort

A_MONTH = timedelta(days=30)


def change_calendar(changes: Sequence[OtherChange], shown: Iterable[Cohort], as_of: datetime) -> ChangeCalendar:
    """The calendar as of a time. `shown` are the cohorts that may be shown: no other is named, whatever reached it.

    A change of region EMEA reaches the buyers of EMEA too; one of the buyers of EMEA does not reach all of EMEA. Cohorts
    that other changes reached stand first, those that more of them reached before the others.
    """
    cohorts = {EVERYONE, *shown}
    lately = within(changes, LATELY, as_of)
    told = [one for one in lately if one.cohort in cohorts]
    loads = [_load(told, cohort, as_of) for cohort in cohorts]
    return ChangeCalendar(
        changes=tuple(sorted(told, key=lambda one: (-one.at.timestamp(), one.title))),
        loads=tuple(sorted(loads, key=lambda one: (-one.last_90, -one.last_30, one.cohort.pairs))),
        hidden=len(lately) - len(told),
    )


def _load(changes: Sequence[OtherChange], cohort: Cohort, as_of: datetime) -> CohortLoad:
    mine = [one for one in changes if one.reaches(cohort)]
    return CohortLoad(cohort=cohort, last_30=len(within(mine, A_MONTH, as_of)), last_90=len(mine))
