"""Two friction points: one confirmed for buyers in EMEA, one suspected for everyone, and an intervention."""

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
    SideRate,
    Standing,
)
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import SignalFinding, Symptom

EMEA_BUYERS = Cohort((("region", "EMEA"), ("role", "buyer")))

FINDING = SignalFinding(
    signal="abandonment",
    symptom=Symptom.ABANDONMENT_AT_STEP,
    workflow="request",
    step="quote",
    cohort=EMEA_BUYERS,
    value=0.31,
    expected=0.08,
    low=0.27,
    high=0.35,
    q_value=0.0004,
    people=212,
    cases=640,
    excess_cases=147.2,
    unit="share of cases",
    first_seen=date(2026, 9, 4),
)

EVIDENCE = (
    Evidence(
        source=EvidenceSource.BEHAVIOUR,
        says="31% of the cases of buyers in EMEA that reach Attach the quote stop there; 8% were to be expected. "
        "Those who go on take 3 attempts, the others 1.",
        points_to=BlockerKind.WORKFLOW_FRICTION,
        weight=1.9,
        differs=True,
    ),
    Evidence(
        source=EvidenceSource.TICKETS,
        says="64 of 100 tickets on this step ask which file formats are taken; before go-live nobody asked.",
        points_to=BlockerKind.WORKFLOW_FRICTION,
        weight=1.1,
        differs=True,
    ),
    Evidence(
        source=EvidenceSource.EXCEPTIONS,
        says="Attempts are refused by the format check 4 times as often as those of other buyers.",
        points_to=BlockerKind.POLICY_AMBIGUITY,
        weight=0.8,
        differs=True,
    ),
    Evidence(
        source=EvidenceSource.ACCESS,
        says="No attempt was denied: 0 of 640 cases.",
        points_to=BlockerKind.ACCESS_GAP,
        weight=-1.4,
        differs=False,
    ),
    Evidence(
        source=EvidenceSource.SEARCHES,
        says="Searches for the quote rose as much as for every other step.",
        points_to=None,
        weight=0.0,
        differs=False,
    ),
)

PROBABILITIES = {
    BlockerKind.WORKFLOW_FRICTION: 0.86,
    BlockerKind.POLICY_AMBIGUITY: 0.08,
    BlockerKind.CAPABILITY_GAP: 0.035,
    BlockerKind.SUPPORT_DEPENDENCY: 0.02,
    BlockerKind.ACCESS_GAP: 0.005,
}

CHECKS = (
    CheckFinding(
        check=Check.MANY_USERS_SAME_STEP,
        holds=True,
        says="131 of 212 people gave up here at least once, not a few of them often.",
    ),
    CheckFinding(
        check=Check.ONE_COHORT_STRUGGLES,
        holds=True,
        says="Buyers in EMEA stop 4 times as often as everybody else; without them the step is as it was.",
    ),
    CheckFinding(
        check=Check.OLD_WAY_IS_FASTER,
        holds=False,
        says="By e-mail it took 2.1 days, on the approved path 1.4 days.",
    ),
    CheckFinding(
        check=Check.TICKETS_AROUND_ONE_RULE,
        holds=False,
        says="The tickets name a file format, no rule of the organisation.",
    ),
    CheckFinding(
        check=Check.REPEATED_HELP_SAME_TASK,
        holds=False,
        says="12% of those who asked about this step had asked before, as many as at other steps.",
    ),
)


def rates() -> tuple[SideRate, ...]:
    """Both sides before, since, and by week; week 6 is not over, week 7 has too few people in the cohort."""
    made = [
        _rate("cohort", "baseline", 0.079, 198),
        _rate("others", "baseline", 0.071, 421),
        _rate("cohort", "since_go_live", 0.31, 212),
        _rate("others", "since_go_live", 0.083, 500),
    ]
    for week, (one, other) in enumerate(((0.24, 0.09), (0.33, 0.085), (0.36, 0.08), (0.31, 0.07), (0.29, 0.08)), 1):
        made += [_rate("cohort", f"week_{week}", one, 88), _rate("others", f"week_{week}", other, 240)]
    made += [_rate("cohort", "week_6", 0.27, 24), _rate("others", "week_6", 0.08, 61)]
    return (*made, _rate("others", "week_7", 0.075, 61))


def _rate(side: str, period: str, value: float, people: int) -> SideRate:
    half = 1.6 * (value * (1 - value) / people) ** 0.5
    return SideRate(
        side="cohort" if side == "cohort" else "others",
        period=period,
        value=value,
        low=max(0.0, value - half),
        high=min(1.0, value + half),
        people=people,
        cases=people * 3,
    )


CONFIRMED = FrictionPoint(
    rank=1,
    workflow="request",
    step="quote",
    symptom=Symptom.ABANDONMENT_AT_STEP,
    cohort=EMEA_BUYERS,
    blocker=BlockerKind.WORKFLOW_FRICTION,
    probability=0.86,
    standing=Standing.CONFIRMED,
    evidence=EVIDENCE,
    not_a_user_problem=(Check.MANY_USERS_SAME_STEP, Check.ONE_COHORT_STRUGGLES),
    missing_evidence=(),
    first_intervention="field_level_help",
    watch={"week_1": "step_completion_rate", "week_4": "abandonment_rate"},
    impact=Impact(people=131, cases=147, hours=39.6, cost=1900.8, currency="EUR"),
    probabilities=PROBABILITIES,
    would_change="Answers at the step that name the purchasing rule would put policy ambiguity first.",
    context=(
        "Buyers in EMEA went through 4 other changes in the 60 days before go-live, the others through 1.",
        "The step is new: nobody did it before go-live.",
    ),
    rivals=(Cohort((("business_unit", "Trading"), ("role", "buyer"))),),
    first_seen=date(2026, 9, 4),
    findings=(FINDING,),
    checks=CHECKS,
    measure="share of cases reaching the step that stop there",
    rates=rates(),
    priority=0.91,
)

SUSPECTED = replace(
    CONFIRMED,
    rank=2,
    step="budget",
    symptom=Symptom.APPROVAL_PATH_BYPASSED,
    cohort=EVERYONE,
    blocker=BlockerKind.POLICY_AMBIGUITY,
    probability=0.52,
    standing=Standing.SUSPECTED,
    evidence=(
        Evidence(
            source=EvidenceSource.BEHAVIOUR,
            says="13% of cases reach the receipt without the budget owner; 4% were to be expected.",
            points_to=BlockerKind.POLICY_AMBIGUITY,
            weight=0.9,
            differs=True,
        ),
    ),
    not_a_user_problem=(Check.MANY_USERS_SAME_STEP,),
    missing_evidence=(
        "Answers at the step: ask those who skip it for one click why, for one week.",
        "Tickets with the step filled in.",
    ),
    first_intervention="policy_reminder",
    watch={"week_1": "approval_path_usage", "week_4": "process_adherence_rate"},
    impact=Impact(people=84, cases=97, hours=19.4),
    probabilities={
        BlockerKind.POLICY_AMBIGUITY: 0.52,
        BlockerKind.WORKFLOW_FRICTION: 0.31,
        BlockerKind.CAPABILITY_GAP: 0.11,
        BlockerKind.SUPPORT_DEPENDENCY: 0.04,
        BlockerKind.ACCESS_GAP: 0.02,
    },
    would_change="A measured time on the old way that is shorter would put workflow friction first.",
    context=(),
    rivals=(),
    first_seen=date(2026, 9, 16),
    findings=(
        replace(
            FINDING,
            signal="bypass",
            symptom=Symptom.APPROVAL_PATH_BYPASSED,
            step="budget",
            cohort=EVERYONE,
            value=0.128,
            expected=0.04,
            low=0.1,
            high=0.16,
            people=604,
            cases=671,
            excess_cases=59.0,
            first_seen=date(2026, 9, 16),
        ),
    ),
    checks=(
        replace(CHECKS[0], says="71 of 604 people went round it."),
        *(replace(one, holds=False) for one in CHECKS[1:]),
    ),
    measure="share of cases that go on without the step",
    rates=tuple(
        replace(rate, side="cohort", value=rate.value * 1.5, low=rate.low, high=rate.high * 1.8)
        for rate in rates()
        if rate.side == "others"
    ),
    priority=0.55,
)

INTERVENTIONS = {
    "field_level_help": Intervention(
        name="field_level_help",
        title="Field-level help",
        addresses=BlockerKind.WORKFLOW_FRICTION,
        does="Beside the field stands what it is for, which formats it takes, and one example that passes the check.",
        needs=("the rule of the format check in words", "one example of a right file"),
        effort="days",
        owner="application",
        risks=("a long text is not read", "it hides a check that should rather go"),
        not_when="The field could be filled by the system, or left out.",
        source="practice of form design",
        symptoms={Symptom.ABANDONMENT_AT_STEP: 1.0},
    ),
}
