"""What units did in weeks, as whole numbers: read from the engine, and gathered by period.

A unit is a person; where there is none, each case, ticket or search is one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE, week_name
from desirepath.observe.cohorts import CUT
from desirepath.observe.grouping import NONE, Groups, Numbers, coded, codes_among, groups_of, numbers

SINCE = -1
"""The period of all weeks since go-live together. Otherwise a period is a week's number, 0 for the baseline."""


def period_name(period: int) -> str:
    """The period as measurements name it."""
    return SINCE_GO_LIVE if period == SINCE else week_name(period) if period else BASELINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """The people of the people file, and by cut the code of each one's cohort; the last code is that of all others."""

    ids: pa.Array
    codes: Mapping[str, Numbers]
    values: Mapping[str, tuple[str, ...]]

    def codes_of(self, users: pa.ChunkedArray) -> dict[str, Numbers]:
        """By cut, the cohorts of these people."""
        row = codes_among(users, self.ids)
        return {cut: codes[row] for cut, codes in self.codes.items()}


NO_PERSONS = Persons(ids=pa.nulls(0, pa.string()), codes={}, values={})


def read_persons(rows: pa.Table, cuts: tuple[str, ...]) -> Persons:
    """The rows of `cohorts.people_with_cuts`."""
    found = {cut: coded(rows[CUT + cut]) for cut in cuts}
    return Persons(
        ids=rows["person"].combine_chunks(),
        codes={cut: np.append(codes, NONE) for cut, (codes, _) in found.items()},
        values={cut: values for cut, (_, values) in found.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Rows of units: a workflow's code, a period, the unit, by cut the cohort's code, by name what is counted.

    `alike` says how many units a row stands for: more than one only for units that have no other row. The
    cuts `of_cases` are those in which one person may have rows in several cohorts.
    """

    workflows: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    of_cases: tuple[str, ...] = ()
    workflow: Numbers
    period: Numbers
    unit: Numbers
    alike: Numbers
    codes: Mapping[str, Numbers]
    counts: Mapping[str, Numbers] = field(default_factory=dict)

    @property
    def of_units(self) -> tuple[str, ...]:
        """The cuts in which all rows of a unit lie in one cohort."""
        return tuple(cut for cut in self.codes if cut not in self.of_cases)

    def chosen(self, rows: npt.NDArray[np.bool_]) -> Units:
        """Some of the rows."""
        return replace(
            self,
            workflow=self.workflow[rows],
            period=self.period[rows],
            unit=self.unit[rows],
            alike=self.alike[rows],
            codes={cut: codes[rows] for cut, codes in self.codes.items()},
            counts={name: counts[rows] for name, counts in self.counts.items()},
        )

    def grouped(self, scattered: tuple[str, ...]) -> Groups:
        """The rows of one unit, period and cohort of the `scattered` cuts."""
        return groups_of([self.workflow, self.period, self.unit, *(self.codes[cut] for cut in scattered)])

    def gathered(self, scattered: tuple[str, ...] = ()) -> Units:
        """One row for each group of `grouped`; the other cuts of cases stay behind."""
        groups = self.grouped(scattered)
        return self.firsts(groups, scattered, {name: groups.sums(counts) for name, counts in self.counts.items()})

    def firsts(self, groups: Groups, scattered: tuple[str, ...], counts: Mapping[str, Numbers]) -> Units:
        """One row for each group, with these counts."""
        return replace(
            self,
            of_cases=scattered,
            workflow=groups.first(self.workflow),
            period=groups.first(self.period),
            unit=groups.first(self.unit),
            alike=groups.first(self.alike),
            codes={cut: groups.first(self.codes[cut]) for cut in (*self.of_units, *scattered)},
            counts=counts,
        )


def read_units(
    rows: pa.Table, number: str, persons: Persons, of_cases: Sequence[str] = (), *, have_people: bool = True
) -> Units:
    """The rows of a fetched table with `workflow`, `week`, `user_id`, the cuts `of_cases`, and how often each occurs.

    Without persons, as where a row has none, every occurrence is a unit of its own. `counts` holds under the
    name of `number` how often each row occurs in its unit.
    """
    workflow, workflows = coded(rows["workflow"])
    users, names = coded(rows["user_id"])
    own = {cut: coded(rows[CUT + cut]) for cut in of_cases}
    times = numbers(rows[number])
    is_alone = users == NONE if have_people else np.ones(len(users), bool)
    return Units(
        workflows=workflows,
        values={**persons.values, **{cut: values for cut, (_, values) in own.items()}},
        of_cases=tuple(of_cases),
        workflow=workflow,
        period=numbers(rows["week"]),
        unit=np.where(is_alone, len(names) + np.arange(len(users)), users),
        alike=np.where(is_alone, times, 1),
        codes={**persons.codes_of(rows["user_id"]), **{cut: codes for cut, (codes, _) in own.items()}},
        counts={number: np.where(is_alone, 1, times)},
    )


def in_periods(units: Units) -> Units:
    """Every row in its week or the baseline and, gathered by unit, once more in all weeks since go-live together."""
    later = units.chosen(units.period >= 1)
    since = replace(later, period=np.full_like(later.period, SINCE)).gathered(units.of_cases)
    return replace(
        units,
        workflow=np.concatenate([units.workflow, since.workflow]),
        period=np.concatenate([units.period, since.period]),
        unit=np.concatenate([units.unit, since.unit]),
        alike=np.concatenate([units.alike, since.alike]),
        codes={cut: np.concatenate([units.codes[cut], since.codes[cut]]) for cut in units.codes},
        counts={name: np.concatenate([units.counts[name], since.counts[name]]) for name in units.counts},
    )
