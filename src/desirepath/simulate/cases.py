"""Cases of one stretch of time: walks given their moments, and what each came to by the end of the data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desirepath.simulate.activities import Activity, Channel, EventOutcome
from desirepath.simulate.calendar import HOUR, Moments, Span
from desirepath.simulate.paper_walks import paper_walks
from desirepath.simulate.people import Codes, Flags, Numbers, People
from desirepath.simulate.plan import CASE_ENDS_AFTER, Friction
from desirepath.simulate.portal_walks import portal_walks
from desirepath.simulate.walks import Matrix, Starters, Walks
from desirepath.vocabulary.case import Verdict

VERDICTS = (
    Verdict.ON_PATH,
    Verdict.OFF_PATH,
    Verdict.ABANDONED,
    Verdict.OPEN,
    Verdict.WITHDRAWN,
)
_DAY = 24 * HOUR
_LONGEST_WAIT = 5 * _DAY
_SHORTEST_WAIT = 1_000_000
_LEARNING_DAYS = 12.0
_BY_OTHERS = (
    Activity.MANAGER,
    Activity.DIRECTOR,
    Activity.RETURNED,
    Activity.BUDGET,
    Activity.SECURITY,
    Activity.SIGNATURE,
    Activity.SENT_BACK,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """One entry (or row) a case. Empty places of `activity` are places the case did not reach by the end.

    `at` holds UTC microseconds since 1970. `verdict` is a position in VERDICTS.
    """

    number: Moments
    person: Codes
    is_new: Flags
    walks: Walks
    at: Moments
    last_at: Moments
    verdict: npt.NDArray[np.int8]

    @property
    def activity(self) -> Matrix:
        return self.walks.activity

    def has(self, *activities: Activity) -> Flags:
        """Which cases have an event of these activities."""
        return np.asarray(np.isin(self.activity, activities).any(axis=1), np.bool_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all cases of a rollout share."""

    people: People
    friction: Friction
    span: Span


def draw_cases(setting: Setting, begins: Moments, first_number: int, dice: np.random.Generator) -> Cases:
    """A case for each beginning. All of them lie before go-live, or none."""
    is_new = bool(begins[0] >= setting.span.go_live)
    starters = _starters(setting, begins, is_new, dice)
    if is_new:
        walks = portal_walks(setting.people, starters, setting.friction.step, dice)
    else:
        walks = paper_walks(setting.people, starters, dice)
    at = _moments(walks.activity, begins, setting.people.haste[starters.person], dice)
    walks.activity[at >= setting.span.end] = Activity.NONE
    says_something = (walks.activity != Activity.NONE) & (walks.activity != Activity.REMINDER)
    last_at = np.where(says_something, at, 0).max(axis=1)
    return Cases(
        number=np.arange(first_number, first_number + len(begins)),
        person=starters.person,
        is_new=np.full(len(begins), is_new),
        walks=walks,
        at=at,
        last_at=last_at,
        verdict=_verdicts(walks, at, last_at, setting.span.end),
    )


def _starters(setting: Setting, begins: Moments, is_new: bool, dice: np.random.Generator) -> Starters:
    people, friction = setting.people, setting.friction
    person = people.draw(dice, len(begins))
    days_in = (begins - setting.span.go_live) / _DAY
    learning: Numbers = 0.5 + 1.5 * np.exp(-days_in / _LEARNING_DAYS) if is_new else np.ones(len(begins))
    member = people.in_cohort(person, friction.role, friction.region)
    odds = np.exp(people.caution)
    own = odds / odds.mean()
    felt = friction.strength if is_new and friction.is_planted else 0.0
    return Starters(
        person=person,
        trouble=np.clip(own[person] * learning, 0.0, 4.0),
        gives_up=np.where(member, np.clip(felt * own[person], 0.0, 1.0), 0.0),
    )


def _moments(activity: Matrix, begins: Moments, haste: Numbers, dice: np.random.Generator) -> Moments:
    """When each place is reached; each event comes at least a second after the one before it."""
    hours = dice.lognormal(0.0, 1.0, activity.shape)
    hours *= np.where(np.isin(activity, _BY_OTHERS), 4.0, 0.6) * haste[:, None]
    waits = np.clip(hours * HOUR, _SHORTEST_WAIT, _LONGEST_WAIT).astype(np.int64)
    waits[activity == Activity.REMINDER] = np.minimum(waits[activity == Activity.REMINDER], _DAY)
    waits[activity == Activity.NONE] = 0
    waits[:, 0] = 0
    moments: Moments = begins[:, None] + np.cumsum(waits, axis=1)
    return moments


def _verdicts(walks: Walks, at: Moments, last_at: Moments, end: int) -> npt.NDArray[np.int8]:
    """What each case came to. Bought with the card, or with nothing after an e-mail, it ended outside the path."""
    activity = walks.activity
    there = activity != Activity.NONE
    by_email = (walks.channel != Channel.APP) & there
    by_card = activity == Activity.CARD
    astray = (activity == Activity.NOTE) | (walks.outcome == EventOutcome.DUPLICATE) & there | by_email | by_card
    ended_outside = (by_card | by_email & (at == last_at[:, None])).any(axis=1)
    ended = (activity == Activity.ORDER).any(axis=1) | ended_outside
    off = astray.any(axis=1) | walks.skipped
    idle = end - last_at > CASE_ENDS_AFTER.total_seconds() * 1e6
    withdrawn = (activity == Activity.WITHDRAWN).any(axis=1)
    names = [Verdict.WITHDRAWN, Verdict.OFF_PATH, Verdict.ON_PATH, Verdict.ABANDONED]
    codes = [VERDICTS.index(name) for name in names]
    chosen = np.select(
        [withdrawn, ended & off, ended, idle],
        codes,
        default=VERDICTS.index(Verdict.OPEN),
    )
    return chosen.astype(np.int8)
