"""When packs are made by themselves: on a day of each month or a weekday, in the morning of the rollout's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from desirepath.vocabulary.errors import BadInput, Mistake

NEVER = "never"
MORNING = time(6)
"""By then the night's diagnosis is done, and the pack is there when work begins."""
LAST_DAY = 28
"""The last day that every month has."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Each month on a day from 1 to 28, or each week on a weekday from 0 (Monday) to 6."""

    every: Literal["month", "week"]
    day: int

    def __post_init__(self) -> None:
        days = range(1, LAST_DAY + 1) if self.every == "month" else range(7)
        if self.day not in days:
            raise ValueError(f"no {self.every} has a day {self.day} that packs are made on")

    def __str__(self) -> str:
        return f"{self.every}-{self.day}"

    def next_after(self, moment: datetime, zone: str) -> datetime:
        """The first such morning later than the moment."""
        local = moment.astimezone(ZoneInfo(zone))
        this = local.date().replace(day=self.day) if self.every == "month" else self._in_week_of(local.date())
        mornings = (_morning(one, zone) for one in (this, self._following(this)))
        return next(one for one in mornings if one > moment)

    def _in_week_of(self, day: date) -> date:
        return day + timedelta(days=self.day - day.weekday())

    def _following(self, day: date) -> date:
        if self.every == "week":
            return day + timedelta(days=7)
        return (day.replace(day=1) + timedelta(days=31)).replace(day=self.day)


def rhythm_read(written: str) -> Rhythm | None:
    """A rhythm as a form sends it (`month-1`, `week-0`), None for never. Raises BadInput."""
    if written == NEVER:
        return None
    every, _dash, day = written.partition("-")
    try:
        if every in ("month", "week") and day.isdecimal() and len(day) < 3:
            return Rhythm("month" if every == "month" else "week", int(day))
    except ValueError:
        pass  # said below, as for all that is none of the choices
    what = _("Packs are made on a day of each month from 1 to 28, on a weekday, or never")
    raise BadInput(Mistake(code="no_schedule", what=what))


def _morning(day: date, zone: str) -> datetime:
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC)
