"""Maps that can be counted by hand."""

from __future__ import annotations

from desirepath.vocabulary.breakdowns import CohortMap
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.study import Flow, ProcessMap, StepOnMap

BUYERS = Cohort((("role", "buyer"),))


def step(name: str, *, reached: int | None, abandoned: int | None = 0, outside: int | None = 0) -> StepOnMap:
    """A step that those who reached it passed or stopped at."""
    return StepOnMap(
        step=name,
        title=name.capitalize(),
        kind="task",
        changed=name == "approve",
        reached=reached,
        passed=None if reached is None or abandoned is None else reached - abandoned,
        skipped=0,
        abandoned=abandoned,
        failed=0,
        outside=outside,
    )


def a_map(
    period: str = "since_go_live", *steps: StepOnMap, cohort: Cohort = EVERYONE, flows: tuple[Flow, ...] = ()
) -> CohortMap:
    """A map of 100 cases of 40 people: 80 on the path, 14 off it, and 6 of which is not told what they came to."""
    return CohortMap(
        workflow="buying",
        cohort=cohort,
        period=period,
        people=40,
        partial=False,
        map=ProcessMap(
            period=period,
            cases=100,
            steps=steps,
            flows=flows,
            verdicts={Verdict.ON_PATH: 80, Verdict.OFF_PATH: 14},
        ),
    )
