"""What a proof gives back to the diagnosis: how an intervention turned out, in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desirepath.prove.tried import tried
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.effect import Decided, Decision, DesignKind, Effect, Exposed, Proof, Range, Role, Shipped
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.tried import Tried, Turned

FRICTION = BlockerKind.WORKFLOW_FRICTION


def effect(low: float, high: float, *, stands: bool = False, role: Role = Role.DECIDES) -> Effect:
    """An effect on abandonment at the step, 10 % without it."""
    return Effect(
        metric="abandonment_rate",
        title="Abandonment at the step",
        role=role,
        unit="share of cases",
        better="down",
        value=(low + high) / 2,
        low=low,
        high=high,
        once=Range(low, high),
        n=4000,
        with_it=0.1,
        without=0.1,
        method="made up",
        stands=stands,
    )


def of_tickets(low: float, high: float, *, role: Role) -> Effect:
    one = effect(low, high, role=role, stands=True)
    return replace(one, metric="tickets_per_active_user", title="Tickets", unit="per active user and week")


def proof(
    decided: Decided,
    *effects: Effect,
    cohort: Cohort = EVERYONE,
    design: DesignKind = DesignKind.HOLDOUT,
    days: int = 30,
) -> Proof:
    shipped = Shipped(
        id="help-1",
        workflow="request",
        step="quote",
        kind="field_level_help",
        design=design,
        starts_at=datetime(2026, 9, 1, tzinfo=UTC),
        cohort=cohort,
    )
    return Proof(
        shipped=shipped,
        title="Field-level help",
        step_title="Attach the quote",
        exposed=Exposed(shown=2000, held_out=2000),
        checks=(),
        effects=effects,
        decision=Decision(decided=decided, because="as it was made up"),
        days=days,
    )


def told(found: Proof) -> Tried:
    one = tried(found, FRICTION)
    assert one is not None
    return one


@pytest.mark.parametrize("decided", [Decided.REPLACE, Decided.ESCALATE])
def test_what_is_replaced_or_escalated_did_nothing(decided: Decided) -> None:
    assert told(proof(decided, effect(-0.012, 0.014))) == Tried(
        workflow="request",
        step="quote",
        cohort=EVERYONE,
        kind="field_level_help",
        title="Field-level help",
        addressed=FRICTION,
        turned=Turned.DID_NOTHING,
        says="Field-level help at “Attach the quote” was shown for 30 days and changed nothing"
        " (between −1.2 and +1.4 points)",
    )


def test_what_may_still_have_made_it_worse_is_not_said_to_have_changed_nothing() -> None:
    one = told(proof(Decided.REPLACE, effect(-0.012, 0.064)))
    assert one.turned is Turned.DID_NOTHING
    assert one.says.endswith(" and did not help (between −1.2 and +6.4 points)")


@pytest.mark.parametrize("decided", [Decided.EXPAND, Decided.CONTINUE])
def test_what_is_told_to_help_helped_its_blocker(decided: Decided) -> None:
    one = told(proof(decided, effect(-0.1, -0.0301, stands=True)))
    assert one.turned is Turned.HELPED
    assert not one.was_in_vain
    assert one.says.endswith(" and helped (between −10.0 and −3.0 points)")


def test_what_made_it_worse_did_harm() -> None:
    one = told(proof(Decided.REPLACE, effect(0.02, 0.08, stands=True)))
    assert one.turned is Turned.HARMED
    assert one.was_in_vain
    assert one.says.endswith(" and made it worse (between +2.0 and +8.0 points)")


def test_harm_to_another_measure_is_named() -> None:
    worse = of_tickets(0.1, 0.304, role=Role.WATCHES)
    one = told(proof(Decided.REPLACE, effect(-0.03, 0.03), worse))
    assert one.turned is Turned.HARMED
    assert one.says.endswith(
        " and made it worse (tickets about the workflow between +0.10 and +0.30 per active user and week)"
    )


@pytest.mark.parametrize(
    "found",
    [
        proof(Decided.UNDECIDED, effect(-0.1, 0.1)),
        proof(Decided.UNDECIDED),
        replace(proof(Decided.UNDECIDED), refused="The arms are not as they were drawn."),
    ],
    ids=["undecided", "unread", "refused"],
)
def test_what_cannot_be_told_yet_gives_nothing_back(found: Proof) -> None:
    assert tried(found, FRICTION) is None


def test_for_whom_it_was_is_named_and_a_single_day_is_one() -> None:
    cohort = Cohort((("region", "EMEA"),))
    one = told(proof(Decided.REPLACE, effect(-0.01, 0.0), cohort=cohort, days=1))
    assert one.says == (
        "Field-level help at “Attach the quote” was shown to region EMEA for 1 day and changed nothing"
        " (between −1.0 and ±0.0 points)"
    )


def test_where_everyone_got_it_it_counts_half_and_nothing_is_put_down_to_it() -> None:
    one = told(proof(Decided.CONTINUE, effect(-0.1, -0.02, stands=True), design=DesignKind.EVERYONE))
    assert one.counts == 0.5
    assert one.says.endswith(" and was followed by better days (between −10.0 and −2.0 points)")
    assert told(proof(Decided.REPLACE, effect(-0.01, 0.01))).counts == 1.0
