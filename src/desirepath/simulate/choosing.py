"""Where a friction is planted, and for whom, when the plan leaves it to the seed."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from desirepath.simulate.blueprint import Blueprint
from desirepath.simulate.people import Flags, Numbers, People
from desirepath.simulate.plan import Friction
from desirepath.simulate.sense import every_spot, spots_for
from desirepath.simulate.stage import Stage
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean

CHOSEN_FROM = ("role", "region", "tenure", "business_unit", "environment")
FEWEST_PEOPLE, FEWEST_WHERE_FAINT, FEWEST_CASES_WHERE_FAINT = 10, 25, 150
DAYS_OF_CASES = 45
_ENOUGH_PEOPLE = 30
_CASES_OF_ONE = (0.12, 0.5)
_CASES_OF_TWO = (0.08, 0.35)
_ALMOST_ONE = 0.7
"""A pair that holds more of either of its cohorts than this would go by that one name."""


def chosen_cohort(stage: Stage, friction: Friction, dice: np.random.Generator) -> Cohort:
    """The cohort of a friction: as given, or one that works enough. Raises BadInput."""
    if friction.cohort is not None:
        refuse_unknown(stage.people, friction.cohort)
        _refuse_small(stage, friction, friction.cohort)
        return friction.cohort
    if friction.who == "everyone":
        return Cohort()
    candidates = _of_one(stage.people) if friction.who == "one" else _of_two(stage.people)
    fitting = [cohort for cohort in candidates if _size_mistake(stage, friction, cohort) is None]
    if not fitting:
        what = f"no cohort of {friction.who} attributes has enough people and cases for a {friction.strength} friction"
        raise BadInput(Mistake(code="too_few", what=what, mend="Draw more events or people."))
    return fitting[int(dice.integers(len(fitting)))]


def chosen_step(
    world: Blueprint, friction: Friction, cohort: Cohort, taken: set[str], dice: np.random.Generator
) -> str:
    """The step of a friction: as given, or a changed one at which it can be seen. Raises BadInput."""
    if friction.step is not None:
        known = every_spot(world, friction.symptom)
        if friction.step not in known:
            what = f"{friction.symptom} cannot be planted at a step `{friction.step}` of {world.name}"
            raise BadInput(Mistake(code="unknown_choice", what=what, mend=did_you_mean(friction.step, known)))
        return friction.step
    who = "cohort" if cohort.pairs else "everyone"
    steps = [step for step in spots_for(world, friction.symptom, who) if step not in taken]
    if not steps:
        what = f"{world.name} has no step left at which {friction.symptom} could be seen"
        raise BadInput(Mistake(code="no_step_left", what=what, mend="Name a step, or choose another world."))
    return steps[int(dice.integers(len(steps)))]


def cases_share(people: People, member: Flags) -> float:
    """Which share of the cases since go-live these people begin."""
    busy = people.busy[1]
    return float(busy[member].sum() / busy.sum())


def _of_one(people: People) -> list[Cohort]:
    single = [Cohort(((name, value),)) for name in CHOSEN_FROM for value in people.attributes[name].values]
    return [cohort for cohort in single if _is_within(people, people.members(cohort), _CASES_OF_ONE)]


def _of_two(people: People) -> list[Cohort]:
    pairs = [
        Cohort(tuple(sorted(((first, one), (second, other)))))
        for first, second in combinations(CHOSEN_FROM, 2)
        for one in people.attributes[first].values
        for other in people.attributes[second].values
    ]
    return [
        cohort
        for cohort in pairs
        if _is_within(people, people.members(cohort), _CASES_OF_TWO) and not _is_almost_one(people, cohort)
    ]


def _is_within(people: People, member: Flags, limits: tuple[float, float]) -> bool:
    return int(member.sum()) >= _ENOUGH_PEOPLE and limits[0] <= cases_share(people, member) <= limits[1]


def _is_almost_one(people: People, cohort: Cohort) -> bool:
    both = people.members(cohort).sum()
    return any(both > _ALMOST_ONE * people.members(Cohort((pair,))).sum() for pair in cohort.pairs)


def refuse_unknown(people: People, cohort: Cohort) -> None:
    """Raise BadInput for an attribute or value that nobody has."""
    for attribute, value in cohort.pairs:
        if attribute not in people.attributes:
            mend = did_you_mean(attribute, people.attributes)
            raise BadInput(Mistake(code="unknown_choice", what=f"people have no attribute `{attribute}`", mend=mend))
        values = people.attributes[attribute].values
        if value not in values:
            what = f"nobody has the {attribute} `{value}`"
            raise BadInput(Mistake(code="unknown_choice", what=what, mend=did_you_mean(value, values)))


def _refuse_small(stage: Stage, friction: Friction, cohort: Cohort) -> None:
    mistake = _size_mistake(stage, friction, cohort)
    if mistake is not None:
        raise BadInput(mistake)


def _size_mistake(stage: Stage, friction: Friction, cohort: Cohort) -> Mistake | None:
    """Why a cohort is too small for a friction to be seen; what is faint needs more people and cases."""
    member = stage.people.members(cohort)
    people, cases = int(member.sum()), _cases_to_come(stage) * cases_share(stage.people, member)
    fewest = FEWEST_WHERE_FAINT if friction.strength == "faint" else FEWEST_PEOPLE
    if people < fewest:
        what = f"{cohort} are {people} people, but {fewest} are needed for a {friction.strength} friction"
    elif friction.strength == "faint" and cases < FEWEST_CASES_WHERE_FAINT:
        what = (
            f"{cohort} would begin about {cases:.0f} cases in {DAYS_OF_CASES} days, but {FEWEST_CASES_WHERE_FAINT}"
            " are needed for a faint friction"
        )
    else:
        return None
    return Mistake(code="too_few", what=what, mend="Draw more events or people, or choose a larger cohort.")


def expected_cases(stage: Stage) -> Numbers:
    """About how many cases each person begins since go-live."""
    busy = stage.people.busy[1]
    return _cases_to_come(stage) * stage.plan.days_after / DAYS_OF_CASES * busy / busy.sum()


def _cases_to_come(stage: Stage) -> float:
    """About how many cases begin in 45 days, taking seven events for a case."""
    plan = stage.plan
    return plan.events / 7 * DAYS_OF_CASES / (plan.baseline_days + plan.days_after)
