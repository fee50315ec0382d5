"""Which ticket category grew: the one with the largest share among those that lie above what they are held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desirepath.prove.weekly.figures import (
    BASELINE,
    SINCE,
    Row,
    are_apart,
    figure_of_measurement,
    figure_of_row,
    shift_between,
)
from desirepath.prove.weekly.rules import answering, proposed_for_tickets
from desirepath.prove.weekly.week import Week
from desirepath.vocabulary.estimate import NotEnoughData
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.review import ReviewItem, Sight, Topic
from desirepath.vocabulary.signal import SignalFinding
from desirepath.vocabulary.study import Study

DRIVERS, CLUSTER = "repeat_ticket_drivers", "ticket_cluster"
NO_CATEGORY = "not categorised"
"""What tickets without a category stand under: no category that anything could be done about."""
_TOPIC = Topic.REPEAT_TICKETS


def repeat_tickets(week: Week) -> ReviewItem:
    """The category that stands out, else the largest one, said to stand out in nothing.

    A category stands out where its share since go-live lies above that before go-live with its whole interval. Where
    there was none before, it must lie so above the next one.
    """
    drivers = _drivers(week.study)
    if not drivers:
        return ReviewItem(id=_TOPIC, topic=_TOPIC, sight=Sight.NOT_ENOUGH_DATA, because=_too_few(week.study))
    standing = [one for one in drivers if _stands(week.study, one)]
    row = (standing or drivers)[0]
    item = _item(week, row, Sight.STANDS_OUT if standing else Sight.NOTHING)
    return _with_what_follows(week, item) if standing else item


def _item(week: Week, row: Measurement, sight: Sight) -> ReviewItem:
    now = figure_of_measurement(row, f"{_TOPIC}.share")
    was = figure_of_row(week.before, _place(row), f"{_TOPIC}.before")
    asked = _asked_before(row)
    return ReviewItem(
        id=_TOPIC,
        topic=_TOPIC,
        sight=sight,
        workflow=row.workflow,
        category=row.category,
        figure=now,
        beside=_held_against(week.study, row),
        more=() if asked is None else (asked,),
        before=was,
        shift=shift_between(now, was, "down"),
    )


def _with_what_follows(week: Week, item: ReviewItem) -> ReviewItem:
    live = [one for one in week.live if one.shipped.workflow == item.workflow]
    point, finding = _where_tickets_cluster(week, item.workflow)
    return replace(
        item,
        point=point,
        finding=finding,
        step=None if point is None else point.step,
        proof=answering(point, live, week.interventions),
        proposed=proposed_for_tickets(point, live, (week.study.as_of, week.interventions)),
    )


def _where_tickets_cluster(week: Week, workflow: str) -> tuple[FrictionPoint, SignalFinding] | tuple[None, None]:
    """The friction point at whose step most tickets beyond what was to be expected are opened."""
    points = [one for one in week.study.friction_points if one.workflow == workflow]
    found = [(one, point) for point in points for one in point.findings if one.signal == CLUSTER]
    if not found:
        return None, None
    finding, point = max(found, key=lambda pair: (pair[0].excess_cases, -pair[1].rank))
    return point, finding


def _stands(study: Study, row: Measurement) -> bool:
    now, other = figure_of_measurement(row, "now"), _held_against(study, row)
    return now is not None and other is not None and are_apart(now, other)


def _held_against(study: Study, row: Measurement) -> Figure | None:
    """Its share before go-live; without a baseline the share of the next category, None where it is the smallest."""
    before = figure_of_row(study, replace(_place(row), period=BASELINE), f"{_TOPIC}.baseline")
    if before is not None or _has_baseline(study, row.workflow):
        return before
    mine = [one for one in _drivers(study) if one.workflow == row.workflow]
    after = mine[mine.index(row) + 1 :] if row in mine else []
    return figure_of_measurement(after[0], f"{_TOPIC}.next") if after else None


def _place(row: Measurement) -> Row:
    return Row(metric=DRIVERS, workflow=row.workflow, category=row.category)


def _has_baseline(study: Study, workflow: str) -> bool:
    return any(_is_driver(one, BASELINE) and one.workflow == workflow for one in study.metrics)


def _drivers(study: Study) -> Sequence[Measurement]:
    """Categories since go-live that can be told, largest first."""
    told = ((figure_of_measurement(one, "now"), one) for one in study.metrics if _is_driver(one, SINCE))
    found = [(now.value or 0.0, one) for now, one in told if now is not None]
    return [one for _, one in sorted(found, key=lambda pair: (-pair[0], pair[1].workflow, pair[1].category or ""))]


def _is_driver(row: Measurement, period: str) -> bool:
    place = (row.metric, row.period, row.cohort.is_everyone)
    return place == (DRIVERS, period, True) and row.category not in (None, NO_CATEGORY)


def _asked_before(row: Measurement) -> Figure | None:
    """The share of its askers who had asked in this category before; None where that is not told."""
    share, told = row.more.get("asked_before"), figure_of_measurement(row, f"{_TOPIC}.asked_before")
    if told is None or not isinstance(share, (int, float)):
        return None
    origin = replace(told.origin, more="asked_before")
    return replace(
        told, unit="share of askers", origin=origin, value=float(share), low=None, high=None, n=None, method=""
    )


def _too_few(study: Study) -> str:
    return next(_reasons(study), "tickets")


def _reasons(study: Study) -> Iterator[str]:
    for one in study.metrics:
        if one.metric == DRIVERS and one.period == SINCE and isinstance(one.result, NotEnoughData):
            yield one.result.because
