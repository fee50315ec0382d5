"""Units of a handful of people, wild by chance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor
from desirepath.simulate.people import Attribute
from desirepath.simulate.stage import Stage

DISTRACTOR = Distractor(
    name="tiny_cohorts",
    looks_like="Some units have three times the failures of others.",
    is_none_because="They are six to sixteen people each, a few of whom have always been prone to it.",
)
_LARGEST = 16


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """Business units are cut into sites of six to sixteen people; persons differ much more than usual."""
    number = len(stage.people)
    sizes = dice.integers(6, _LARGEST + 1, number // 6 + 1)
    sites = np.repeat(np.arange(len(sizes)), sizes)[:number]
    units = Attribute(
        values=tuple(f"Site {site + 1:02d}" for site in range(int(sites.max()) + 1)),
        codes=dice.permutation(sites).astype(np.int32),
    )
    own = {
        tendency: factor * np.exp(dice.normal(0.0, 0.6, number) - 0.18) for tendency, factor in stage.people.own.items()
    }
    people = replace(stage.people.with_attribute("business_unit", units), own=own)
    return replace(stage, people=people)
