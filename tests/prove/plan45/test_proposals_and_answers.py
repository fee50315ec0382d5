"""What the rule proposes at day 45, and how the three questions are answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desirepath.cadence import plan45
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.vocabulary.effect import DesignKind, Proof
from desirepath.vocabulary.friction import BlockerKind, Check, Standing
from desirepath.vocabulary.plan45 import GATES, GateState, PhaseState, Proposal, Register, Stabilisation, Waiver
from desirepath.vocabulary.study import Study
from tests.prove.plan45 import made

POLICY = BlockerKind.POLICY_AMBIGUITY
BAD_STEP = replace(made.point(cases=30), not_a_user_problem=(Check.MANY_USERS_SAME_STEP,))


def proposal(study: Study, proofs: Sequence[Proof] = ()) -> Proposal:
    (found,) = plan45(study, proofs, Register()).proposals
    return found


def answer(number: int, study: Study, proofs: Sequence[Proof] = ()) -> tuple[str, ...]:
    return plan45(study, proofs, Register()).answers[number].sentences


def test_what_helps_the_buyers_is_expanded_where_clerks_have_friction_at_the_same_step() -> None:
    found = proposal(made.study(45, points=[made.point(cohort=made.CLERKS)]), [made.proof()])
    assert found.proposed is Stabilisation.EXPAND_INTERVENTION
    assert found.because == "Field-level help helps role buyer at “The quote”, and role clerk have friction there."


@pytest.mark.parametrize(
    "proof",
    [
        made.proof(value=-0.02),
        made.proof(value=0.08),
        made.proof(cohort=made.CLERKS),
        made.proof(cohort=EVERYONE),
        made.proof(step="check"),
        replace(made.proof(), refused="Too few."),
    ],
    ids=["within chance", "harm", "theirs already", "everyone's already", "another step", "refused"],
)
def test_nothing_is_expanded_without_an_effect_for_others(proof: Proof) -> None:
    found = proposal(made.study(45, points=[made.point(cohort=made.CLERKS)]), [proof])
    assert found.proposed is None


def test_policy_is_clarified_where_the_largest_friction_is_one_of_policy() -> None:
    points = [BAD_STEP, made.point("check", blocker=POLICY, cases=31)]
    assert proposal(made.study(45, points=points)).proposed is Stabilisation.CLARIFY_POLICY


@pytest.mark.parametrize("check", [Check.MANY_USERS_SAME_STEP, Check.OLD_WAY_IS_FASTER])
def test_a_workflow_is_redesigned_where_the_step_itself_is_the_trouble(check: Check) -> None:
    points = [made.point("check", blocker=POLICY, cases=20), replace(BAD_STEP, not_a_user_problem=(check,))]
    assert proposal(made.study(45, points=points)).proposed is Stabilisation.REDESIGN_WORKFLOW


def test_monitoring_goes_on_where_nothing_is_confirmed_and_adherence_is_no_worse() -> None:
    found = proposal(made.study(45, points=[made.point(standing=Standing.SUSPECTED)]))
    assert found.proposed is Stabilisation.KEEP_MONITORING
    assert "52.0% in week 4, 50.0% in week 1" in found.because


def test_nothing_is_proposed_where_adherence_fell_or_cannot_be_held_against_week_1() -> None:
    """0.50 ± 0.04 in week 1 and 0.40 ± 0.04 in week 4: the difference is -0.16 to -0.04."""
    fallen = [one for one in made.enough() if one.period != "week_4"]
    fell = proposal(made.study(45, rows=[*fallen, made.row(made.FOUR[0], 0.4, "week_4")]))
    assert (fell.proposed, "adherence fell" in fell.because) == (None, True)
    assert proposal(made.study(45, rows=fallen)).because == "Adherence cannot be held against week 1 yet."


def test_friction_of_another_kind_is_no_reason_for_any_proposal() -> None:
    point = made.point(blocker=BlockerKind.ACCESS_GAP)
    assert proposal(made.study(45, points=[point])).proposed is None


def test_resistance_is_told_by_step_and_cohort_with_its_cases() -> None:
    (told,) = answer(0, made.study(45, points=[made.point()]))
    assert told == "“The quote” for role buyer: 40 cases more than expected, most likely the workflow itself."


def test_only_a_draw_by_chance_is_said_to_have_changed_something() -> None:
    told = {one: answer(1, made.study(45), [made.proof(design=one)])[0] for one in DesignKind}
    assert told[DesignKind.HOLDOUT] == (
        "Abandonment at the step was changed by Field-level help at “The quote”: −8.0 points, between −11.0 points and "
        "−5.0 points; who was shown it was drawn by chance."
    )
    assert "changed by" not in told[DesignKind.WAVES]
    assert "changed by" not in told[DesignKind.EVERYONE]
    assert "weaker evidence" in told[DesignKind.EVERYONE]


def test_harm_is_said_as_harm_and_an_effect_within_chance_as_none_yet() -> None:
    assert "made worse by" in answer(1, made.study(45), [made.proof(value=0.08)])[0]
    assert answer(1, made.study(45), [made.proof(value=-0.01)])[0].startswith("No effect of Field-level help")


def test_a_workflow_is_stable_where_nothing_is_confirmed_and_adherence_is_no_worse() -> None:
    assert answer(2, made.study(45))[0].startswith("Purchase request: yes.")
    assert answer(2, made.study(45, points=[made.point()]))[0].startswith("Purchase request: not yet.")
    assert answer(2, made.study(45, rows=[]))[0] == "Purchase request: it cannot be told yet."


def test_adherence_is_said_to_have_fallen_only_where_it_can_be_held_against_week_1() -> None:
    rows = [one for one in made.enough() if not one.period.startswith("week")]
    fell = [*rows, made.row(made.FOUR[0], 0.5, "week_1"), made.row(made.FOUR[0], 0.4, "week_4")]
    assert answer(2, made.study(45, rows=fell))[0].endswith("fewer than in week 1.")
    unknown = [*rows, made.row(made.FOUR[0], 0.4, "week_4")]
    assert answer(2, made.study(45, rows=unknown))[0] == "Purchase request: it cannot be told yet."


def test_a_phase_that_passed_by_waivers_is_not_called_proved() -> None:
    study = made.study(45)
    bare = plan45(study, (), Register())
    waivers = [Waiver(gate=name, role="process owner", because="Seen.", on=made.on_day(40)) for name in GATES]
    plan = plan45(study, (), Register(waivers=tuple(waivers)))
    assert [phase.state for phase in bare.phases] == [PhaseState.PROVED, PhaseState.PROVED, PhaseState.NOT_PROVED]
    assert [phase.state for phase in plan.phases] == [PhaseState.PROVED, PhaseState.PROVED, PhaseState.PASSED]
    waived = sum(gate.state is GateState.WAIVED for phase in plan.phases for gate in phase.gates)
    assert plan.answers[-1].sentences[-2:] == (
        "Not proved: 1 of the three phases.",
        f"Gates passed without proof: {waived}.",
    )
