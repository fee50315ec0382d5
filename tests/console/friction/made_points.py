"""Diagnoses with the friction points that a test wants, kept and followed as finished ones are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

from desirepath.console.diagnoses.models import Run
from desirepath.console.diagnoses.reads import found_in, latest_done, run_of
from desirepath.console.friction.actions.follow_diagnosis import follow_diagnosis
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.runs.kept_values import keep_value
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.study import Study

_IDS = count(10_000)
"""What is rolled back gives its id free, but its folder and what is remembered of it stay: so every id is new."""


def newest_study(rollout: RolloutSeen) -> Study:
    """What the newest diagnosis of the rollout found."""
    run = latest_done(rollout.id)
    assert run is not None
    return found_in(run).study


def with_cases(point: FrictionPoint, cases: int) -> FrictionPoint:
    """The same point, touching so many cases."""
    return replace(point, impact=replace(point.impact, cases=cases))


def followed(rollout: RolloutSeen, points: tuple[FrictionPoint, ...], *, hours: int) -> int:
    """The id of a finished diagnosis with these points, that knows so many hours more than the newest so far."""
    study = newest_study(rollout)
    later = replace(study, as_of=study.as_of + timedelta(hours=hours), friction_points=points)
    run = Run.objects.create(pk=next(_IDS), rollout_id=rollout.id, version=1, state="done", known_until=later.as_of)
    seen = run_of(rollout.id, run.pk)
    assert seen is not None
    seen.folder.mkdir(parents=True)
    keep_value(seen.folder / "study.kept", later)
    follow_diagnosis(rollout, run.pk, found_in(seen))
    return run.pk
