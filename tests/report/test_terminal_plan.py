"""A plan to prove an effect on the terminal: where, for whom, how long, and nothing of too few people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desirepath.report.terminal_plan import plan_summary
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.effect_plan import PlannedProof, ProofPlan
from tests.report.test_terminal import printed

SPOT = PlannedProof(
    workflow="request",
    step="quote",
    step_title="Enter the quote",
    cohort=Cohort((("region", "EMEA"),)),
    people=1280,
    cases_a_day=32.04,
    level=0.336,
    days={0.5: 118, 0.2: 1, 0.1: None},
    least={0.5: 0.125, 0.2: 1.2, 0.1: None},
)
FEW = replace(SPOT, step_title="Submit", cohort=EVERYONE, people=None, cases_a_day=None, level=None, days={}, least={})
PLAN = ProofPlan(
    rollout="portal",
    title="Requests in the portal",
    as_of=datetime(2025, 9, 15, tzinfo=UTC),
    effect=0.05,
    power=0.8,
    spots=(SPOT, FEW),
)


def lines_of(plan: ProofPlan, width: int = 120) -> list[str]:
    return [line.strip() for line in printed(plan_summary(plan), width).splitlines() if line.strip()]


def test_every_spot_says_for_whom_what_is_now_and_how_long_it_takes_by_who_is_held_out() -> None:
    assert lines_of(PLAN) == [
        "Requests in the portal",
        "In 8 of 10 rollouts in which there is such a change, it takes no longer.",
        "How many days until a change of 5.0 points is told, read every day",
        "1 “Enter the quote”, for people in EMEA",
        "now 1,280 people bring 32.0 cases a day, of which 33.6 % are given up there",
        "50% held out: 118 days; within 45 days, 12.5 points and more",
        "20% held out: 1 day",
        "10% held out: over two years",
        "2 “Submit”, for people in all groups",
        "too few people come to this step to plan for",
    ]


def test_without_a_spot_it_says_so_and_promises_nothing() -> None:
    lines = lines_of(replace(PLAN, spots=()))
    assert lines[-1] == "There is no step to plan for."
    assert not [line for line in lines if "days" in line]


def test_no_line_is_wider_than_eighty_columns_and_brackets_are_text() -> None:
    long = replace(SPOT, step_title="[red]Genehmigung " * 40, cohort=Cohort((("region", "[b]EMEA[/b]" * 30),)))
    lines = printed(plan_summary(replace(PLAN, title="[red]Portal[/red]", spots=(long,)))).splitlines()
    assert max(len(line) for line in lines) <= 80
    assert "[red]Portal[/red]" in lines
    assert "[red]Genehmigung" in " ".join(lines)
