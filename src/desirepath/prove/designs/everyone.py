"""Everyone in a cohort gets it at once.

How it is read
    Day by day, the cohort's cases at the step beside those of the others in the workflow, who are not shown it. The
    change of level of that difference since the start is the effect, a straight trend taken out, days hanging together.

What it assumes
    That cohort and others would have kept to their trends, and that nothing else began for one of them on that day.

When it refuses
    Where nobody is outside the cohort; with fewer than 28 days before or 5 since; where the difference made such a
    jump already before.

Source
    Lopez Bernal, Cummins and Gasparrini 2018; Turner and others 2021.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from desirepath.observe.cases_of_people import Flags
from desirepath.observe.grouping import Numbers
from desirepath.observe.local_time import DAY
from desirepath.prove.measured import Rows
from desirepath.prove.question import Question, Read
from desirepath.statistics.effect_estimate import EffectEstimate
from desirepath.statistics.interrupted_series import (
    FEWEST_BEFORE,
    FEWEST_SINCE,
    TwoSeries,
    by_day,
    level_change,
    level_changes,
    placebo,
    unlikely,
)
from desirepath.statistics.tallies import Floats
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.effect import DesignCheck, DesignKind

DESIGN = Design(
    name=DesignKind.EVERYONE,
    title="Before and after, with a control",
    question="Did the level move on the day, more than the others' did?",
    assumes=(
        "The cohort and the others would have kept to their trends.",
        "Nothing else began for one of them on that day.",
    ),
    checks=("has_control", "enough_days", "no_jump_before", "nobody_else_has_it"),
    refuses=(
        "Nobody is outside the cohort.",
        "There are too few days before or since.",
        "The difference jumped already before.",
    ),
    says="is followed by",
    strength=1,
    source="Lopez Bernal, Cummins and Gasparrini 2018; Turner and others 2021",
)
DAYS_BEFORE = 90
JUMPED = 0.01
"""So unlikely a change in the middle of the time before is taken for one."""
OTHERS = 0.05
"""So many of the others may have been shown it before it is said."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The days since go-live, 90 before the start at most; the rows behind them, to be counted again for some persons."""

    series: TwoSeries
    start: int
    rows: Rows
    day: Numbers
    pace: Floats

    def series_of(self, treated: Flags, control: Flags) -> TwoSeries:
        """The days of some of the persons against some of the others."""
        mine, others = treated[self.rows.person], control[self.rows.person]
        kept = np.flatnonzero(mine | others)
        return by_day(self.day[kept], self.rows.numerator[kept], self.rows.denominator[kept], mine[kept])


def laid_out(question: Question, rows: Rows) -> LaidOut:
    """All that the effect is read from, by day."""
    first = max(question.go_live, question.starts - DAYS_BEFORE * DAY)
    known = rows.chosen(np.flatnonzero((rows.at >= first) & (rows.at < question.ends)))
    day = question.zone.local_days(known.at)
    series = by_day(day, known.numerator, known.denominator, question.members[known.person])
    begun = int(question.zone.local_day_of(question.starts))
    start = begun if _is_midnight(question) else begun + 1
    return LaidOut(_without_start(series, question, start), start, known, day, question.pace(rows))


def read(question: Question, laid: LaidOut, whose: Flags | None = None) -> Read | None:
    """The effect so far, of some of the cohort or of all; None with too few days or without a control."""
    treated, series = question.members, laid.series
    if whose is not None:
        treated = treated & whose
        series = _without_start(laid.series_of(treated, ~question.members), question, laid.start)
    found = level_change(series, laid.start, _behind(question, laid, treated))
    return None if found is None else _read(question, laid, treated, found.estimate, series)


def checks(question: Question, laid: LaidOut) -> Iterator[DesignCheck]:
    """What the design assumes, as far as the data can tell."""
    yield _has_control(question, laid)
    yield _enough_days(laid)
    yield _no_jump_before(laid)
    yield _nobody_else_has_it(question)


def refusal(question: Question, found: tuple[DesignCheck, ...]) -> str | None:  # noqa: ARG001 - as every design's
    """Why it cannot answer; None where it can."""
    return next((one.says for one in found if one.holds is False and one.name != "nobody_else_has_it"), None)


def readings(question: Question, rows: Rows, laid: LaidOut) -> Iterator[tuple[int, Read]]:  # noqa: ARG001 - likewise
    """What could be read at the end of each local day (days since 1970).

    A day's cases count from the day on which the last of them is known.
    """
    if not len(laid.rows):
        return
    late = -(-laid.rows.settled_after // DAY)
    last = int(question.zone.local_day_of(question.as_of - 1))
    behind = _behind(question, laid, question.members)
    for found in level_changes(laid.series, laid.start, behind):
        if found.day + late <= last:
            until = laid.series.of(laid.series.day <= found.day)
            one = _read(question, laid, question.members, found.estimate, until)
            if one is not None:
                yield found.day + late, one


def _read(
    question: Question, laid: LaidOut, treated: Flags, estimate: EffectEstimate, series: TwoSeries
) -> Read | None:
    if estimate.standard_error <= 0:
        return None
    seen = float(series.denominator[series.day >= laid.start].sum())
    return Read(estimate, question.progress(seen, laid.pace[treated]))


def _behind(question: Question, laid: LaidOut, treated: Flags) -> int:
    """How many persons stand behind the series, on both sides."""
    has_case = np.zeros(question.persons, bool)
    has_case[laid.rows.person] = True
    return int(np.count_nonzero(has_case & (treated | ~question.members)))


def _without_start(series: TwoSeries, question: Question, start: int) -> TwoSeries:
    """Without the day on which it began, where that was not at midnight: it belongs to neither side."""
    return series if _is_midnight(question) else series.of(series.day != start - 1)


def _is_midnight(question: Question) -> bool:
    return bool(question.zone.local_day_of(question.starts) != question.zone.local_day_of(question.starts - 1))


def _has_control(question: Question, laid: LaidOut) -> DesignCheck:
    others = len(np.unique(laid.rows.person[~question.members[laid.rows.person]]))
    if others < question.floor:
        says = (
            "Everyone in the workflow is meant to have it, so there is nobody to compare with. Hold some out by chance, or "
            "ship to one cohort first."
        )
        return DesignCheck(name="has_control", title=_CONTROL, holds=False, says=says)
    says = f"{others:,} people outside its cohort did the same work in the same days."
    return DesignCheck(name="has_control", title=_CONTROL, holds=True, says=says)


def _enough_days(laid: LaidOut) -> DesignCheck:
    known = laid.series.known.day
    before, since = int(np.sum(known < laid.start)), int(np.sum(known >= laid.start))
    held = before >= FEWEST_BEFORE and since >= FEWEST_SINCE
    needs = "" if held else f"; it takes {FEWEST_BEFORE} and {FEWEST_SINCE}"
    says = f"There are {before} days with cases of both before, {since} since{needs}."
    return DesignCheck(name="enough_days", title="There are days enough", holds=held, says=says)


def _no_jump_before(laid: LaidOut) -> DesignCheck:
    found = placebo(laid.series, laid.start, 0)
    if found is None:
        says = "There are too few days before to look whether the difference jumped without it."
        return DesignCheck(name="no_jump_before", title=_JUMP, holds=None, says=says)
    held = unlikely(found) >= JUMPED
    of = f"{100 * found.value:+.1f} points" if abs(found.value) <= 1 else f"{found.value:+.2f}"
    rest = "as it may without a change" if held else "though nothing was shipped then"
    says = f"In the middle of the days before, the difference moved by {of}, {rest}."
    return DesignCheck(name="no_jump_before", title=_JUMP, holds=held, says=says)


def _nobody_else_has_it(question: Question) -> DesignCheck:
    others = ~question.members
    shown = int(np.sum(question.assigned.shown & others))
    share = shown / max(1, int(others.sum()))
    if share > OTHERS:
        says = f"{share:.0%} of those outside its cohort were shown it as well, so the effect told is too small."
        return DesignCheck(name="nobody_else_has_it", title=_OTHERS, holds=False, says=says)
    return DesignCheck(name="nobody_else_has_it", title=_OTHERS, holds=True, says="Hardly anybody else was shown it.")


_CONTROL = "Others did the same work without it"
_JUMP = "The difference did not jump before"
_OTHERS = "Nobody outside its cohort has it"
