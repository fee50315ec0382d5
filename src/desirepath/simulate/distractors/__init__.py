"""What looks like friction and is none: one file each, with the constant DISTRACTOR and the function `bend`.

`bend` gives the stage as the distractor makes it. None of them plants anything: whatever is found is a false alarm.
The files are listed without being loaded: they need stages, and plans, which need this list, come before stages.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from desirepath.simulate.distractors.distractor import Distractor
    from desirepath.simulate.stage import Stage

BESIDE = ("distractor",)
NAMES = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in BESIDE))


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
