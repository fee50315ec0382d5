"""The table of changes, read: what else people went through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from desirepath.observe.local_time import moment
from desirepath.vocabulary.change_calendar import OtherChange
from desirepath.vocabulary.cohort import cohort_of

LATELY = timedelta(days=90)
"""What is longer ago weighs on nobody any more."""


def changes_of(rows: Sequence[Mapping[str, Any]]) -> tuple[OtherChange, ...]:
    """The rows of the table of changes; their times are microseconds of UTC."""
    return tuple(
        OtherChange(at=moment(row["at"]), title=row["title"], cohort=cohort_of(row.get("cohort") or "")) for row in rows
    )


def within(changes: Sequence[OtherChange], span: timedelta, as_of: datetime) -> tuple[OtherChange, ...]:
    """Those that came in the span before a time."""
    return tuple(one for one in changes if as_of - span <= one.at <= as_of)
