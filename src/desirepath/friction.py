"""Where, for whom, why, what first: detection, diagnosis and choice joined into friction points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from desirepath.catalogue import entries
from desirepath.detect import signals
from desirepath.detect.agreement import agreements
from desirepath.detect.finding import Judged, finding_of
from desirepath.detect.friction_points import Candidate, candidates, is_only_slower, symptom_of
from desirepath.detect.lasts import lasts
from desirepath.detect.look import Seen, look, standing
from desirepath.detect.outcome import Outcome
from desirepath.detect.traces import traces
from desirepath.diagnose.change_load import OtherChange, change_load, changes_of
from desirepath.diagnose.hear import heard_in
from desirepath.diagnose.impact import impact_of, priority_of
from desirepath.diagnose.not_a_user_problem import Looked, checked
from desirepath.diagnose.reasons import Reasons, reasons
from desirepath.diagnose.scorecard import watch_for
from desirepath.diagnose.sides import sides_by_week, sides_of
from desirepath.intervene.choose import choose, passing_over
from desirepath.observe.canonical_order import in_canonical_order
from desirepath.observe.case_base import CaseBase
from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE
from desirepath.observe.durations import durations_at
from desirepath.observe.heard import Floats, HeardByTable
from desirepath.observe.local_time import moment
from desirepath.observe.shows_as import ATTEMPTS, SHOWS_AS
from desirepath.observe.step_tallies import StepTallies, step_tallies
from desirepath.observe.tables import Tables
from desirepath.observe.trouble_days import CasesInTime, TroubleDays, Watched
from desirepath.observe.voices import voices
from desirepath.ports import Means
from desirepath.statistics.onset import PersonDays, onset
from desirepath.vocabulary.friction import FrictionPoint, SideRate
from desirepath.vocabulary.signal import Signal, SignalFinding
from desirepath.vocabulary.tried import Tried

JOINED = 0.05
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Friction:
    """The signals that stand, the friction points by rank, and how many questions were asked of the data."""

    signals: tuple[SignalFinding, ...]
    points: tuple[FrictionPoint, ...]
    tested: int


def signal_catalogue() -> Mapping[str, Signal]:
    """The signals by name."""
    return {name: entry.constant for name, entry in entries(signals, "SIGNAL").items()}


def friction(
    base: CaseBase, tables: Tables, means: Means, tried: Sequence[Tried] = (), *, in_full: bool = True
) -> Friction:
    """Look, diagnose and choose, workflow by workflow. Not `in_full`, what only reports show is left out.

    `tried` are the interventions of which it can be told whether they helped.
    """
    means.progress("looking for signals")
    changes: tuple[OtherChange, ...] = ()
    if tables.changes is not None and in_full:
        changes = changes_of(means.engine.fetch(tables.changes).to_pylist())
    found = [one.friction(changes, in_full=in_full) for one in workflows_read(base, tables, means, tried)]
    points = sorted((point for one in found for point in one.points), key=_by_priority)
    return Friction(
        signals=tuple(signal for one in found for signal in one.signals),
        points=tuple(replace(point, rank=rank) for rank, point in enumerate(points, 1)),
        tested=sum(one.tested for one in found),
    )


def workflows_read(base: CaseBase, tables: Tables, means: Means, tried: Sequence[Tried] = ()) -> Iterator[WorkflowRead]:
    """Each workflow with its tallies, what was said of it and what was tried in it."""
    for each in step_tallies(base, means.engine, has_people=tables.have_people):
        tallies = in_canonical_order(each)
        heard = heard_in(voices(tables, base, tallies, means.engine), tallies.workflow, tables.labels)
        yield WorkflowRead(base, tallies, heard, TroubleDays(base, tallies, means.engine), means, tried)


def _by_priority(point: FrictionPoint) -> tuple[object, ...]:
    return (-point.priority, point.workflow, point.step, point.cohort.pairs)


@dataclass(frozen=True, slots=True)
class Seeing:
    """What was seen in one workflow: the signals with their q-values, the troubles, how many questions were asked.

    `level` is the confidence of intervals that belongs to so many questions.
    """

    signals: tuple[tuple[Seen, float], ...]
    troubles: tuple[Candidate, ...]
    tested: int
    level: float


@dataclass(frozen=True, slots=True)
class WorkflowRead:
    """One workflow on its way from counts to friction points."""

    base: CaseBase
    tallies: StepTallies
    heard: HeardByTable
    days: TroubleDays
    means: Means
    tried: Sequence[Tried] = ()

    def seeing(self) -> Seeing:
        """Look at every outcome at every step, judge all together, and keep what lasts."""
        outcomes = list(self._outcomes())
        dice = np.random.default_rng(self.means.seed)
        floor = self.base.rollout.smallest_group
        seen = look(outcomes, self.tallies, dice, floor=floor)
        stands = standing(seen)
        agreed = list(agreements([*outcomes, *traces(self.tallies, self.heard)], self.tallies, dice, floor=floor))
        made = [
            one
            for one in candidates(stands.found, agreed, self.tallies)
            if one.head.people >= floor and self._lasts(one)
        ]
        lasting = [
            (one, q)
            for one, q in stands.found
            if one.people >= floor and not is_only_slower(one, self.tallies) and self._seen_lasts(one)
        ]
        return Seeing(
            tuple(lasting), tuple(made), stands.tried + sum(one.found.tried + 1 for one in agreed), stands.level
        )

    def friction(self, changes: Sequence[OtherChange], *, in_full: bool) -> Friction:
        """The signals and the friction points of the workflow."""
        saw = self.seeing()
        points = (self._point(one, saw.level, changes, in_full=in_full) for one in saw.troubles)
        return Friction(
            signals=tuple(self._finding(one, q, saw.level, in_full=in_full) for one, q in saw.signals),
            points=tuple(point for point in points if point is not None),
            tested=saw.tested,
        )

    def _outcomes(self) -> Iterator[Outcome]:
        for entry in entries(signals, "SIGNAL").values():
            yield from entry.module.outcomes(self.tallies, self.heard)

    def _lasts(self, one: Candidate) -> bool:
        return self._seen_lasts(one.head)

    def _seen_lasts(self, seen: Seen) -> bool:
        day, part, whole = self._days(seen)
        return lasts(day, part, whole, seen.expected)

    def _days(self, seen: Seen) -> tuple[np.ndarray, Floats, Floats]:
        """Local days, what happened and the cases since go-live, of the cohort."""
        cases = self._in_time(seen).of_cohort_since()
        if not seen.outcome.told:
            return cases.day, cases.part.astype(np.float64), cases.whole.astype(np.float64)
        days, parts = [cases.day], [np.zeros(len(cases.day))]
        for table, chosen in seen.outcome.told:
            heard = self.heard[table]
            mine = np.flatnonzero(chosen)[seen.members[heard.row[chosen]]]
            days.append(heard.day[mine])
            parts.append(heard.amount[mine])
        day = np.concatenate(days)
        return day, np.concatenate(parts), np.concatenate([cases.whole, np.zeros(len(day) - len(cases.day))])

    def _watched(self, seen: Seen) -> Watched:
        symptom = seen.outcome.symptom
        counts, of = ATTEMPTS if symptom is None else SHOWS_AS.get(symptom, ATTEMPTS)
        return Watched(step=seen.outcome.step, cohort=seen.cohort, counts=counts, of=of)

    def _in_time(self, seen: Seen) -> CasesInTime:
        return self.days.of(self._watched(seen))

    def _finding(self, seen: Seen, q_value: float, level: float, *, in_full: bool) -> SignalFinding:
        first = self._first_seen(seen) if in_full else None
        judged = Judged(q_value, level, first)
        return finding_of(seen, symptom_of(seen, self.tallies), self.tallies.workflow, judged)

    def _first_seen(self, seen: Seen) -> date | None:
        """The first day at whose end the trouble could be told."""
        if seen.outcome.told:
            return None
        days = self._in_time(seen).of_cohort_since()
        if not len(days.day):
            return None
        first = int(days.day.min())
        rows = PersonDays(days.person, days.day - first, days.part.astype(np.float64), days.whole.astype(np.float64))
        begun = onset(rows, min(1.0, max(0.0, seen.expected)), alike=10.0)
        visible = None if begun is None else begun.visible_on
        return None if visible is None else _EPOCH + timedelta(days=first + visible)

    def _point(
        self, one: Candidate, level: float, changes: Sequence[OtherChange], *, in_full: bool
    ) -> FrictionPoint | None:
        why = reasons(one.trouble, self.tallies, self.heard, self.tried)
        if not why.speak:
            return None
        checks = checked(self._looked(one, why, in_full=in_full))
        held = tuple(check.check for check in checks if check.holds)
        trouble, workflow = one.trouble, self.tallies.workflow
        step, weighed = workflow.steps[trouble.step], why.weighed
        choice = choose(
            weighed.blocker,
            trouble.symptom,
            step_kind=step.kind,
            cohort_is_everyone=trouble.cohort.is_everyone,
            checks=held,
        )
        choice = passing_over(
            choice, [each for each in self.tried if each.concerns(workflow.id, step.id, trouble.cohort)]
        )
        seen = [(one.head, one.q_value), *((other, one.q_value) for other in one.others)]
        return FrictionPoint(
            rank=1,
            workflow=workflow.id,
            step=step.id,
            symptom=trouble.symptom,
            cohort=trouble.cohort,
            blocker=weighed.blocker,
            probability=weighed.probabilities[weighed.blocker],
            standing=weighed.standing,
            evidence=weighed.evidence,
            not_a_user_problem=held,
            missing_evidence=why.missing,
            first_intervention=choice.first,
            watch=watch_for(trouble.symptom, weighed.blocker),
            impact=impact_of(one.head.people, one.head.excess_cases, workflow, self.base.rollout.hourly_cost),
            probabilities=weighed.probabilities,
            would_change=why.would_change,
            context=(*self._joined(one), *change_load(changes, trouble.cohort, moment(self.base.frame.as_of))),
            rivals=one.head.rivals,
            first_seen=self._first_seen(one.head) if in_full else None,
            findings=tuple(self._finding(each, q, level, in_full=False) for each, q in seen),
            checks=checks,
            measure=one.head.outcome.kind.unit,
            rates=tuple(self._sides(one.head)) if in_full else (),
            priority=priority_of(one.head.excess_cases, self._share_of_people(one), workflow, weighed.standing),
        )

    def _sides(self, seen: Seen) -> Iterator[SideRate]:
        """What the finding counts, of both sides; week by week where it is counted from cases."""
        floor, outcome = self.base.rollout.smallest_group, seen.outcome
        if not outcome.told:
            yield from sides_by_week(self._in_time(seen), floor)
            return
        before = outcome.before if outcome.reference == "step" else None
        for period, tally in ((BASELINE, before), (SINCE_GO_LIVE, outcome.since)):
            if tally is not None:
                yield from sides_of(tally, seen.members, period, floor)

    def _joined(self, one: Candidate) -> Iterator[str]:
        """How many cases of the cohort are of people who have nobody to be compared with."""
        outcome = one.head.outcome
        cases = int(outcome.since.denominator[one.trouble.members].sum())
        left = cases - one.head.cases
        if outcome.reference == "step" and left > JOINED * cases and left >= self.base.rollout.smallest_group:
            yield (
                f"{left:,} of {cases:,} cases are of groups that had hardly any before go-live: they joined since, and "
                "are not in the comparison."
            )

    def _looked(self, one: Candidate, why: Reasons, *, in_full: bool) -> Looked:
        """What the five checks look at."""
        timed = durations_at(self.base, self.tallies.workflow, one.trouble.step, self.means.engine) if in_full else None
        return Looked(
            trouble=one.trouble, pieces=why.pieces, durations=timed, share_of_people=self._share_of_people(one)
        )

    def _share_of_people(self, one: Candidate) -> float:
        come = self.tallies.since.of_steps["entered"][one.trouble.step] > 0
        persons = len(np.unique(self.tallies.person[come]))
        mine = len(np.unique(self.tallies.person[come & one.trouble.members]))
        return mine / max(persons, 1)
