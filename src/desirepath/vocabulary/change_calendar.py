"""Other changes that people went through lately, and how many of them reached each cohort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desirepath.vocabulary.cohort import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherChange:
    """One other change: when, and whose it was; everyone's without a cohort."""

    at: datetime
    title: str
    cohort: Cohort

    def reaches(self, cohort: Cohort) -> bool:
        """Whether all people of a cohort went through it."""
        return set(self.cohort.pairs) <= set(cohort.pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortLoad:
    """How many other changes reached a cohort in the last 30 and in the last 90 days."""

    cohort: Cohort
    last_30: int
    last_90: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCalendar:
    """The other changes of the last 90 days, newest first, and the load of each cohort that may be shown.

    `hidden` counts changes of groups that are not shown: they may be smaller than the smallest group.
    """

    changes: tuple[OtherChange, ...]
    loads: tuple[CohortLoad, ...]
    hidden: int = 0
