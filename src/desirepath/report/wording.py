"""How figures read: shares as per cent, counts with separators, dates as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Metric

FEW = "few"
"""Stands where a figure is hidden because the group behind it is too small."""

HEADLINES = (
    "process_adherence_rate",
    "workflow_completion_rate",
    "abandonment_rate",
    "tickets_per_active_user",
    "exception_and_rework_rate",
    "self_service_resolution_rate",
    "time_to_proficiency",
)
"""The metrics that a report opens with, in this order."""


def is_share(unit: str) -> bool:
    """Whether values of this unit are 0 to 1 and read as per cent."""
    return unit.startswith("share")


def figure(value: float, unit: str) -> str:
    """A value as it reads: `0.712` of "share of users" is `71.2%`, `9.6` "days" is `9.6 days`."""
    if is_share(unit):
        return _per_cent(value)
    if unit == "days":
        return f"{value:,.1f} days"
    if unit == "percentage points":
        return f"{value:,.1f} points"
    return f"{value:,.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _per_cent(share: float) -> str:
    text = f"{share * 100:.1f}"
    return {"100.0": "100%", "0.0": "0%", "-0.0": "0%"}.get(text, f"{text}%")


def bare(value: float, unit: str) -> str:
    """A value as on an axis or before its unit: no decimals where none are needed, shares in per cent."""
    return f"{value * 100:.3g}%" if is_share(unit) else f"{value:.3g}"


def interval(estimate: Estimate) -> str:
    """The interval, the unit said once: `69.0 to 73.3%`."""
    low, high = (
        figure(estimate.low, estimate.unit),
        figure(estimate.high, estimate.unit),
    )
    for suffix in ("%", " days", " points"):
        if high.endswith(suffix):
            low = low.removesuffix(suffix)
    return f"{low} to {high}"


def difference(value: float, unit: str) -> str:
    """A difference with its sign; shares differ by percentage points: `+6.1 points`."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    size = abs(value)
    if is_share(unit):
        return f"{sign}{size * 100:.1f} points"
    return f"{sign}{figure(size, unit)}"


def count(number: int | None) -> str:
    """A count with separators; a hidden one is `few`."""
    return FEW if number is None else f"{number:,}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun: `1 case`, `1,194 cases`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(at: datetime, timezone: str) -> str:
    """The local day: `1 September 2026`."""
    local = at.astimezone(ZoneInfo(timezone))
    return f"{local.day} {local:%B %Y}"


def minute(at: datetime, timezone: str) -> str:
    """The local day and minute: `13 Oct 2026, 17:05`; midnight goes unsaid."""
    local = at.astimezone(ZoneInfo(timezone))
    clock = f", {local:%H:%M}" if (local.hour, local.minute) != (0, 0) else ""
    return f"{local.day} {local:%b %Y}{clock}"


def day_since(go_live: datetime, as_of: datetime, timezone: str) -> str:
    """Where in the rollout we are: `day 43 after go-live`, `12 days before go-live`. Go-live is day 1."""
    zone = ZoneInfo(timezone)
    days = (as_of.astimezone(zone).date() - go_live.astimezone(zone).date()).days
    if days < 0:
        return f"{counted(-days, 'day')} before go-live"
    return f"day {days + 1:,} after go-live"


def shortfall(missing: NotEnoughData) -> str:
    """Why there is no figure, as one sentence. What was observed may be hidden, or be nothing at all: then it goes unsaid."""
    because = missing.because.strip().rstrip(".")
    if missing.observed is None:
        return f"Not enough data: {because} (at least {missing.needed:,} needed)."
    return f"Not enough data: {because} ({missing.observed:,} seen, {missing.needed:,} needed)."


def metric_title(name: str, metrics: Mapping[str, Metric]) -> str:
    """The metric's title from its catalogue entry, else its name in words."""
    return metrics[name].title if name in metrics else words(name).capitalize()


def words(name: str) -> str:
    """An id as words: `business_unit` is `business unit`."""
    return name.replace("_", " ").strip()


def period_title(period: str) -> str:
    """`baseline` is `Before go-live`, `week_3` is `Week 3`."""
    named = {"baseline": "Before go-live", "since_go_live": "Since go-live"}
    return named.get(period, words(period).capitalize())
