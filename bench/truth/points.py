"""The friction points of a diagnosis, and how they lie to what was planted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from desirepath.simulate.people import People
from desirepath.simulate.stage import Planted, Stage
from desirepath.vocabulary.cohort import Cohort

SAME, OVERLAPPING = 0.9, 0.3
"""Jaccard indices of persons from which two cohorts are the same by another name, or overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One friction point. `overlaps` holds the Jaccard index of its persons with each planted cohort's.

    `sources` counts the distinct sources whose evidence speaks for it. `probability` is None where none is given.
    """

    rank: int
    step: str
    symptom: str
    cohort: dict[str, str]
    blocker: str
    probability: float | None
    standing: str
    sources: int
    overlaps: tuple[float, ...]

    @property
    def is_confirmed(self) -> bool:
        return self.standing == "confirmed"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Point:
        return cls(**{**stored, "overlaps": tuple(stored["overlaps"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One planted friction, as far as a point is held against it."""

    step: str
    symptom: str
    blocker: str

    def is_right(self, point: Point, number: int) -> bool:
        """Step, symptom, cohort and blocker are all right; `number` is the friction's place among the planted."""
        return (point.step, point.symptom, point.blocker) == (self.step, self.symptom, self.blocker) and point.overlaps[
            number
        ] >= SAME

    def is_found_by(self, point: Point, number: int) -> bool:
        """Step and symptom are right, and the cohort overlaps."""
        return (point.step, point.symptom) == (self.step, self.symptom) and point.overlaps[number] >= OVERLAPPING

    def is_touched_by(self, point: Point, number: int) -> bool:
        """The step is right and the cohort overlaps: what the point says of the blocker can be held against this."""
        return point.step == self.step and point.overlaps[number] >= OVERLAPPING


def truths(frictions: Sequence[Planted]) -> tuple[Truth, ...]:
    """What was planted."""
    return tuple(Truth(step=one.step, symptom=one.symptom, blocker=one.blocker) for one in frictions)


def points_of(document: Mapping[str, Any], stage: Stage) -> tuple[Point, ...]:
    """The friction points of a diagnosis of this stage's rollout, by rank."""
    points = (_point(row, stage) for row in document["friction_points"] if row["workflow"] == stage.world.workflow)
    return tuple(sorted(points, key=lambda point: point.rank))


def _point(row: Mapping[str, Any], stage: Stage) -> Point:
    mine = members(stage.people, row["cohort"])
    return Point(
        rank=row["rank"],
        step=row["step"],
        symptom=row["symptom"],
        cohort=dict(row["cohort"]),
        blocker=row["blocker"],
        probability=row.get("probability"),
        standing=row["standing"],
        sources=len({one["source"] for one in row.get("evidence", ()) if one["weight"] > 0}),
        overlaps=tuple(jaccard(mine, planted.member) for planted in stage.frictions),
    )


def members(people: People, cohort: Mapping[str, str]) -> npt.NDArray[np.bool_]:
    """Who is in a cohort of a diagnosis; nobody where no one has the attribute or the value."""
    try:
        return people.members(Cohort(tuple(sorted(cohort.items()))))
    except (KeyError, ValueError):
        return np.zeros(len(people), np.bool_)


def jaccard(one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_]) -> float:
    """The persons of both over the persons of either."""
    either = int((one | other).sum())
    return int((one & other).sum()) / either if either else 0.0
