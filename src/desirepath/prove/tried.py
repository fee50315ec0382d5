"""What a proof gives back to the diagnosis: an intervention that helped, did nothing or did harm, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from desirepath.prove.measures import MEASURES
from desirepath.vocabulary.effect import Decided, DesignKind, Effect, Proof, Role
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.tried import Tried, Turned

_IN_VAIN = (Decided.REPLACE, Decided.ESCALATE)
_COMPARED_DAYS = 0.5
_DID = {"helped": "helped", "worse": "made it worse", "nothing": "changed nothing", "no better": "did not help"}
_CAME_AFTER = {
    "helped": "was followed by better days",
    "worse": "was followed by worse days",
    "nothing": "was followed by no change",
    "no better": "was followed by no better days",
}
"""Where everyone got it, what came after may not be put down to it."""


def tried(proof: Proof, addressed: BlockerKind) -> Tried | None:
    """What became of the intervention; None as long as that cannot be told."""
    effect = proof.deciding
    turned = None if effect is None else _turned(proof, effect)
    if effect is None or turned is None:
        return None
    shipped = proof.shipped
    is_weak = shipped.design is DesignKind.EVERYONE
    became = _became(proof, effect, turned, _CAME_AFTER if is_weak else _DID)
    return Tried(
        workflow=shipped.workflow,
        step=shipped.step,
        cohort=shipped.cohort,
        kind=shipped.kind,
        title=proof.title,
        addressed=addressed,
        turned=turned,
        says=f"{proof.title} at “{proof.step_title}” was shown{_whom(proof)} for {_days(proof)} and {became}",
        counts=_COMPARED_DAYS if is_weak else 1.0,
    )


def _turned(proof: Proof, effect: Effect) -> Turned | None:
    if effect.helps:
        return Turned.HELPED
    if proof.decision.decided not in _IN_VAIN:
        return None
    return Turned.HARMED if effect.harms or _harmed(proof) else Turned.DID_NOTHING


def _harmed(proof: Proof) -> list[Effect]:
    return [one for one in proof.effects if one.role is Role.WATCHES and one.harms]


def _whom(proof: Proof) -> str:
    return "" if proof.shipped.cohort.is_everyone else f" to {proof.shipped.cohort}"


def _days(proof: Proof) -> str:
    return f"{proof.days} day{'' if proof.days == 1 else 's'}"


def _became(proof: Proof, effect: Effect, turned: Turned, words: Mapping[str, str]) -> str:
    if turned is Turned.HELPED:
        return f"{words['helped']} ({_range(effect)})"
    if turned is Turned.HARMED:
        worse = effect if effect.harms else _harmed(proof)[0]
        return f"{words['worse']} ({_range(worse)})"
    least = MEASURES[effect.metric].least(effect.without)
    is_narrow = -least < effect.low and effect.high < least
    return f"{words['nothing' if is_narrow else 'no better']} ({_range(effect)})"


def _range(effect: Effect) -> str:
    """`between −1.2 and +1.4 points`, with the measure's name where it is not abandonment at the step."""
    measure = MEASURES[effect.metric]
    scale, digits = (100, 1) if measure.is_share else (1, 2)
    low, high = (_signed(scale * bound, digits) for bound in (effect.low, effect.high))
    named = "" if measure.at_step else f"{measure.title[:1].lower()}{measure.title[1:]} "
    return f"{named}between {low} and {high} {'points' if measure.is_share else measure.unit}"


def _signed(value: float, digits: int) -> str:
    said = f"{abs(value):.{digits}f}"
    is_none = not float(said)
    return f"{'±' if is_none else '+' if value > 0 else '−'}{said}"
