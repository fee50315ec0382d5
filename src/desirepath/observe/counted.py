"""All that the engine counted, as plain numbers: what the metrics are estimated from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE, week_name
from desirepath.observe.cohorts import CUT, Cuts
from desirepath.observe.local_time import DAY
from desirepath.statistics.moments import Moments
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.metric import Ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a count is of: a workflow's period, for everyone (`cut` is "") or one value of a cut."""

    workflow: str
    period: str
    cut: str = ""
    value: str = ""

    @property
    def cohort(self) -> Cohort:
        return Cohort(((self.cut, self.value),)) if self.cut else EVERYONE


@dataclass(frozen=True, slots=True)
class RatioSums:
    """The persons' ratios of one place, and the sum of their wholes (cases, searches)."""

    moments: Moments
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSums:
    """Tickets of one place: `active` people had an event, `askers` a ticket; `squares` is of each person's tickets."""

    active: int
    askers: int
    tickets: int
    squares: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverSums:
    """One ticket category of one place; x are a person's tickets, y those in the category."""

    category: str
    askers: int
    asked_before: int
    tickets_y: int
    squares_y: int
    products: int
    all_askers: int
    tickets_x: int
    squares_x: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Times to proficiency of one place's people: days, whether they arrived, whether they left before."""

    days: npt.NDArray[np.float64]
    proficient: npt.NDArray[np.bool_]
    left: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Everything counted for one study. Parts that the data cannot give are None.

    `steps` are the step ids of each workflow, in the order of the counts' numbers; `path_steps` those of the
    path in force, by workflow and "baseline" or "since_go_live". `judged_before` are the
    workflows whose earlier cases an old path judges. `partial` are weeks that are not over for every wave.
    """

    has_people: bool
    floor: int
    steps: Mapping[str, tuple[str, ...]]
    path_steps: Mapping[tuple[str, str], frozenset[str]]
    judged_before: frozenset[str]
    partial: frozenset[str]
    ratios: Mapping[Ratio, Mapping[Place, RatioSums]]
    tickets: Mapping[Place, TicketSums] | None = None
    drivers: Mapping[Place, Sequence[DriverSums]] | None = None
    searches: Mapping[Place, RatioSums] | None = None
    waits: Mapping[Place, Waits] | None = None

    def unit(self, with_people: str, without: str) -> str:
        """The words for what is counted."""
        return with_people if self.has_people else without


def read_ratios(rows: pa.Table, ratios: Sequence[Ratio]) -> dict[Ratio, dict[Place, RatioSums]]:
    """The rows of `person_counts.sums_by_cohort`; places where no one has the ratio are left out."""
    read: dict[Ratio, dict[Place, RatioSums]] = {ratio: {} for ratio in ratios}
    for row in rows.to_pylist():
        place = place_of(row)
        for number, ratio in enumerate(ratios):
            if row[f"n_{number}"]:
                moments = Moments(row[f"n_{number}"], row[f"total_{number}"], row[f"squares_{number}"])
                read[ratio][place] = RatioSums(moments, row[f"cases_{number}"])
    return read


def place_of(row: Mapping[str, str]) -> Place:
    """The place that a fetched row is of."""
    return Place(workflow=row["workflow"], period=row["period"], cut=row["cut"], value=row["value"])


def read_tickets(rows: pa.Table) -> dict[Place, TicketSums]:
    """The rows of `tickets.ticket_sums`."""
    names = ("active", "askers", "tickets", "squares")
    return {place_of(row): TicketSums(**{name: row[name] for name in names}) for row in rows.to_pylist()}


def read_drivers(rows: pa.Table) -> dict[Place, list[DriverSums]]:
    """The rows of `tickets.driver_sums`, most tickets first."""
    names = DriverSums.__dataclass_fields__
    drivers: dict[Place, list[DriverSums]] = {}
    for row in sorted(rows.to_pylist(), key=lambda row: (-row["tickets_y"], row["category"])):
        drivers.setdefault(place_of(row), []).append(DriverSums(**{name: row[name] for name in names}))
    return drivers


def read_searches(rows: pa.Table) -> dict[Place, RatioSums]:
    """The rows of `searches.search_sums`."""
    return {
        place_of(row): RatioSums(Moments(row["n"], row["total"], row["squares"]), row["cases"])
        for row in rows.to_pylist()
    }


def read_waits(rows: pa.Table, cuts: Cuts) -> dict[Place, Waits]:
    """The rows of `proficiency.times_to_proficiency`, gathered for everyone and each cohort, in all and by entry week."""
    columns = {name: rows.column(name).to_numpy(zero_copy_only=False) for name in rows.column_names}
    waits: dict[Place, Waits] = {}
    for workflow in sorted(set(columns["workflow"])):
        of_workflow = columns["workflow"] == workflow
        for cut, value, inside in _cohorts(columns, cuts, of_workflow):
            for period, entered in _entry_periods(columns["week"], inside):
                place = Place(workflow=workflow, period=period, cut=cut, value=value)
                waits[place] = Waits(
                    columns["waited"][entered] / DAY,
                    columns["proficient"][entered].astype(bool),
                    columns["left"][entered].astype(bool),
                )
    return waits


_Mask = npt.NDArray[np.bool_]


def _cohorts(
    columns: Mapping[str, npt.NDArray[np.object_]], cuts: Cuts, mask: _Mask
) -> Iterator[tuple[str, str, _Mask]]:
    yield "", "", mask
    for cut in cuts.of_people:
        values = columns[CUT + cut]
        for value in sorted({value for value in values[mask] if value is not None}):
            yield cut, value, mask & (values == value)


def _entry_periods(weeks: npt.NDArray[np.int64], inside: _Mask) -> Iterator[tuple[str, _Mask]]:
    yield SINCE_GO_LIVE, inside
    for week in np.unique(weeks[inside]):
        yield week_name(int(week)), inside & (weeks == week)


def period_order(period: str) -> tuple[int, int]:
    """What periods are sorted by: baseline, since go-live, then the weeks."""
    if period.startswith("week_"):
        return (2, int(period.removeprefix("week_")))
    return (0 if period == BASELINE else 1, 0)
