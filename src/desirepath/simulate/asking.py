"""What people say beside the log: tickets, searches, and answers to the question at a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.simulate.calendar import HOUR, Moments
from desirepath.simulate.cases import Cases, Setting
from desirepath.simulate.people import Codes, Flags, Numbers
from desirepath.simulate.trouble import STEPS, StepCodes, failed_at, given_up_at
from desirepath.simulate.wording import (
    CATEGORIES,
    QUERIES,
    REASONS,
    SUBJECTS,
    TEXTS,
    WORKFLOW,
)

_AT = pa.timestamp("us", "UTC")
TICKETS_SCHEMA = pa.schema(
    [
        ("ticket_id", pa.string()),
        ("opened_at", _AT),
        ("closed_at", _AT),
        ("user_id", pa.string()),
        ("workflow", pa.string()),
        ("step", pa.string()),
        ("category", pa.string()),
        ("subject", pa.string()),
    ]
)
SEARCHES_SCHEMA = pa.schema(
    [
        ("at", _AT),
        ("user_id", pa.string()),
        ("workflow", pa.string()),
        ("step", pa.string()),
        ("query", pa.string()),
        ("article", pa.string()),
        ("resolved", pa.bool_()),
    ]
)
ANSWERS_SCHEMA = pa.schema(
    [
        ("at", _AT),
        ("user_id", pa.string()),
        ("workflow", pa.string()),
        ("step", pa.string()),
        ("reason", pa.string()),
        ("text", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubles:
    """Cases with what may make their people ask: the step of the trouble, and whether it is the planted one."""

    person: Codes
    last_at: Moments
    step: StepCodes
    met: Flags
    planted: Flags
    is_new: Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Askers:
    """Those who ask, in the order of time."""

    at: Moments
    person: Codes
    step: StepCodes
    planted: Flags

    def __len__(self) -> int:
        return len(self.at)


def troubles_of(cases: Cases, setting: Setting, dice: np.random.Generator) -> Troubles:
    """The trouble of each case; a case without any has a step by chance, for the few who ask anyway."""
    friction = setting.friction
    gave_up, failed = given_up_at(cases), failed_at(cases)
    anywhere = np.where(cases.is_new, dice.integers(1, 6, len(cases.person)), STEPS.index("signature"))
    member = setting.people.in_cohort(cases.person, friction.role, friction.region)
    return Troubles(
        person=cases.person,
        last_at=cases.last_at,
        step=np.select([gave_up > 0, failed > 0], [gave_up, failed], anywhere).astype(np.int8),
        met=(gave_up > 0) | (failed > 0),
        planted=member & (gave_up == STEPS.index(friction.step)) & friction.is_planted,
        is_new=cases.is_new,
    )


def tickets(troubles: Troubles, setting: Setting, first_number: int, dice: np.random.Generator) -> pa.RecordBatch:
    """Tickets of these cases' people: few in general, more after a failure, most at the planted friction."""
    askers = _askers(troubles, _chance(troubles, 0.008, 0.10, 0.30), setting.span.end, dice)
    closed_at = askers.at + (dice.lognormal(2.5, 1.0, len(askers)) * HOUR).astype(np.int64)
    numbers = pc.cast(pa.array(np.arange(first_number, first_number + len(askers))), pa.string())
    return pa.RecordBatch.from_arrays(
        [
            pc.binary_join_element_wise("T", pc.utf8_lpad(numbers, 8, "0"), ""),
            pa.array(askers.at, _AT),
            pa.array(closed_at, _AT, mask=closed_at >= setting.span.end),
            *_who_and_where(askers),
            _by_step(CATEGORIES, askers.step),
            _one_by_step(SUBJECTS, askers.step, dice),
        ],
        schema=TICKETS_SCHEMA,
    )


def searches(troubles: Troubles, setting: Setting, dice: np.random.Generator) -> pa.RecordBatch:
    """Searches of these cases' people; fewer are resolved at the planted friction."""
    askers = _askers(troubles, _chance(troubles, 0.02, 0.12, 0.25), setting.span.end, dice)
    drawn = dice.random(len(askers))
    resolved = drawn < np.where(askers.planted, 0.15, 0.55)
    not_said = drawn > 0.8
    return pa.RecordBatch.from_arrays(
        [
            pa.array(askers.at, _AT),
            *_who_and_where(askers),
            _one_by_step(QUERIES, askers.step, dice),
            _by_step(CATEGORIES, askers.step, missing=~resolved & ~not_said),
            pa.array(resolved, mask=not_said),
        ],
        schema=SEARCHES_SCHEMA,
    )


def answers(troubles: Troubles, setting: Setting, dice: np.random.Generator) -> pa.RecordBatch:
    """Answers since go-live to the question what stopped the person."""
    chance = np.where(troubles.is_new, _chance(troubles, 0.0, 0.04, 0.15), 0.0)
    askers = _askers(troubles, chance, setting.span.end, dice)
    usual = dice.choice(len(REASONS), len(askers), p=(0.3, 0.15, 0.2, 0.15, 0.1, 0.1))
    reason = np.where(
        askers.planted & (dice.random(len(askers)) < 0.75),
        REASONS.index("usability"),
        usual,
    )
    return pa.RecordBatch.from_arrays(
        [
            pa.array(askers.at, _AT),
            *_who_and_where(askers),
            pa.array(REASONS).take(pa.array(reason)),
            pa.array(TEXTS).take(pa.array(reason)),
        ],
        schema=ANSWERS_SCHEMA,
    )


def _chance(troubles: Troubles, anyone: float, met: float, planted: float) -> Numbers:
    return np.select([troubles.planted, troubles.met], [planted, met], anyone)


def _askers(troubles: Troubles, chance: Numbers, end: int, dice: np.random.Generator) -> Askers:
    waits = (dice.exponential(4.0, len(chance)) * HOUR).astype(np.int64) + 1
    at = troubles.last_at + waits
    asks = np.flatnonzero((dice.random(len(chance)) < chance) & (at < end))
    asks = asks[np.argsort(at[asks], kind="stable")]
    return Askers(
        at=at[asks],
        person=troubles.person[asks],
        step=troubles.step[asks],
        planted=troubles.planted[asks],
    )


def _who_and_where(askers: Askers) -> tuple[pa.Array, pa.Array, pa.Array]:
    digits = pc.utf8_lpad(pc.cast(pa.array(askers.person), pa.string()), 6, "0")
    who = pc.binary_join_element_wise("u", digits, "")
    workflow = pa.array([WORKFLOW]).take(pa.array(np.zeros(len(askers), np.int8)))
    return who, workflow, _by_step(STEPS, askers.step)


def _by_step(labels: Sequence[str], steps: StepCodes, missing: Flags | None = None) -> pa.Array:
    return pa.array(labels).take(pa.array(steps, mask=missing))


def _one_by_step(choices: Sequence[Sequence[str]], steps: StepCodes, dice: np.random.Generator) -> pa.Array:
    width = len(choices[1])
    flat = pa.array([label for row in choices[1:] for label in row])
    positions: npt.NDArray[np.int64] = (steps.astype(np.int64) - 1) * width + dice.integers(0, width, len(steps))
    return flat.take(pa.array(positions))
