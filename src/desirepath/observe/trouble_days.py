"""One trouble over time: its cohort's cases by person and day, and both sides by person and week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.observe.case_base import CaseBase
from desirepath.observe.cohorts import CUT
from desirepath.observe.patience import Patience
from desirepath.observe.person_counts import ENDED, unit_of
from desirepath.observe.step_tallies import Counts, StepTallies, flags_of_step
from desirepath.ports import Engine
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.signal import Symptom

SHOWS_AS: Mapping[Symptom, tuple[tuple[str, ...], str]] = {
    Symptom.ABANDONMENT_AT_STEP: (("stuck", "slow"), "entered"),
    Symptom.COHORT_GAP: (("stuck", "slow"), "entered"),
    Symptom.APPROVAL_PATH_BYPASSED: (("bypassed",), "ended"),
    Symptom.DUPLICATE_HANDOFFS: (("doubled",), "entered"),
    Symptom.EXCEPTIONS_RISING: (("slipped",), "entered"),
    Symptom.TICKET_SPIKE: (("failed", "denied"), "entered"),
}
"""What a symptom counts at its step, of which cases. Tickets are counted elsewhere; here stand the attempts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDay:
    """Columns of one length: a person (a number), a local day (from 1970), their cases begun then, and those in trouble."""

    person: Counts
    day: Counts
    part: Counts
    whole: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWeek:
    """The same by week from go-live (0: the baseline), for both sides."""

    person: Counts
    inside: Counts
    week: Counts
    part: Counts
    whole: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What is counted: a step, a cohort, and the counts in which the symptom shows, of which cases."""

    step: int
    cohort: Cohort
    counts: Sequence[str]
    of: str


def person_days(base: CaseBase, tallies: StepTallies, watched: Watched, engine: Engine) -> PersonDay:
    """The cohort's cases since go-live, by the local day on which they began."""
    cases = _placed(base, tallies, watched)
    inside = cases.filter((cases.inside == 1) & (cases.week >= 1))
    days = inside.mutate(day=base.frame.zone.local_day(inside.began_at))
    rows = engine.fetch(days.group_by("unit", "day").agg(part=_sum(days.part), whole=_sum(days.whole)))
    return PersonDay(
        person=_numbered(rows["unit"]), day=_ints(rows, "day"), part=_ints(rows, "part"), whole=_ints(rows, "whole")
    )


def person_weeks(base: CaseBase, tallies: StepTallies, watched: Watched, engine: Engine) -> PersonWeek:
    """The cases of both sides, in the baseline and since."""
    cases = _placed(base, tallies, watched)
    rows = engine.fetch(cases.group_by("inside", "week", "unit").agg(part=_sum(cases.part), whole=_sum(cases.whole)))
    return PersonWeek(
        person=_numbered(rows["unit"]),
        inside=_ints(rows, "inside"),
        week=_ints(rows, "week"),
        part=_ints(rows, "part"),
        whole=_ints(rows, "whole"),
    )


def _placed(base: CaseBase, tallies: StepTallies, watched: Watched) -> ir.Table:
    """`unit`, `week`, `began_at`, `inside`, `part` and `whole` of the cases that come to the step."""
    patience: dict[str, Sequence[Patience]] = {tallies.workflow.id: tallies.patience}
    judged = base.judged.filter(
        (base.judged.workflow == tallies.workflow.id)
        & base.judged.week.notnull()
        & (base.judged.verdict != Verdict.WITHDRAWN.value)
    )
    flags = flags_of_step(judged, watched.step, patience)
    ended = judged.verdict.isin([verdict.value for verdict in ENDED])
    whole = flags.get(watched.of, ended)
    part = reduce(lambda one, other: one | other, (flags[name] for name in watched.counts)) & whole
    inside = reduce(
        lambda one, pair: one & (judged[CUT + pair[0]] == pair[1]), watched.cohort.pairs, ibis.literal(value=True)
    )
    placed = judged.select(
        "week",
        "began_at",
        unit=unit_of(judged, has_people=tallies.has_people),
        inside=ibis.coalesce(inside, ibis.literal(value=False)).cast("int64"),
        part=part.cast("int64"),
        whole=whole.cast("int64"),
    )
    return placed.filter(placed.whole == 1)


def _sum(column: ir.IntegerValue) -> ir.IntegerScalar:
    return column.sum().cast("int64")


def _ints(rows: pa.Table, name: str) -> Counts:
    return rows[name].to_numpy().astype(np.int64)


def _numbered(units: pa.ChunkedArray) -> Counts:
    coded = pc.dictionary_encode(units.combine_chunks())
    return np.asarray(coded.indices.to_numpy(zero_copy_only=False), np.int64) if len(coded) else np.zeros(0, np.int64)
