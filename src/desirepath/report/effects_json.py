"""Effects as the document `desirepath/effects/1`: the same data give the same document, byte for byte."""

from __future__ import annotations

from desirepath.report.effects_documents import (
    DecisionDocument,
    DeflectionDocument,
    EffectDocument,
    EffectsDocument,
    ExposedDocument,
    InterventionDocument,
    ReadingDocument,
    SparedDocument,
    WatchedDocument,
)
from desirepath.report.health_json import utc
from desirepath.report.rounding import rounded
from desirepath.vocabulary.effect import (
    Decision,
    Deflection,
    Effect,
    Exposed,
    Proof,
    Proofs,
    Reading,
    Spared,
    WatchedMeasure,
)


def effects_document(proofs: Proofs) -> EffectsDocument:
    """The document of the contract, keys always in one order, numbers to six decimals."""
    return {
        "schema": "desirepath/effects/1",
        "rollout": proofs.rollout,
        "title": proofs.title,
        "as_of": utc(proofs.as_of),
        "timezone": proofs.timezone,
        "smallest_group": proofs.smallest_group,
        "effects": [_effect(effect, proof) for proof in proofs.proofs for effect in proof.effects],
        "interventions": [_intervention(proof) for proof in proofs.proofs],
        "remarks": list(proofs.remarks),
        "table_versions": dict(sorted(proofs.table_versions.items())),
    }


def _effect(effect: Effect, proof: Proof) -> EffectDocument:
    return {
        "intervention_id": proof.shipped.id,
        "metric": effect.metric,
        "step": effect.step,
        "cohort": dict(effect.cohort.pairs),
        "role": effect.role,
        "design": proof.shipped.design,
        "effect": rounded(effect.value),
        "low": rounded(effect.low),
        "high": rounded(effect.high),
        "once": {"low": rounded(effect.once.low), "high": rounded(effect.once.high)},
        "n": effect.n,
        "unit": effect.unit,
        "better": effect.better,
        "with_it": rounded(effect.with_it),
        "without": rounded(effect.without),
        "stands": effect.stands,
        "always_valid": True,
        "method": effect.method,
        "decision": proof.decision.decided,
    }


def _intervention(proof: Proof) -> InterventionDocument:
    shipped = proof.shipped
    return {
        "intervention_id": shipped.id,
        "workflow": shipped.workflow,
        "step": shipped.step,
        "kind": shipped.kind,
        "title": proof.title,
        "blocker": shipped.blocker,
        "cohort": dict(shipped.cohort.pairs),
        "design": shipped.design,
        "starts_at": utc(shipped.starts_at),
        "ends_at": None if shipped.ends_at is None else utc(shipped.ends_at),
        "days": proof.days,
        "held_out_planned": shipped.held_out,
        "exposed": _exposed(proof.exposed),
        "checks": [{"check": check.name, "holds": check.holds, "says": check.says} for check in proof.checks],
        "refused": proof.refused,
        "told_on": None if proof.told_on is None else proof.told_on.isoformat(),
        "decision": _decision(proof.decision),
        "readings": [_reading(reading) for reading in proof.readings],
        "movement": [_watched(measure) for measure in proof.movement],
        "deflection": None if proof.deflection is None else _deflection(proof.deflection),
        "remarks": list(proof.remarks),
    }


def _exposed(exposed: Exposed) -> ExposedDocument:
    return {
        "shown": exposed.shown,
        "held_out": exposed.held_out,
        "opened": exposed.opened,
        "completed": exposed.completed,
        "dismissed": exposed.dismissed,
        "changed_arm": exposed.changed_arm,
    }


def _decision(decision: Decision) -> DecisionDocument:
    return {
        "decision": decision.decided,
        "because": decision.because,
        "to": decision.to,
        "more_days": decision.more_days,
        "retire": decision.retire,
    }


def _reading(reading: Reading) -> ReadingDocument:
    return {
        "day": reading.day.isoformat(),
        "with_it": _maybe(reading.with_it),
        "without": _maybe(reading.without),
        "effect": _maybe(reading.value),
        "low": _maybe(reading.low),
        "high": _maybe(reading.high),
    }


def _watched(measure: WatchedMeasure) -> WatchedDocument:
    return {
        "measure": measure.measure,
        "unit": measure.unit,
        "better": measure.better,
        "before": _maybe(measure.before),
        "week_1": _maybe(measure.week_1),
        "week_4": _maybe(measure.week_4),
        "n": measure.n,
    }


def _deflection(found: Deflection) -> DeflectionDocument:
    return {
        "questions": found.questions,
        "askers": found.askers,
        "without_ticket": rounded(found.without_ticket),
        "low": rounded(found.low),
        "high": rounded(found.high),
        "spared": None if found.spared is None else _spared(found.spared),
    }


def _spared(spared: Spared) -> SparedDocument:
    return {
        "with_it": rounded(spared.with_it),
        "without": rounded(spared.without),
        "fewer": rounded(spared.value),
        "low": rounded(spared.low),
        "high": rounded(spared.high),
        "weeks": spared.weeks,
        "by_question": rounded(spared.by_question),
    }


def _maybe(number: float | None) -> float | None:
    return None if number is None else rounded(number)
