"""Figures of the weekly review, taken from studies: each with the row that it stands in, none below the floor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot
from typing import Literal

from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.review import Shift
from desirepath.vocabulary.signal import SignalFinding
from desirepath.vocabulary.study import Study

SINCE, BASELINE = "since_go_live", "baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Where a figure stands in a study."""

    metric: str
    workflow: str
    period: str = SINCE
    cohort: Cohort = EVERYONE
    category: str | None = None


def row_of(study: Study, wanted: Row) -> Measurement | None:
    """The one row of the workflow as a whole, or None."""
    place = (wanted.metric, wanted.workflow, wanted.period, wanted.cohort, wanted.category)
    for one in study.metrics:
        if one.step is None and one.cut is None:
            found = (one.metric, one.workflow, one.period, one.cohort, one.category)
            if found == place:
                return one
    return None


def figure_of_row(study: Study | None, wanted: Row, name: str) -> Figure | None:
    """The figure of a row; None where the study has no such row, or not enough data for it."""
    row = None if study is None else row_of(study, wanted)
    return None if row is None else figure_of_measurement(row, name)


def figure_of_measurement(row: Measurement, name: str) -> Figure | None:
    """A measurement as a figure; None where there is not enough data."""
    match row.result:
        case NotEnoughData():
            return None
        case Estimate() as found:
            return Figure(
                id=name,
                title=row.metric,
                unit=found.unit,
                origin=Origin(
                    document="diagnosis",
                    workflow=row.workflow,
                    metric=row.metric,
                    step=row.step,
                    cohort=row.cohort,
                    period=row.period,
                    category=row.category,
                ),
                value=found.value,
                low=found.low,
                high=found.high,
                n=found.n,
                method=found.method,
            )


def figure_of_finding(finding: SignalFinding, name: str, study: Study) -> Figure:
    """What a signal saw. It rests on people, where there are people."""
    return Figure(
        id=name,
        title=finding.signal,
        unit=finding.unit,
        origin=_origin(finding, "signals"),
        value=finding.value,
        low=finding.low,
        high=finding.high,
        n=finding.people if study.unit == "users" else finding.cases,
        method="adjusted for all that was tested",
    )


def expected_of(finding: SignalFinding, name: str) -> Figure:
    """What was to be expected without the trouble. It has no interval of its own: that of what was seen takes it in."""
    origin = replace(_origin(finding, "signals"), more="expected")
    return Figure(id=name, title=finding.signal, unit=finding.unit, origin=origin, value=finding.expected)


def touched_by(finding: SignalFinding, name: str, study: Study) -> Figure:
    """Cases beyond what was to be expected, a count; none where they are too few to be told."""
    excess = round(finding.excess_cases)
    is_few = 0 < abs(excess) < study.smallest_group
    return Figure(
        id=name,
        title="cases beyond what was to be expected",
        unit="cases",
        origin=replace(_origin(finding, "signals"), more="(value - expected) * cases"),
        value=None if is_few else float(excess),
        because="fewer than the smallest group" if is_few else "",
    )


def finding_before(study: Study | None, like: SignalFinding) -> SignalFinding | None:
    """What the same signal saw at the same place in another study; None where it was not told apart there."""
    for one in () if study is None else _findings(study):
        if _place(one) == _place(like):
            return one
    return None


def shift_between(now: Figure | None, before: Figure | None, better: Literal["up", "down"] | None) -> Shift | None:
    """How far a figure went; None where one of the two is missing, or has no interval.

    Both are taken as independent. Who is in both makes the true interval narrower, so this errs towards "no clear
    change". Source: square-and-add (Newcombe 1998; Zou & Donner 2008).
    """
    later, earlier = _bounds(now), _bounds(before)
    if later is None or earlier is None:
        return None
    (low, value, high), (low_before, value_before, high_before) = later, earlier
    difference = value - value_before
    return Shift(
        value=difference,
        low=difference - hypot(value - low, high_before - value_before),
        high=difference + hypot(high - value, value_before - low_before),
        better=better,
    )


def are_apart(high_one: Figure, low_one: Figure) -> bool:
    """Whether the one lies above the other with its whole interval: stricter than that their difference is told apart."""
    above, below = _bounds(high_one), _bounds(low_one)
    return above is not None and below is not None and above[0] > below[2]


def _bounds(figure: Figure | None) -> tuple[float, float, float] | None:
    if figure is None or figure.value is None or figure.low is None or figure.high is None:
        return None
    return figure.low, figure.value, figure.high


def _findings(study: Study) -> Iterator[SignalFinding]:
    for point in study.friction_points:
        yield from point.findings
    yield from study.signals


def _place(finding: SignalFinding) -> tuple[object, ...]:
    return (finding.signal, finding.symptom, finding.workflow, finding.step, finding.cohort, finding.unit)


def _origin(finding: SignalFinding, more: str) -> Origin:
    return Origin(
        document="diagnosis",
        workflow=finding.workflow,
        metric=finding.signal,
        step=finding.step,
        cohort=finding.cohort,
        period=SINCE,
        more=more,
    )
