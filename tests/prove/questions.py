"""Questions about interventions, made up without any log."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from desirepath.observe.assignments import HELD_OUT, SHOWN, Assigned
from desirepath.observe.cases_of_people import NEVER, People
from desirepath.observe.local_time import DAY, Zone, microseconds
from desirepath.prove.measured import Rows, once
from desirepath.prove.question import Question
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.effect import DesignKind, Shipped

GO_LIVE = microseconds(datetime(2025, 9, 1, tzinfo=UTC))
STARTS = GO_LIVE + 14 * DAY
UTC_ZONE = Zone("UTC", ((0, 0),))


def at(day: float) -> int:
    """So many days after the intervention began."""
    return STARTS + round(day * DAY)


def question(
    arm: np.ndarray,
    *,
    cuts: dict[str, list[str]] | None = None,
    team: list[int] | None = None,
    held_out: float | None = None,
    cohort: Cohort = EVERYONE,
    first_at: np.ndarray | None = None,
    design: DesignKind = DesignKind.HOLDOUT,
    changed_arm: int = 0,
    days: float = 45,
) -> Question:
    """Persons in these arms, all assigned at the start unless it is said when."""
    people = people_of(len(arm), cuts or {})
    first = np.where(arm > 0, STARTS, NEVER) if first_at is None else first_at
    return Question(
        shipped=Shipped(
            id="help-1",
            workflow="request",
            step="check",
            kind="step_guidance",
            design=design,
            starts_at=datetime(2025, 9, 15, tzinfo=UTC),
            cohort=cohort,
            held_out=held_out,
        ),
        assigned=Assigned(arm=arm, first_at=first, without_cases=(0, 0), changed_arm=changed_arm, did={}),
        people=people,
        members=people.members(cohort),
        zone=UTC_ZONE,
        starts=STARTS,
        ends=at(days),
        go_live=GO_LIVE,
        as_of=at(days),
        floor=10,
        team=None if team is None else np.array(team, np.int64),
    )


def people_of(persons: int, cuts: dict[str, list[str]]) -> People:
    names = {cut: tuple(sorted(set(values))) for cut, values in cuts.items()}
    return People(
        ids=pa.array([f"person-{number}" for number in range(persons)]),
        codes={cut: np.array([names[cut].index(value) for value in values], np.int64) for cut, values in cuts.items()},
        values=names,
    )


def rows(person: np.ndarray, moment: np.ndarray, numerator: np.ndarray) -> Rows:
    """One case a row, known at once."""
    when = np.asarray(moment, np.int64)
    return Rows(
        person=np.asarray(person, np.int64),
        at=when,
        last_chance=when,
        settled_after=0,
        numerator=np.asarray(numerator, np.float64),
        denominator=once(len(when)),
    )


def drawn(dice: np.random.Generator, persons: int, held_out: float = 0.5) -> np.ndarray:
    """Arms drawn by chance."""
    return np.where(dice.random(persons) < held_out, HELD_OUT, SHOWN)
