"""Friction points as a diagnosis finds them, in the made-up study of purchase requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.friction import (
    BlockerKind,
    Check,
    CheckFinding,
    Evidence,
    EvidenceSource,
    FrictionPoint,
    Impact,
    Standing,
)
from desirepath.vocabulary.signal import Symptom
from desirepath.vocabulary.study import Study
from tests.report.studies import purchase_requests

BUYERS_IN_EMEA = Cohort((("region", "EMEA"), ("role", "Buyer")))
CHECKED = (
    CheckFinding(
        check=Check.MANY_USERS_SAME_STEP,
        holds=False,
        says="Outside the cohort 8% of cases stop here, as before go-live.",
    ),
    CheckFinding(
        check=Check.ONE_COHORT_STRUGGLES,
        holds=True,
        says="Buyers in EMEA stop in 31% of cases, all others in 8%.",
    ),
    CheckFinding(
        check=Check.OLD_WAY_IS_FASTER,
        holds=False,
        says="The step takes 6 minutes now, 7 before.",
    ),
    CheckFinding(
        check=Check.TICKETS_AROUND_ONE_RULE,
        holds=True,
        says="41 of 63 tickets at the step ask which quote format is allowed.",
    ),
    CheckFinding(
        check=Check.REPEATED_HELP_SAME_TASK,
        holds=False,
        says="4 of 63 tickets are by people who had asked before.",
    ),
)
FOUND = (
    Evidence(
        source=EvidenceSource.BEHAVIOUR,
        says="31% of the cohort's cases stop at the step, 8% before go-live.",
        points_to=BlockerKind.WORKFLOW_FRICTION,
        weight=1.9,
        differs=True,
    ),
    Evidence(
        source=EvidenceSource.TICKETS,
        says="63 tickets at the step, 41 of them on the format of the quote; 5 in as many days before.",
        points_to=BlockerKind.WORKFLOW_FRICTION,
        weight=0.8,
        differs=True,
    ),
    Evidence(
        source=EvidenceSource.SEARCHES,
        says="Searches at the step are as many as elsewhere.",
        points_to=None,
        weight=0.0,
        differs=False,
    ),
)


def at_the_quote() -> FrictionPoint:
    """Buyers in EMEA give up where the quote has to be attached; two sources agree."""
    return FrictionPoint(
        rank=1,
        workflow="request",
        step="quote",
        symptom=Symptom.ABANDONMENT_AT_STEP,
        cohort=BUYERS_IN_EMEA,
        blocker=BlockerKind.WORKFLOW_FRICTION,
        probability=0.86,
        standing=Standing.CONFIRMED,
        evidence=FOUND,
        not_a_user_problem=(Check.ONE_COHORT_STRUGGLES, Check.TICKETS_AROUND_ONE_RULE),
        missing_evidence=("Answers to one question at the step: what stopped you?",),
        first_intervention="field_level_help",
        watch={"week_1": "step_completion_rate", "week_4": "abandonment_rate"},
        impact=Impact(people=212, cases=198, hours=39.6, cost=1900.8, currency="EUR"),
        probabilities={
            BlockerKind.WORKFLOW_FRICTION: 0.86,
            BlockerKind.POLICY_AMBIGUITY: 0.09,
            BlockerKind.ACCESS_GAP: 0.02,
            BlockerKind.CAPABILITY_GAP: 0.02,
            BlockerKind.SUPPORT_DEPENDENCY: 0.01,
        },
        would_change="Tickets that quote different versions of one rule would put it first.",
        context=("The cohort went through three other changes in the sixty days before go-live.",),
        first_seen=date(2026, 9, 4),
        checks=CHECKED,
    )


def at_the_budget_owner() -> FrictionPoint:
    """The approval is gone round by everyone; only one source shows it."""
    return replace(
        at_the_quote(),
        rank=2,
        step="budget",
        symptom=Symptom.APPROVAL_PATH_BYPASSED,
        cohort=EVERYONE,
        blocker=BlockerKind.POLICY_AMBIGUITY,
        probability=0.55,
        standing=Standing.SUSPECTED,
        evidence=(
            Evidence(
                source=EvidenceSource.BEHAVIOUR,
                says="In 13% of the cases that ended the approval is missing, 1% before go-live.",
                points_to=BlockerKind.POLICY_AMBIGUITY,
                weight=0.7,
                differs=True,
            ),
        ),
        not_a_user_problem=(Check.MANY_USERS_SAME_STEP,),
        missing_evidence=("Reports of approvals by mail.", "Tickets that name the rule."),
        first_intervention="policy_reminder",
        watch={"week_1": "approval_path_usage", "week_4": "process_adherence_rate"},
        impact=Impact(people=340, cases=86, hours=21.5),
        probabilities={BlockerKind.POLICY_AMBIGUITY: 0.55, BlockerKind.WORKFLOW_FRICTION: 0.41},
        would_change="A faster old way would put it first.",
        context=(),
        checks=(
            CheckFinding(
                check=Check.MANY_USERS_SAME_STEP,
                holds=True,
                says="All roles and regions skip it alike.",
            ),
            *CHECKED[2:],
        ),
    )


def with_friction() -> Study:
    """The study of purchase requests with both."""
    return replace(purchase_requests(), friction_points=(at_the_quote(), at_the_budget_owner()), tested=412)
