"""A plan to prove an effect on the terminal: where, for whom, and how long it takes; without colour all the same."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from desirepath.report.friction_sentences import who_inside
from desirepath.report.sentence_parts import short_name
from desirepath.report.wording import counted
from desirepath.vocabulary.effect_plan import PlannedProof, ProofPlan

_TOO_LONG = "over two years"


def plan_summary(plan: ProofPlan) -> RenderableType:
    """How many days until an effect can be told, for each spot and share held out."""
    asks = f"How many days until a change of {100 * plan.effect:.1f} points is told, read every day"
    sure = f"In {10 * plan.power:.0f} of 10 rollouts in which there is such a change, it takes no longer."
    parts: list[RenderableType] = ["", Text(short_name(plan.title), style="bold"), Text(sure, style="dim"), ""]
    parts.append(Text(asks if plan.spots else "There is no step to plan for.", style="bold"))
    for number, spot in enumerate(plan.spots, start=1):
        parts += ["", _spot(number, spot)]
    return Group(*parts, "")


def _spot(number: int, spot: PlannedProof) -> RenderableType:
    shown = Table.grid(padding=(0, 1))
    shown.add_column(justify="right", style="bold", width=2)
    shown.add_column(ratio=1)
    where = f"“{short_name(spot.step_title)}”, for {short_name(who_inside(spot.cohort, 'users'))}"
    shown.add_row(str(number), Text(where, style="bold"))
    for line in _of(spot):
        shown.add_row("", Text(line))
    return shown


def _of(spot: PlannedProof) -> Iterator[str]:
    if spot.people is None or spot.cases_a_day is None or spot.level is None:
        yield "too few people come to this step to plan for"
        return
    yield (
        f"now {spot.people:,} people bring {spot.cases_a_day:,.1f} cases a day, "
        f"of which {100 * spot.level:.1f} % are given up there"
    )
    for held_out, days in spot.days.items():
        told = _TOO_LONG if days is None else counted(days, "day")
        least = spot.least.get(held_out)
        within = "" if least is None or least > 1 else f"; within 45 days, {100 * least:.1f} points and more"
        yield f"{held_out:3.0%} held out: {told}{within}"
