"""Studies with friction points in them: ranked, hostile, and one that was looked through and is quiet."""

from __future__ import annotations

from dataclasses import replace

from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.signal import Symptom
from desirepath.vocabulary.study import Study
from tests.report.a_friction_point import CONFIRMED, SUSPECTED
from tests.report.studies import purchase_requests


def ranked(points: int = 2) -> tuple[FrictionPoint, ...]:
    """So many friction points; from the third on, one of each symptom at one step after another."""
    steps = ("vendor", "lines", "receipt", "pay", "submit", "open")
    extra = [
        replace(
            SUSPECTED,
            rank=number + 3,
            step=steps[number % len(steps)],
            symptom=symptom,
            cohort=Cohort((("tenure", "under 6 months"),)) if number % 2 else Cohort((("region", "France"),)),
            first_intervention="task_guidance",
            findings=(replace(SUSPECTED.findings[0], symptom=symptom, step=steps[number % len(steps)]),),
        )
        for number, symptom in enumerate(list(Symptom)[::-1])
    ]
    return (CONFIRMED, SUSPECTED, *extra)[:points]


def with_friction(points: int = 2, study: Study | None = None) -> Study:
    """The made-up rollout with so many friction points in it."""
    found = ranked(points)
    signals = tuple(finding for point in found for finding in point.findings)
    return replace(study or purchase_requests(), friction_points=found, signals=signals, tested=1240)


def nothing_stands_out() -> Study:
    """The made-up rollout, looked through, with nothing wrong in it."""
    return replace(purchase_requests(), tested=1240)


def renamed(text: str) -> Study:
    """Every text of a friction point that users or their texts can choose is this one."""
    study = with_friction(2)
    points = tuple(
        replace(
            point,
            cohort=Cohort((("region", text), ("role", text))),
            evidence=tuple(replace(piece, says=text) for piece in point.evidence),
            missing_evidence=(text,),
            would_change=text,
            context=(text,),
            rivals=(Cohort(((text, text),)),),
            checks=tuple(replace(check, says=text) for check in point.checks),
            measure=text,
            impact=replace(point.impact, currency=text),
        )
        for point in study.friction_points
    )
    return replace(study, friction_points=points)
