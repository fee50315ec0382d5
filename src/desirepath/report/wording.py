"""How figures read: shares as per cent, counts with separators, dates as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desirepath.report.kept_sentences import kept
from desirepath.report.spoken import digits, first_up, marked, ngettext, said, said_many
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Metric

FEW = marked("few")
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

_SAID_BESIDE_THE_NUMBER = {"days": marked("%(n)s days"), "percentage points": marked("%(n)s points")}
"""Units that are said with every value."""

COUNTED = frozenset({"cases", "people"})
"""Units of what is counted: no decimals."""

_PERIODS = {"baseline": marked("Before go-live"), "since_go_live": marked("Since go-live")}
_MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)
_SHORT_MONTHS = (
    marked("Jan"),
    marked("Feb"),
    marked("Mar"),
    marked("Apr"),
    marked("May"),
    marked("Jun"),
    marked("Jul"),
    marked("Aug"),
    marked("Sep"),
    marked("Oct"),
    marked("Nov"),
    marked("Dec"),
)


def is_share(unit: str) -> bool:
    """Whether values of this unit are 0 to 1 and read as per cent."""
    return unit.startswith("share")


def figure(value: float, unit: str) -> str:
    """A value as it reads: `0.712` of "share of users" is `71.2%`, `9.6` "days" is `9.6 days`."""
    return _with_its_unit(_number_of(value, unit), unit)


def _number_of(value: float, unit: str) -> str:
    """The number alone, shares times a hundred."""
    if is_share(unit):
        text = f"{value * 100:.1f}"
        return digits({"100.0": "100", "0.0": "0", "-0.0": "0"}.get(text, text))
    if unit in COUNTED:
        return digits(f"{value:,.0f}")
    if unit in _SAID_BESIDE_THE_NUMBER or abs(value) >= 10:
        return digits(f"{value:,.1f}")
    return digits(f"{value:.2f}")


def _with_its_unit(number: str, unit: str) -> str:
    if is_share(unit):
        return per_cent_said(number)
    return said(_SAID_BESIDE_THE_NUMBER[unit], n=number) if unit in _SAID_BESIDE_THE_NUMBER else number


def has_its_unit(unit: str) -> bool:
    """Whether `figure` says the unit with the value: per cent, days, points."""
    return is_share(unit) or unit in _SAID_BESIDE_THE_NUMBER


def per_cent_said(number: str) -> str:
    """A number, already written, as per cent: `71.2%`."""
    return said("%(n)s%%", n=number)


def bare(value: float, unit: str) -> str:
    """A value as on an axis or before its unit: no decimals where none are needed, shares in per cent."""
    if is_share(unit):
        return per_cent_said(digits(f"{value * 100:.3g}"))
    return digits(f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.3g}")


def interval(estimate: Estimate) -> str:
    """The interval, the unit said once: `69.0 to 73.3%`."""
    low, high = (_number_of(bound, estimate.unit) for bound in (estimate.low, estimate.high))
    return said("%(low)s to %(high)s", low=low, high=_with_its_unit(high, estimate.unit))


def difference(value: float, unit: str) -> str:
    """A difference with its sign; shares differ by percentage points: `+6.1 points`."""
    return _with_its_unit(difference_alone(value, unit), _apart_in(unit))


def difference_alone(value: float, unit: str) -> str:
    """The same without the unit: `+6.1`."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{_number_of(abs(value) * (100 if is_share(unit) else 1), _apart_in(unit))}"


def _apart_in(unit: str) -> str:
    return "percentage points" if is_share(unit) else unit


def count(number: int | None) -> str:
    """A count with separators; a hidden one is `few`."""
    return said(FEW) if number is None else digits(f"{number:,}")


def counted(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun: `1 case`, `1,194 cases`."""
    return f"{count(number)} {ngettext(one, many or one + 's', number)}"


def day(at: datetime, timezone: str) -> str:
    """The local day: `1 September 2026`."""
    local = at.astimezone(ZoneInfo(timezone))
    return said("%(day)s %(month)s %(year)s", day=local.day, month=said(_MONTHS[local.month - 1]), year=local.year)


def short_day(one: date) -> str:
    """`12 Sep 2025`."""
    month = said(_SHORT_MONTHS[one.month - 1])
    # A message of its own: a short month may stand otherwise than a whole one.
    return said("%(day)s %(short_month)s %(year)s", day=one.day, short_month=month, year=one.year)


def minute(at: datetime, timezone: str) -> str:
    """The local day and minute: `13 Oct 2026, 17:05`; midnight goes unsaid."""
    local = at.astimezone(ZoneInfo(timezone))
    clock = f", {local:%H:%M}" if (local.hour, local.minute) != (0, 0) else ""
    return f"{short_day(local)}{clock}"


def day_since(go_live: datetime, as_of: datetime, timezone: str) -> str:
    """Where in the rollout we are: `day 43 after go-live`, `12 days before go-live`. Go-live is day 1.

    What is known ends before the as-of time: as of a midnight the last day is the one before.
    """
    zone = ZoneInfo(timezone)
    last = as_of - timedelta(microseconds=1)
    days = (last.astimezone(zone).date() - go_live.astimezone(zone).date()).days
    if days < 0:
        return said_many("%(n)s day before go-live", "%(n)s days before go-live", -days)
    return said("day %(n)s after go-live", n=count(days + 1))


def shortfall(missing: NotEnoughData) -> str:
    """Why there is no figure, as one sentence. What was observed may be hidden, or be nothing at all: then it goes unsaid."""
    because, needed = kept(missing.because.strip().rstrip(".")), count(missing.needed)
    if missing.observed is None:
        return said("Not enough data: %(because)s (at least %(needed)s needed).", because=because, needed=needed)
    return said(
        "Not enough data: %(because)s (%(seen)s seen, %(needed)s needed).",
        because=because,
        seen=count(missing.observed),
        needed=needed,
    )


def metric_title(name: str, metrics: Mapping[str, Metric]) -> str:
    """The metric's title from its catalogue entry, else its name in words."""
    return said(metrics[name].title) if name in metrics else first_up(words(name))


def words(name: str) -> str:
    """An id as words: `business_unit` is `business unit`; one that has a name in the language in force is called that."""
    return said(name.replace("_", " ").strip())


def value_said(attribute: str, value: str) -> str:
    """A cohort's value: bands of tenure and the like are words of ours, all others names from the data."""
    return said(value) if attribute in {"tenure", "manager"} else value


def period_title(period: str) -> str:
    """`baseline` is `Before go-live`, `week_3` is `Week 3`."""
    if period in _PERIODS:
        return said(_PERIODS[period])
    kind, _, number = period.partition("_")
    return said("Week %(n)s", n=number) if kind == "week" else first_up(words(period))
