"""Before anything is shipped: where it would be, for whom, and how long it would take to tell whether it helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desirepath.friction import friction
from desirepath.observe.case_base import CaseBase, read_case_base, step_numbers
from desirepath.observe.cases_of_people import CasesOfPeople, cases_of_people
from desirepath.observe.frame import frame_of
from desirepath.observe.local_time import microseconds, moment
from desirepath.observe.patience import patience_of, waits_by_step
from desirepath.observe.tables import Tables
from desirepath.ports import Means
from desirepath.prove.measured import Known, Watch
from desirepath.prove.plan import planned
from desirepath.statistics.power import POWER
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.effect_plan import PlannedProof, ProofPlan
from desirepath.vocabulary.rollout import Rollout, Workflow


def effect_plan(rollout: Rollout, tables: Tables, means: Means, *, effect: float) -> ProofPlan:
    """The plan for every friction point, or for everyone at every changed step where there is none.

    `effect` is the change of the share of cases given up at the step that is to be told apart, 0 to 1.
    """
    frame = frame_of(rollout, tables)
    known = tables.before(frame.as_of)
    steps = {step_numbers(workflow)[step.id] for workflow in rollout.workflows for step in workflow.steps}
    base = read_case_base(known, replace(frame, timed=tuple(sorted(steps))), means)
    found = friction(base, known, means, in_full=False).points
    spots = [(point.workflow, point.step, point.cohort) for point in found] or list(_changed(rollout.workflows))
    return ProofPlan(
        rollout=rollout.id,
        title=rollout.title,
        as_of=moment(frame.as_of if rollout.as_of else tables.last_at),
        effect=effect,
        power=POWER,
        spots=tuple(_planned(base, spots, means, effect)),
    )


def _changed(workflows: Sequence[Workflow]) -> Iterator[tuple[str, str, Cohort]]:
    for workflow in workflows:
        changed = [step for step in workflow.steps if step.changed] or list(workflow.steps)
        yield from ((workflow.id, step.id, EVERYONE) for step in changed)


def _planned(
    base: CaseBase, spots: Sequence[tuple[str, str, Cohort]], means: Means, effect: float
) -> Iterator[PlannedProof]:
    rollout, cases = base.rollout, dict[str, CasesOfPeople | None]()
    patience = patience_of(means.engine.fetch(waits_by_step(base.judged, rollout)), rollout)
    for workflow_id, step, cohort in spots:
        workflow = rollout.workflow(workflow_id)
        if workflow_id not in cases:
            cases[workflow_id] = cases_of_people(base, workflow, patience[workflow_id], means.engine)
        of_people = cases[workflow_id]
        spot = None
        if of_people is not None:
            watch = Watch(Known(of_people, base.frame.as_of, base.frame.zone), step_numbers(workflow)[step])
            members, go_live = of_people.people.members(cohort), microseconds(rollout.go_live)
            spot = planned(watch, members, go_live=go_live, floor=rollout.smallest_group, effect=effect)
        yield PlannedProof(
            workflow=workflow_id,
            step=step,
            step_title=workflow.step(step).title,
            cohort=cohort,
            people=None if spot is None else spot.pace.persons,
            cases_a_day=None if spot is None else spot.pace.cases_a_day * spot.pace.persons,
            level=None if spot is None else spot.pace.share,
            days={} if spot is None else spot.days,
            least={} if spot is None else spot.least,
        )
