"""What of the measurements may be shown: no group below the floor, and none that the others would give away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from desirepath.statistics.suppression import hidden_cells, hidden_rows
from desirepath.vocabulary.estimate import NotEnoughData
from desirepath.vocabulary.metric import Measurement

Subject: TypeAlias = tuple[str, str, str | None]
"""What is measured: metric, workflow, step."""


def hold_the_floor(rows: Sequence[Measurement], floor: int) -> tuple[list[Measurement], int]:
    """The rows that may be shown, and how many were left out.

    Rows of cohorts and categories below the floor go, and the smallest others where those could be had by
    subtraction from everyone's row: within a period, and over the weeks. A row of everyone that may not be
    told stays, as not enough data and without its count.
    """
    by_subject: dict[Subject, list[int]] = {}
    for number, row in enumerate(rows):
        by_subject.setdefault((row.metric, row.workflow, row.step), []).append(number)
    hidden = {number for numbers in by_subject.values() for number in _hidden(rows, numbers, floor)}
    shown = [
        _told(row, floor, is_hidden=number in hidden)
        for number, row in enumerate(rows)
        if number not in hidden or _is_whole(row)
    ]
    return shown, len(rows) - len(shown)


def _is_whole(row: Measurement) -> bool:
    return row.cohort.is_everyone and row.category is None


def _hidden(rows: Sequence[Measurement], numbers: Sequence[int], floor: int) -> Iterator[int]:
    everyone = {rows[n].period: rows[n].size for n in numbers if _is_whole(rows[n]) and rows[n].cut is None}
    breakdowns: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    for number in numbers:
        row = rows[number]
        if _is_whole(row):
            breakdowns.setdefault(("", ""), {})[row.cut or "", row.period] = number
        else:
            attribute = row.cohort.pairs[0][0] if row.cohort.pairs else ""
            kind = (attribute, "category" if row.category is not None else "")
            member = f"{row.cohort} | {row.category or ''}"
            breakdowns.setdefault(kind, {})[member, row.period] = number
    for (attribute, _), places in breakdowns.items():
        yield from _hidden_of_breakdown(
            {place: rows[number].size for place, number in places.items()},
            places,
            everyone if attribute else {},
            floor,
        )


def _hidden_of_breakdown(
    sizes: Mapping[tuple[str, str], int],
    places: Mapping[tuple[str, str], int],
    everyone: Mapping[str, int],
    floor: int,
) -> Iterator[int]:
    weeks = {place: size for place, size in sizes.items() if place[1].startswith("week_")}
    for period in dict.fromkeys(period for _, period in sizes if not period.startswith("week_")):
        members = [place for place in sizes if place[1] == period]
        found = [sizes[place] for place in members]
        # People can be in several cohorts of a cut of cases; then the rows hold more than everyone.
        total = max(sum(found), everyone.get(period, 0))
        yield from (places[members[row]] for row in hidden_rows(found, floor, total=total))
    in_week = {week: sum(size for place, size in weeks.items() if place[1] == week) for _, week in weeks}
    totals = {week: max(size, everyone.get(week, 0)) for week, size in in_week.items()}
    yield from (places[place] for place in hidden_cells(weeks, floor, column_totals=totals))


def _told(row: Measurement, floor: int, *, is_hidden: bool) -> Measurement:
    if isinstance(row.result, NotEnoughData):
        names_few = is_hidden or row.size < floor or (row.result.observed or 0) < floor
        return replace(row, result=replace(row.result, observed=None)) if names_few else row
    if not is_hidden:
        return row
    untold = NotEnoughData(observed=None, needed=floor, because="people, or a group this small could be worked out")
    return replace(row, result=untold, more={})
