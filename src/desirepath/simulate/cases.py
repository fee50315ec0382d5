"""Cases of one stretch of time: walks given their moments, and what each came to by the end of the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from desirepath.simulate.calendar import DAY, Moments, is_month_end
from desirepath.simulate.fixes import Fixers, Fixing
from desirepath.simulate.friction_walks import Hit, strike
from desirepath.simulate.layout import ASTRAY, ENDED, SLIPPED, WITHDRAWN
from desirepath.simulate.people import Codes, Flags, Numbers, Tendency
from desirepath.simulate.scene import Era, Scene
from desirepath.simulate.striking import rows_hit
from desirepath.simulate.timing import Drawn, Steps, arrived, timed
from desirepath.simulate.walks import Chances, Starters, usual_walks, with_endings
from desirepath.vocabulary.case import Verdict

VERDICTS = (Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.ABANDONED, Verdict.OPEN, Verdict.WITHDRAWN, Verdict.UNJUDGED)
_LEARNING, _LEARNING_DAYS = 0.35, 8.0
"""How much more slips at changed steps on the first day, and after how many days little of that is left."""
_ENDED = [VERDICTS.index(verdict) for verdict in (Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.UNJUDGED)]
_TENDENCIES: tuple[Tendency, ...] = ("slips", "quits", "skips")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginnings:
    """Cases as they begin, all before go-live or all since: the first one's number, and their moments.

    `had` holds, for each person of the rollout, the cases since go-live that began in earlier pieces.
    """

    era: Era
    first_number: int
    at: Moments
    had: Moments


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """One entry a case, and the `steps` of all. Times are UTC microseconds.

    `exists` is False where no row arrived by the end. `facts` are the bits of the layout. `verdict` is a
    position in VERDICTS; `given_up_at` the code of a step, 0 for a case that was not. `hits` are the cases that
    each planted friction struck, `fixings` what each planted fix did. `lag` is how late the rows of each case arrive;
    None where none does.
    """

    beginnings: Beginnings
    person: Codes
    steps: Steps
    exists: Flags
    facts: Moments
    last_at: Moments
    last_place: npt.NDArray[np.int64]
    verdict: npt.NDArray[np.int8]
    hits: tuple[Hit, ...]
    fixings: tuple[Fixing, ...]
    lag: Moments | None

    def __len__(self) -> int:
        return len(self.person)

    @property
    def era(self) -> Era:
        return self.beginnings.era

    @property
    def is_slipped(self) -> Flags:
        found: Flags = (self.facts & SLIPPED) > 0
        return found

    @property
    def is_abandoned(self) -> Flags:
        found: Flags = self.exists & (self.verdict == VERDICTS.index(Verdict.ABANDONED))
        return found

    @property
    def has_ended(self) -> Flags:
        found: Flags = np.isin(self.verdict, _ENDED)
        return found

    @property
    def given_up_at(self) -> npt.NDArray[np.int8]:
        """The code of the step at which each case was given up; 0 for all others."""
        return np.where(self.is_abandoned, self.era.layout.next_code[self.last_place], 0).astype(np.int8)

    def has_event_at(self, places: tuple[int, ...] | list[int]) -> Flags:
        """Which cases have an event at one of these places."""
        found = np.zeros(len(self), np.bool_)
        found[self.steps.case[np.isin(self.steps.place, np.asarray(places, np.int64))]] = True
        return found


def draw_cases(scene: Scene, beginnings: Beginnings, dice: np.random.Generator) -> Cases:
    """A case for each beginning."""
    era, begins = beginnings.era, beginnings.at
    person = era.rota.draw(begins, dice)
    chances = Chances(dice, len(begins))
    walks = usual_walks(era.layout, _starters(scene, era, begins, person), chances)
    fixers = Fixers(scene.stage, person, begins, beginnings.first_number)
    hits = tuple(
        strike(walks, fixers.spare(Hit(planted=planted, rows=rows), number, walks), dice)
        for number, planted in enumerate(scene.stage.frictions if era.is_new else ())
        for rows in (rows_hit(planted, begins, person, beginnings.had, dice),)
    )
    fixings = fixers.harm(walks)
    with_endings(walks, chances)
    steps = timed(scene, Drawn(person=person, begins=begins, walks=walks, hits=hits), dice)
    steps, lag = arrived(scene, steps, len(begins), dice)
    return _judged(
        scene,
        Cases(
            beginnings=beginnings, person=person, steps=steps, hits=hits, fixings=fixings, lag=lag, **_nothing(begins)
        ),
    )


def _nothing(begins: Moments) -> dict[str, npt.NDArray]:
    """What is not known of cases before they are judged."""
    number = len(begins)
    return {
        "exists": np.zeros(number, np.bool_),
        "facts": np.zeros(number, np.int64),
        "last_at": np.zeros(number, np.int64),
        "last_place": np.zeros(number, np.int64),
        "verdict": np.full(number, VERDICTS.index(Verdict.OPEN), np.int8),
    }


def _starters(scene: Scene, era: Era, begins: Moments, person: Codes) -> Starters:
    people, stage = scene.stage.people, scene.stage
    days_in = (begins - stage.span.go_live) / DAY
    return Starters(
        person=person,
        own={name: people.own[name][person] for name in _TENDENCIES},
        busy_day=_busy_day(scene, begins) if stage.month_end_slips != 1.0 else 1.0,
        learning=1.0 + _LEARNING * np.exp(-days_in / _LEARNING_DAYS) if era.is_new else 1.0,
        habits={name: stage.habits_of(name) for name in _TENDENCIES},
    )


def _busy_day(scene: Scene, begins: Moments) -> Numbers:
    zone = ZoneInfo(scene.stage.plan.timezone)
    days, at = np.unique(begins // DAY, return_inverse=True)
    local = [datetime.fromtimestamp(day * 86_400 + 43_200, UTC).astimezone(zone).date() for day in days.tolist()]
    factor = np.array([scene.stage.month_end_slips if is_month_end(day) else 1.0 for day in local])
    busy: Numbers = factor[at.reshape(-1)]
    return busy


def _judged(scene: Scene, cases: Cases) -> Cases:
    """Fill in what each case came to."""
    steps, layout = cases.steps, cases.era.layout
    firsts = steps.begins
    own = steps.case[firsts]
    if not len(own):
        return cases
    says = layout.says_something[steps.place]
    cases.exists[own] = True
    cases.facts[own] = np.bitwise_or.reduceat(layout.bits[steps.place], firsts)
    cases.last_at[own] = np.maximum.reduceat(np.where(says, steps.at, 0), firsts)
    cases.last_place[own] = np.maximum.reduceat(np.where(says, steps.place, 0), firsts)
    cases.verdict[:] = _verdicts(scene, cases)
    return cases


def _verdicts(scene: Scene, cases: Cases) -> npt.NDArray[np.int8]:
    layout, facts = cases.era.layout, cases.facts
    ended = ((facts & ENDED) > 0) | layout.is_outside[cases.last_place]
    off = ((facts & ASTRAY) > 0) | ((facts & layout.needed) != layout.needed)
    unjudged = ended & (not cases.era.is_new and not scene.stage.world.has_old_path)
    idle = scene.stage.span.end - cases.last_at > scene.patience
    names = [Verdict.WITHDRAWN, Verdict.UNJUDGED, Verdict.OFF_PATH, Verdict.ON_PATH, Verdict.ABANDONED]
    chosen = np.select(
        [(facts & WITHDRAWN) > 0, unjudged, ended & off, ended, idle],
        [VERDICTS.index(name) for name in names],
        default=VERDICTS.index(Verdict.OPEN),
    )
    return chosen.astype(np.int8)
