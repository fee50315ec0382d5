"""Questions that were asked where help was, and the tickets that they spared.

A question that no ticket follows need not have spared one: most people who look something up would never have called.
So two things are told. How many questions were followed by no ticket of their asker on the step within three days: what
the tools of self-help call deflection. And, where some people were held out by chance, how many tickets fewer there were
with it than without: what was really spared.

Source: the comparison is that of the design, over weeks of persons; the share is per asker, as each person counts once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import ModuleType

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.observe.cases_of_people import People
from desirepath.observe.grouping import Numbers
from desirepath.observe.local_time import DAY
from desirepath.prove.measured import Rows, Watch
from desirepath.prove.question import Question
from desirepath.statistics.effect_estimate import at_any_time
from desirepath.statistics.interval import Interval
from desirepath.statistics.moments import Moments
from desirepath.statistics.shares import mean_of_shares
from desirepath.vocabulary.effect import Deflection, DesignKind, Spared

DAYS_TO_A_TICKET = 3
_WAIT = DAYS_TO_A_TICKET * DAY


@dataclass(frozen=True, slots=True)
class StepRows:
    """Who told of something, when, and at which step of the workflow.

    Persons by number (NONE for who has no case), instants in UTC microseconds; a step is None where none is said.
    """

    person: Numbers
    at: Numbers
    step: npt.NDArray[np.object_]

    @classmethod
    def of(cls, rows: pa.Table, when: str, people: People, workflow: str, only: str | None) -> StepRows:
        """The rows (`user_id`, `workflow`, `step`, and when) of a workflow; `only` is that of a row which says none."""
        mine = pc.equal(pc.fill_null(rows["workflow"], only or ""), workflow)
        named = rows.filter(pc.and_(mine, pc.is_valid(rows["user_id"])))
        return cls(
            people.numbers_of(named["user_id"]),
            named[when].to_numpy().astype(np.int64),
            np.array(named["step"].to_pylist(), object),
        )

    def chosen(self, which: npt.NDArray[np.bool_]) -> StepRows:
        """Some of them."""
        return StepRows(self.person[which], self.at[which], self.step[which])


@dataclass(frozen=True, slots=True)
class _AtStep:
    """The questions at a step, the tickets on it, and these beside the weeks in which their persons were active."""

    asked: StepRows
    tickets: StepRows
    weeks: Rows


@dataclass(frozen=True, slots=True)
class SelfHelp:
    """The questions and the tickets of a workflow, with what was made of them for the last step asked for."""

    asked: StepRows
    tickets: StepRows
    kept: dict[str, _AtStep] = field(default_factory=dict)

    def at_step(self, step: str, watch: Watch) -> _AtStep:
        """The questions at a step; the tickets on it, and those that say no step: one of them may be on it."""
        found = self.kept.get(step)
        if found is None:
            of_no_step = np.array([step is None for step in self.tickets.step], bool)
            tickets = self.tickets.chosen((self.tickets.step == step) | of_no_step)
            weeks = watch.tickets(tickets.person, tickets.at)
            found = _AtStep(self.asked.chosen(self.asked.step == step), tickets, weeks)
            # Several interventions are proved at once: what another keeps now is no matter of this one.
            self.kept.clear()
            self.kept[step] = found
        return found


def deflection(question: Question, design: ModuleType, watch: Watch, self_help: SelfHelp) -> Deflection | None:
    """What became of the questions of those who were shown it; None where fewer people than the floor asked one.

    A question counts once three days are over, however it went.
    """
    here = self_help.at_step(question.shipped.step, watch)
    asked, tickets = here.asked, here.tickets
    mine = asked.chosen(_counts(question, asked))
    askers = np.unique(mine.person)
    if len(askers) < question.floor:
        return None
    share = _share(mine, _followed(mine, tickets))
    spared = None
    if question.shipped.design == DesignKind.HOLDOUT:
        spared = _spared(question, design, here.weeks, len(mine.at))
    return Deflection(
        questions=len(mine.at),
        askers=len(askers),
        without_ticket=share.value,
        low=share.low,
        high=share.high,
        spared=spared,
    )


def _counts(question: Question, asked: StepRows) -> np.ndarray:
    """The questions of persons who had been shown it by then, three days ago or more."""
    known = asked.person >= 0
    shown = known & question.assigned.shown[np.maximum(asked.person, 0)]
    since = question.assigned.first_at[np.maximum(asked.person, 0)] <= asked.at
    return np.asarray(shown & since & (asked.at < question.ends) & (asked.at + _WAIT <= question.as_of))


def _followed(asked: StepRows, tickets: StepRows) -> np.ndarray:
    """Which questions a ticket of the same person followed, at the same instant or within three days."""
    person, at = np.concatenate([asked.person, tickets.person]), np.concatenate([asked.at, tickets.at])
    is_ticket = np.arange(len(at)) >= len(asked.at)
    order = np.lexsort((is_ticket, at, person))
    # From the end on, the nearest ticket behind each place.
    places = np.where(is_ticket[order], np.arange(len(order)), len(order))
    nearest = np.minimum.accumulate(places[::-1])[::-1]
    after = np.append(order, -1)[nearest]
    found = (nearest < len(order)) & (person[after] == person[order]) & (at[after] - at[order] <= _WAIT)
    followed = np.zeros(len(at), bool)
    followed[order] = found
    return followed[: len(asked.at)]


def _share(asked: StepRows, followed: np.ndarray) -> Interval:
    _, person = np.unique(asked.person, return_inverse=True)
    shares = np.bincount(person, ~followed) / np.bincount(person)
    return mean_of_shares(Moments(len(shares), float(shares.sum()), float((shares**2).sum())))


def _spared(question: Question, design: ModuleType, weeks_of_persons: Rows, questions: int) -> Spared | None:
    laid = design.laid_out(question, weeks_of_persons)
    read = design.read(question, laid)
    if read is None:
        return None
    per_week = at_any_time(read.estimate, read.progress)
    weeks = float(laid.after.denominator[question.assigned.shown].sum())
    return Spared(
        with_it=read.estimate.with_it,
        without=read.estimate.without,
        value=-per_week.value,
        low=-per_week.high,
        high=-per_week.low,
        weeks=round(weeks),
        by_question=-per_week.value * weeks / questions,
    )
