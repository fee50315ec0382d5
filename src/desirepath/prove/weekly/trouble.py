"""Where most cases are given up, where most goes wrong, and which group is hit hardest: from the friction points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desirepath.prove.weekly.figures import (
    Row,
    expected_of,
    figure_of_finding,
    figure_of_row,
    finding_before,
    shift_between,
    touched_by,
)
from desirepath.prove.weekly.rules import live_for, proposed_for_point
from desirepath.prove.weekly.week import Week
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.review import ReviewItem, Sight, Topic
from desirepath.vocabulary.signal import SignalFinding, Symptom

GIVEN_UP = (Symptom.ABANDONMENT_AT_STEP,)
GOES_WRONG = (Symptom.EXCEPTIONS_RISING, Symptom.DUPLICATE_HANDOFFS)
ADHERENCE = "process_adherence_rate"


def drop_off(week: Week) -> ReviewItem:
    """The friction point at which most cases beyond what was to be expected are given up."""
    return _of_symptoms(week, Topic.DROP_OFF, GIVEN_UP)


def exceptions(week: Week) -> ReviewItem:
    """The friction point at which most cases beyond what was to be expected fail, are returned or done twice."""
    return _of_symptoms(week, Topic.EXCEPTIONS, GOES_WRONG)


def cohort_at_risk(week: Week) -> ReviewItem:
    """The group whose friction points touch most cases beyond what was to be expected.

    A group is named only where a friction point is that group's: what goes wrong for everyone is no group's trouble.
    Beside it stands its adherence with everyone's, where both can be told.
    """
    points = [one for one in week.study.friction_points if not one.cohort.is_everyone and one.findings]
    if not points:
        return _nothing_found(week, Topic.COHORT_AT_RISK)
    cohort = max({one.cohort for one in points}, key=lambda one: (_touched(points, one), str(one)))
    mine = sorted((one for one in points if one.cohort == cohort), key=lambda one: -one.impact.cases)
    item = _about(week, Topic.COHORT_AT_RISK, mine[0], mine[0].findings[0])
    return replace(_with_adherence(week, item), other_steps=len(mine) - 1)


def _touched(points: Sequence[FrictionPoint], cohort: Cohort) -> int:
    return sum(one.impact.cases for one in points if one.cohort == cohort)


def _of_symptoms(week: Week, topic: Topic, symptoms: Sequence[Symptom]) -> ReviewItem:
    points = week.study.friction_points
    found = [(one, point) for point in points for one in point.findings if one.symptom in symptoms]
    if not found:
        return _nothing_found(week, topic)
    finding, point = max(found, key=lambda pair: (pair[0].excess_cases, -pair[1].rank))
    return _about(week, topic, point, finding)


def _about(week: Week, topic: Topic, point: FrictionPoint, finding: SignalFinding) -> ReviewItem:
    earlier = finding_before(week.before, finding)
    now = figure_of_finding(finding, f"{topic}.seen", week.study)
    was = None if earlier is None or week.before is None else figure_of_finding(earlier, f"{topic}.before", week.before)
    return ReviewItem(
        id=topic,
        topic=topic,
        sight=Sight.STANDS_OUT,
        workflow=point.workflow,
        step=point.step,
        cohort=finding.cohort,
        figure=now,
        beside=expected_of(finding, f"{topic}.expected"),
        touched=touched_by(finding, f"{topic}.cases", week.study),
        before=was,
        shift=shift_between(now, was, "down"),
        point=point,
        finding=finding,
        proof=live_for(point, week.live),
        proposed=proposed_for_point(point, week.live, week.interventions),
    )


def _with_adherence(week: Week, item: ReviewItem) -> ReviewItem:
    """The item with adherence as its figure, where the group's and everyone's can both be told."""
    place = Row(metric=ADHERENCE, workflow=item.workflow, cohort=item.cohort)
    now = figure_of_row(week.study, place, f"{item.topic}.adherence")
    everyone = figure_of_row(week.study, Row(metric=ADHERENCE, workflow=item.workflow), f"{item.topic}.everyone")
    if now is None or everyone is None:
        return item
    was = figure_of_row(week.before, place, f"{item.topic}.before")
    return replace(item, figure=now, beside=everyone, before=was, shift=shift_between(now, was, "up"))


def _nothing_found(week: Week, topic: Topic) -> ReviewItem:
    if week.study.tested:
        return ReviewItem(id=topic, topic=topic, sight=Sight.NOTHING)
    because = "no step and no group had enough to be compared"
    return ReviewItem(id=topic, topic=topic, sight=Sight.NOT_ENOUGH_DATA, because=because)
