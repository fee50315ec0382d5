"""The rollout file of a made-up rollout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from desirepath.simulate.blueprint import WorkStep, written
from desirepath.simulate.stage import Stage

_OUTCOMES_BY_COLUMN = "# What the column `outcome` says of an event needs no entry here."


def rollout_text(stage: Stage) -> str:
    """The rollout file, with every table in a file `TABLE.FORMAT` beside it."""
    return "\n".join([*_head(stage), *_sources(stage), *_workflow(stage)]) + "\n"


def _head(stage: Stage) -> Iterator[str]:
    plan = stage.plan
    as_of = plan.go_live + timedelta(days=plan.days_after)
    yield f"# A made-up rollout, drawn with seed {plan.seed}. What was planted in it, and what can be counted, is in truth.json."
    yield f"rollout: {plan.world.replace('_', '-')}"
    yield f"title: {stage.world.title}"
    yield f"go_live: {plan.go_live.isoformat()}"
    yield f"timezone: {plan.timezone}"
    yield f"as_of: {as_of.isoformat()}                 # the data ends here; rows strictly before it are used"
    told = [lost.told for lost in stage.lost if lost.told is not None]
    if told:
        days = ", ".join(f"{{from: {day}, to: {day}, reason: rows were lost}}" for day in told)
        yield f"exclude: [{days}]"
    yield "owners:"
    yield "  adoption: adoption@example.com"
    yield "  application: application@example.com"
    yield f"  process: {plan.world.replace('_', '-')}@example.com"
    yield f"cuts: [{', '.join(_cuts(stage))}]"
    yield "hourly_cost: {amount: 48, currency: EUR}"


def _cuts(stage: Stage) -> tuple[str, ...]:
    planted = (attribute for one in stage.frictions for attribute, _ in one.cohort.pairs)
    waves = (fix.waves_by for fix in stage.fixes if fix.waves_by)
    return tuple(dict.fromkeys((*stage.plan.cuts, *planted, *waves)))


def _sources(stage: Stage) -> Iterator[str]:
    yield "sources:"
    for table in stage.sources:
        yield f"  - {{table: {table}, file: {table}.{stage.plan.format}}}"


def _workflow(stage: Stage) -> Iterator[str]:
    world = stage.world
    yield "workflows:"
    yield f"  - workflow: {world.workflow}"
    yield f"    title: {world.workflow_title}"
    yield f"    case_ends_after: {world.idle_days}d            # idle this long without an end: abandoned"
    yield f"    minutes: {world.minutes}"
    yield f"    risk: {world.risk.value}"
    yield f"    path: {written(world.path)}"
    if world.has_old_path:
        yield "    # How it went before go-live; cases begun then are judged by this."
        yield f"    old_path: {written(world.before)}"
    yield "    steps:"
    for step in world.steps:
        yield f"      {step.id}: {{{', '.join(_step(stage, step))}}}"
    yield "    failures:"
    yield f"      {_OUTCOMES_BY_COLUMN}"
    for step, slip in world.slips():
        if slip.says:
            yield f'      "{slip.says}": {{step: {step.id}, as: {slip.outcome.value}}}'
    yield f'    outside: ["{world.outside}"]'
    yield f'    withdrawn: ["{world.withdrawn}"]'
    yield f'    ignore: ["{world.reminder}"]'


def _step(stage: Stage, step: WorkStep) -> Iterator[str]:
    yield f"title: {step.title}"
    yield f"kind: {step.kind.value}"
    if step.changed:
        yield "changed: true"
    says = [step.says, *([stage.renamed[step.id]] if step.id in stage.renamed else [])]
    quoted = ", ".join(f'"{one}"' for one in says)
    yield f"activities: [{quoted}]"
