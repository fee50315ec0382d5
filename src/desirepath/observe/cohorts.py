"""Which cohort a case belongs to: that of the person of its first event, or an attribute of the case itself."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir

from desirepath.vocabulary.cohort import MANAGER_VALUES, TENURE_BANDS

CUT = "cut:"
"""What the columns of cuts begin with, so that no attribute of the data can be taken for one of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """The cuts that the data allows: those of people, and those of cases."""

    of_people: tuple[str, ...]
    of_cases: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.of_people, *self.of_cases)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(CUT + cut for cut in self.all)


def cuts_that_exist(wanted: Sequence[str], people: Sequence[str], events: Sequence[str]) -> Cuts:
    """Sort the wanted cuts by where their column is; those that no table has are left out.

    `people` and `events` are the columns that hold anything. An attribute that both have is the case's.
    """
    needs = {"tenure": "hired_on", "manager": "manager"}
    of_cases = tuple(cut for cut in wanted if cut in events and cut not in needs)
    of_people = tuple(cut for cut in wanted if cut not in of_cases and needs.get(cut, cut) in people)
    return Cuts(of_people=of_people, of_cases=of_cases)


def people_with_cuts(people: ir.Table, cuts: Cuts, go_live: date) -> ir.Table:
    """`person` and one column for each cut of people: one row for each person."""
    one_row_each = people.filter(
        ibis.row_number().over(ibis.window(group_by="user_id", order_by="row")) == 0  # the first row of a person holds
    )
    if "manager" not in cuts.of_people:
        return one_row_each.select(person=one_row_each.user_id, **_cut_columns(one_row_each, cuts, go_live))
    managers = people.filter(people.manager.notnull()).select(led_by=people.manager).distinct()
    led = one_row_each.left_join(managers, one_row_each.user_id == managers.led_by)
    return led.select(person=led.user_id, **_cut_columns(led, cuts, go_live))


def _cut_columns(people: ir.Table, cuts: Cuts, go_live: date) -> dict[str, ir.StringValue]:
    columns: dict[str, ir.StringValue] = {}
    for cut in cuts.of_people:
        if cut == "tenure":
            columns[CUT + cut] = _tenure(people.hired_on, go_live)
        elif cut == "manager":
            columns[CUT + cut] = ibis.ifelse(people.led_by.notnull(), *MANAGER_VALUES)
        else:
            columns[CUT + cut] = people[cut]
    return columns


def _tenure(hired_on: ir.DateValue, go_live: date) -> ir.StringValue:
    longest_first = sorted(TENURE_BANDS, key=lambda band: -band[1])
    branches = [
        (hired_on <= ibis.literal(months_before(go_live, months)), name) for name, months in longest_first if months
    ]
    return ibis.cases((hired_on.isnull(), ibis.null("string")), *branches, else_=TENURE_BANDS[0][0])


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def cases_with_cohorts(cases: ir.Table, people: ir.Table | None, cuts: Cuts) -> ir.Table:
    """The cases with a column for each cut; a case whose person the people file lacks is in none of them."""
    own = cases.mutate(**{CUT + cut: cases[cut] for cut in cuts.of_cases})
    if people is None or not cuts.of_people:
        return own
    return own.left_join(people, own.user_id == people.person).drop("person")
