"""A planned fix finds its step, its people and their arms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.calendar import midnight
from desirepath.simulate.fixes import NOBODY, drawn_arms, wave_starts
from desirepath.simulate.plan import PlannedFix
from desirepath.simulate.stage import Fix, Stage
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean

TABLES = ("interventions", "exposures")
_WAVES_BY = ("region", "business_unit", "environment", "role")
_HOUR_OF_START = 6 * 3_600_000_000


def with_fix(stage: Stage, planned: PlannedFix, dice: np.random.Generator) -> Stage:
    """The stage with the fix on it. Raises BadInput for a step or cohort that is not there."""
    step, cohort = _spot(stage, planned)
    member = stage.people.members(cohort)
    starts_at = midnight(stage.plan, planned.day) + _HOUR_OF_START
    arm, from_at = drawn_arms(planned.design, member, planned.held_out, dice), np.full(len(member), np.int64(starts_at))
    waves_by = ""
    if planned.design == "waves":
        waves_by = _waves_by(cohort)
        groups = stage.people.attributes[waves_by]
        from_at = wave_starts(groups.codes, len(groups.values), starts_at, planned.days_apart, dice)
        arm = np.where(from_at <= stage.span.end, arm, NOBODY).astype(np.int8)
    fix = Fix(
        id=f"fix-{len(stage.fixes) + 1}",
        kind=planned.kind,
        addresses=planned.addresses,
        step=step,
        cohort=cohort,
        design=planned.design,
        starts_at=starts_at,
        held_out=planned.held_out,
        arm=arm,
        from_at=from_at,
        helps=tuple(
            number
            for number, one in enumerate(stage.frictions)
            if one.step == step and one.blocker == planned.addresses
        ),
        waves_by=waves_by,
        relief=planned.relief,
        harm=planned.harm,
    )
    return replace(stage, fixes=(*stage.fixes, fix), sources=tuple(dict.fromkeys((*stage.sources, *TABLES))))


def _spot(stage: Stage, planned: PlannedFix) -> tuple[str, Cohort]:
    """The step and cohort as given, else those of the first friction, else the world's own."""
    first = stage.frictions[0] if stage.frictions else None
    step, cohort = (first.step, first.cohort) if first else stage.world.spot
    step = step if planned.step is None else planned.step
    known = [one.id for one in stage.world.steps]
    if step not in known:
        what = f"there is no step `{step}` to put an intervention at"
        raise BadInput(Mistake(code="unknown_choice", what=what, mend=did_you_mean(step, known)))
    return step, cohort if planned.cohort is None else planned.cohort


def _waves_by(cohort: Cohort) -> str:
    """The attribute by whose values waves go: the first that the cohort does not settle."""
    settled = {attribute for attribute, _ in cohort.pairs}
    return next(name for name in _WAVES_BY if name not in settled)
