"""The document `truth.json`: what was planted, and what can be counted exactly."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desirepath.simulate.cases import VERDICTS
from desirepath.simulate.fixes import Fixed
from desirepath.simulate.scene import scene_of
from desirepath.simulate.stage import Fix, Planted, Stage
from desirepath.simulate.tally import BEFORE, SINCE, Felt, Tally, watched


def truth_of(stage: Stage, tally: Tally) -> dict[str, Any]:
    """The truth about a rollout that was drawn to its end."""
    plan = stage.plan
    return {
        "schema": "desirepath/truth/1",
        "seed": plan.seed,
        "world": plan.world,
        "family": plan.family,
        "distractor": plan.distractor,
        "friction": [
            _friction(stage, planted, tally.felt.get(number, Felt())) for number, planted in enumerate(stage.frictions)
        ],
        **_interventions(stage, tally),
        "expected": _expected(stage, tally),
    }


def _interventions(stage: Stage, tally: Tally) -> dict[str, Any]:
    """The planted interventions, where there are any. `effect` is that on the share of cases given up at the step."""
    if not stage.fixes:
        return {}
    return {"interventions": [_fix(fix, tally.fixed.get(number, Fixed())) for number, fix in enumerate(stage.fixes)]}


def _fix(fix: Fix, fixed: Fixed) -> dict[str, Any]:
    return {
        "intervention_id": fix.id,
        "kind": fix.kind,
        "step": fix.step,
        "cohort": dict(fix.cohort.pairs),
        "design": fix.design,
        "fits": bool(fix.helps),
        "effect": round(fixed.effect, 6),
        "people": len(fixed.people),
        "cases": fixed.cases,
        "undone": fixed.undone,
        "caused": fixed.caused,
    }


def _friction(stage: Stage, planted: Planted, felt: Felt) -> dict[str, Any]:
    """One planted friction. `people` and `cases` are those that came to the step since the onset."""
    return {
        "workflow": stage.world.workflow,
        "step": planted.step,
        "symptom": planted.symptom,
        "cohort": dict(planted.cohort.pairs),
        "blocker": planted.blocker,
        "strength": planted.strength,
        "share": round(planted.share, 4),
        "onset": (stage.plan.go_live + timedelta(days=planted.onset)).isoformat(),
        "people": felt.people,
        "cases": felt.cases,
        "excess_cases": felt.excess_cases,
    }


def _expected(stage: Stage, tally: Tally) -> dict[str, Any]:
    world = stage.world
    step, _ = watched(scene_of(stage))
    return {
        "rows": dict(sorted(tally.rows.items())),
        "cases": {
            period: {
                verdict.value: tally.verdicts[period, verdict.value]
                for verdict in VERDICTS
                if tally.verdicts[period, verdict.value] or verdict is not VERDICTS[-1]
            }
            for period in (BEFORE, SINCE)
        },
        "abandoned_since_go_live": {one: tally.given_up[one] for one in world.codes if tally.given_up[one] and one},
        "at_friction_step": {
            "step": step,
            **{
                name: {what: tally.cohorts[name, what] for what in ("closed", "abandoned_at_step")}
                for name in ("cohort", "everyone_else")
            },
        },
        "unknown_events": tally.activities[world.note],
        "ignored_events": tally.activities[world.reminder],
        "events_by_email": tally.by_email,
    }
