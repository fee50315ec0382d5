"""Background reasons: how many other changes a cohort went through lately, and what their texts say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from desirepath.observe.other_changes import LATELY, changes_of, within
from desirepath.vocabulary.change_calendar import OtherChange
from desirepath.vocabulary.cohort import Cohort, cohort_of

__all__ = ["OtherChange", "change_load", "changes_of", "cohort_of"]

SETTLED = timedelta(days=14)


def change_load(changes: Sequence[OtherChange], cohort: Cohort, as_of: datetime) -> tuple[str, ...]:
    """Sentences on the change load of a cohort; none where it went through no more than one other change."""
    return tuple(_said([one for one in within(changes, LATELY, as_of) if one.reaches(cohort)], as_of))


def _said(mine: Sequence[OtherChange], as_of: datetime) -> Iterator[str]:
    if len(mine) < 2:
        return
    latest = max(one.at for one in mine)
    days = (as_of - latest).days
    settled = "have had time to settle" if as_of - latest >= SETTLED else f"the latest only {days} days ago"
    yield f"Change load: {len(mine)} other changes reached these people within 90 days; {settled}."
