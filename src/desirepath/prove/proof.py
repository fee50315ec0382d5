"""All that can be said of one intervention, once it is known who got it and what its people did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import ModuleType
from typing import Any

from desirepath.prove.decide import Following, Situation, decide
from desirepath.prove.estimated import effects_of
from desirepath.prove.measured import Rows
from desirepath.prove.measures import MEASURES
from desirepath.prove.question import Question
from desirepath.prove.reach import elsewhere
from desirepath.statistics.effect_estimate import at_any_time
from desirepath.vocabulary.effect import Effect, Exposed, Proof, Reading, Role, Shipped

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Told:
    """How the intervention and its step are called, and what could come instead."""

    title: str
    step_title: str
    following: Following


def proved(question: Question, design: ModuleType, rows: Mapping[str, Rows], deciding: str, told: Told) -> Proof:
    """The effects with their checks, the readings day by day, and the decision."""
    mine = rows[deciding]
    laid = {name: design.laid_out(question, each) for name, each in rows.items()}
    checks = tuple(design.checks(question, laid[deciding]))
    refused = design.refusal(question, checks)
    found = () if refused else effects_of(question, design, laid, deciding)
    readings = () if refused else tuple(_readings(design, question, mine, laid[deciding]))
    situation = Situation(
        effects=found,
        read=None if refused else design.read(question, laid[deciding]),
        days=_days(question),
        refused=refused,
        following=told.following,
        elsewhere=elsewhere(question, mine, MEASURES[deciding]) if found and found[0].helps else None,
    )
    return Proof(
        shipped=question.shipped,
        title=told.title,
        step_title=told.step_title,
        exposed=_exposed(question),
        checks=checks,
        effects=found,
        decision=decide(situation),
        days=_days(question),
        refused=refused,
        readings=readings,
        told_on=next((reading.day for reading in readings if _stands(reading, found)), None),
    )


def unread(shipped: Shipped, told: Told, refused: str) -> Proof:
    """What can be said where the tables do not even tell who was shown it."""
    situation = Situation(effects=(), read=None, days=0, refused=refused, following=told.following, elsewhere=None)
    return Proof(
        shipped=shipped,
        title=told.title,
        step_title=told.step_title,
        exposed=Exposed(shown=None, held_out=None),
        checks=(),
        effects=(),
        decision=decide(situation),
        days=0,
        refused=refused,
    )


def _days(question: Question) -> int:
    """Local days on which it was shown, the first and the last included, as they are numbered from the start."""
    last = min(question.ends, question.as_of) - 1
    zone = question.zone
    return max(0, int(zone.local_day_of(last)) - int(zone.local_day_of(question.starts)) + 1)


def _stands(reading: Reading, found: Sequence[Effect]) -> bool:
    """Whether a reading was told apart from none, on the side on which the effect is now."""
    now = next((one for one in found if one.role is Role.DECIDES), None)
    if now is None or not now.stands or reading.low is None or reading.high is None:
        return False
    return reading.low > 0 if now.value > 0 else reading.high < 0


def _readings(design: ModuleType, question: Question, rows: Rows, laid: Any) -> Iterator[Reading]:  # noqa: ANN401 - as the design has it
    for day, read in design.readings(question, rows, laid):
        interval = at_any_time(read.estimate, read.progress)
        yield Reading(
            day=_EPOCH + timedelta(days=day),
            with_it=read.estimate.with_it,
            without=read.estimate.without,
            value=interval.value,
            low=interval.low,
            high=interval.high,
        )


def _exposed(question: Question) -> Exposed:
    shown, held_out = question.assigned.people
    did = question.assigned.did

    def told(count: int) -> int | None:
        return count if count == 0 or count >= question.floor else None

    return Exposed(
        shown=told(shown),
        held_out=told(held_out),
        opened=told(did["opened"]),
        completed=told(did["completed"]),
        dismissed=told(did["dismissed"]),
        changed_arm=told(question.assigned.changed_arm),
    )
