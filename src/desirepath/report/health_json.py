"""The health of the sources as it stands in `diagnosis.json`."""

from __future__ import annotations

from datetime import UTC, datetime

from desirepath.report.documents import (
    AppearedDocument,
    HealthDocument,
    SourceFlowDocument,
    UnknownShareDocument,
    VanishedDocument,
)
from desirepath.report.rounding import rounded
from desirepath.vocabulary.source_health import (
    ActivityAppeared,
    ActivityVanished,
    SourceFlow,
    SourceHealth,
    UnknownShare,
)


def health_document(health: SourceHealth) -> HealthDocument:
    """The document; days are local, times UTC."""
    return {
        "sources": [_flow(flow) for flow in health.flows],
        "appeared": [_appeared(one) for one in health.appeared],
        "vanished": [_vanished(one) for one in health.vanished],
        "unknown_by_week": [_unknown(week) for week in health.unknown],
    }


def utc(at: datetime) -> str:
    """The time in UTC with a `Z`: `2018-02-14T00:00:00Z`."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _flow(flow: SourceFlow) -> SourceFlowDocument:
    return {
        "table": flow.table,
        "source": flow.source,
        "rows": flow.rows,
        "last_at": utc(flow.last_at),
        "longest_pause": flow.longest_pause,
        "silent_since": flow.silent_since.isoformat() if flow.silent_since else None,
    }


def _appeared(one: ActivityAppeared) -> AppearedDocument:
    return {
        "workflow": one.workflow,
        "activity": one.activity,
        "on": one.on.isoformat(),
        "events": one.events,
        "share": rounded(one.share),
    }


def _vanished(one: ActivityVanished) -> VanishedDocument:
    return {
        "workflow": one.workflow,
        "activity": one.activity,
        "step": one.step,
        "last_on": one.last_on.isoformat(),
        "per_week": rounded(one.per_week),
        "perhaps": list(one.perhaps),
    }


def _unknown(week: UnknownShare) -> UnknownShareDocument:
    return {
        "workflow": week.workflow,
        "monday": week.monday.isoformat(),
        "events": week.events,
        "share": rounded(week.share),
    }
