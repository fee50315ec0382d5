"""What the process maps of every cohort and period are counted from: people, and cases by variant and verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from desirepath.observe.case_base import JudgedVariant
from desirepath.observe.cohorts import CUT
from desirepath.observe.grouping import NONE, Numbers, coded, groups_of, numbers
from desirepath.observe.person_counts import unit_of
from desirepath.observe.picture import Mark, Tally, marks_of
from desirepath.observe.units import SINCE, period_name
from desirepath.vocabulary.case import Verdict

EVERYONE = ""
"""The value of all cases, where no cut is asked for."""


Place: TypeAlias = tuple[str | None, str]
"""A value of a cut, None for those who have none, and a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """What a map is of: a workflow's period, and a value of the cut that was asked for; None for cases without one."""

    workflow: str
    value: str | None
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortPeople:
    """The people of each cohort of a cut in each period, of one workflow, and who is in several small weeks.

    `together` counts people by their cohort and the weeks in which that has fewer people than the floor; with a cut
    of cases a person may be in several cohorts, and counts in each.
    """

    people: Mapping[Place, int]
    together: Mapping[tuple[str | None, frozenset[str]], int]


def people_by_period(judged: ir.Table, cut: str, *, have_people: bool) -> ir.Table:
    """`workflow`, `value`, `week` and `people` (cases, where there are none) who had a case in it.

    Week 0 is the baseline, -1 all weeks since go-live together. Without a cut ("") the value is "" throughout.
    """
    rows = _people_of_weeks(judged, cut, have_people=have_people)
    since = rows.filter(rows.week >= 1).mutate(week=ibis.literal(SINCE, "int64")).distinct()
    every = rows.union(since, distinct=False)
    return every.group_by("workflow", "value", "week").agg(people=every.count())


def people_of_small_weeks(judged: ir.Table, cut: str, floor: int, *, have_people: bool) -> ir.Table:
    """`workflow`, `value`, `week` and a number for each `person` who was in a week of fewer people than the floor.

    There are fewer rows than the floor for each cohort and week. The numbers say nothing of who the people are.
    """
    rows = _people_of_weeks(judged, cut, have_people=have_people)
    later = rows.filter(rows.week >= 1)
    sized = later.mutate(people=later.count().over(ibis.window(group_by=("workflow", "value", "week"))))
    small = sized.filter(sized.people < floor)
    number = ibis.dense_rank().over(ibis.window(order_by="unit"))
    return small.select("workflow", "value", "week", person=number.cast("int64"))


def _people_of_weeks(judged: ir.Table, cut: str, *, have_people: bool) -> ir.Table:
    weekly = judged.filter(judged.week.notnull())
    return weekly.select(
        "workflow",
        value=_value(weekly, cut),
        week=weekly.week.cast("int64"),
        unit=unit_of(weekly, has_people=have_people),
    ).distinct()


def cases_by_variant(judged: ir.Table, cut: str) -> ir.Table:
    """`workflow`, `value`, `week` (0: the baseline), `variant`, `verdict` and `cases`."""
    weekly = judged.filter(judged.week.notnull())
    rows = weekly.select("workflow", "variant", "verdict", value=_value(weekly, cut), week=weekly.week.cast("int64"))
    return rows.group_by(*rows.columns).agg(cases=rows.count())


def _value(cases: ir.Table, cut: str) -> ir.StringValue:
    return cases[CUT + cut].cast("string") if cut else ibis.literal(EVERYONE)


def read_people(rows: pa.Table, small: pa.Table) -> dict[str, CohortPeople]:
    """The rows of `people_by_period` and of `people_of_small_weeks`, by workflow."""
    people: dict[str, dict[Place, int]] = {}
    for row in rows.to_pylist():
        people.setdefault(row["workflow"], {})[row["value"], period_name(row["week"])] = row["people"]
    weeks: dict[tuple[str, int, str | None], set[str]] = {}
    for row in small.to_pylist():
        weeks.setdefault((row["workflow"], row["person"], row["value"]), set()).add(period_name(row["week"]))
    together: dict[str, Counter[tuple[str | None, frozenset[str]]]] = {workflow: Counter() for workflow in people}
    for (workflow, _, value), of_person in weeks.items():
        together[workflow][value, frozenset(of_person)] += 1
    return {workflow: CohortPeople(people=found, together=together[workflow]) for workflow, found in people.items()}


def read_tallies(
    rows: pa.Table, variants: Sequence[JudgedVariant], wanted: Collection[MapPlace]
) -> dict[MapPlace, Tally]:
    """The rows of `cases_by_variant` as the tallies of the places wanted.

    A case is counted under the marks of its variant and verdict (see `picture.marks_of`), in its week and once more
    since go-live. `variants` are those that the rows' numbers mean.
    """
    columns = _Columns.read(rows).with_since_go_live()
    places, number = columns.places()
    columns, number = (
        columns.chosen(keep := np.array([place in wanted for place in places], bool)[number]),
        number[keep],
    )
    marks, row, mark = _marks(columns, variants)
    both = groups_of([number[row], mark])
    tallies = {place: Tally() for place in places if place in wanted}
    found = (both.first(number[row]), both.first(mark), both.sums(columns.cases[row]))
    for place, which, cases in zip(*(column.tolist() for column in found), strict=True):
        tallies[places[place]].add(marks[which], cases)
    return tallies


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The rows of `cases_by_variant` as numbers; the texts are codes among those beside them."""

    workflows: tuple[str, ...]
    values: tuple[str, ...]
    verdicts: tuple[str, ...]
    workflow: Numbers
    value: Numbers
    week: Numbers
    variant: Numbers
    verdict: Numbers
    cases: Numbers

    @classmethod
    def read(cls, rows: pa.Table) -> _Columns:
        workflow, workflows = coded(rows["workflow"])
        value, values = coded(rows["value"])
        verdict, verdicts = coded(rows["verdict"])
        return cls(
            workflows=workflows,
            values=values,
            verdicts=verdicts,
            workflow=workflow,
            value=value,
            verdict=verdict,
            **{name: numbers(rows[name]) for name in ("week", "variant", "cases")},
        )

    def chosen(self, rows: npt.NDArray[Any]) -> _Columns:
        """Some of the rows, or some more than once."""
        return replace(self, **{name: getattr(self, name)[rows] for name in _NUMBERED})

    def with_since_go_live(self) -> _Columns:
        """Every row of a week once more, in all weeks since go-live together."""
        later = np.flatnonzero(self.week >= 1)
        both = self.chosen(np.concatenate([np.arange(len(self.week)), later]))
        return replace(both, week=np.concatenate([self.week, np.full_like(later, SINCE)]))

    def places(self) -> tuple[list[MapPlace], Numbers]:
        """The places that there are, and the position among them of each row's."""
        groups = groups_of([self.workflow, self.value, self.week])
        found = zip(*(groups.first(one).tolist() for one in (self.workflow, self.value, self.week)), strict=True)
        places = [
            MapPlace(
                workflow=self.workflows[workflow],
                value=None if value == NONE else self.values[value],
                period=period_name(week),
            )
            for workflow, value, week in found
        ]
        return places, groups.spread(np.arange(len(places)))


_NUMBERED = ("workflow", "value", "week", "variant", "verdict", "cases")


def _marks(columns: _Columns, variants: Sequence[JudgedVariant]) -> tuple[list[Mark], Numbers, Numbers]:
    """All marks that occur, and of each mark of each row: the row, and the mark's position among them."""
    alike = groups_of([columns.variant, columns.verdict])
    kinds = zip(alike.first(columns.variant).tolist(), alike.first(columns.verdict).tolist(), strict=True)
    position: dict[Mark, int] = {}
    of_kind = [
        [
            position.setdefault(mark, len(position))
            for mark in marks_of(variants[variant], Verdict(columns.verdicts[verdict]))
        ]
        for variant, verdict in kinds
    ]
    many = np.array([len(marks) for marks in of_kind], np.int64)
    flat = np.array([mark for marks in of_kind for mark in marks], np.int64)
    kind = alike.spread(np.arange(len(of_kind)))
    row = np.repeat(np.arange(len(kind)), many[kind])
    within = np.arange(len(row)) - np.repeat(np.cumsum(many[kind]) - many[kind], many[kind])
    return list(position), row, flat[(np.cumsum(many) - many)[kind][row] + within]
