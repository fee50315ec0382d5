"""Keep the friction points of a rollout in step with its newest diagnosis."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from desirepath.console.diagnoses.reads import latest_done
from desirepath.console.friction.keys import key_of
from desirepath.console.friction.models import Point, State
from desirepath.console.friction.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.friction import FrictionPoint

COMES_BACK_AT = 2
"""A dismissed point opens again where it touches so many times the cases that it touched when it was dismissed."""


@transaction.atomic
def follow_diagnosis(rollout: RolloutSeen, run: int, found: KeptDiagnosis) -> None:
    """New points open, those seen again are brought up to date, those no longer found are marked as gone.

    A diagnosis that knows less than another one changes nothing. A closed point opens again where newer data still
    has it, a dismissed one where its cases have at least doubled.
    """
    newest = latest_done(rollout.id)
    if newest is None or newest.id != run:
        return
    known = {one.key: one for one in Point.objects.select_for_update().filter(rollout=rollout.id)}
    for seen in found.study.friction_points:
        before = known.pop(key_of(seen.workflow, seen.step, seen.cohort), None)
        if before is None:
            _begin(rollout, run, seen, found.study.as_of)
        else:
            _go_on(rollout, run, before, seen, found.study.as_of)
    for point in known.values():
        if not point.gone:
            point.gone = True
            point.save(update_fields=["gone"])
            tell(None, rollout, point, "friction.gone")


def _begin(rollout: RolloutSeen, run: int, seen: FrictionPoint, as_of: datetime) -> None:
    point = Point.objects.create(
        rollout_id=rollout.id,
        key=key_of(seen.workflow, seen.step, seen.cohort),
        workflow=seen.workflow,
        step=seen.step,
        cohort=[list(pair) for pair in seen.cohort.pairs],
        symptom=seen.symptom.value,
        first_run=run,
        last_run=run,
        first_seen_at=as_of,
        last_seen_at=as_of,
        excess=seen.impact.cases,
    )
    tell(None, rollout, point, "friction.found")


def _go_on(rollout: RolloutSeen, run: int, point: Point, seen: FrictionPoint, as_of: datetime) -> None:
    is_news = as_of > point.last_seen_at
    verbs = ["friction.found_again"] if point.gone else []
    point.symptom, point.last_run, point.last_seen_at = seen.symptom.value, run, as_of
    point.excess, point.gone = seen.impact.cases, False
    if point.state == State.CLOSED and is_news:
        point.state = State.OPEN
        verbs.append("friction.opened_again")
    elif point.state == State.DISMISSED and point.excess >= COMES_BACK_AT * max(point.excess_when_dismissed or 0, 1):
        point.state, point.dismissed_reason, point.excess_when_dismissed = State.OPEN, "", None
        verbs.append("friction.came_back")
    point.save()
    for verb in verbs:
        tell(None, rollout, point, verb)
