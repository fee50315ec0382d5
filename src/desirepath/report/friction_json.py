"""Signals and friction points as they stand in `diagnosis.json`."""

from __future__ import annotations

from desirepath.report.friction_documents import (
    CheckDocument,
    EvidenceDocument,
    FrictionPointDocument,
    ImpactDocument,
    SideRateDocument,
    SignalDocument,
)
from desirepath.report.friction_floor import impact_is_hidden, shown_excess, shown_rates
from desirepath.report.rounding import rounded
from desirepath.vocabulary.friction import BlockerKind, CheckFinding, Evidence, FrictionPoint, SideRate
from desirepath.vocabulary.signal import SignalFinding
from desirepath.vocabulary.study import Study


def signal_document(finding: SignalFinding, study: Study) -> SignalDocument:
    """One signal; the day is local."""
    excess = shown_excess(finding, study)
    return {
        "signal": finding.signal,
        "symptom": finding.symptom,
        "workflow": finding.workflow,
        "step": finding.step,
        "cohort": dict(finding.cohort.pairs),
        "value": rounded(finding.value),
        "expected": rounded(finding.expected),
        "low": rounded(finding.low),
        "high": rounded(finding.high),
        "unit": finding.unit,
        "q_value": rounded(finding.q_value),
        "people": finding.people,
        "cases": finding.cases,
        "excess_cases": None if excess is None else rounded(excess),
        "first_seen": finding.first_seen.isoformat() if finding.first_seen else None,
    }


def friction_document(point: FrictionPoint, study: Study) -> FrictionPointDocument:
    """One friction point, its blockers in the order of the vocabulary."""
    return {
        "rank": point.rank,
        "workflow": point.workflow,
        "step": point.step,
        "symptom": point.symptom,
        "cohort": dict(point.cohort.pairs),
        "blocker": point.blocker,
        "probability": rounded(point.probability),
        "standing": point.standing,
        "evidence": [_evidence(piece) for piece in point.evidence],
        "not_a_user_problem": list(point.not_a_user_problem),
        "missing_evidence": list(point.missing_evidence),
        "first_intervention": point.first_intervention,
        "watch": dict(sorted(point.watch.items())),
        "impact": _impact(point, study),
        "probabilities": {
            kind: rounded(point.probabilities[kind]) for kind in BlockerKind if kind in point.probabilities
        },
        "would_change": point.would_change,
        "context": list(point.context),
        "rivals": [dict(cohort.pairs) for cohort in point.rivals],
        "first_seen": point.first_seen.isoformat() if point.first_seen else None,
        "signals": list(dict.fromkeys(finding.signal for finding in point.findings)),
        "checks": [_check(check) for check in point.checks],
        "measure": point.measure,
        "unit": point.findings[0].unit if point.findings else None,
        "rates": [_rate(rate) for rate in shown_rates(point, study)],
        "priority": rounded(point.priority),
    }


def _evidence(piece: Evidence) -> EvidenceDocument:
    return {
        "source": piece.source,
        "says": piece.says,
        "points_to": piece.points_to,
        "weight": rounded(piece.weight),
        "differs": piece.differs,
    }


def _check(found: CheckFinding) -> CheckDocument:
    return {"check": found.check, "holds": found.holds, "says": found.says}


def _impact(point: FrictionPoint, study: Study) -> ImpactDocument:
    if impact_is_hidden(point, study):
        return {"people": None, "cases": None, "hours": None, "cost": None, "currency": None}
    impact = point.impact
    return {
        "people": impact.people,
        "cases": impact.cases,
        "hours": rounded(impact.hours),
        "cost": None if impact.cost is None else rounded(impact.cost),
        "currency": impact.currency,
    }


def _rate(rate: SideRate) -> SideRateDocument:
    return {
        "side": rate.side,
        "period": rate.period,
        "value": rounded(rate.value),
        "low": rounded(rate.low),
        "high": rounded(rate.high),
        "people": rate.people,
        "cases": rate.cases,
    }
