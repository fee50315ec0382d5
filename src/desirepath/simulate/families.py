"""Families of made-up rollouts: every friction that makes sense, in every kind of cohort, and every distractor.

A family, a strength and a seed make a plan. The seed decides the world, the step, the cohort, the day and place
of go-live, and which sources there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import numpy as np

from desirepath.simulate import distractors
from desirepath.simulate.plan import WHO, Friction, SimulationPlan, Strength
from desirepath.simulate.sense import BLOCKERS, SYMPTOMS, USUAL_BLOCKER, makes_sense, spots_for
from desirepath.simulate.worlds import NAMES, world_named
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean

EVENTS, PEOPLE = 40_000, 420
ALL_CUTS = ("role", "region", "tenure", "business_unit", "environment", "manager", "permission_level")
_FAMILY, _LATE = 11, 0.02
_GO_LIVES = (
    date(2025, 3, 3),
    date(2025, 4, 1),
    date(2025, 6, 2),
    date(2025, 9, 1),
    date(2025, 9, 15),
    date(2025, 10, 1),
    date(2026, 1, 12),
    date(2026, 2, 2),
)
_TIMEZONES = ("Europe/Amsterdam", "Europe/Dublin", "America/Chicago", "Asia/Singapore", "UTC")
_ONSETS = (10, 21)
"""Between which days after go-live a later friction begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What its rollouts have in common: frictions without place or cohort, or a distractor."""

    name: str
    frictions: tuple[Friction, ...] = ()
    is_later: bool = False
    distractor: str | None = None


def _single() -> list[Family]:
    return [
        Family(name=f"{symptom}-{blocker}-{who}", frictions=(Friction(symptom=symptom, blocker=blocker, who=who),))
        for symptom, blocker, who in product(SYMPTOMS, BLOCKERS, WHO)
        if makes_sense(symptom, blocker, who)
    ]


_TOGETHER: tuple[tuple[Friction, Friction], ...] = (
    (
        Friction(symptom="abandonment_at_step", blocker="workflow_friction", who="one"),
        Friction(symptom="approval_path_bypassed", blocker="policy_ambiguity", who="one"),
    ),
    (
        Friction(symptom="abandonment_at_step", blocker="access_gap", who="two"),
        Friction(symptom="exceptions_rising", blocker="capability_gap", who="one"),
    ),
    (
        Friction(symptom="exceptions_rising", blocker="policy_ambiguity", who="everyone"),
        Friction(symptom="duplicate_handoffs", blocker="workflow_friction", who="one"),
    ),
    (
        Friction(symptom="ticket_spike", blocker="support_dependency", who="one"),
        Friction(symptom="abandonment_at_step", blocker="capability_gap", who="two"),
    ),
    (
        Friction(symptom="cohort_gap", blocker="access_gap", who="one"),
        Friction(symptom="approval_path_bypassed", blocker="workflow_friction", who="two"),
    ),
    (
        Friction(symptom="exceptions_rising", blocker="workflow_friction", who="one"),
        Friction(symptom="ticket_spike", blocker="policy_ambiguity", who="one"),
    ),
)


def _families() -> dict[str, Family]:
    later = [
        Family(
            name=f"later-{symptom}", frictions=(Friction(symptom=symptom, blocker=blocker, who="one"),), is_later=True
        )
        for symptom, blocker in USUAL_BLOCKER.items()
    ]
    together = [
        Family(name=f"two-{first.symptom}-{second.symptom}", frictions=(first, second)) for first, second in _TOGETHER
    ]
    silent = [Family(name=name, distractor=name) for name in distractors.NAMES]
    return {family.name: family for family in (*_single(), *later, *together, *silent)}


FAMILIES: Mapping[str, Family] = _families()


def family_named(name: str) -> Family:
    """The family of this name. Raises BadInput where there is none."""
    if name not in FAMILIES:
        mend = did_you_mean(name, FAMILIES)
        raise BadInput(Mistake(code="unknown_choice", what=f"there is no family `{name}`", mend=mend))
    return FAMILIES[name]


def family_plan(
    name: str, strength: Strength, seed: int, *, events: int = EVENTS, people: int = PEOPLE
) -> SimulationPlan:
    """The plan of a family's rollout with this seed; a distractor has no strength. Raises BadInput for unknown names."""
    family = family_named(name)
    dice = np.random.default_rng([seed, _FAMILY])
    worlds = [world for world in NAMES if _has_spots(world, family)]
    world = worlds[int(dice.integers(len(worlds)))]
    onset = int(dice.integers(*_ONSETS)) if family.is_later else 0
    go_live = _GO_LIVES[int(dice.integers(len(_GO_LIVES)))]
    if family.distractor is not None:
        fitting = distractors.described(family.distractor).go_lives or (go_live,)
        go_live = fitting[int(dice.integers(len(fitting)))]
    return SimulationPlan(
        seed=seed,
        world=world,
        events=events,
        people=people,
        go_live=go_live,
        timezone=_TIMEZONES[int(dice.integers(len(_TIMEZONES)))],
        frictions=tuple(replace(one, strength=strength, onset=onset) for one in family.frictions),
        distractor=family.distractor,
        family=name,
        late=_LATE,
        gaps=True,
        cuts=ALL_CUTS,
    )


def _has_spots(world: str, family: Family) -> bool:
    """Whether the world has a step for each friction of the family, no step twice."""
    spots = [set(spots_for(world_named(world), one.symptom, one.who)) for one in family.frictions]
    return all(spots) and len(set().union(*spots)) >= len(spots)
