"""A planned fix finds its step, its people and their arms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.calendar import midnight
from desirepath.simulate.choosing import refuse_unknown
from desirepath.simulate.fixes import NOBODY, drawn_arms, wave_starts
from desirepath.simulate.people import Codes, Flags
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
    starts_at = midnight(stage.plan, planned.day) + _HOUR_OF_START
    member = stage.people.members(cohort)
    arm = drawn_arms(planned.design, member, planned.held_out, dice)
    waves_by = _waves_by(stage, planned, cohort) if planned.design == "waves" else ""
    from_at = np.full(len(member), np.int64(starts_at))
    if waves_by:
        turn, turns = _turns(stage, waves_by, member)
        from_at = wave_starts(turn, turns, starts_at, planned.days_apart, dice)
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
    cohort = cohort if planned.cohort is None else planned.cohort
    refuse_unknown(stage.people, cohort)
    return step, cohort


def _turns(stage: Stage, attribute: str, member: Flags) -> tuple[Codes, int]:
    """Each person's group by an attribute, among the groups of the members, and how many these are.

    Raises BadInput where there are not two: the last one never gets it.
    """
    group = stage.people.attributes[attribute].codes
    found = np.unique(group[member])
    if len(found) < 2:
        what = f"waves by `{attribute}` need two groups of people, and the cohort has {len(found)}"
        raise BadInput(Mistake(code="too_few", what=what, mend="Take another attribute, more people, or a holdout."))
    # Whoever is in none of these groups is no member: any turn will do.
    return np.minimum(np.searchsorted(found, group), len(found) - 1).astype(np.int32), len(found)


def _waves_by(stage: Stage, planned: PlannedFix, cohort: Cohort) -> str:
    """The attribute by whose values waves go: as given, else the first that the cohort does not settle."""
    settled = {attribute for attribute, _ in cohort.pairs}
    if planned.waves_by is None:
        return next(name for name in _WAVES_BY if name not in settled)
    known = [name for name in stage.people.attributes if name not in settled]
    if planned.waves_by not in known:
        what = f"waves cannot go by `{planned.waves_by}`: its people do not differ in it"
        raise BadInput(Mistake(code="unknown_choice", what=what, mend=did_you_mean(planned.waves_by, known)))
    return planned.waves_by
