"""Whether people came back to the approved path because of what was shipped: intervention by intervention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.catalogue import Entry, entries
from desirepath.diagnose.scorecard import row_of
from desirepath.intervene.choose import choose, intervention_catalogue
from desirepath.observe.assignments import Assigned, assigned, first_assignments, shipped_in
from desirepath.observe.case_base import CaseBase, only_workflow, read_case_base, step_numbers
from desirepath.observe.cases_of_people import CasesOfPeople, People, cases_of_people
from desirepath.observe.frame import frame_of
from desirepath.observe.grouping import NONE, coded
from desirepath.observe.local_time import microseconds, moment
from desirepath.observe.patience import patience_of, waits_by_step
from desirepath.observe.tables import Tables
from desirepath.ports import Means
from desirepath.prove import designs
from desirepath.prove.decide import Following, does_nothing
from desirepath.prove.deflection import SelfHelp, StepRows, deflection
from desirepath.prove.measured import Known, Rows, Watch
from desirepath.prove.measures import ABOUT_NO_STEP, MEASURES, Asked, Seen, decided_by
from desirepath.prove.movement import Watching, movement, symptom_shown_by
from desirepath.prove.proof import Told, proved, unread
from desirepath.prove.question import Question
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.effect import Proof, Proofs, Shipped
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.rollout import Rollout, Workflow
from desirepath.vocabulary.signal import Symptom

_OWNS: Mapping[BlockerKind, str] = {
    BlockerKind.WORKFLOW_FRICTION: "application",
    BlockerKind.ACCESS_GAP: "application",
    BlockerKind.POLICY_AMBIGUITY: "process",
    BlockerKind.CAPABILITY_GAP: "process",
    BlockerKind.SUPPORT_DEPENDENCY: "process",
}
"""Who is asked to change the work itself."""


def design_catalogue() -> Mapping[str, Design]:
    """The designs by name."""
    return {name: entry.constant for name, entry in entries(designs, "DESIGN").items()}


def effects(rollout: Rollout, tables: Tables, means: Means) -> Proofs:
    """The effect of every intervention of the rollout's tables, as of its date.

    Interventions of a workflow or step that the rollout has not are named in the remarks.
    """
    frame = frame_of(rollout, tables)
    known = tables.before(frame.as_of)
    shipped = _shipped(known, means)
    timed = steps_with_interventions(rollout, known, means)
    proofs: tuple[Proof, ...] = ()
    if timed:
        proofs = proofs_of(read_case_base(known, replace(frame, timed=timed), means), known, means)
    return Proofs(
        rollout=rollout.id,
        title=rollout.title,
        as_of=moment(frame.as_of if rollout.as_of else tables.last_at),
        timezone=rollout.timezone,
        smallest_group=rollout.smallest_group,
        proofs=proofs,
        remarks=tuple(_remarks(shipped, rollout, has_table=known.interventions is not None)),
    )


def steps_with_interventions(rollout: Rollout, known: Tables, means: Means) -> tuple[int, ...]:
    """The numbers of the steps that an intervention is for, over all workflows."""
    mine = [one for one, _ in _shipped(known, means) if _is_known(one, rollout)]
    return tuple(sorted({step_numbers(rollout.workflow(one.workflow))[one.step] for one in mine}))


def proofs_of(base: CaseBase, known: Tables, means: Means) -> tuple[Proof, ...]:
    """The proofs of a rollout's interventions, by start, from a case base that has their steps timed."""
    mine = [(one, told) for one, told in _shipped(known, means) if _is_known(one, base.rollout)]
    found = _Proving(base, known, means).all(mine)
    return tuple(sorted(found, key=lambda one: (one.shipped.starts_at, one.shipped.id)))


def addressed_by(one: Shipped) -> BlockerKind | None:
    """The blocker that an intervention is meant for: as told, else that of its kind; None where neither says."""
    kind = intervention_catalogue().get(one.kind)
    return one.blocker or (None if kind is None else kind.addresses)


def _shipped(known: Tables, means: Means) -> tuple[tuple[Shipped, str | None], ...]:
    return shipped_in([] if known.interventions is None else means.engine.fetch(known.interventions).to_pylist())


def _is_known(one: Shipped, rollout: Rollout) -> bool:
    found = next((workflow for workflow in rollout.workflows if workflow.id == one.workflow), None)
    return found is not None and one.step in step_numbers(found)


def _remarks(shipped: Sequence[tuple[Shipped, str | None]], rollout: Rollout, *, has_table: bool) -> Iterator[str]:
    if not has_table:
        yield "The rollout file names no table `interventions`, so there is nothing to prove yet."
    elif not shipped:
        yield "The table `interventions` holds none that began before the as-of date."
    for one, told in shipped:
        if not _is_known(one, rollout):
            yield f"{one.id} is for step `{one.step}` of `{one.workflow}`, which the rollout file has not; it is left out."
        if one.kind not in intervention_catalogue():
            yield f"{one.id} is of kind `{one.kind}`, which is not in the catalogue; it is judged by its effect alone."
        if told is not None and told not in MEASURES:
            yield f"{one.id} is to be decided by `{told}`, which is none of: {', '.join(MEASURES)}."


@dataclass(slots=True)
class _Proving:
    """The workflows' cases, read when they are first asked for, and one intervention after the other held to them."""

    base: CaseBase
    tables: Tables
    means: Means

    def all(self, shipped: Sequence[tuple[Shipped, str | None]]) -> Iterator[Proof]:
        engine, rollout = self.means.engine, self.base.rollout
        patience = patience_of(engine.fetch(waits_by_step(self.base.judged, rollout)), rollout)
        exposures = None
        if self.tables.exposures is not None:
            exposures = engine.fetch(first_assignments(self.tables.exposures))
        for workflow in rollout.workflows:
            mine = [pair for pair in shipped if pair[0].workflow == workflow.id]
            if not mine:
                continue
            cases = cases_of_people(self.base, workflow, patience[workflow.id], engine)
            if cases is None:
                says = "No case of this workflow names a person, so nobody who was shown it can be found in the cases."
                yield from (unread(one, _told(one, workflow, ()), says) for one, _ in mine)
                continue
            beside = self._beside(cases, [one for one, _ in mine])
            mine.sort(key=lambda pair: pair[0].step)
            by_step = [list(group) for _, group in groupby(mine, key=lambda pair: pair[0].step)]
            # Nearly all of the work is numpy's, which lets go of the interpreter: two steps beside each other.
            with ThreadPoolExecutor(2) as pool:
                found = pool.map(partial(beside.of_step, exposures), by_step)
                for step in by_step:
                    self.means.progress(f"reading the effect of {', '.join(one.id for one, _ in step)}")
                    yield from next(found)

    def _beside(self, cases: CasesOfPeople, shipped: Sequence[Shipped]) -> _Beside:
        engine = self.means.engine
        team = None
        if self.tables.people is not None and "manager" in self.tables.people_columns:
            team = _teams(engine.fetch(self.tables.people.select("user_id", "manager")), cases.people)
        asked = None
        if self.tables.tickets is not None:
            rows = engine.fetch(self.tables.tickets.select("user_id", "workflow", "opened_at"))
            asked = _asked(rows, cases, only_workflow(self.base.rollout))
        known = Known(cases, self.base.frame.as_of, self.base.frame.zone)
        # What came before the first of them is as it usually was.
        usual = min(microseconds(one.starts_at) for one in shipped)
        of_no_step = Seen(Watch(known, NONE), asked, usual)
        return _Beside(
            base=self.base,
            known=known,
            team=team,
            asked=asked,
            usual=usual,
            designs=entries(designs, "DESIGN"),
            self_help=self._self_help(cases),
            of_any_step={name: MEASURES[name].rows(of_no_step) for name in ABOUT_NO_STEP},
        )

    def _self_help(self, cases: CasesOfPeople) -> SelfHelp | None:
        """The questions and tickets of a workflow; None where one of the tables is missing."""
        engine, only, found = self.means.engine, only_workflow(self.base.rollout), []
        for table, when in ((self.tables.searches, "at"), (self.tables.tickets, "opened_at")):
            if table is None:
                return None
            rows = engine.fetch(table.select("user_id", "workflow", "step", when))
            found.append(StepRows.of(rows, when, cases.people, cases.workflow.id, only))
        asked, tickets = found
        return SelfHelp(asked, tickets)


def _teams(rows: pa.Table, people: People) -> np.ndarray:
    """Each person's team, by their manager."""
    number, (manager, _) = people.numbers_of(rows["user_id"]), coded(rows["manager"])
    found = np.full(len(people), NONE)
    found[number[number >= 0]] = manager[number >= 0]
    return found


def _asked(rows: pa.Table, cases: CasesOfPeople, only: str | None) -> Asked:
    named = rows.filter(pc.is_valid(rows["user_id"]))
    workflow = pc.fill_null(named["workflow"], only or "")
    return Asked(
        cases.people.numbers_of(named["user_id"]),
        named["opened_at"].to_numpy().astype(np.int64),
        np.asarray(pc.equal(workflow, cases.workflow.id).to_numpy(), bool),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """One workflow's cases with what stands beside them, and the rows that are the same for each of its steps."""

    base: CaseBase
    known: Known
    team: np.ndarray | None
    asked: Asked | None
    usual: int
    designs: Mapping[str, Entry]
    self_help: SelfHelp | None
    of_any_step: Mapping[str, Rows | None]

    def of_step(self, exposures: pa.Table | None, shipped: Sequence[tuple[Shipped, str | None]]) -> list[Proof]:
        """The proofs of the interventions at one step, in their order: what did nothing is not proposed again."""
        number = step_numbers(self.known.cases.workflow)[shipped[0][0].step]
        seen = Seen(Watch(self.known, number), self.asked, self.usual, dict(self.of_any_step))
        found: list[Proof] = []
        fruitless: list[str] = []
        for one, decides in shipped:
            found.append(self._proof(one, decides, seen, exposures, fruitless))
            deciding = found[-1].deciding
            if deciding is not None and not deciding.helps and does_nothing(deciding):
                fruitless.append(one.kind)
        return found

    def _proof(
        self, one: Shipped, decides: str | None, seen: Seen, exposures: pa.Table | None, fruitless: Sequence[str]
    ) -> Proof:
        """All that can be said of one intervention."""
        told = _told(one, self.known.cases.workflow, fruitless)
        if exposures is None:
            return unread(
                one, told, "The rollout file names no table `exposures`, so it is not known who was shown it."
            )
        question = self._question(one, assigned(exposures, one.id, self.known.cases.people))
        rows = seen.measured()
        kind = intervention_catalogue().get(one.kind)
        deciding = decided_by(decides, kind, has_tickets="tickets_per_active_user" in rows)
        design = self.designs[one.design].module
        proof = proved(question, design, rows, deciding, told)
        moved = movement(Watching(question, seen, rows), _watched_with(deciding))
        deflected = None
        if self.self_help is not None and proof.refused is None:
            deflected = deflection(question, design, seen.watch, self.self_help)
        return replace(proof, movement=moved, deflection=deflected)

    def _question(self, one: Shipped, who: Assigned) -> Question:
        frame, people = self.base.frame, self.known.cases.people
        starts = microseconds(one.starts_at)
        return Question(
            shipped=one,
            assigned=who,
            people=people,
            members=people.members(one.cohort),
            zone=frame.zone,
            starts=starts,
            ends=frame.as_of if one.ends_at is None else microseconds(one.ends_at),
            go_live=microseconds(self.base.rollout.go_live),
            as_of=frame.as_of,
            floor=self.base.rollout.smallest_group,
            team=self.team,
        )


def _watched_with(metric: str) -> tuple[str, ...]:
    """The watch measures of the symptom that shows in the metric which decides."""
    symptom = symptom_shown_by(metric)
    return () if symptom is None else (row_of(symptom).week_1, row_of(symptom).week_4)


def _told(one: Shipped, workflow: Workflow, fruitless: Sequence[str]) -> Told:
    kind = intervention_catalogue().get(one.kind)
    title = one.kind if kind is None else kind.title
    return Told(title, workflow.step(one.step).title, _following(one, workflow, fruitless))


def _following(one: Shipped, workflow: Workflow, fruitless: Sequence[str]) -> Following:
    """What could come instead: the next of those that address the blocker, in the order of the choice for abandonment."""
    blocker = addressed_by(one) or BlockerKind.WORKFLOW_FRICTION
    choice = choose(
        blocker,
        Symptom.ABANDONMENT_AT_STEP,
        step_kind=workflow.step(one.step).kind,
        cohort_is_everyone=one.cohort.is_everyone,
        checks=(),
    )
    name = next((other for other in (choice.first, *choice.then) if other not in (one.kind, *fruitless)), None)
    title = "" if name is None else intervention_catalogue()[name].title
    return Following(name=name, title=title, owner=_OWNS[blocker], fruitless=len(fruitless))
