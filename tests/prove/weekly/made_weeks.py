"""Made-up weeks: studies of which every figure is written down, so that what follows can be done by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desirepath.intervene.choose import intervention_catalogue
from desirepath.prove.weekly.week import Week
from desirepath.study import metric_catalogue
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.effect import Decided, Decision, Proof
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.friction import FrictionPoint, Standing
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.signal import SignalFinding, Symptom
from desirepath.vocabulary.study import Study, WorkflowPicture
from tests.report.a_friction_point import CONFIRMED, FINDING
from tests.report.effect_proofs import helpful

GO_LIVE = datetime(2026, 9, 1, tzinfo=UTC)
NOW = GO_LIVE + timedelta(days=28)
LAST_WEEK = NOW - timedelta(days=7)
EMEA = Cohort((("region", "EMEA"),))
DACH = Cohort((("region", "DACH"),))


def seen(value: float, expected: float, cases: int, **more: object) -> SignalFinding:
    """What a signal saw at the step `quote`, four points to each side, unless told otherwise."""
    given: dict[str, object] = {
        "symptom": Symptom.ABANDONMENT_AT_STEP,
        "cohort": EMEA,
        "low": value - 0.04,
        "high": value + 0.04,
        "excess_cases": (value - expected) * cases,
        "unit": "share of cases that reach the step",
    }
    return replace(FINDING, value=value, expected=expected, cases=cases, **(given | more))  # type: ignore[arg-type]


def point(*findings: SignalFinding, rank: int = 1, **more: object) -> FrictionPoint:
    """The friction point of these findings."""
    first = findings[0]
    impact = replace(CONFIRMED.impact, cases=round(first.excess_cases), people=first.people)
    given: dict[str, object] = {
        "rank": rank,
        "workflow": first.workflow,
        "step": first.step,
        "symptom": first.symptom,
        "cohort": first.cohort,
        "findings": findings,
        "impact": impact,
        "first_intervention": "field_level_help",
    }
    return replace(CONFIRMED, **(given | more))  # type: ignore[arg-type]


def suspected(*findings: SignalFinding) -> FrictionPoint:
    """The same, of which one source alone speaks."""
    return point(*findings, standing=Standing.SUSPECTED, missing_evidence=("Ask at the step what stopped them.",))


def row(metric: str, value: float, half: float, **more: object) -> Measurement:
    """A row of everyone since go-live, so far to each side, unless told otherwise."""
    unit = str(more.pop("unit", "share of users"))
    result = Estimate(value=value, low=value - half, high=value + half, n=200, unit=unit, method="by hand")
    given: dict[str, object] = {"workflow": "request", "period": "since_go_live", "result": result, "size": 200}
    return Measurement(metric=metric, **(given | more))  # type: ignore[arg-type]


def tickets(category: str, value: float, half: float, **more: object) -> Measurement:
    """A category's share of the tickets."""
    return row("repeat_ticket_drivers", value, half, category=category, unit="share of tickets", **more)


def too_few_tickets() -> Measurement:
    """The row of a workflow of which there are hardly any."""
    nothing = NotEnoughData(observed=7, needed=20, because="tickets")
    return replace(row("repeat_ticket_drivers", 0.5, 0.1), result=nothing)


def study(
    points: Sequence[FrictionPoint] = (), rows: Sequence[Measurement] = (), as_of: datetime = NOW, tested: int = 900
) -> Study:
    """A study of one workflow with these friction points and rows."""
    return Study(
        rollout="purchase-requests",
        title="Purchase requests move to the new portal",
        go_live=GO_LIVE,
        as_of=as_of,
        timezone="UTC",
        unit="users",
        smallest_group=10,
        cuts=("region", "role", "tenure"),
        inputs=(),
        metrics=tuple(rows),
        workflows=(
            WorkflowPicture(workflow="request", title="Request", path_text="", maps=(), unknown=(), variants=0),
        ),
        suppressed=0,
        friction_points=tuple(points),
        signals=tuple(one for found in points for one in found.findings),
        tested=tested,
    )


def week(now: Study, before: Study | None = None, proofs: Sequence[Proof] = (), **more: object) -> Week:
    """A week with the real catalogues."""
    return Week(
        study=now,
        before=before,
        proofs=tuple(proofs),
        metrics=metric_catalogue(),
        interventions=intervention_catalogue(),
        **more,  # type: ignore[arg-type]
    )


def shipped(days_ago: float, decided: Decided = Decided.UNDECIDED, **more: object) -> Proof:
    """An intervention at `quote` for EMEA, live for so many days."""
    given: dict[str, object] = {"cohort": EMEA, "starts_at": NOW - timedelta(days=days_ago)}
    found = helpful()
    decision = Decision(decided=decided, because="By hand.", to="step_guidance", more_days=5)
    return replace(found, shipped=replace(found.shipped, **(given | more)), decision=decision)  # type: ignore[arg-type]


__all__ = ["DACH", "EMEA", "EVERYONE", "GO_LIVE", "LAST_WEEK", "NOW"]
