"""Which cases a planted friction hits: by chance, by person, and by how practised the person is."""

from __future__ import annotations

import numpy as np

from desirepath.simulate.calendar import Moments
from desirepath.simulate.people import Codes, Numbers, Positions
from desirepath.simulate.stage import Planted

_MOST_LIKELY = 0.95
_FIRST_CASE = 2.5
"""How much likelier a person's first case is hit by a gap in capability than one long practised."""
_CASES_TO_LEARN = 5.0


def rows_hit(planted: Planted, at: Moments, person: Codes, had: Moments, dice: np.random.Generator) -> Positions:
    """The cases, by position, that are hit if they come to the step.

    `at` and `person` hold one entry a case; `had` the cases since go-live that each person of the rollout began
    in earlier pieces.
    """
    concerned = np.flatnonzero(planted.member[person] & (at >= planted.onset_at))
    chance = planted.share * planted.prone[person[concerned]]
    if planted.blocker == "capability_gap":
        chance *= unpractised(cases_had(person, had)[concerned]) / planted.unpractised
    return concerned[dice.random(len(concerned)) < np.minimum(chance, _MOST_LIKELY)]


def unpractised(cases: Moments | Numbers) -> Numbers:
    """A factor that fades with the cases that a person had before."""
    factor: Numbers = 1 + (_FIRST_CASE - 1) * np.exp(-np.asarray(cases) / _CASES_TO_LEARN)
    return factor


def usually_unpractised(cases: Numbers) -> float:
    """The mean of that factor over all cases of people who will have so many each."""
    many = np.maximum(cases, 1e-9)
    rest = np.exp(-1 / _CASES_TO_LEARN)
    fading = (1 - rest ** np.maximum(many, 1.0)) / (1 - rest) / np.maximum(many, 1.0)
    return float((many * (1 + (_FIRST_CASE - 1) * fading)).sum() / many.sum())


def cases_had(person: Codes, had: Moments) -> Moments:
    """How many cases since go-live each case's person began before it."""
    order = np.argsort(person, kind="stable")
    ordered = person[order]
    is_first = np.r_[True, ordered[1:] != ordered[:-1]] if len(person) else np.zeros(0, np.bool_)
    firsts = np.flatnonzero(is_first)
    place = np.empty(len(person), np.int64)
    place[order] = np.arange(len(person)) - np.repeat(firsts, np.diff(np.r_[firsts, len(person)]))
    return place + had[person]
