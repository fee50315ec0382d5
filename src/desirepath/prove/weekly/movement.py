"""How far the headline figures went since the last review; told only where it can be told apart from chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desirepath.prove.weekly.figures import SINCE, Row, figure_of_row, shift_between
from desirepath.prove.weekly.week import Week
from desirepath.vocabulary.effect import Decided
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.metric import GROWS_WITH_TIME
from desirepath.vocabulary.review import Ground, Moved, Proposed, ReviewItem, Sight, Topic
from desirepath.vocabulary.study import Study

REVIEWED = (
    "process_adherence_rate",
    "workflow_completion_rate",
    "abandonment_rate",
    "tickets_per_active_user",
    "exception_and_rework_rate",
    "self_service_resolution_rate",
    "time_to_proficiency",
)
"""The metrics that a report opens with, in its order."""
_TOPIC = Topic.MOVEMENT


def movement(week: Week) -> ReviewItem:
    """Every headline figure beside what it was, and what follows where one clearly moved."""
    rows = tuple(_moved(week))
    if week.before is None:
        because = "there is no study of a week before to compare with"
        return ReviewItem(id=_TOPIC, topic=_TOPIC, sight=Sight.NOT_ENOUGH_DATA, moved=rows, because=because)
    clear = [one.shift for one in rows if one.shift is not None and (one.shift.is_better or one.shift.is_worse)]
    if not clear:
        return ReviewItem(id=_TOPIC, topic=_TOPIC, sight=Sight.NOTHING, moved=rows)
    worse = any(one.is_worse for one in clear)
    proposed = (
        Proposed(decided=Decided.ESCALATE, ground=Ground.GOT_WORSE, to="process")
        if worse
        else Proposed(decided=Decided.CONTINUE, ground=Ground.GOT_BETTER)
    )
    return ReviewItem(id=_TOPIC, topic=_TOPIC, sight=Sight.STANDS_OUT, moved=rows, proposed=proposed)


def _moved(week: Week) -> Iterator[Moved]:
    for picture in week.study.workflows:
        for name in REVIEWED:
            period = _newest_week(week.study, picture.workflow) if name in GROWS_WITH_TIME else SINCE
            place = Row(metric=name, workflow=picture.workflow, period=period)
            now = figure_of_row(week.study, place, f"{_TOPIC}.{picture.workflow}.{name}")
            if now is not None:
                yield _beside_before(week, now, place)


def _beside_before(week: Week, now: Figure, place: Row) -> Moved:
    was = None
    if week.before is not None:
        period = _newest_week(week.before, place.workflow) if place.metric in GROWS_WITH_TIME else SINCE
        is_same_week = period == place.period != SINCE
        was = None if is_same_week else figure_of_row(week.before, replace(place, period=period), f"{now.id}.before")
    better = week.metrics[place.metric].better if place.metric in week.metrics else None
    return Moved(
        metric=place.metric,
        workflow=place.workflow,
        now=now,
        before=was,
        shift=shift_between(now, was, better),
    )


def _newest_week(study: Study, workflow: str) -> str:
    """The newest week since go-live that is over and of which anything that grows with time is told; "" for none."""
    weeks = [
        int(one.period.removeprefix("week_"))
        for one in study.metrics
        if one.metric in GROWS_WITH_TIME and one.workflow == workflow and one.period.startswith("week_")
        if not one.partial and one.cohort.is_everyone and isinstance(one.result, Estimate)
    ]
    return f"week_{max(weeks)}" if weeks else ""
