"""Background reasons: how many other changes a cohort went through lately, and what their texts say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desirepath.observe.local_time import moment
from desirepath.vocabulary.cohort import Cohort, cohort_of

LATELY = timedelta(days=90)
SETTLED = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherChange:
    """One other change: when, and whose it was; everyone's without a cohort."""

    at: datetime
    title: str
    cohort: Cohort


def changes_of(rows: Sequence[Mapping[str, Any]]) -> tuple[OtherChange, ...]:
    """The rows of the table of changes; their times are microseconds of UTC."""
    return tuple(
        OtherChange(at=moment(row["at"]), title=row["title"], cohort=cohort_of(row.get("cohort") or "")) for row in rows
    )


def change_load(changes: Sequence[OtherChange], cohort: Cohort, as_of: datetime) -> tuple[str, ...]:
    """Sentences on the change load of a cohort; none where it went through no more than one other change."""
    return tuple(
        _said([one for one in changes if as_of - LATELY <= one.at <= as_of and _is_theirs(one, cohort)], as_of)
    )


def _is_theirs(change: OtherChange, cohort: Cohort) -> bool:
    return change.cohort.is_everyone or set(change.cohort.pairs) <= set(cohort.pairs)


def _said(mine: Sequence[OtherChange], as_of: datetime) -> Iterator[str]:
    if len(mine) < 2:
        return
    latest = max(one.at for one in mine)
    days = (as_of - latest).days
    settled = "have had time to settle" if as_of - latest >= SETTLED else f"the latest only {days} days ago"
    yield f"Change load: {len(mine)} other changes reached these people within 90 days; {settled}."
