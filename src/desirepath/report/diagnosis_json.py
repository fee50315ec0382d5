"""A study as the document `diagnosis.json`: the same study gives the same document, byte for byte."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from desirepath.report.documents import (
    DiagnosisDocument,
    EstimateDocument,
    FlowDocument,
    InputDocument,
    LikeForLikeDocument,
    MapDocument,
    MetricRow,
    SetAsideDocument,
    StepDocument,
    UnknownDocument,
    WorkflowDocument,
)
from desirepath.report.friction_json import friction_document, signal_document
from desirepath.report.health_json import health_document, utc
from desirepath.report.rounding import rounded
from desirepath.vocabulary.case import StepKind, Verdict
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.study import LikeForLike, ProcessMap, Study, TableInput, WorkflowPicture


def diagnosis_document(study: Study) -> DiagnosisDocument:
    """The document of the contract, keys always in one order, numbers to six decimals.

    Raises ValueError where a figure is not finite or a further figure of a row takes a fixed name.
    """
    return {
        "schema": "desirepath/diagnosis/1",
        "rollout": study.rollout,
        "title": study.title,
        "go_live": local_day_or_time(study.go_live, study.timezone),
        "as_of": utc(study.as_of),
        "timezone": study.timezone,
        "unit": study.unit,
        "smallest_group": study.smallest_group,
        "cuts": list(study.cuts),
        "inputs": {table.table: _input(table) for table in study.inputs},
        "health": health_document(study.health),
        "workflows": [_workflow(picture) for picture in study.workflows],
        "metrics": [_metric_row(row) for row in study.metrics],
        "like_for_like": [_like_for_like(row) for row in study.like_for_like],
        "signals": [signal_document(finding, study) for finding in study.signals],
        "friction_points": [friction_document(point, study) for point in study.friction_points],
        "tested": study.tested,
        "suppressed": study.suppressed,
        "remarks": list(study.remarks),
    }


def local_day_or_time(at: datetime, timezone: str) -> str:
    """The local date where the time is local midnight, else the local date-time with its offset."""
    local = at.astimezone(ZoneInfo(timezone))
    at_midnight = (local.hour, local.minute, local.second, local.microsecond) == (
        0,
        0,
        0,
        0,
    )
    return local.date().isoformat() if at_midnight else local.isoformat()


def _input(table: TableInput) -> InputDocument:
    return {
        "rows": table.rows,
        "set_aside": table.set_aside,
        "duplicates": table.duplicates,
        "files": list(table.files),
        "last_at": utc(table.last_at) if table.last_at else None,
        "table_version": table.table_version,
        "remarks": list(table.remarks),
        "examples": [SetAsideDocument(file=row.file, line=row.line, reason=row.reason) for row in table.examples],
    }


def _metric_row(row: Measurement) -> MetricRow:
    document: MetricRow = {
        "metric": row.metric,
        "workflow": row.workflow,
        "step": row.step,
        "cohort": dict(row.cohort.pairs),
        "period": row.period,
    }
    match row.result:
        case Estimate() as estimate:
            document = {**document, **_estimate(estimate)}
        case NotEnoughData(observed=observed, needed=needed, because=because):
            document["not_enough_data"] = {
                "observed": observed,
                "needed": needed,
                "because": because,
            }
    if row.partial:
        document["partial"] = True
    if row.cut is not None:
        document["cut"] = row.cut
    if row.category is not None:
        document["category"] = row.category
    return _with_more(document, row)


def _like_for_like(row: LikeForLike) -> LikeForLikeDocument:
    return {
        "metric": row.metric,
        "workflow": row.workflow,
        "step": row.step,
        "cut": row.cut,
        "stayed": row.stayed,
        "joined": row.joined,
        "cases_joined": row.cases_joined,
        "cases": row.cases,
        "before": _estimate(row.before),
        "since": _estimate(row.since),
        "of_joined": _estimate(row.of_joined),
    }


def _estimate(found: Estimate) -> EstimateDocument:
    return {
        "value": rounded(found.value),
        "low": rounded(found.low),
        "high": rounded(found.high),
        "n": found.n,
        "unit": found.unit,
        "method": found.method,
    }


def _with_more(document: MetricRow, row: Measurement) -> MetricRow:
    taken = MetricRow.__annotations__.keys() & row.more.keys()
    if taken:
        raise ValueError(f"further figures of {row.metric} take fixed names: {', '.join(sorted(taken))}")
    further = {
        name: rounded(figure) if isinstance(figure, float) else figure for name, figure in sorted(row.more.items())
    }
    return document | further  # type: ignore[return-value]


def _workflow(picture: WorkflowPicture) -> WorkflowDocument:
    return {
        "workflow": picture.workflow,
        "title": picture.title,
        "path": picture.path_text,
        "variants": picture.variants,
        "unknown_activities": [
            UnknownDocument(activity=one.activity, events=one.events, share=rounded(one.share))
            for one in picture.unknown
        ],
        "maps": [_map(drawn) for drawn in picture.maps],
    }


def _map(drawn: ProcessMap) -> MapDocument:
    return {
        "period": drawn.period,
        "cases": drawn.cases,
        "verdicts": {verdict: drawn.verdicts[verdict] for verdict in Verdict if verdict in drawn.verdicts},
        "steps": [
            StepDocument(
                step=step.step,
                title=step.title,
                kind=StepKind(step.kind),
                changed=step.changed,
                reached=step.reached,
                passed=step.passed,
                skipped=step.skipped,
                abandoned=step.abandoned,
                failed=step.failed,
                outside=step.outside,
            )
            for step in drawn.steps
        ],
        "flows": [FlowDocument(origin=one.origin, target=one.target, cases=one.cases) for one in drawn.flows],
    }
