"""What is known of friction points over all diagnoses, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desirepath.console.friction.models import Happening, Point, Remark
from desirepath.vocabulary.cohort import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class PointSeen:
    """A friction point and what is done about it.

    `state` is open, being_fixed, watched, closed or dismissed; `owner` the e-mail of a member or empty; `last_run` the
    id of the newest diagnosis that has it; `gone` says that the newest of all no longer does.
    """

    id: int
    key: str
    workflow: str
    step: str
    cohort: Cohort
    symptom: str
    first_run: int
    last_run: int
    first_seen_at: datetime
    last_seen_at: datetime
    state: str
    owner: str
    due: date | None
    dismissed_reason: str
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkSeen:
    """One contribution to the discussion."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningSeen:
    """One line of the history. `by` is empty where a diagnosis did it."""

    at: datetime
    by: str
    verb: str
    details: Mapping[str, Any]


def points_of(rollout: int) -> tuple[PointSeen, ...]:
    """Every friction point that a diagnosis of the rollout ever had, newest seen first."""
    found = Point.objects.filter(rollout=rollout).order_by("-last_seen_at", "pk")
    return tuple(_seen(one) for one in found)


def point_of(rollout: int, key: str) -> PointSeen | None:
    """The friction point of this key, or None."""
    found = Point.objects.filter(rollout=rollout, key=key).first()
    return None if found is None else _seen(found)


def remarks_of(point: int) -> tuple[RemarkSeen, ...]:
    """The discussion of a friction point by its id, oldest first."""
    found = Remark.objects.filter(point=point).order_by("pk")
    return tuple(RemarkSeen(by=one.by, at=one.at, text=one.text) for one in found)


def history_of(point: int) -> tuple[HappeningSeen, ...]:
    """What happened to a friction point by its id, newest first."""
    found = Happening.objects.filter(point=point).order_by("-pk")
    return tuple(HappeningSeen(at=one.at, by=one.by, verb=one.verb, details=one.details) for one in found)


def _seen(one: Point) -> PointSeen:
    return PointSeen(
        id=one.pk,
        key=one.key,
        workflow=one.workflow,
        step=one.step,
        cohort=Cohort(tuple((attribute, value) for attribute, value in one.cohort)),
        symptom=one.symptom,
        first_run=one.first_run,
        last_run=one.last_run,
        first_seen_at=one.first_seen_at,
        last_seen_at=one.last_seen_at,
        state=one.state,
        owner=one.owner,
        due=one.due,
        dismissed_reason=one.dismissed_reason,
        gone=one.gone,
    )
