"""What looks like friction and is none: one file each, with the constant DISTRACTOR and the function `bend`.

`bend` gives the stage as the distractor makes it. None of them plants anything: whatever is found is a false alarm.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from desirepath.simulate.distractors.distractor import Distractor
    from desirepath.simulate.stage import Stage

BESIDE = ("distractor",)
NAMES = (
    "always_bad_step",
    "busy_cycles",
    "change_load",
    "growth",
    "hyperactive_team",
    "late_rows",
    "lost_day",
    "mix_shift",
    "new_step_works",
    "nothing_wrong",
    "others_join",
    "renamed_activity",
    "slow_cohort",
    "tiny_cohorts",
    "unrelated_outage",
)


def named(name: str) -> Callable[[Stage, np.random.Generator], Stage]:
    """How the distractor of this name bends a stage. Raises KeyError where there is none."""
    if name not in NAMES:
        raise KeyError(name)
    bend: Callable[[Stage, np.random.Generator], Stage] = import_module(f"{__name__}.{name}").bend
    return bend


def described(name: str) -> Distractor:
    """The facts of the distractor of this name."""
    facts: Distractor = import_module(f"{__name__}.{name}").DISTRACTOR
    return facts
