"""Effects as the page shows them: what may be repeated of each, what the rule proposes, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desirepath.console.decisions.reads import DecisionSeen, decisions_of
from desirepath.console.diagnoses.doors import Place
from desirepath.console.plan45.reads import register_in_file
from desirepath.effects import design_catalogue
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.deflection_sentences import deflection_sentences
from desirepath.report.effect_sentences import (
    DECISIONS,
    cohort_said,
    decision_more,
    decision_to,
    doubts,
    evidence_said,
    for_whom,
    reason,
    side_harms,
    since,
    told_sentence,
)
from desirepath.report.rounding import rounded
from desirepath.report.sentence_parts import Sentence, short_name
from desirepath.report.spoken import said
from desirepath.vocabulary.effect import Decided, Proof
from desirepath.vocabulary.plan45 import Recorded

HEADER = (
    *("intervention_id", "workflow", "step", "kind", "design", "metric", "cohort", "role", "effect", "low", "high"),
    *("unit", "n", "with_it", "without", "stands", "proposed"),
)
TONES: Mapping[Decided, str] = {
    Decided.EXPAND: "good",
    Decided.CONTINUE: "good",
    Decided.REPLACE: "bad",
    Decided.ESCALATE: "warn",
    Decided.UNDECIDED: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectShown:
    """One intervention's effect. `decided` is what was decided on it here, newest first, `in_file` in the rollout file."""

    slug: str
    title: str
    step: str
    who: str
    since: str
    evidence: str
    told: Sentence
    harms: tuple[Sentence, ...]
    doubts: tuple[str, ...]
    deflected: tuple[Sentence, ...]
    proposed: str
    proposed_title: str
    tone: str
    to: str
    more: tuple[str, ...]
    because: str
    decided: tuple[DecisionSeen, ...]
    in_file: tuple[InFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InFile:
    """A decision that the rollout file keeps, in words."""

    title: str
    role_title: str
    recorded: Recorded


def effects_shown(place: Place) -> tuple[EffectShown, ...]:
    """The effects that the diagnosis shown may tell, by the start of their interventions."""
    decided, in_file = decisions_of(place.rollout.id), register_in_file(place.rollout).recorded
    return tuple(_shown(one, place.found.study.timezone, decided, in_file) for one in place.found.proofs)


def _shown(proof: Proof, timezone: str, decided: Sequence[DecisionSeen], in_file: Sequence[Recorded]) -> EffectShown:
    design, proposed = design_catalogue().get(proof.shipped.design), proof.decision
    return EffectShown(
        slug=proof.shipped.id,
        title=short_name(said(proof.title)),
        step=short_name(proof.step_title),
        who=for_whom(proof),
        since=since(proof, timezone),
        evidence=evidence_said(proof, design),
        told=told_sentence(proof, design),
        harms=side_harms(proof, design),
        doubts=() if proof.refused is not None else doubts(proof),
        deflected=() if proof.deflection is None else deflection_sentences(proof.deflection),
        proposed=proposed.decided,
        proposed_title=DECISIONS[proposed.decided],
        tone=TONES[proposed.decided],
        to=decision_to(proposed, intervention_catalogue()),
        more=decision_more(proposed),
        because=reason(proof),
        decided=tuple(one for one in decided if one.intervention == proof.shipped.id),
        in_file=tuple(_in_file(one) for one in in_file if one.intervention == proof.shipped.id),
    )


def _in_file(one: Recorded) -> InFile:
    """Whoever writes the file may use words of their own."""
    title = DECISIONS[Decided(one.decided)] if one.decided in set(Decided) else one.decided
    return InFile(title=title, role_title=said(one.role), recorded=one)


def effect_rows(proofs: Sequence[Proof]) -> Iterator[Sequence[object]]:
    """A row for every metric of every effect."""
    for proof in proofs:
        shipped = proof.shipped
        for one in proof.effects:
            yield (
                *(shipped.id, shipped.workflow, shipped.step, shipped.kind, shipped.design, one.metric),
                *(cohort_said(one), one.role, rounded(one.value), rounded(one.low), rounded(one.high)),
                *(one.unit, one.n, rounded(one.with_it), rounded(one.without), one.stands, proof.decision.decided),
            )
