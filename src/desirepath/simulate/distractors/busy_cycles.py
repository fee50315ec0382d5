"""Weekdays, month ends and holidays, with go-live on one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from desirepath.simulate.calendar import Cycles
from desirepath.simulate.distractors.distractor import Distractor
from desirepath.simulate.stage import Stage

DISTRACTOR = Distractor(
    name="busy_cycles",
    looks_like="Failures and tickets swing from day to day, and go-live falls on a holiday or a month's end.",
    is_none_because="They always swing so: at the month's end more is begun and more goes wrong.",
    go_lives=(date(2025, 5, 1), date(2025, 12, 25), date(2025, 6, 30), date(2025, 10, 31), date(2026, 1, 1)),
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """At the month's end twice as much is begun, and half as much again goes wrong."""
    cycles = Cycles(month_end=float(dice.uniform(1.8, 2.6)), monday=float(dice.uniform(1.2, 1.6)), holiday=0.08)
    return replace(stage, volume=replace(stage.volume, cycles=cycles), month_end_slips=float(dice.uniform(1.4, 1.8)))
