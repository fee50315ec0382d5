"""Made-up values of an effect: the measures, the checks, what was read day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import sqrt

from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.effect import DesignCheck, Effect, Range, Reading, Role, WatchedMeasure

STARTS = datetime(2026, 9, 2, 22, tzinfo=UTC)
"""Midnight of 3 September in Amsterdam."""
FIRST_DAY = date(2026, 9, 3)
BUYERS = Cohort((("region", "EMEA"), ("role", "buyer")))
DAYS = 28


def effect(value: float, half: float, **more: object) -> Effect:
    """A change of abandonment at the step, from 22.3 %, unless told otherwise."""
    given: dict[str, object] = {
        "metric": "abandonment_rate",
        "title": "Abandonment at the step",
        "role": Role.DECIDES,
        "unit": "share of cases",
        "better": "down",
        "value": value,
        "low": value - half,
        "high": value + half,
        "once": Range(value - 0.6 * half, value + 0.6 * half),
        "n": 1904,
        "with_it": 0.223 + value,
        "without": 0.223,
        "method": "difference of drawn arms",
        "step": "quote",
        "stands": abs(value) > half,
    }
    return Effect(**(given | more))  # type: ignore[arg-type]


HELPS = effect(-0.081, 0.038)


def watching() -> tuple[Effect, ...]:
    """The other measures: one better, two not told apart, one of them a count."""
    watches = {"role": Role.WATCHES, "step": None}
    completed = effect(0.052, 0.041, metric="workflow_completion_rate", title="Completed", better="up", **watches)
    return (
        replace(completed, with_it=0.795, without=0.743),
        effect(-0.004, 0.06, metric="slow_cases", title="Completed cases that took long", **watches),
        effect(
            -0.021,
            0.09,
            metric="exception_and_rework_rate",
            title="Exceptions and rework",
            unit="per case",
            with_it=0.263,
            without=0.284,
            **watches,
        ),
    )


def harming() -> Effect:
    """Tickets about other matters: more of them."""
    return effect(
        0.062,
        0.031,
        metric="tickets_elsewhere",
        title="Tickets about other matters",
        role=Role.WATCHES,
        step=None,
        unit="per active user and week",
        with_it=0.31,
        without=0.248,
    )


def by_cohort() -> Iterator[Effect]:
    """The effect in four regions and two spans of tenure, larger from one to the next."""
    for attribute, values in (
        ("region", ("Benelux", "DACH", "Iberia", "Nordics")),
        ("tenure", ("under 6 months", "over 5 years")),
    ):
        for place, value in enumerate(values):
            made = effect(-0.03 - 0.02 * place, 0.055, role=Role.COHORT, n=480 - 90 * place)
            yield replace(made, cohort=Cohort(((attribute, value),)))


def readings(value: float, *, every: int = 1) -> tuple[Reading, ...]:
    """An interval that closes in on a value; on the first two days there are too few people on one side."""
    made = []
    for number in range(every, DAYS + 1, every):
        known, half = number > 2, 0.2 / sqrt(number)
        wander = 0.03 * (number % 3 - 1) / number
        now = value + wander
        made.append(
            Reading(
                day=FIRST_DAY + timedelta(days=number - 1),
                with_it=0.223 + now if known else None,
                without=0.223,
                value=now if known else None,
                low=now - half if known else None,
                high=now + half if known else None,
            )
        )
    return tuple(made)


CHECKS = (
    DesignCheck(
        name="sample_ratio",
        title="The arms are as large as they were drawn",
        holds=True,
        says="49.4% were held out of 50% planned, alike in every cohort.",
    ),
    DesignCheck(
        name="alike_before",
        title="The arms did alike before",
        holds=True,
        says="Before, the arms differed by -0.7 points, as a draw may give.",
    ),
    DesignCheck(name="kept_their_arm", title="People stayed in their arm", holds=True, says="Nobody met both arms."),
    DesignCheck(
        name="no_spill_over",
        title="Nothing spills over inside teams",
        holds=None,
        says="No table tells who works in one team, so it was not looked at.",
    ),
)

MOVEMENT = (
    WatchedMeasure(
        measure="step_completion_rate",
        title="Step completion rate",
        unit="share of users",
        better="up",
        before=0.731,
        week_1=0.774,
        week_4=0.802,
        n=640,
    ),
    WatchedMeasure(
        measure="tickets_per_active_user",
        title="Tickets per active user",
        unit="per active user",
        better="down",
        before=0.19,
        week_1=0.24,
        week_4=None,
        n=640,
    ),
)
