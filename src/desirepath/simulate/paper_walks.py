"""Cases on the old path: `form signature budget order`."""

from __future__ import annotations

from enum import IntEnum, auto

import numpy as np

from desirepath.simulate.activities import Activity
from desirepath.simulate.people import People
from desirepath.simulate.walks import (
    Chances,
    Matrix,
    Others,
    Starters,
    Walks,
    actors,
    empty_beyond,
)


class Place(IntEnum):
    """The columns of a walk, in order."""

    FORM = 0
    REMINDER = auto()
    SENT_BACK = auto()
    FORM_AGAIN = auto()
    SIGNATURE = auto()
    BUDGET = auto()
    ORDER = auto()
    WITHDRAWN = auto()


_OTHERS = Others(places=len(Place), by_boss=(Place.SENT_BACK, Place.SIGNATURE), by_finance=(Place.BUDGET,))


def paper_walks(people: People, starters: Starters, dice: np.random.Generator) -> Walks:
    """A walk for each starter."""
    chances = Chances(dice, len(starters))
    activity: Matrix = np.zeros((len(starters), len(Place)), np.uint8)
    sent_back = chances.happens(0.06 * starters.trouble)
    skipped = chances.happens(0.04)
    activity[:, Place.FORM] = Activity.FORM
    activity[chances.happens(0.05), Place.REMINDER] = Activity.REMINDER
    activity[sent_back, Place.SENT_BACK] = Activity.SENT_BACK
    activity[sent_back, Place.FORM_AGAIN] = Activity.FORM
    activity[~skipped, Place.SIGNATURE] = Activity.SIGNATURE
    activity[:, Place.BUDGET] = Activity.BUDGET
    activity[:, Place.ORDER] = Activity.ORDER
    stops = [Place.SENT_BACK, Place.BUDGET, Place.ORDER, len(Place)]
    cut = chances.one_of(list(stops), [0.02, 0.015, 0.01, 0.955])
    withdrawn = (cut == len(Place)) & chances.happens(0.008)
    cut[withdrawn] = Place.SIGNATURE
    empty_beyond(activity, cut)
    activity[withdrawn, Place.WITHDRAWN] = Activity.WITHDRAWN
    return Walks(
        activity=activity,
        outcome=np.zeros_like(activity),
        channel=np.zeros_like(activity),
        actor=actors(people, starters.person, _OTHERS, chances),
        skipped=skipped,
    )
