"""How the watch measures moved: before the intervention, in its first week and in its fourth.

It is movement, not effect: all people of the cohort count, shown or held out, and what changes by itself is in it.

Three rules keep the periods comparable. "Before" is the four weeks before the start, as far as they lie after
go-live: what came earlier was another way of working. A period is told only once every case of it is old enough to
be known, however it went. And nothing is told of fewer persons than the floor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias

import numpy as np

from desirepath.observe.cases_of_people import NEVER, Flags
from desirepath.observe.grouping import Numbers
from desirepath.observe.local_time import DAY, SECOND
from desirepath.prove.measured import Rows, Watch, once
from desirepath.prove.measures import MEASURES, Seen
from desirepath.prove.question import PACE_DAYS, Question
from desirepath.statistics.tallies import Floats
from desirepath.vocabulary.effect import WatchedMeasure
from desirepath.vocabulary.signal import Symptom

WEEK = 7 * DAY
Period: TypeAlias = tuple[int, int]
_Told: TypeAlias = tuple[float, int] | None
"""A value with the number of persons that it is of."""
_A_SHARE, _A_WEEK = "share of cases", "per active user and week"
_BITS = 20
_LOW, _MIDDLE = (1 << _BITS) - 1, 1 << (_BITS - 1)
"""A person and a week in one number; weeks before the start are below the middle."""


@dataclass(frozen=True, slots=True)
class Watching:
    """What is watched: the question, all that may be looked at, and the rows by metric that were read for the effects."""

    question: Question
    seen: Seen
    found: Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class _Counted:
    """The rows of one period: who, and what of how much."""

    person: Numbers
    numerator: Floats
    denominator: Floats


@dataclass(frozen=True, slots=True)
class _Moving:
    """One watch measure: `rows` is what it is counted from, `value` what these come to in a period.

    `of_step` says that the rows are the same for every intervention at a step.
    """

    title: str
    unit: str
    better: Literal["up", "down"]
    rows: Callable[[Watching], Rows | None]
    value: Callable[[_Counted, Flags, Question], _Told]
    of_step: bool = True


def movement(watching: Watching, named: Sequence[str] = ()) -> tuple[WatchedMeasure, ...]:
    """The named watch measures that can be read, in this order; all that can be read where none of these can."""
    mine = tuple(_moved(watching, [name for name in named if name in _WATCHED]))
    return mine or tuple(_moved(watching, list(_WATCHED)))


def symptom_shown_by(metric: str) -> Symptom | None:
    """The symptom that a metric decides on; its watch measures are the intervention's. None where there is none."""
    return _SHOWN_BY.get(metric)


def _moved(watching: Watching, names: Sequence[str]) -> Iterator[WatchedMeasure]:
    for name in names:
        one = _WATCHED[name]
        rows = watching.seen.rows(f"movement of {name}", partial(one.rows, watching))
        if not one.of_step:
            del watching.seen.kept[f"movement of {name}"]
        if rows is None or not len(rows):
            continue
        told = [_in_period(one, rows, watching.question, period) for period in _periods(watching.question)]
        if any(found is not None for found in told):
            before, week_1, week_4 = (None if found is None else found[0] for found in told)
            yield WatchedMeasure(
                measure=name,
                title=one.title,
                unit=one.unit,
                better=one.better,
                before=before,
                week_1=week_1,
                week_4=week_4,
                n=min(found[1] for found in told if found is not None),
            )


def _periods(question: Question) -> tuple[Period, Period, Period]:
    starts = question.starts
    since = max(question.go_live, starts - PACE_DAYS * DAY)
    return (since, starts), (starts, starts + WEEK), (starts + 3 * WEEK, starts + 4 * WEEK)


def _in_period(one: _Moving, rows: Rows, question: Question, period: Period) -> _Told:
    since, until = period
    if since >= until or until + rows.settled_after > question.as_of:
        return None
    mine = np.flatnonzero((rows.at >= since) & (rows.at < until))
    person = rows.person[mine]
    counted = _Counted(person, rows.numerator[mine], rows.denominator[mine])
    return one.value(counted, question.members[person], question)


def _ratio(rows: _Counted, among: Flags, question: Question) -> _Told:
    """The ratio of sums over some of the rows."""
    persons = _persons(rows.person[among & (rows.denominator > 0)])
    if persons < question.floor:
        return None
    return float(rows.numerator[among].sum() / rows.denominator[among].sum()), persons


def _persons(numbers: Numbers) -> int:
    return int(np.count_nonzero(np.bincount(numbers)))


def _behind(rows: _Counted, among: Flags, question: Question) -> _Told:
    """The others less the cohort; None where there are no others."""
    own, others = _ratio(rows, among, question), _ratio(rows, ~among, question)
    return None if own is None or others is None else (others[0] - own[0], min(own[1], others[1]))


def _median(rows: _Counted, among: Flags, question: Question) -> _Told:
    persons = _persons(rows.person[among])
    return None if persons < question.floor else (float(np.median(rows.numerator[among])), persons)


def _at_the_step(watch: Watch, qualify: Flags | Floats, among: Flags | None = None) -> Rows:
    """The cases, all or some, that came to the step, by when it was their turn there."""
    which, came = watch.coming(among)
    return Rows(
        person=watch.cases.person[which],
        at=came,
        last_chance=came,
        settled_after=watch.cases.patience[watch.step].microseconds,
        numerator=np.asarray(qualify[which], np.float64),
        denominator=once(len(which)),
    )


def _passed(watching: Watching) -> Rows:
    watch = watching.seen.watch
    return _at_the_step(watch, watch.cases.marked("passed", watch.step))


def _refused(watching: Watching) -> Rows:
    watch = watching.seen.watch
    return _at_the_step(watch, watch.cases.marked("failed_at", watch.step))


def _minutes(watching: Watching) -> Rows:
    watch = watching.seen.watch
    turned, passed = watch.cases.turned[watch.step], watch.cases.passed_at[watch.step]
    is_timed = (turned < NEVER) & (passed < NEVER)
    return _at_the_step(watch, np.where(is_timed, passed - turned, 0) / (60 * SECOND), is_timed)


def _took_the_step(watching: Watching) -> Rows | None:
    """Of the cases that ended, those that passed the step; known as late as whole cases are."""
    whole, watch = watching.found.get("workflow_completion_rate"), watching.seen.watch
    if whole is None or not len(whole):
        return None
    cases = watch.cases
    passed = cases.marked("passed", watch.step)
    needed = passed | cases.marked("bypassed", watch.step)
    which = np.flatnonzero(needed & cases.ended & watch.known.is_settled)
    return Rows(
        person=cases.person[which],
        at=cases.began[which],
        last_chance=cases.began[which],
        settled_after=cases.settled_after,
        numerator=passed[which].astype(np.float64),
        denominator=once(len(which)),
    )


def _tickets(watching: Watching, *, again: bool) -> Rows | None:
    """Tickets about the workflow of who began a case in the same week, counted from the start of the intervention.

    Weeks are counted from the start, so that a week of the calendar that the start cuts in two is not two weeks.
    """
    asked, cases, starts = watching.seen.asked, watching.seen.watch.cases, watching.question.starts
    if asked is None:
        return None
    known = asked.is_here & (asked.person >= 0)
    person, opened = asked.person[known], asked.opened[known]
    if again:
        later = _is_later(person, opened)
        person, opened = person[later], opened[later]
    weeks, counts = _tickets_of_weeks(_weeks(cases.person, cases.began, starts), _weeks(person, opened, starts))
    at = starts + ((weeks & _LOW) - _MIDDLE) * WEEK
    return Rows(
        person=weeks >> _BITS,
        at=at,
        last_chance=at,
        settled_after=0,
        numerator=counts,
        denominator=once(len(weeks)),
    )


def _weeks(person: Numbers, at: Numbers, starts: int) -> Numbers:
    return (person.astype(np.int64) << _BITS) + (at - starts) // WEEK + _MIDDLE


def _tickets_of_weeks(active: Numbers, asked: Numbers) -> tuple[Numbers, Floats]:
    weeks = np.unique(active)
    place = np.minimum(np.searchsorted(weeks, asked), len(weeks) - 1)
    hit = weeks[place] == asked
    return weeks, np.bincount(place[hit], minlength=len(weeks)).astype(np.float64)


def _is_later(person: Numbers, opened: Numbers) -> Flags:
    """Which tickets are not their person's first."""
    order = np.lexsort((opened, person))
    later = np.zeros(len(person), bool)
    later[order[1:]] = person[order[1:]] == person[order[:-1]]
    return later


def _read(metric: str) -> Callable[[Watching], Rows | None]:
    return lambda watching: watching.found.get(metric)


def _of_metric(metric: str) -> _Moving:
    one = MEASURES[metric]
    return _Moving(one.title, one.unit, one.better, _read(metric), _ratio)


_WATCHED: Mapping[str, _Moving] = {
    "step_completion_rate": _Moving("Step completion rate", _A_SHARE, "up", _passed, _ratio),
    "abandonment_rate": _of_metric("abandonment_rate"),
    "approval_path_usage": _Moving("Approval path usage", _A_SHARE, "up", _took_the_step, _ratio),
    "process_adherence_rate": _of_metric("process_adherence_rate"),
    "workflow_completion_rate": _of_metric("workflow_completion_rate"),
    "validation_failure_rate": _Moving("Cases with a refused attempt", _A_SHARE, "down", _refused, _ratio),
    "exception_and_rework_rate": _of_metric("exception_and_rework_rate"),
    "repeat_ticket_volume": _Moving(
        "Tickets by who asked before",
        _A_WEEK,
        "down",
        lambda watching: _tickets(watching, again=True),
        _ratio,
        of_step=False,
    ),
    "tickets_per_active_user": _Moving(
        "Tickets about the workflow",
        _A_WEEK,
        "down",
        lambda watching: _tickets(watching, again=False),
        _ratio,
        of_step=False,
    ),
    "cohort_completion_gap": _Moving(
        "Cohort completion gap", _A_SHARE, "down", _read("workflow_completion_rate"), _behind
    ),
    "cohort_adherence_gap": _Moving("Cohort adherence gap", _A_SHARE, "down", _read("process_adherence_rate"), _behind),
    "minutes_at_step": _Moving("Median minutes until the step is passed", "minutes", "down", _minutes, _median),
}
"""By watch measure, in the order in which they are told. Reports of doubled entries and handoffs show in no case."""

_SHOWN_BY: Mapping[str, Symptom] = {
    "abandonment_rate": Symptom.ABANDONMENT_AT_STEP,
    "process_adherence_rate": Symptom.APPROVAL_PATH_BYPASSED,
    "tickets_per_active_user": Symptom.TICKET_SPIKE,
    "exception_and_rework_rate": Symptom.EXCEPTIONS_RISING,
}
