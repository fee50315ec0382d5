"""The document that pages of a workspace are told: everything that is live, and how the workspace wants it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import msgspec

from desirepath.console.articles.reads import live_articles
from desirepath.console.guides.settings_of import GuidanceSeen, guidance_of
from desirepath.console.interventions.reads import LiveGuide, live_guides
from desirepath.console.rollouts.reads import read_file, rollouts_of
from desirepath.console.workspaces.reads import WorkspaceId
from desirepath.intervene.admissible import refused_parts
from desirepath.vocabulary.guidance.published import Guide, Guides, Label, Limits, NewWord, Quiet
from desirepath.vocabulary.guidance.rules import Everything, InCohort, Rule

LASTS = timedelta(days=7)
"""How long pages take a document; it is issued anew every day."""
_LISTS = ("guides", "labels", "articles", "words")
_ROUNDS = 3
_DESIGNS: dict[str, Literal["holdout", "waves", "everyone"]] = {
    "holdout": "holdout",
    "waves": "waves",
    "everyone": "everyone",
}


def document_of(workspace: WorkspaceId, now: datetime, sequence: int) -> Guides:
    """Everything that is live in a workspace. What pages would refuse is left out, so that all else is still shown."""
    told = guidance_of(workspace.id)
    made = Guides(
        schema="desirepath/guides/1",
        workspace=workspace.slug,
        sequence=sequence,
        issued_at=written(now),
        expires_at=written(now + LASTS),
        silent=told.silent,
        guides=tuple(_guide(one) for one in live_guides(workspace.id)),
        labels=tuple(_labels(workspace.id)),
        articles=live_articles(workspace.id),
        words=tuple(NewWord(old=old, new=new) for old, new in told.words),
        quiet=tuple(Quiet(begins=begins, ends=ends) for begins, ends in told.quiet),
        limits=_limits(told),
        link_hosts=told.link_hosts,
        applications=told.applications,
        records=told.records,
        contact=told.contact,
    )
    return _without_refused(made)


def timeless(guides: Guides) -> Guides:
    """A document without what changes each time that it is issued."""
    return msgspec.structs.replace(guides, sequence=0, issued_at="", expires_at="")


def written(moment: datetime) -> str:
    """A time as documents have it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _guide(live: LiveGuide) -> Guide:
    guide = live.written
    return Guide(
        id=live.slug,
        version=live.version,
        rollout=live.rollout,
        workflow=live.workflow,
        step=live.step,
        content=guide.content,
        target=_target(live),
        design=_DESIGNS[live.design],
        held_out=guide.held_out if live.design == "holdout" else 0.0,
        starts_at=written(live.starts_at),
        ends_at=None if live.expires_on is None else written(_end_of(live.expires_on)),
        priority=guide.priority,
        often=guide.often,
        fades_after=guide.fades_after,
    )


def _target(live: LiveGuide) -> Rule:
    if live.cohort.is_everyone:
        return live.written.target
    cohort = InCohort(pairs=dict(live.cohort.pairs))
    target = live.written.target
    return Everything(of=(cohort, *target.of) if isinstance(target, Everything) else (cohort, target))


def _end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)


def _labels(workspace: int) -> Iterator[Label]:
    """What the rollout files say of pages; a file with mistakes says nothing."""
    for rollout in rollouts_of(workspace):
        read = read_file(rollout)
        for workflow in () if read is None else read.workflows:
            for one in workflow.capture:
                yield msgspec.structs.replace(one, rollout=rollout.slug, workflow=workflow.id)


def _limits(told: GuidanceSeen) -> Limits:
    return Limits(
        guides_a_day=told.guides_a_day, surveys_days_apart=told.surveys_days_apart, snooze_hours=told.snooze_hours
    )


def _without_refused(guides: Guides) -> Guides:
    for _round in range(_ROUNDS):
        refused = {tuple(one.at.split(".")[:2]) for one in refused_parts(guides)}
        if not refused:
            break
        kept = {name: tuple(_kept(name, getattr(guides, name), refused)) for name in _LISTS}
        guides = msgspec.structs.replace(guides, **kept)
    return guides


def _kept(name: str, parts: Iterable[object], refused: set[tuple[str, ...]]) -> Iterator[object]:
    return (part for at, part in enumerate(parts) if (name, str(at)) not in refused)
