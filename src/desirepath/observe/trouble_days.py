"""One trouble over time: the cases of its cohort and of all others by person, week and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.observe.case_base import CaseBase
from desirepath.observe.case_kinds import CaseKinds, Counts, case_kinds, kinds_by_day
from desirepath.observe.step_tallies import StepTallies
from desirepath.ports import Engine
from desirepath.vocabulary.cohort import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What is counted: a step, a cohort, and the counts in which the symptom shows, of which cases."""

    step: int
    cohort: Cohort
    counts: Sequence[str]
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesInTime:
    """Columns of one length: so many cases (`whole`) of a person (a number), `part` of them in trouble.

    `inside` is 1 for the cohort; `week` counts from go-live, 0 for the baseline; `day` is the local day (from 1970) on
    which they began, 0 where it is not needed: before go-live, and of the others.
    """

    person: Counts
    inside: Counts
    week: Counts
    day: Counts
    part: Counts
    whole: Counts

    def of_cohort_since(self) -> CasesInTime:
        """The cohort's cases since go-live, which have a day."""
        chosen = (self.inside == 1) & (self.week >= 1)
        return CasesInTime(**{name: getattr(self, name)[chosen] for name in self.__dataclass_fields__})


_KEPT = 4
"""Of so many cohorts the cases are kept: what is asked of one is asked together."""


class TroubleDays:
    """Answers what was in trouble when, in one workflow."""

    def __init__(self, base: CaseBase, tallies: StepTallies, engine: Engine) -> None:
        self._base = base
        self._tallies = tallies
        self._engine = engine
        self._kinds = lru_cache(_KEPT)(self._fetched)

    def of(self, watched: Watched) -> CasesInTime:
        """The cases that come to a step, of both sides, in the baseline and since."""
        return _watched(self._kinds(watched.cohort), watched)

    def _fetched(self, cohort: Cohort) -> CaseKinds:
        workflow, patience = self._tallies.workflow, {self._tallies.workflow.id: self._tallies.patience}
        found = kinds_by_day(self._base, patience, workflow, cohort, has_people=self._tallies.has_people)
        return case_kinds(self._base, workflow, self._engine.fetch(found))


def _watched(kinds: CaseKinds, watched: Watched) -> CasesInTime:
    flags = {**dict(kinds.of_cases()), **kinds.at_step(watched.step)}
    whole = flags[watched.of]
    part = np.logical_or.reduce([flags[name] for name in watched.counts]) & whole
    return CasesInTime(
        person=_numbered(kinds.rows["unit"])[whole],
        inside=kinds.ints("inside")[whole],
        week=kinds.ints("week")[whole],
        day=kinds.ints("day")[whole],
        part=(kinds.cases * part)[whole],
        whole=kinds.cases[whole],
    )


def _numbered(units: pa.ChunkedArray) -> Counts:
    coded = pc.dictionary_encode(units.combine_chunks())
    return np.asarray(coded.indices.to_numpy(zero_copy_only=False), np.int64)
