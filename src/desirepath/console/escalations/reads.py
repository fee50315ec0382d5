"""What people said to guidance: who was blocked, who confirmed what, which content pages refused."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from desirepath.console.escalations.models import Answer
from desirepath.warehouse import guidance_records as records


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationSeen:
    """One escalation. `note`, `by` and `answered_at` are of its answer; None and empty while it is open."""

    reference: str
    at: datetime
    guide: str
    workflow: str
    step: str
    to: str
    text: str
    note: str
    by: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedCount:
    """How many confirmed a version of a guide, and when the last one did."""

    guide: str
    version: int
    people: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedCount:
    """How often pages refused content, why, and on which day last. `guide` is empty for the whole document."""

    because: str
    guide: str
    times: int
    last: str


def escalations_of(workspace: int, slug: str) -> tuple[EscalationSeen, ...]:
    """All escalations of a workspace, those that are open first, the latest of them first."""
    answers = {one.reference: one for one in Answer.objects.filter(workspace=workspace)}
    try:
        found = records.escalations(settings.HOME.folder, slug)
    except sqlite3.Error:  # the store may be made just now; the page shows what there is
        found = ()
    seen = [_seen(one, answers.get(one.reference)) for one in found]
    return tuple(sorted(seen, key=lambda one: one.answered_at is not None))


def confirmed_of(slug: str) -> tuple[ConfirmedCount, ...]:
    """How many people confirmed each version of each guide; who was erased still counts."""
    counts: Counter[tuple[str, int]] = Counter()
    last: dict[tuple[str, int], datetime] = {}
    for one in acknowledgements_of(slug):
        key = (one.guide, one.version)
        counts[key] += 1
        last[key] = max(last.get(key, one.at), one.at)
    return tuple(
        ConfirmedCount(guide=guide, version=version, people=number, last=last[guide, version])
        for (guide, version), number in sorted(counts.items())
    )


def acknowledgements_of(slug: str) -> tuple[records.Acknowledged, ...]:
    """The record of who confirmed what, the latest first; persons by the names that the lake gives them."""
    try:
        return records.acknowledgements(settings.HOME.folder, slug)
    except sqlite3.Error:
        return ()


def broken_line_of(slug: str) -> int | None:
    """The number of the first line of the record that was changed; None where it is whole."""
    try:
        return records.broken_line(settings.HOME.folder, slug)
    except sqlite3.Error:
        return None


def refused_of(slug: str) -> tuple[RefusedCount, ...]:
    """What pages of a workspace refused, the most frequent first."""
    try:
        found = records.refusals(settings.HOME.folder, slug)
    except sqlite3.Error:
        return ()
    times: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], str] = {}
    for one in found:
        times[one.because, one.guide] += one.times
        last[one.because, one.guide] = max(last.get((one.because, one.guide), ""), one.day)
    return tuple(
        RefusedCount(because=because, guide=guide, times=number, last=last[because, guide])
        for (because, guide), number in times.most_common()
    )


def _seen(one: records.Escalated, answer: Answer | None) -> EscalationSeen:
    return EscalationSeen(
        reference=one.reference,
        at=one.at,
        guide=one.guide,
        workflow=one.workflow,
        step=one.step,
        to=one.to,
        text=one.text,
        note="" if answer is None else answer.note,
        by="" if answer is None else answer.by,
        answered_at=None if answer is None else answer.at,
    )
