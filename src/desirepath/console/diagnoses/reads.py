"""What is known of diagnoses, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from desirepath.console.diagnoses.models import Run, Schedule, State
from desirepath.runs.kept_diagnosis import KeptDiagnosis, kept_diagnosis

KEPT_IN_MEMORY = 12
"""Findings of so many diagnoses stay in memory; each is a few megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSeen:
    """One diagnosis in a list. `folder` holds what it found."""

    id: int
    version: int
    state: str
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    as_of: date | None
    known_until: datetime | None
    zone: str
    says: str
    problems: tuple[str, ...]
    confirmed: int
    suspected: int
    folder: Path

    @property
    def is_under_way(self) -> bool:
        return self.state in (State.WAITING, State.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSeen:
    """How often, and when next."""

    every_minutes: int
    next_at: datetime


def latest_done(rollout: int) -> RunSeen | None:
    """The diagnosis that knows most: of the latest as-of time, the newest."""
    found = Run.objects.filter(rollout=rollout, state=State.DONE).order_by("-known_until", "-pk")
    return _seen(found.select_related("rollout__workspace").first())


def under_way(rollout: int) -> RunSeen | None:
    """The diagnosis that is waiting or running, or None."""
    found = Run.objects.filter(rollout=rollout, state__in=(State.WAITING, State.RUNNING)).order_by("pk")
    return _seen(found.select_related("rollout__workspace").first())


def last_failed(rollout: int) -> RunSeen | None:
    """The newest diagnosis, where it failed; None where it did not."""
    found = Run.objects.filter(rollout=rollout, state__in=(State.DONE, State.FAILED)).order_by("-pk")
    newest = found.select_related("rollout__workspace").first()
    return _seen(newest) if newest is not None and newest.state == State.FAILED else None


def run_of(rollout: int, run: int) -> RunSeen | None:
    """One diagnosis of a rollout, or None."""
    return _seen(Run.objects.filter(rollout=rollout, pk=run).select_related("rollout__workspace").first())


def runs_of(rollout: int, most: int = 60) -> tuple[RunSeen, ...]:
    """The newest diagnoses, newest first."""
    found = Run.objects.filter(rollout=rollout).order_by("-pk").select_related("rollout__workspace")[:most]
    return tuple(seen for one in found if (seen := _seen(one)) is not None)


def done_before(rollout: int, moment: datetime) -> RunSeen | None:
    """The diagnosis that knew most until this time, or None."""
    found = Run.objects.filter(rollout=rollout, state=State.DONE, known_until__lte=moment)
    return _seen(found.order_by("-known_until", "-pk").select_related("rollout__workspace").first())


def done_runs(rollout: int) -> tuple[RunSeen, ...]:
    """All finished diagnoses, those that know most first."""
    found = Run.objects.filter(rollout=rollout, state=State.DONE).order_by("-known_until", "-pk")
    return tuple(seen for one in found.select_related("rollout__workspace") if (seen := _seen(one)) is not None)


def schedule_of(rollout: int) -> ScheduleSeen | None:
    """How often a rollout is diagnosed by itself, or None."""
    found = Schedule.objects.filter(rollout=rollout).first()
    return None if found is None else ScheduleSeen(every_minutes=found.every_minutes, next_at=found.next_at)


def found_in(run: RunSeen) -> KeptDiagnosis:
    """What a finished diagnosis found. Raises BadInput where it cannot be read any more."""
    return _found_in(run.folder)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _found_in(folder: Path) -> KeptDiagnosis:
    return kept_diagnosis(folder)


def _seen(one: Run | None) -> RunSeen | None:
    if one is None:
        return None
    return RunSeen(
        id=one.pk,
        version=one.version,
        state=one.state,
        asked_by=one.asked_by,
        asked_at=one.asked_at,
        started_at=one.started_at,
        ended_at=one.ended_at,
        as_of=one.as_of,
        known_until=one.known_until,
        zone=one.zone,
        says=one.says,
        problems=tuple(one.problems),
        confirmed=one.confirmed,
        suspected=one.suspected,
        folder=settings.HOME.run(one.rollout.workspace.slug, one.pk),
    )
