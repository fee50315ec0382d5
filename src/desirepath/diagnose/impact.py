"""What a trouble costs, and what comes first: business impact, user volume and process risk."""

from __future__ import annotations

from collections.abc import Mapping

from desirepath.vocabulary.case import Risk
from desirepath.vocabulary.friction import Impact, Standing
from desirepath.vocabulary.rollout import HourlyCost, Workflow

MINUTES = 10.0
"""Hands-on minutes of a case where the rollout file names none, for ranking alone."""
_RISK: Mapping[Risk, float] = {Risk.HIGH: 1.5, Risk.MEDIUM: 1.0, Risk.LOW: 0.7}
_SUSPECTED = 0.5


def impact_of(people: int, excess_cases: float, workflow: Workflow, rate: HourlyCost | None) -> Impact:
    """The people of the cohort who come to the step, and the cases beyond what was to be expected; hours are theirs."""
    cases = max(0, round(excess_cases))
    hours = cases * (workflow.minutes or 0.0) / 60
    return Impact(
        people=people,
        cases=cases,
        hours=hours,
        cost=None if rate is None else hours * rate.amount,
        currency=None if rate is None else rate.currency,
    )


def priority_of(excess_cases: float, share_of_people: float, workflow: Workflow, standing: Standing) -> float:
    """Hours lost, more for many people and for risky work; what is only suspected counts half."""
    hours = max(0.0, excess_cases) * (workflow.minutes or MINUTES) / 60
    sure = 1.0 if standing is Standing.CONFIRMED else _SUSPECTED
    return hours * (1 + share_of_people) * _RISK[workflow.risk] * sure
