"""What was tried on the same people at the step in vain is not proposed first again."""

from __future__ import annotations

from itertools import product

from desirepath.intervene.choose import Choice, choose, intervention_catalogue, passing_over
from desirepath.vocabulary.case import StepKind
from desirepath.vocabulary.friction import BlockerKind, Check
from desirepath.vocabulary.signal import Symptom
from tests.diagnose.trials import trial


def of_access(*, blocker: BlockerKind = BlockerKind.ACCESS_GAP, checks: tuple[Check, ...] = ()) -> Choice:
    return choose(
        blocker,
        Symptom.ABANDONMENT_AT_STEP,
        step_kind=StepKind.TASK,
        cohort_is_everyone=False,
        checks=checks,
    )


def test_the_next_that_addresses_the_blocker_comes_first_and_what_was_in_vain_last() -> None:
    plain = of_access()
    after = passing_over(plain, [trial(kind=plain.first)])
    assert after.first == plain.then[0]
    assert after.then == (*plain.then[1:], plain.first)


def test_what_did_harm_is_passed_over_too_and_what_helped_stays_first() -> None:
    plain = of_access()
    assert passing_over(plain, [trial(turned="harmed", kind=plain.first)]).first == plain.then[0]
    assert passing_over(plain, [trial(turned="helped", kind=plain.first)]) == plain


def test_without_anything_tried_the_choice_is_the_same() -> None:
    assert passing_over(of_access(), []) == of_access()


def test_what_would_not_have_been_first_only_moves_to_the_end() -> None:
    plain = of_access()
    after = passing_over(plain, [trial(kind=plain.then[0])])
    assert (after.first, after.because) == (plain.first, plain.because)
    assert after.then == (*plain.then[1:], plain.then[0])


def test_where_all_that_addresses_the_blocker_was_in_vain_the_work_itself_is_to_be_changed() -> None:
    for blocker in BlockerKind:
        plain = of_access(blocker=blocker)
        after = passing_over(plain, [trial(blocker, kind=name) for name in (plain.first, *plain.then)])
        assert after.first == "simplification_request"
        assert {after.first, *after.then} == {"simplification_request", plain.first, *plain.then}


def test_nothing_in_vain_is_first_as_long_as_anything_else_is_left() -> None:
    for blocker, one in product(BlockerKind, intervention_catalogue()):
        for checks in ((), tuple(Check)):
            plain = of_access(blocker=blocker, checks=checks)
            after = passing_over(plain, [trial(blocker, kind=one)])
            assert after.first != one
            assert sorted((after.first, *after.then)) == sorted((plain.first, *plain.then))


def test_where_a_check_asks_for_a_simpler_step_that_comes_after_the_first_was_in_vain() -> None:
    plain = of_access(blocker=BlockerKind.WORKFLOW_FRICTION, checks=(Check.MANY_USERS_SAME_STEP,))
    after = passing_over(plain, [trial(BlockerKind.WORKFLOW_FRICTION, kind=plain.first)])
    assert after.first == "simplification_request"


def test_the_reason_says_that_it_was_tried() -> None:
    plain = of_access()
    assert passing_over(plain, [trial(kind="escalation_path")]).because == (
        "Of what helps against a gap in access, “Escalation path for the blocked” fits abandonment at a step best."
        " But it was tried here and did not help: “Access routed apart from training” comes first."
    )
