"""Sums over the units of every cohort and period: whole numbers, the same in whatever order they are added.

Ratios are summed in fixed point, so that no engine and no order of rows decides the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desirepath.observe.counted import DriverSums, Place, RatioSums, TicketSums
from desirepath.observe.grouping import NONE, Numbers, groups_of
from desirepath.observe.units import SINCE, Units, in_periods, period_name
from desirepath.statistics.moments import Moments
from desirepath.vocabulary.metric import Ratio

UNITY = 1 << 30
"""What 1 is in the fixed-point numbers that ratios are summed in."""

Measured: TypeAlias = Iterable[tuple[str, Numbers]]
Sums: TypeAlias = Mapping[str, int]


def exact(ratio: npt.NDArray[np.float64]) -> Numbers:
    """Ratios as whole numbers of 2⁻³⁰."""
    return np.floor(ratio * UNITY + 0.5).astype(np.int64)


def share(part: Numbers, whole: Numbers) -> npt.NDArray[np.float64]:
    """The part of each whole; 0 where there is no whole."""
    return np.where(whole > 0, part / np.maximum(whole, 1), 0.0)


def ratio_sums(weekly: Units, ratios: Sequence[Ratio]) -> dict[Ratio, dict[Place, RatioSums]]:
    """The sums of ratios of counts, each unit counting once; places where no one has the ratio are left out."""

    def measured(units: Units) -> Measured:
        for number, (part_name, whole_name) in enumerate(ratios):
            whole = units.counts[whole_name]
            own = exact(share(units.counts[part_name], whole))
            yield f"n_{number}", (whole > 0).astype(np.int64)
            yield f"total_{number}", own
            yield f"squares_{number}", exact(own / UNITY * own / UNITY)
            yield f"cases_{number}", whole

    read: dict[Ratio, dict[Place, RatioSums]] = {ratio: {} for ratio in ratios}
    for place, _, sums in sums_by_place(in_periods(weekly), measured):
        for number, ratio in enumerate(ratios):
            if sums[f"n_{number}"]:
                read[ratio][place] = _ratio_sums(sums, f"_{number}")
    return read


def _ratio_sums(sums: Sums, suffix: str = "") -> RatioSums:
    total, squares = (sums[name + suffix] / UNITY for name in ("total", "squares"))
    return RatioSums(Moments(sums["n" + suffix], total, squares), sums["cases" + suffix])


def search_sums(searches: Units) -> dict[Place, RatioSums]:
    """The sums of each unit's share of `solved` among its `searches`."""

    def measured(units: Units) -> Measured:
        own = share(units.counts["solved"], units.counts["searches"])
        yield "n", np.ones(len(own), np.int64)
        yield "total", exact(own)
        yield "squares", exact(own * own)
        yield "cases", units.counts["searches"]

    weekly = searches.gathered()
    return {place: _ratio_sums(sums) for place, _, sums in sums_by_place(in_periods(weekly), measured)}


def ticket_sums(people: Units) -> dict[Place, TicketSums]:
    """The sums of the `tickets` of whoever asked, and how many were `active`."""

    def measured(units: Units) -> Measured:
        own = units.counts["tickets"]
        yield "active", (units.counts["active"] > 0).astype(np.int64)
        yield "askers", (own > 0).astype(np.int64)
        yield "tickets", own
        yield "squares", own * own

    weekly = people.gathered()
    return {place: TicketSums(**sums) for place, _, sums in sums_by_place(in_periods(weekly), measured)}


def driver_sums(asked: Units, category: Numbers, categories: Sequence[str]) -> dict[Place, list[DriverSums]]:
    """The sums over askers of their `tickets` in each category (y) and in all (x), most tickets first.

    `category` is the code of each row's category.
    """
    totals = {place: sums for place, _, sums in sums_by_place(in_periods(asked.gathered()), _of_askers)}
    pairs = groups_of([asked.unit, category])
    asker, subject = pairs.first(asked.unit), pairs.first(category)
    weekly = replace(asked, unit=pairs.spread(np.arange(len(pairs)))).gathered()
    counted = _with_askers(in_periods(weekly), asker)
    drivers: dict[Place, list[DriverSums]] = {}
    for place, code, sums in sums_by_place(counted, _of_pairs, subject[counted.unit]):
        drivers.setdefault(place, []).append(DriverSums(category=categories[code], **sums, **totals[place]))
    return {place: sorted(found, key=lambda one: (-one.tickets_y, one.category)) for place, found in drivers.items()}


def _of_askers(units: Units) -> Measured:
    x = units.counts["tickets"]
    yield "all_askers", np.ones(len(x), np.int64)
    yield "tickets_x", x
    yield "squares_x", x * x


def _of_pairs(units: Units) -> Measured:
    y = units.counts["tickets"]
    yield "askers", np.ones(len(y), np.int64)
    yield "asked_before", units.counts["again"]
    yield "tickets_y", y
    yield "squares_y", y * y
    yield "products", units.counts["in_all"] * y


def _with_askers(pairs: Units, asker: Numbers) -> Units:
    """Askers and categories with the asker's tickets `in_all`, and whether one in the category came `again`.

    It did if there are two, or if there was one earlier, in whatever period.
    """
    tickets = pairs.counts["tickets"]
    together = groups_of([pairs.workflow, pairs.period, asker[pairs.unit]])
    always = groups_of([pairs.workflow, pairs.unit])
    is_since = pairs.period == SINCE
    week = np.where(is_since, 1, pairs.period)
    first = always.spread(always.least(np.where(is_since, np.iinfo(np.int64).max, pairs.period)))
    again = ((tickets >= 2) | (first < week)).astype(np.int64)
    return replace(pairs, counts={**pairs.counts, "in_all": together.spread(together.sums(tickets)), "again": again})


def sums_by_place(
    units: Units, measured: Callable[[Units], Measured], subject: Numbers | None = None
) -> Iterator[tuple[Place, int, Sums]]:
    """The sums of what is measured of each unit, for everyone and each cohort, by workflow and period.

    With the code of each row's `subject`, they are those of each subject; without, the code is 0. A person's
    cases may lie in several cohorts of a cut of cases: there, and for everyone, they are gathered again.
    """
    whole = units.gathered() if units.of_cases else units
    yield from _sums(whole, measured, whole.of_units, subject, with_everyone=True)
    for cut in units.of_cases:
        inside = units.chosen(units.codes[cut] != NONE)
        yield from _sums(inside.gathered((cut,)), measured, (cut,), None, with_everyone=False)


def _sums(
    units: Units,
    measured: Callable[[Units], Measured],
    cuts: Sequence[str],
    subject: Numbers | None,
    *,
    with_everyone: bool,
) -> Iterator[tuple[Place, int, Sums]]:
    # There are far fewer combinations of cohorts than units: every cut is summed from those.
    subjects = np.zeros_like(units.unit) if subject is None else subject
    cells = groups_of([units.workflow, units.period, subjects, *(units.codes[cut] for cut in cuts)])
    summed = {name: cells.sums(column * units.alike) for name, column in measured(units)}
    key = [cells.first(column) for column in (units.workflow, units.period, subjects)]
    if with_everyone:
        yield from _by_cohort(units, "", [*key, np.zeros_like(key[0])], summed)
    for cut in cuts:
        code = cells.first(units.codes[cut])
        inside = code != NONE
        of_cut = {name: column[inside] for name, column in summed.items()}
        yield from _by_cohort(units, cut, [column[inside] for column in (*key, code)], of_cut)


def _by_cohort(
    units: Units, cut: str, key: Sequence[Numbers], summed: Mapping[str, Numbers]
) -> Iterator[tuple[Place, int, Sums]]:
    groups = groups_of(key)
    columns = [groups.sums(column).tolist() for column in summed.values()]
    values = units.values[cut] if cut else ("",)
    places = zip(*(groups.first(column).tolist() for column in key), strict=True)
    for (workflow, period, subject, code), *sums in zip(places, *columns, strict=True):
        place = Place(workflow=units.workflows[workflow], period=period_name(period), cut=cut, value=values[code])
        yield place, subject, dict(zip(summed, sums, strict=True))
