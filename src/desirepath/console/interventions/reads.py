"""What is known of interventions, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from desirepath.console.diagnoses.doors import Place
from desirepath.console.guides.in_words import guide_in_words
from desirepath.console.guides.written import Written, written_read
from desirepath.console.interventions.models import Happening, Intervention, Stage, State, Version
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.effect import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSeen:
    """One version of what people read. `stage` is draft, review, staged, live or past.

    `guide` is what pages show, None for a plain text; `text` is the guide in words then, in the language of the reader.
    """

    number: int
    title: str
    text: str
    guide: Written | None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveGuide:
    """A guide that is live: the version of its text, and where, for whom and until when it is."""

    slug: str
    version: int
    rollout: str
    workflow: str
    step: str
    cohort: Cohort
    design: str
    starts_at: datetime
    expires_on: date | None
    written: Written


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


def live_guides(workspace: int) -> tuple[LiveGuide, ...]:
    """What pages of a workspace are to show, in the order in which the interventions were begun."""
    live = Version.objects.filter(stage=Stage.LIVE, intervention__state=State.LIVE, guide__isnull=False)
    mine = live.filter(intervention__rollout__workspace=workspace).select_related("intervention__rollout")
    return tuple(_live(one) for one in mine.order_by("intervention"))


def names_of(workspace: int) -> tuple[tuple[str, str], ...]:
    """Id and title of every intervention of a workspace that is not retired and is a guide, by title."""
    listed = Version.objects.filter(intervention__rollout__workspace=workspace, guide__isnull=False)
    named = listed.exclude(intervention__state=State.RETIRED).order_by("number")
    found = dict(named.values_list("intervention__slug", "title"))
    return tuple(sorted(found.items(), key=lambda pair: pair[1]))


def effect_of(place: Place, slug: str) -> Proof | None:
    """What the diagnosis shown proves of an intervention; None where it proves nothing, or nothing may be told yet."""
    proofs = () if place.run is None else place.found.proofs
    return next((one for one in proofs if one.shipped.id == slug), None)


def _seen_all(found: Iterable[Intervention]) -> tuple[InterventionSeen, ...]:
    listed = list(found)
    newest: dict[int, Version] = {}
    live: dict[int, Version] = {}
    for version in Version.objects.filter(intervention__in=listed).order_by("number").defer("text", "guide"):
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
    guide = None if one.guide is None else written_read(one.guide)
    return VersionSeen(
        number=one.number,
        title=one.title,
        text=one.text if guide is None else guide_in_words(guide),
        guide=guide,
        note=one.note,
        stage=one.stage,
        author=one.author,
        by=one.by,
        at=one.at,
        approved_by=one.approved_by,
        approved_at=one.approved_at,
    )


def _live(one: Version) -> LiveGuide:
    of = one.intervention
    return LiveGuide(
        slug=of.slug,
        version=one.number,
        rollout=of.rollout.slug,
        workflow=of.workflow,
        step=of.step,
        cohort=Cohort(tuple((attribute, value) for attribute, value in of.cohort)),
        design=of.design,
        starts_at=of.starts_at or one.at,
        expires_on=of.expires_on,
        written=written_read(one.guide or {}),
    )
