"""Cases on the new path: `draft quote check? (manager | director) (budget & security) order`."""

from __future__ import annotations

from enum import IntEnum, auto

import numpy as np

from desirepath.simulate.activities import Activity, Channel, EventOutcome
from desirepath.simulate.people import Codes, Flags, People
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

    DRAFT = 0
    FIELD_REJECTED = auto()
    QUOTE_CORRECTED = auto()
    QUOTE = auto()
    REMINDER = auto()
    CHECK_FAILED = auto()
    QUOTE_AFTER_CHECK = auto()
    CHECK = auto()
    RETURNED = auto()
    QUOTE_AFTER_RETURN = auto()
    CHECK_AFTER_RETURN = auto()
    APPROVAL = auto()
    NOTE = auto()
    DENIED = auto()
    PAIR_FIRST = auto()
    PAIR_SECOND = auto()
    ORDER = auto()
    DUPLICATE = auto()
    CARD = auto()
    WITHDRAWN = auto()


GIVEN_UP_AT = {
    "quote": Place.QUOTE_CORRECTED,
    "manager": Place.APPROVAL,
    "budget": Place.PAIR_FIRST,
    "order": Place.ORDER,
}
"""From which column on a case is empty that was given up at a step; failed attempts at it stay."""
_OTHERS = Others(
    places=len(Place),
    by_boss=(Place.RETURNED, Place.APPROVAL),
    by_finance=(Place.DENIED, Place.PAIR_FIRST, Place.PAIR_SECOND),
)
_GIVEN_UP_BY_ANYONE = {"quote": 0.03, "manager": 0.012, "budget": 0.012, "order": 0.006}
_NEVER = len(Place)


def portal_walks(people: People, starters: Starters, friction_step: str, dice: np.random.Generator) -> Walks:
    """A walk for each starter."""
    chances = Chances(dice, len(starters))
    gives_up = chances.happens(starters.gives_up)
    activity: Matrix = np.zeros((len(starters), len(Place)), np.uint8)
    outcome = np.zeros_like(activity)
    _enter(activity, starters, gives_up, friction_step, chances)
    _approve(activity, starters, chances)
    skipped = _order(activity, chances)
    outcome[:, Place.QUOTE_CORRECTED] = EventOutcome.CORRECTED
    outcome[:, Place.DENIED] = EventOutcome.DENIED
    outcome[:, Place.DUPLICATE] = EventOutcome.DUPLICATE
    _leave(activity, gives_up, friction_step, chances)
    return Walks(
        activity=activity,
        outcome=outcome,
        channel=_by_email(activity, chances),
        actor=actors(people, starters.person, _OTHERS, chances),
        skipped=skipped,
    )


def _enter(
    activity: Matrix,
    starters: Starters,
    gives_up: Flags,
    friction_step: str,
    chances: Chances,
) -> None:
    stuck = gives_up & (friction_step == "quote")
    rejected = chances.happens(np.where(stuck, 0.6, 0.05 * starters.trouble))
    check_failed = chances.happens(0.12 * starters.trouble)
    checked = chances.happens(0.6) | check_failed
    activity[:, Place.DRAFT] = Activity.DRAFT
    activity[rejected, Place.FIELD_REJECTED] = Activity.FIELD_REJECTED
    activity[chances.happens(0.03 * starters.trouble), Place.QUOTE_CORRECTED] = Activity.QUOTE
    activity[:, Place.QUOTE] = Activity.QUOTE
    activity[chances.happens(0.06), Place.REMINDER] = Activity.REMINDER
    activity[check_failed, Place.CHECK_FAILED] = Activity.CHECK_FAILED
    activity[check_failed, Place.QUOTE_AFTER_CHECK] = Activity.QUOTE
    activity[checked, Place.CHECK] = Activity.CHECK


def _approve(activity: Matrix, starters: Starters, chances: Chances) -> None:
    returned = chances.happens(0.05 * starters.trouble)
    checked_again = returned & (activity[:, Place.CHECK] > 0)
    activity[returned, Place.RETURNED] = Activity.RETURNED
    activity[returned, Place.QUOTE_AFTER_RETURN] = Activity.QUOTE
    activity[checked_again, Place.CHECK_AFTER_RETURN] = Activity.CHECK
    activity[:, Place.APPROVAL] = chances.one_of([Activity.MANAGER, Activity.DIRECTOR], [0.85, 0.15])
    activity[chances.happens(0.004), Place.NOTE] = Activity.NOTE
    activity[chances.happens(0.02 * starters.trouble), Place.DENIED] = Activity.BUDGET


def _order(activity: Matrix, chances: Chances) -> Flags:
    budget_first = chances.happens(0.7)
    skipped = chances.happens(0.03)
    activity[:, Place.PAIR_FIRST] = np.where(budget_first, Activity.BUDGET, Activity.SECURITY)
    activity[:, Place.PAIR_SECOND] = np.where(budget_first, Activity.SECURITY, Activity.BUDGET)
    activity[skipped, Place.PAIR_FIRST] = Activity.BUDGET
    activity[skipped, Place.PAIR_SECOND] = Activity.NONE
    activity[:, Place.ORDER] = Activity.ORDER
    activity[chances.happens(0.004), Place.DUPLICATE] = Activity.ORDER
    return skipped


def _leave(activity: Matrix, gives_up: Flags, friction_step: str, chances: Chances) -> None:
    """Cases that stop: given up, bought with the card instead, or withdrawn."""
    cut = _cut_of_anyone(chances)
    cut[gives_up] = GIVEN_UP_AT[friction_step]
    goes_on = cut == _NEVER
    by_card = goes_on & chances.happens(0.012)
    withdrawn = goes_on & ~by_card & chances.happens(0.008)
    cut[by_card] = Place.APPROVAL
    cut[withdrawn] = chances.one_of(list(GIVEN_UP_AT.values()))[withdrawn]
    empty_beyond(activity, cut)
    activity[by_card, Place.CARD] = Activity.CARD
    activity[withdrawn, Place.WITHDRAWN] = Activity.WITHDRAWN


def _cut_of_anyone(chances: Chances) -> Codes:
    share = sum(_GIVEN_UP_BY_ANYONE.values())
    places = [*(GIVEN_UP_AT[step] for step in _GIVEN_UP_BY_ANYONE), _NEVER]
    return chances.one_of(list(places), [*_GIVEN_UP_BY_ANYONE.values(), 1 - share])


def _by_email(activity: Matrix, chances: Chances) -> Matrix:
    channel: Matrix = np.full(activity.shape, Channel.APP, np.uint8)
    mailed = chances.happens(0.015) & (activity[:, Place.APPROVAL] > 0)
    channel[mailed, Place.APPROVAL] = Channel.EMAIL
    return channel
