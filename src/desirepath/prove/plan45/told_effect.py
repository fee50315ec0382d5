"""What an intervention changed, in words that its design allows: "changed by" only where chance drew who was shown it."""

from __future__ import annotations

from desirepath.vocabulary.effect import DesignKind, Effect, Proof
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.plan45 import Saying

_BY_DRAW = (
    "%(measure)s was changed by %(title)s at “%(step)s”: %(gap)s, between %(low)s and %(high)s; who was shown it was drawn "
    "by chance."
)
_BY_WAVES = "%(measure)s went with %(title)s at “%(step)s”: %(gap)s, between %(low)s and %(high)s, beside those who got it later."
_SINCE = (
    "Since %(title)s at “%(step)s”, %(measure)s is other than was to be expected: %(gap)s, between %(low)s and %(high)s. "
    "This is weaker evidence: something else may have changed on the same day."
)
_NONE_YET = "No effect of %(title)s at “%(step)s” can be told yet: %(measure)s between %(low)s and %(high)s."
_UNREAD = "Nothing can be told yet of %(title)s at “%(step)s”."
_WORSE = {
    _BY_DRAW: (
        "%(measure)s was made worse by %(title)s at “%(step)s”: %(gap)s, between %(low)s and %(high)s; who was shown it was "
        "drawn by chance."
    ),
}


def effect_saying(proof: Proof) -> Saying:
    """One sentence on the measure that decides."""
    told, effect = {"title": proof.title, "step": proof.step_title}, proof.deciding
    if proof.refused is not None or effect is None:
        return Saying(message=_UNREAD, values=told)
    told |= {"measure": effect.title, "low": _signed(effect.low, effect), "high": _signed(effect.high, effect)}
    if not effect.stands:
        return Saying(message=_NONE_YET, values=told)
    return Saying(message=_message(proof, effect), values={**told, "gap": _signed(effect.value, effect)})


def _message(proof: Proof, effect: Effect) -> str:
    match proof.shipped.design:
        case DesignKind.HOLDOUT:
            return _WORSE[_BY_DRAW] if effect.harms else _BY_DRAW
        case DesignKind.WAVES:
            return _BY_WAVES
        case _:
            return _SINCE


def _signed(value: float, effect: Effect) -> str:
    """`-8.1 points`, `+0.12 tickets per active user`."""
    sign = "−" if value < 0 else "+"
    if effect.unit.startswith("share"):
        return f"{sign}{abs(100 * value):.1f} points"
    return f"{sign}{abs(value):.2f} {effect.unit}"


def effect_figure(proof: Proof) -> Figure | None:
    """The same as a figure; None where there is none that decides."""
    effect, shipped = proof.deciding, proof.shipped
    if proof.refused is not None or effect is None:
        return None
    return Figure(
        id=f"effect:{shipped.id}:{effect.metric}",
        title=f"{effect.title}: {proof.title}",
        unit=effect.unit,
        origin=Origin(
            document="effects",
            workflow=shipped.workflow,
            metric=effect.metric,
            step=effect.step,
            cohort=effect.cohort,
            intervention=shipped.id,
        ),
        value=effect.value,
        low=effect.low,
        high=effect.high,
        n=effect.n,
        method=effect.method,
    )
