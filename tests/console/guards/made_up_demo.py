"""A made-up rollout for the console that browsers look at; nothing of Django is needed to make it."""

from __future__ import annotations

from pathlib import Path

from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import DEMO_FRICTION, SimulationPlan


def made_up_files(folder: Path) -> Path:
    """The rollout file, with one friction planted in it."""
    return simulate(
        SimulationPlan(seed=7, events=24_000, people=400, frictions=(DEMO_FRICTION,)), folder, lambda _: None
    )
