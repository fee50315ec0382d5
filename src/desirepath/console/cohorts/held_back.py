"""Which of the cohorts on a page still have the figures of an earlier diagnosis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desirepath.console.cohorts.choices import title_of
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.cohort import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """A cohort whose figures since go-live, or of before it, are as they were known at `since`. Everyone has no title."""

    title: str
    is_baseline: bool
    since: datetime


def held_back(found: KeptDiagnosis, workflow: str, cohorts: Iterable[Cohort]) -> tuple[HeldBack, ...]:
    """Those of these cohorts that are held back in the workflow."""
    shown = frozenset(cohorts)
    return tuple(
        HeldBack(title=title_of(one.cohort), is_baseline=one.span == "baseline", since=one.since)
        for one in found.held
        if one.workflow == workflow and one.cohort in shown
    )
