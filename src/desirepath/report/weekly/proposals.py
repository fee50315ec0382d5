"""What a rule proposes for an item, in words: what, to whom, and why."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.report.effect_sentences import DECISIONS, decision_more, decision_to, reason
from desirepath.report.friction_sentences import collect_next, who_inside
from desirepath.report.friction_words import OWNERS
from desirepath.report.sentence_parts import set_right, short_name
from desirepath.report.spoken import first_up, said
from desirepath.report.weekly.known import Known
from desirepath.report.weekly.words import GROUNDS, TONES
from desirepath.report.wording import words
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.review import Ground, ReviewItem, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalTold:
    """`title` is what is proposed, `to` for whom, by what or to whom, `because` the reason; `tone` its colour."""

    decided: str
    title: str
    to: str
    because: str
    tone: str


def proposal_told(item: ReviewItem, known: Known) -> ProposalTold | None:
    """The proposal in words; None where nothing is proposed."""
    found = item.proposed
    if found is None:
        return None
    return ProposalTold(
        decided=found.decided,
        title=DECISIONS[found.decided],
        to=_to(item, known),
        because=_because(item, known),
        tone=TONES[found.decided],
    )


def _to(item: ReviewItem, known: Known) -> str:
    found = item.proposed
    if found is None:
        return ""
    if found.ground is Ground.EFFECT and item.proof is not None:
        return decision_to(item.proof.decision, known.interventions)
    if found.ground is Ground.HELPED_OTHERS:
        return said("to %(whom)s", whom=short_name(who_inside(found.cohort, known.study.unit)))
    return said("to the %(owner)s", owner=OWNERS[found.to]) if found.to in OWNERS else ""


def _because(item: ReviewItem, known: Known) -> str:
    found = item.proposed
    if found is None:
        return ""
    if found.ground in {Ground.EFFECT, Ground.TOO_EARLY} and item.proof is not None:
        return _by_effect(item, item.proof, found.ground)
    message = GROUNDS[found.ground]
    if found.ground is Ground.ONE_SOURCE and item.point is not None:
        return set_right(" ".join((message, *collect_next(item.point)[:1])))
    return message % {"what": _first(item, known)} if "%(what)s" in message else message


def _by_effect(item: ReviewItem, proof: Proof, ground: Ground) -> str:
    """Why, by the effect of what is live. Where the item is not about it, it is named first."""
    parts = [reason(proof)] if ground is Ground.EFFECT else [GROUNDS[ground], *_how_long(proof)]
    if item.topic is not Topic.SHIPPED:
        parts.insert(0, said("“%(title)s” is live there.", title=short_name(said(proof.title))))
    return " ".join(one for one in parts if one)


def _how_long(proof: Proof) -> tuple[str, ...]:
    more = decision_more(proof.decision)
    return (f"{first_up(', '.join(more))}.",) if more else ()


def _first(item: ReviewItem, known: Known) -> str:
    """The title of what comes first: that of the friction point, else what the proposal names."""
    name = item.point.first_intervention if item.point is not None else (item.proposed.to if item.proposed else "")
    one = known.interventions.get(name)
    return said(one.title) if one is not None else first_up(words(name))
