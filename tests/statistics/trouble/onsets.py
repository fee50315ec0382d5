"""Forty-five days of persons who repeat, with a trouble from some day on, or none."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from desirepath.statistics.onset import Onset, PersonDays, onset
from tests.statistics.people import Dice, cases_per_person, chances
from tests.statistics.trouble.figures import Figure

DAYS = 45


@dataclass(frozen=True)
class Story:
    persons: int
    level: float
    raised: float
    begins: int
    alike: float
    cases: str
    baseline: float = math.inf


def rows(dice: Dice, story: Story) -> PersonDays:
    cases = cases_per_person(dice, story.persons, story.cases)
    person = np.repeat(np.arange(story.persons), cases)
    day = dice.integers(0, DAYS, len(person))
    own = chances(dice, story.persons, story.level, story.alike)[person]
    lift = (story.raised - story.level) / (1 - story.level)
    troubled = dice.random(len(person)) < np.where(day >= story.begins, own + lift * (1 - own), own)
    return PersonDays(person, day, troubled.astype(np.float64), np.ones(len(person)))


def told(dice: Dice, story: Story) -> Onset:
    expected = story.level
    if math.isfinite(story.baseline):
        expected = dice.binomial(int(story.baseline), story.level) / story.baseline
    found = onset(rows(dice, story), expected, alike=story.alike, baseline_persons=story.baseline)
    assert found is not None
    return found


def _ever(dice: Dice, story: Story) -> float:
    return float(told(dice, story).visible_on is not None)


def _soon(dice: Dice, story: Story, within: int) -> float:
    found = told(dice, story).visible_on
    return float(found is not None and story.begins <= found <= story.begins + within)


def _near(dice: Dice, story: Story) -> float:
    return float(abs(told(dice, story).began_on - story.begins) <= 2)


def figures() -> Iterator[Figure]:
    for persons, level, alike, cases, baseline in (
        (50, 0.1, 3.0, "zipf", math.inf), (400, 0.1, 1.0, "zipf", math.inf), (400, 0.03, 3.0, "zipf", math.inf),
        (400, 0.3, 3.0, "many", math.inf), (400, 0.1, math.inf, "one", math.inf), (100, 0.1, 0.3, "many", math.inf),
        (400, 0.1, 3.0, "zipf", 200.0), (400, 0.1, 3.0, "many", 100.0),
    ):  # fmt: skip
        quiet = partial(_ever, story=Story(persons, level, level, 0, alike, cases, baseline))
        setting = f"{persons} persons alike by {alike}, {cases}, at {level}, baseline of {baseline}"
        yield Figure("onset", setting, "a first day in 45 where nothing is", quiet, 0, 0.05, 20, 500)
    for raised, begins, within in ((0.3, 0, 2), (0.3, 15, 4), (0.2, 0, 7), (0.5, 10, 2)):
        story = Story(400, 0.1, raised, begins, 3.0, "zipf")
        setting = f"400 persons, from 0.1 to {raised} on day {begins}"
        soon, near = partial(_soon, story=story, within=within), partial(_near, story=story)
        yield Figure("onset", setting, f"visible within {within} days", soon, 0.9, 1, 20, 200)
        yield Figure("onset", setting, "likeliest day at most two off", near, 0.4, 1, 0, 200)
