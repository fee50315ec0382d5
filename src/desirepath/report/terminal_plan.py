"""A plan to prove an effect, as lines on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.vocabulary.effect_plan import PlannedProof, ProofPlan

_TOO_LONG = "over two years"


def plan_summary(plan: ProofPlan) -> str:
    """How many days until an effect can be told, for each spot and share held out."""
    return "\n".join(_lines(plan))


def _lines(plan: ProofPlan) -> Iterator[str]:
    yield f"{plan.title}: days until a change of {100 * plan.effect:.1f} points is told, read every day"
    yield f"(in {10 * plan.power:.0f} of 10 rollouts in which it is there)"
    for spot in plan.spots:
        yield ""
        yield f"{spot.step_title}, {spot.cohort}"
        yield from (f"  {line}" for line in _of(spot))
    if not plan.spots:
        yield "There is no step to plan for."


def _of(spot: PlannedProof) -> Iterator[str]:
    if spot.people is None or spot.cases_a_day is None or spot.level is None:
        yield "too few people come to this step to plan for"
        return
    yield (
        f"now {spot.people:,} people bring {spot.cases_a_day:,.1f} cases a day, "
        f"of which {100 * spot.level:.1f} % are given up there"
    )
    for held_out, days in spot.days.items():
        told = _TOO_LONG if days is None else f"{days:,} days"
        least = spot.least.get(held_out)
        within = "" if least is None or least > 1 else f"; within 45 days, {100 * least:.1f} points and more"
        yield f"{held_out:4.0%} held out: {told}{within}"
