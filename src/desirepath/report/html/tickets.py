"""What support is asked about, and by whom more than once."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.report.measured import Measured
from desirepath.report.spoken import said
from desirepath.report.wording import figure, interval, shortfall
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.metric import Measurement


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverRow:
    """One category of tickets. `width` is its bar, the largest being full."""

    category: str
    share: str
    note: str
    width: str
    asked_before: str
    persists: bool


def driver_rows(measured: Measured) -> tuple[DriverRow, ...]:
    """The categories by share of tickets, largest first."""
    rows = measured.ticket_drivers()
    largest = max((row.result.value for row in rows if isinstance(row.result, Estimate)), default=0.0)
    return tuple(_driver_row(row, largest) for row in rows)


def _driver_row(row: Measurement, largest: float) -> DriverRow:
    category = row.category or said("no category")
    again = row.more.get("asked_before")
    asked = figure(float(again), "share") if isinstance(again, int | float) else "–"
    persists = bool(row.more.get("persists", False))
    if isinstance(row.result, Estimate):
        width = f"{row.result.value / largest * 100:.1f}%" if largest else "0%"
        share, note = figure(row.result.value, row.result.unit), interval(row.result)
    else:
        width, share, note = "0%", "–", shortfall(row.result)
    return DriverRow(category=category, share=share, note=note, width=width, asked_before=asked, persists=persists)
