"""What is known of interventions, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from desirepath.console.diagnoses.doors import Place
from desirepath.console.interventions.models import Happening, Intervention, Stage, State, Version
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.effect import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSeen:
    """One version of what people read. `stage` is draft, review, staged, live or past."""

    number: int
    title: str
    text: str
    note: str
    stage: str
    author: int
    by: str
    at: datetime
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionSeen:
    """An intervention. `state` is draft, review, staged, live, retired, or expired.

    `title` is that of the version that is live, else of the newest. `expired` is what is live past its last day and
    was not taken down yet. `under_way` is the stage of the newest version where that is not what is live.
    """

    id: int
    slug: str
    title: str
    workflow: str
    step: str
    kind: str
    blocker: str
    cohort: Cohort
    design: str
    owner: str
    state: str
    under_way: str
    expires_on: date | None
    starts_at: datetime | None
    ends_at: datetime | None
    friction_key: str
    created_by: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningSeen:
    """One line of the history. `by` is empty where the program did it."""

    at: datetime
    by: str
    verb: str
    details: Mapping[str, Any]


def interventions_of(rollout: int) -> tuple[InterventionSeen, ...]:
    """All interventions of a rollout, newest first."""
    return _seen_all(Intervention.objects.filter(rollout=rollout).order_by("-pk"))


def interventions_of_point(rollout: int, friction_key: str) -> tuple[InterventionSeen, ...]:
    """The interventions that were begun from a friction point, newest first."""
    return _seen_all(Intervention.objects.filter(rollout=rollout, friction_key=friction_key).order_by("-pk"))


def intervention_of(rollout: int, slug: str) -> InterventionSeen | None:
    """The intervention of this id, or None."""
    return next(iter(_seen_all(Intervention.objects.filter(rollout=rollout, slug=slug))), None)


def versions_of(intervention: int) -> tuple[VersionSeen, ...]:
    """All versions of an intervention by its id, newest first."""
    return tuple(_version(one) for one in Version.objects.filter(intervention=intervention).order_by("-number"))


def history_of(intervention: int) -> tuple[HappeningSeen, ...]:
    """What happened to an intervention by its id, newest first."""
    found = Happening.objects.filter(intervention=intervention).order_by("-pk")
    return tuple(HappeningSeen(at=one.at, by=one.by, verb=one.verb, details=one.details) for one in found)


def effect_of(place: Place, slug: str) -> Proof | None:  # noqa: ARG001 - the diagnosis does not keep proofs yet
    """What the diagnosis shown proves of an intervention; None where it proves nothing, which is always so as yet."""
    return None


def _seen_all(found: Iterable[Intervention]) -> tuple[InterventionSeen, ...]:
    listed = list(found)
    newest: dict[int, Version] = {}
    live: dict[int, Version] = {}
    for version in Version.objects.filter(intervention__in=listed).order_by("number").defer("text"):
        newest[version.intervention_id] = version
        if version.stage == Stage.LIVE:
            live[version.intervention_id] = version
    return tuple(_seen(one, newest[one.pk], live.get(one.pk, newest[one.pk])) for one in listed)


def _seen(one: Intervention, newest: Version, titled: Version) -> InterventionSeen:
    is_live = one.state == State.LIVE
    over = is_live and one.expires_on is not None and one.expires_on < timezone.localdate()
    return InterventionSeen(
        id=one.pk,
        slug=one.slug,
        title=titled.title,
        workflow=one.workflow,
        step=one.step,
        kind=one.kind,
        blocker=one.blocker,
        cohort=Cohort(tuple((attribute, value) for attribute, value in one.cohort)),
        design=one.design,
        owner=one.owner,
        state="expired" if over else one.state,
        under_way=newest.stage if is_live and newest.stage != State.LIVE else "",
        expires_on=one.expires_on,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        friction_key=one.friction_key,
        created_by=one.created_by,
        created_at=one.created_at,
    )


def _version(one: Version) -> VersionSeen:
    return VersionSeen(
        number=one.number,
        title=one.title,
        text=one.text,
        note=one.note,
        stage=one.stage,
        author=one.author,
        by=one.by,
        at=one.at,
        approved_by=one.approved_by,
        approved_at=one.approved_at,
    )
