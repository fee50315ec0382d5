"""What was drawn, counted while it is drawn: the truth that a diagnosis can be held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from desirepath.simulate.calendar import Moments
from desirepath.simulate.cases import VERDICTS, Cases
from desirepath.simulate.events import Events
from desirepath.simulate.fixes import Fixed
from desirepath.simulate.people import Flags
from desirepath.simulate.scene import CHANNELS, Scene
from desirepath.simulate.stage import Planted
from desirepath.simulate.troubles import reached, struck
from desirepath.vocabulary.case import Verdict

_CLOSED = [
    VERDICTS.index(verdict) for verdict in (Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.ABANDONED, Verdict.UNJUDGED)
]
BEFORE, SINCE = "before_go_live", "since_go_live"


@dataclass(slots=True)
class Felt:
    """Of one planted friction: the cohort's cases since its onset that came to the step, those struck, and by whom."""

    cases: int = 0
    excess_cases: int = 0
    persons: Flags = field(default_factory=lambda: np.zeros(0, np.bool_))

    @property
    def people(self) -> int:
        return int(self.persons.sum())

    def add(self, cases: Cases, number: int, planted: Planted, people: int) -> None:
        """Count these cases."""
        if not len(self.persons):
            self.persons = np.zeros(people, np.bool_)
        slot = cases.era.layout.slot_of(planted.step)
        if slot is None:
            return
        concerned = planted.member[cases.person] & (cases.beginnings.at >= planted.onset_at) & reached(cases, slot)
        self.cases += int(concerned.sum())
        self.excess_cases += int(struck(cases, cases.hits[number]).sum())
        self.persons[cases.person[concerned]] = True


@dataclass(slots=True)
class Tally:
    """Sums over the pieces drawn so far."""

    rows: Counter[str] = field(default_factory=Counter)
    activities: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    given_up: Counter[str] = field(default_factory=Counter)
    cohorts: Counter[tuple[str, str]] = field(default_factory=Counter)
    felt: dict[int, Felt] = field(default_factory=dict)
    fixed: dict[int, Fixed] = field(default_factory=dict)
    by_email: int = 0

    def add_cases(self, cases: Cases, scene: Scene) -> None:
        """Count the verdicts of these cases and, since go-live, where they were given up and by whom."""
        period = SINCE if cases.era.is_new else BEFORE
        numbers = np.bincount(cases.verdict[cases.exists], minlength=len(VERDICTS))
        for verdict, number in zip(VERDICTS, numbers, strict=True):
            self.verdicts[period, verdict.value] += int(number)
        if cases.era.is_new:
            self._add_given_up(cases, scene)
            for number, planted in enumerate(scene.stage.frictions):
                self.felt.setdefault(number, Felt()).add(cases, number, planted, len(scene.stage.people))
            for number, fixing in enumerate(cases.fixings):
                slot = cases.era.layout.slot_of(fixing.fix.step)
                if slot is not None:
                    self.fixed.setdefault(number, Fixed()).add(fixing, cases.person, reached(cases, slot))

    def add_events(self, events: Events, scene: Scene) -> None:
        """Count events by activity."""
        numbers = np.bincount(events.activity, minlength=len(scene.labels))
        for label, number in zip(scene.labels, numbers, strict=True):
            self.activities[label] += int(number)
        self.by_email += int((events.channel == CHANNELS.index("email")).sum())

    def add_rows(self, batches: Mapping[str, pa.RecordBatch]) -> None:
        """Count the rows of a piece, table by table."""
        for table, batch in batches.items():
            self.rows[table] += batch.num_rows

    def _add_given_up(self, cases: Cases, scene: Scene) -> None:
        world, given_up = scene.stage.world, cases.given_up_at
        for step, number in zip(world.codes, _counts(given_up, len(world.codes)), strict=True):
            self.given_up[step] += int(number)
        step, member = watched(scene)
        closed = np.isin(cases.verdict, _CLOSED)
        at_step = given_up == world.code(step)
        of_cohort = member[cases.person]
        for name, of_it in (("cohort", of_cohort), ("everyone_else", ~of_cohort)):
            self.cohorts[name, "closed"] += int((closed & cases.exists & of_it).sum())
            self.cohorts[name, "abandoned_at_step"] += int((at_step & of_it).sum())


def watched(scene: Scene) -> tuple[str, Flags]:
    """The step and cohort whose cases are counted apart: those of the first friction, else the world's own."""
    stage = scene.stage
    if stage.frictions:
        return stage.frictions[0].step, stage.frictions[0].member
    step, cohort = stage.world.spot
    return step, stage.people.members(cohort)


def _counts(codes: np.ndarray, number: int) -> Moments:
    return np.bincount(codes, minlength=number)
