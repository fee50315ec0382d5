"""What was shipped in the last cycle, with what may be said of its effect so far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from desirepath.prove.weekly.rules import proposed_by_effect
from desirepath.prove.weekly.week import Week
from desirepath.vocabulary.effect import Decided, Effect, Exposed, Proof
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.review import ReviewItem, Sight, Topic, WhyShipped

A_CYCLE = timedelta(days=7)
_FOLLOWS = (Decided.EXPAND, Decided.REPLACE, Decided.ESCALATE)


def shipped(week: Week) -> tuple[ReviewItem, ...]:
    """One item for each intervention that the meeting has to look at; where there is none, that this is so.

    Those shipped since the last review, and earlier ones on which a decision is due; else the one shipped last, if it is
    still live.
    """
    found = [(one, why) for one in week.proofs if (why := _why(week, one)) is not None]
    if not found and week.live:
        found = [(max(week.live, key=lambda one: one.shipped.starts_at), WhyShipped.LATEST)]
    if not found:
        return (ReviewItem(id=Topic.SHIPPED, topic=Topic.SHIPPED, sight=Sight.NOTHING),)
    return tuple(_item(one, why) for one, why in found)


def last_review_at(week: Week) -> datetime:
    """Since when something counts as shipped in the last cycle."""
    return week.study.as_of - A_CYCLE if week.before is None else week.before.as_of


def _why(week: Week, proof: Proof) -> WhyShipped | None:
    if proof.shipped.starts_at >= last_review_at(week):
        return WhyShipped.LAST_CYCLE
    decided = proof.decision.decided
    done = any((one.intervention, one.decided) == (proof.shipped.id, decided) for one in week.recorded)
    return WhyShipped.DECISION_DUE if decided in _FOLLOWS and not done else None


def _item(proof: Proof, why: WhyShipped) -> ReviewItem:
    one, name = proof.shipped, f"{Topic.SHIPPED}.{proof.shipped.id}"
    return ReviewItem(
        id=name,
        topic=Topic.SHIPPED,
        sight=Sight.STANDS_OUT,
        workflow=one.workflow,
        step=one.step,
        cohort=one.cohort,
        figure=None if proof.deciding is None else _effect(proof, proof.deciding, f"{name}.effect"),
        more=tuple(_exposures(proof, name)),
        proof=proof,
        why_shipped=why,
        proposed=proposed_by_effect(proof),
    )


def _effect(proof: Proof, effect: Effect, name: str) -> Figure:
    return Figure(
        id=name,
        title=effect.metric,
        unit=effect.unit,
        origin=Origin(
            document="effects",
            workflow=proof.shipped.workflow,
            metric=effect.metric,
            step=effect.step,
            cohort=effect.cohort,
            intervention=proof.shipped.id,
        ),
        value=effect.value,
        low=effect.low,
        high=effect.high,
        n=effect.n,
        method=effect.method,
    )


def _exposures(proof: Proof, name: str) -> Iterator[Figure]:
    exposed: Exposed = proof.exposed
    for arm, people in (("shown", exposed.shown), ("held_out", exposed.held_out)):
        yield Figure(
            id=f"{name}.{arm}",
            title=arm,
            unit="people",
            origin=Origin(
                document="effects",
                workflow=proof.shipped.workflow,
                metric="exposed",
                step=proof.shipped.step,
                intervention=proof.shipped.id,
                more=arm,
            ),
            value=None if people is None else float(people),
            n=people,
            because="not told, so that no few can be told from others" if people is None else "",
        )
