"""It comes to one group after the other.

How it is read
    Week by week, each group that has it is compared with those that still wait for it, from before its start to then;
    all such differences together give the effect, by the cases of the groups.

What it assumes
    That the groups would have gone on together without it, and that nobody changed because the start was near. What
    hits one whole group at the time of its start is taken for the effect.

When it refuses
    Where the groups went apart already before; where all started together or no group waits; without a week before.

Source
    Callaway and Sant'Anna 2021.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from desirepath.observe.cases_of_people import NEVER, Flags
from desirepath.observe.grouping import NONE, Numbers
from desirepath.observe.local_time import DAY
from desirepath.prove.measured import Rows
from desirepath.prove.question import Question, Read
from desirepath.prove.wave_groups import WaveGroups, wave_groups
from desirepath.statistics import wave_cases as waves
from desirepath.statistics.event_time import pre_trend
from desirepath.statistics.group_time import group_time_effects, overall
from desirepath.statistics.tallies import Floats
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.effect import DesignCheck, DesignKind

DESIGN = Design(
    name=DesignKind.WAVES,
    title="Staggered waves",
    question="What did it change in groups that had it, beside those that still waited?",
    assumes=(
        "The groups would have gone on together without it.",
        "Nobody changed because the start was near.",
        "Nothing else hit a group when its wave started.",
    ),
    checks=("groups_have_it", "still_waiting", "together_before"),
    refuses=(
        "All groups started together.",
        "No group waits.",
        "There is no week before.",
        "The groups went apart before.",
    ),
    says="went with",
    strength=2,
    source="Callaway and Sant'Anna 2021",
)
WEEKS_BEFORE = 13
APART = 0.01
REACHED = 0.8
"""Of the cases in groups that have it, so many at least are of people who were shown it by then."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The groups, the cases by person and week (see `wave_cases`), whose rows these are, and every person's pace.

    `cases` is None where there is none that can be used. `reached` is the share of the cases since their group's start
    whose person had been shown it by then.
    """

    groups: WaveGroups | None
    cases: waves.WaveCases | None
    person: Numbers
    pace: Floats
    reached: float = 0.0


def laid_out(question: Question, rows: Rows) -> LaidOut:
    """The cases of the weeks from go-live on; a week in which a group's wave began is left out for that group."""
    groups, pace = wave_groups(question), question.pace(rows)
    if groups is None or groups.days < 1:
        return LaidOut(groups, None, np.zeros(0, np.int64), pace)
    zone, known = question.zone, groups.starts < NEVER
    day_of = np.where(known, zone.local_days(np.where(known, groups.starts, 0)), 0)
    first = int(day_of[known].min())
    start = np.where(known, -(-(day_of - first) // WEEK), waves.NEVER)
    begun = np.where(known & ((day_of - first) % WEEK > 0), (day_of - first) // WEEK, waves.NEVER)
    group, week = groups.group[rows.person], (zone.local_days(rows.at) - first) // WEEK
    earliest = max(-WEEKS_BEFORE, -((first - zone.local_day_of(question.go_live)) // WEEK))
    used = np.flatnonzero(_used(group, week, begun) & (week >= earliest) & (rows.at < question.ends))
    used = used[_of_active_weeks(rows.person[used], week[used], rows.denominator[used])]
    if not len(used):
        return LaidOut(groups, None, used, pace)
    mine = rows.chosen(used)
    cases = waves.wave_cases(mine.person, start[group[used]], week[used], mine.numerator, mine.denominator)
    since = week[used] >= start[group[used]]
    in_time = question.assigned.first_at[mine.person] <= mine.last_chance
    reached = float(np.mean(in_time[since])) if since.any() else 0.0
    return LaidOut(groups, cases, np.unique(mine.person), pace, reached)


def read(question: Question, laid: LaidOut, whose: Flags | None = None) -> Read | None:
    """The effect so far, of some of the persons or of all; None where there is nobody to compare with."""
    if laid.groups is None or laid.cases is None:
        return None
    everyone = np.ones(question.persons, bool) if whose is None else whose
    effects = group_time_effects(laid.cases.of(everyone[laid.person]))
    estimate = overall(effects)
    if estimate is None or estimate.standard_error <= 0:
        return None
    has_start = (laid.groups.start_of < NEVER) & everyone
    return Read(estimate, question.progress(effects.treated_cases, laid.pace[has_start]))


def checks(question: Question, laid: LaidOut) -> Iterator[DesignCheck]:  # noqa: ARG001 - as every design's
    """What the design assumes, as far as the data can tell."""
    if laid.groups is None:
        yield DesignCheck(name="groups_have_it", title=_HAVE_IT, holds=False, says="Nobody was shown it yet.")
        return
    yield _groups_have_it(laid.groups, laid.reached)
    yield _still_waiting(laid.groups)
    apart = None if laid.cases is None else pre_trend(group_time_effects(laid.cases))
    if apart is None:
        says = "There are too few weeks before the starts to see whether the groups went together."
        yield DesignCheck(name="together_before", title=_TOGETHER, holds=None, says=says)
    else:
        held = apart.p >= APART
        says = f"Before their starts the groups went {'together' if held else 'apart already'} (p = {apart.p:.2g})."
        yield DesignCheck(name="together_before", title=_TOGETHER, holds=held, says=says)


def refusal(question: Question, found: tuple[DesignCheck, ...]) -> str | None:
    """Why it cannot answer; None where it can."""
    groups = wave_groups(question)
    if groups is None or groups.days < 2:
        return "All groups started together, so that none waited while others had it."
    return next((one.says for one in found if one.holds is False and one.name != "groups_have_it"), None)


def readings(question: Question, rows: Rows, laid: LaidOut) -> Iterator[tuple[int, Read]]:  # noqa: ARG001 - likewise
    """What could be read at the end of each week since the first start, by its last local day (days since 1970)."""
    first, last = (int(question.zone.local_day_of(at)) for at in (question.starts, question.as_of - 1))
    for day in [*range(first + WEEK - 1, last, WEEK), last]:
        end = question.as_of - max(0, last - day) * DAY
        earlier = question.as_known_at(end)
        found = read(earlier, laid_out(earlier, rows.chosen(rows.at <= end - rows.settled_after)))
        if found is not None:
            yield day, found


def _of_active_weeks(person: Numbers, week: Numbers, denominator: Floats) -> Flags:
    """Which rows are of weeks in which their person has a case: a ticket of another week is per nothing."""
    cell = person * np.int64(1 << 20) + week
    has_case = denominator > 0
    return np.asarray(has_case | np.isin(cell, cell[has_case]))


def _used(group: Numbers, week: Numbers, begun: Numbers) -> Flags:
    return np.asarray((group != NONE) & (week != begun[np.maximum(group, 0)]))


def _groups_have_it(groups: WaveGroups, reached: float) -> DesignCheck:
    held = reached >= REACHED
    rest = "" if held else ", so that the effect told is too small"
    says = f"Of the cases in groups by {groups.cut} that have it, {reached:.0%} are of people who were shown it by then{rest}."
    return DesignCheck(name="groups_have_it", title=_HAVE_IT, holds=held, says=says)


def _still_waiting(groups: WaveGroups) -> DesignCheck:
    started = int(np.sum(groups.starts < NEVER))
    waiting = len(set(groups.group[groups.group != NONE].tolist())) - started
    days = groups.days
    held = days > 1
    says = f"{started} groups by {groups.cut} started on {days} different days; {max(waiting, 0)} still wait."
    return DesignCheck(name="still_waiting", title="Some waited while others had it", holds=held, says=says)


_HAVE_IT = "Where a group has it, its people do"
_TOGETHER = "The groups went together before"
