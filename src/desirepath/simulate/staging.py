"""A plan is carried out as far as a stage: people are hired, a distractor bends it, frictions find their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from desirepath.simulate import distractors
from desirepath.simulate.calendar import midnight
from desirepath.simulate.choosing import chosen_cohort, chosen_step, expected_cases
from desirepath.simulate.fix_staging import with_fix
from desirepath.simulate.hiring import draw_people
from desirepath.simulate.other_changes import usual_changes
from desirepath.simulate.people import Attribute, Numbers
from desirepath.simulate.plan import SHARE_HIT, Friction, SimulationPlan
from desirepath.simulate.sense import Blocker, spots_for
from desirepath.simulate.stage import LateRows, Planted, Purpose, Stage, dice_for
from desirepath.simulate.striking import usually_unpractised
from desirepath.simulate.worlds import world_named

TABLES = ("events", "people", "tickets", "searches", "answers", "signs", "reports", "changes")
_MAY_LACK = {"tickets": 0.1, "searches": 0.12, "answers": 0.12}
"""Of these, at most one is missing: something has to tell why."""
_MAY_LACK_TOO = {"signs": 0.25, "reports": 0.25, "changes": 0.25}
_UNEVEN: dict[Blocker, float] = {
    "workflow_friction": 6.0,
    "policy_ambiguity": 6.0,
    "access_gap": 3.0,
    "capability_gap": 4.0,
    "support_dependency": 1.2,
}
"""How evenly a friction falls on people: the shape of a gamma law. The same few depend on support again and again."""
_MISLEADS = {"unrelated_outage": {"tickets"}, "change_load": {"tickets"}, "new_step_works": {"searches"}}
_LOUD = (0.7, 1.3)
_OF_NEWCOMERS = 1.7
_WITHOUT_THE_RIGHT = 0.7


def stage_of(plan: SimulationPlan) -> Stage:
    """The stage of a plan. Raises BadInput where a step or cohort is not there, or too few people work in it."""
    stage = Stage(
        plan=plan,
        world=world_named(plan.world),
        people=draw_people(plan, dice_for(plan, Purpose.PEOPLE)),
        sources=_sources(plan),
        late=LateRows(share=plan.late),
        changes=usual_changes(plan, dice_for(plan, Purpose.OTHER_CHANGES)),
    )
    if plan.distractor is not None:
        stage = distractors.named(plan.distractor)(stage, dice_for(plan, Purpose.DISTRACTOR))
    for number, friction in enumerate(plan.frictions):
        avoided = {planted.step for planted in stage.frictions} | _left_for_others(stage, plan.frictions[number + 1 :])
        stage = _with_friction(stage, friction, avoided, dice_for(plan, Purpose.FRICTION, number))
    for number, fix in enumerate(plan.fixes):
        stage = with_fix(stage, fix, dice_for(plan, Purpose.FIX, number))
    return stage


def _left_for_others(stage: Stage, others: Sequence[Friction]) -> set[str]:
    """The steps that frictions still to be planted need: those that are named, or are the only ones for them."""
    named = {friction.step for friction in others if friction.step is not None}
    spots = [spots_for(stage.world, friction.symptom, friction.who) for friction in others if friction.step is None]
    return named | {found[0] for found in spots if len(found) == 1}


def _sources(plan: SimulationPlan) -> tuple[str, ...]:
    if not plan.gaps:
        return TABLES
    dice = dice_for(plan, Purpose.FRICTION, 1_000)
    drawn = dice.random()
    lacking = {name for name, share in _MAY_LACK_TOO.items() if dice.random() < share}
    for name, share in _MAY_LACK.items():
        if 0 <= drawn < share and name not in _needed_sources(plan):
            lacking.add(name)
        drawn -= share
    return tuple(name for name in TABLES if name not in lacking)


def _needed_sources(plan: SimulationPlan) -> set[str]:
    """The sources without which what is drawn could not be seen, or would not mislead."""
    spikes = {"tickets" for one in plan.frictions if one.symptom == "ticket_spike"}
    return spikes | _MISLEADS.get(plan.distractor or "", set())


def _with_friction(stage: Stage, friction: Friction, avoided: set[str], dice: np.random.Generator) -> Stage:
    cohort = chosen_cohort(stage, friction, dice)
    step = chosen_step(stage.world, friction, cohort, avoided, dice)
    member = stage.people.members(cohort)
    planted = Planted(
        symptom=friction.symptom,
        blocker=friction.blocker,
        strength=friction.strength,
        step=step,
        cohort=cohort,
        member=member,
        onset=friction.onset,
        onset_at=midnight(stage.plan, friction.onset),
        share=float(dice.uniform(*SHARE_HIT[friction.strength])),
        prone=_prone(stage, friction, member, dice),
        unpractised=usually_unpractised(expected_cases(stage)[member]),
        loud={source: float(dice.uniform(*_LOUD)) for source in TABLES[2:]},
    )
    if friction.blocker == "access_gap":
        stage = _without_the_right(stage, planted, dice)
    return replace(stage, frictions=(*stage.frictions, planted))


def _prone(stage: Stage, friction: Friction, member: np.ndarray, dice: np.random.Generator) -> Numbers:
    """Each person's factor: one on average over the cohort's cases."""
    shape = _UNEVEN[friction.blocker]
    prone = dice.gamma(shape, 1 / shape, len(stage.people))
    if friction.blocker == "capability_gap":
        prone *= np.where(stage.people.attributes["tenure"].codes == 0, _OF_NEWCOMERS, 1.0)
    weight = stage.people.busy[1] * member
    scaled: Numbers = prone * weight.sum() / (prone * weight).sum()
    return scaled


def _without_the_right(stage: Stage, planted: Planted, dice: np.random.Generator) -> Stage:
    """Most of the cohort have the least permission level in the people file; that is where the gap comes from."""
    levels = stage.people.attributes["permission_level"]
    if any(attribute == "permission_level" for attribute, _ in planted.cohort.pairs):
        return stage
    demoted = planted.member & (dice.random(len(stage.people)) < _WITHOUT_THE_RIGHT)
    codes = np.where(demoted, len(levels.values) - 1, levels.codes).astype(np.int32)
    changed = Attribute(values=levels.values, codes=codes)
    return replace(stage, people=stage.people.with_attribute("permission_level", changed))
