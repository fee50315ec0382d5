"""Which intervention comes first, and which then."""

from itertools import product

import pytest

from desirepath.diagnose.scorecard import SCORECARD
from desirepath.intervene.choose import Choice, choose, intervention_catalogue
from desirepath.vocabulary.case import StepKind
from desirepath.vocabulary.friction import BlockerKind, Check
from desirepath.vocabulary.signal import Symptom

EVERY_QUESTION = tuple(product(BlockerKind, Symptom, StepKind, (False, True)))
NEVER_FIRST = {"simplification_request", "acknowledgement"}


def chosen(
    blocker: BlockerKind,
    symptom: Symptom,
    step_kind: StepKind = StepKind.TASK,
    *,
    everyone: bool = False,
    checks: tuple[Check, ...] = (),
) -> Choice:
    return choose(blocker, symptom, step_kind=step_kind, cohort_is_everyone=everyone, checks=checks)


@pytest.mark.parametrize(
    ("blocker", "symptom", "first"),
    [
        ("workflow_friction", "abandonment_at_step", "field_level_help"),
        ("policy_ambiguity", "approval_path_bypassed", "policy_reminder"),
        ("support_dependency", "ticket_spike", "self_help"),
        ("policy_ambiguity", "exceptions_rising", "reason_at_the_moment"),
        ("access_gap", "cohort_gap", "role_aware_guidance"),
        ("capability_gap", "cohort_gap", "task_guidance"),
        ("workflow_friction", "duplicate_handoffs", "step_guidance"),
    ],
)
def test_at_a_field_each_pair_of_the_scorecard_gets_the_scorecards_first_intervention(
    blocker: str, symptom: str, first: str
) -> None:
    assert chosen(BlockerKind(blocker), Symptom(symptom), StepKind.FIELD).first == first
    row = next(row for row in SCORECARD if row.symptom == symptom)
    assert (BlockerKind(blocker), first) in row.usual


@pytest.mark.parametrize("kind", [kind for kind in StepKind if kind is not StepKind.FIELD])
def test_abandonment_by_friction_at_a_step_that_is_no_field_gets_guidance_at_the_step(kind: StepKind) -> None:
    choice = chosen(BlockerKind.WORKFLOW_FRICTION, Symptom.ABANDONMENT_AT_STEP, kind)
    assert choice.first == "step_guidance"
    assert choice.then[-1] == "field_level_help"


def test_only_what_addresses_the_blocker_is_chosen_and_nothing_of_it_is_left_out() -> None:
    for blocker, symptom, kind, everyone in EVERY_QUESTION:
        choice = chosen(blocker, symptom, kind, everyone=everyone)
        named = {choice.first, *choice.then}
        assert named == {one.name for one in intervention_catalogue().values() if one.addresses is blocker}
        assert len(choice.then) == len(named) - 1


def test_every_intervention_but_the_two_of_last_resort_is_first_for_some_question() -> None:
    first = {chosen(blocker, symptom, kind, everyone=who).first for blocker, symptom, kind, who in EVERY_QUESTION}
    assert first == set(intervention_catalogue()) - NEVER_FIRST
    assert len(first) == 18


@pytest.mark.parametrize("check", [Check.OLD_WAY_IS_FASTER, Check.MANY_USERS_SAME_STEP])
def test_where_the_workflow_may_be_at_fault_the_request_to_simplify_is_second(check: Check) -> None:
    for symptom, kind in product(Symptom, StepKind):
        choice = chosen(BlockerKind.WORKFLOW_FRICTION, symptom, kind, checks=(check,))
        assert choice.then[0] == "simplification_request"
        assert "“Request to simplify the step” comes second" in choice.because


def test_a_check_moves_nothing_to_the_first_place() -> None:
    for blocker, symptom, kind, everyone in EVERY_QUESTION:
        without = chosen(blocker, symptom, kind, everyone=everyone)
        assert chosen(blocker, symptom, kind, everyone=everyone, checks=tuple(Check)).first == without.first


def test_tickets_around_one_rule_put_its_wording_second() -> None:
    check = (Check.TICKETS_AROUND_ONE_RULE,)
    choice = chosen(BlockerKind.POLICY_AMBIGUITY, Symptom.APPROVAL_PATH_BYPASSED, checks=check)
    assert (choice.first, choice.then[0]) == ("policy_reminder", "approved_wording")


def test_what_is_made_for_everyone_is_not_first_for_a_cohort_and_the_other_way_round() -> None:
    stopped = (BlockerKind.ACCESS_GAP, Symptom.ABANDONMENT_AT_STEP)
    assert chosen(*stopped, everyone=True).first == "known_issue_message"
    assert chosen(*stopped, everyone=False).first == "escalation_path"
    asking = (BlockerKind.CAPABILITY_GAP, Symptom.TICKET_SPIKE)
    assert chosen(*asking, everyone=False).first == "targeted_refresher"
    assert chosen(*asking, everyone=True).first == "task_guidance"


def test_the_reason_is_a_sentence_that_names_blocker_and_symptom() -> None:
    assert chosen(BlockerKind.SUPPORT_DEPENDENCY, Symptom.TICKET_SPIKE).because == (
        "Of what helps against dependency on support, “Self-help on the top repeat drivers” fits a spike of tickets best."
    )
    assert chosen(BlockerKind.ACCESS_GAP, Symptom.COHORT_GAP).because == (
        "Of what helps against a gap in access, “Role-aware guidance” fits a gap between cohorts best, and it is made"
        " for one cohort."
    )
