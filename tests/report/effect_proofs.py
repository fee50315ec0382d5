"""Made-up effects to render: one of each design and decision, and several that try to break what shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.effect import (
    Decided,
    Decision,
    DesignCheck,
    DesignKind,
    Exposed,
    Proof,
    Proofs,
    Role,
    Shipped,
)
from desirepath.vocabulary.friction import BlockerKind
from tests.report.effect_values import (
    BUYERS,
    CHECKS,
    DAYS,
    FIRST_DAY,
    HELPS,
    MOVEMENT,
    STARTS,
    by_cohort,
    effect,
    harming,
    readings,
    watching,
)


def helpful() -> Proof:
    """A random holdout that helps, with everything that a proof can hold."""
    return Proof(
        shipped=Shipped(
            id="I-quote-help",
            workflow="request",
            step="quote",
            kind="step_guidance",
            design=DesignKind.HOLDOUT,
            starts_at=STARTS,
            blocker=BlockerKind.WORKFLOW_FRICTION,
            cohort=BUYERS,
            held_out=0.5,
        ),
        title="Step guidance",
        step_title="Attach the quote",
        exposed=Exposed(shown=1012, held_out=988, opened=640, completed=402, dismissed=None, changed_arm=0),
        checks=CHECKS,
        effects=(HELPS, *watching(), *by_cohort()),
        decision=Decision(
            decided=Decided.EXPAND,
            because="Abandonment at the step: better by 8.1 points.",
            to="region DACH and role buyer",
        ),
        days=DAYS,
        readings=readings(-0.081),
        told_on=FIRST_DAY + timedelta(days=7),
        movement=MOVEMENT,
    )


def undecided() -> Proof:
    """A random holdout whose effect may still be none."""
    none = effect(0.005, 0.025)
    says = "The effect may still be none: between -2.0 points and +3.0 points."
    return replace(
        helpful(),
        shipped=replace(helpful().shipped, id="I-vendor", step="vendor", cohort=EVERYONE, kind="field_level_help"),
        title="Field-level help",
        step_title="Pick a vendor",
        effects=(replace(none, step="vendor"),),
        decision=Decision(decided=Decided.UNDECIDED, because=says, more_days=12),
        readings=readings(0.005),
        told_on=None,
        movement=(),
    )


def in_waves() -> Proof:
    """Waves that help, read by the week."""
    return replace(
        helpful(),
        shipped=replace(helpful().shipped, id="I-waves", design=DesignKind.WAVES, cohort=EVERYONE, held_out=None),
        exposed=Exposed(shown=840, held_out=0, opened=512, completed=300, dismissed=41, changed_arm=0),
        effects=(HELPS,),
        checks=(
            DesignCheck(
                name="together_before",
                title="The groups went together before",
                holds=True,
                says="Before their starts the groups went together (p = 0.41).",
            ),
        ),
        decision=Decision(decided=Decided.CONTINUE, because="Abandonment at the step: better by 8.1 points.", to=None),
        readings=readings(-0.081, every=7),
        told_on=FIRST_DAY + timedelta(days=13),
    )


def doubtful() -> Proof:
    """Waves that help, though one of their checks fails."""
    check = replace(in_waves().checks[0], holds=False, says="Region explains 17% of it.")
    return replace(in_waves(), checks=(check,))


def for_everyone() -> Proof:
    """Shown to everybody on one day, and better since."""
    shipped = replace(in_waves().shipped, id="I-all", design=DesignKind.EVERYONE)
    return replace(in_waves(), shipped=shipped, checks=(), readings=readings(-0.081), movement=())


def harmful() -> Proof:
    """A random holdout under which things got worse."""
    worse = effect(0.074, 0.03)
    return replace(
        undecided(),
        shipped=replace(undecided().shipped, id="I-reminder", kind="policy_reminder"),
        title="Policy reminder",
        step_title="Budget owner approves",
        effects=(worse, harming(), *watching()),
        decision=Decision(
            decided=Decided.REPLACE,
            because="Abandonment at the step got worse by 7.4 points.",
            to="step_guidance",
            retire=True,
        ),
        readings=readings(0.074),
        told_on=FIRST_DAY + timedelta(days=10),
    )


def refused() -> Proof:
    """A draw that was none."""
    says = (
        "71.0% were held out of 50% planned, and in all that is not what a draw gives: it was not by chance, or one "
        "arm is not recorded as the other is."
    )
    return replace(
        undecided(),
        shipped=replace(undecided().shipped, id="I-lopsided", step="submit"),
        step_title="Submit",
        exposed=Exposed(shown=290, held_out=710, opened=120, completed=0, dismissed=None, changed_arm=None),
        checks=(replace(CHECKS[0], holds=False, says=says), *CHECKS[1:]),
        effects=(),
        decision=Decision(decided=Decided.UNDECIDED, because=says),
        refused=says,
        readings=(),
    )


def escalated() -> Proof:
    """The second fruitless attempt at a step."""
    says = "Whatever it does for the better, it is less than 2.0 points. Another attempt at this step brought nothing either. What is left is to change the work itself."
    decision = Decision(decided=Decided.ESCALATE, because=says, to="process", retire=True)
    nothing = replace(effect(-0.002, 0.012), step="vendor")
    return replace(undecided(), decision=decision, effects=(nothing,), readings=readings(-0.002))


def all_proofs(*found: Proof, remarks: tuple[str, ...] = ()) -> Proofs:
    """A rollout with these interventions; one of each kind where none is named."""
    made = found or (helpful(), undecided(), in_waves(), for_everyone(), harmful(), refused(), escalated())
    return Proofs(
        rollout="procure-to-pay",
        title="Purchase requests in the new portal",
        as_of=STARTS + timedelta(days=DAYS),
        timezone="Europe/Amsterdam",
        smallest_group=10,
        proofs=made,
        remarks=remarks,
    )


def nothing_shipped() -> Proofs:
    """A rollout without any intervention."""
    says = "The rollout file names no table `interventions`, so there is nothing to prove yet."
    return replace(all_proofs(helpful()), proofs=(), remarks=(says,))


def renamed(name: str) -> Proofs:
    """The same with every text that comes from the data replaced."""
    cohort = Cohort((("region", name),))
    made = []
    for proof in all_proofs().proofs:
        checks = tuple(replace(one, says=f"{one.says} {name}") for one in proof.checks)
        effects = tuple(replace(one, cohort=cohort) if one.role is Role.COHORT else one for one in proof.effects)
        to = name if proof.decision.decided is Decided.EXPAND else proof.decision.to
        shipped = replace(proof.shipped, id=name, step=name, cohort=cohort)
        decision = replace(proof.decision, to=to)
        named = replace(proof, shipped=shipped, title=name, step_title=name, checks=checks, effects=effects)
        made.append(replace(named, decision=decision, remarks=(name,)))
    return replace(all_proofs(*made), title=name, rollout=name, remarks=(name,))


def bare() -> Proofs:
    """Hardly anything is known: nobody named in the cases, nothing read, nothing checked."""
    says = "No case of this workflow names a person, so nobody who was shown it can be found in the cases."
    unread = replace(refused(), refused=says, checks=(), days=0, exposed=Exposed(shown=None, held_out=None))
    early = replace(undecided(), effects=(), readings=(), checks=(), days=1)
    one_day = replace(undecided(), readings=readings(0.005)[2:3], days=3)
    return all_proofs(unread, early, one_day)


HOSTILE: dict[str, Callable[[], Proofs]] = {
    "markup in every name": lambda: renamed("</style></svg><script>alert(1)</script><img src=x onerror=alert(2)>"),
    "ten thousand letters": lambda: renamed("Genehmigungsverfahren" * 500),
    "another script": lambda: renamed("طلبات الشراء 購買申請の承認フロー é̂"),
    "hardly anything known": bare,
    "nothing shipped": nothing_shipped,
}
