"""What came of each round: one line of a file each, so that a benchmark that was stopped goes on where it was."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.truth.points import Point, Truth, points_of, truths
from bench.truth.reading import Reading
from bench.truth.rounds import Round
from desirepath.runs.simulate import DrawnRollout, simulate_in_memory

WITHIN = 3
"""A friction is found if it is among so many points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A round, what was planted, and the points of the last day that was read.

    `day` is the day from onset at which a delayed reading found the friction; None where it never did, and for
    other kinds. `ever` and `ever_confirmed`: whether any day of a daily reading had a point, or a confirmed one.
    `failed` is the message of an error of the program, empty where there was none.
    """

    round: Round
    truths: tuple[Truth, ...]
    points: tuple[Point, ...]
    day: int | None = None
    ever: bool = False
    ever_confirmed: bool = False
    seconds: float = 0.0
    failed: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Outcome:
        return cls(
            **{
                **stored,
                "round": Round(**stored["round"]),
                "truths": tuple(Truth(**one) for one in stored["truths"]),
                "points": tuple(Point.from_json(one) for one in stored["points"]),
            }
        )


def outcome_of(one: Round, reading: Reading) -> Outcome:
    """Draw the round's rollout once, and read it as its kind asks."""
    begun = time.perf_counter()
    drawn = simulate_in_memory(one.plan)
    read = {"daily": _every_day, "delay": _until_found}.get(one.kind, _at_the_end)
    try:
        found = read(drawn, reading)
    except Exception as error:  # noqa: BLE001 - a rollout that cannot be read is an outcome too, and counts against us
        found = {"points": (), "failed": f"{type(error).__name__}: {error}"}
    seconds = round(time.perf_counter() - begun, 2)
    return Outcome(round=one, truths=truths(drawn.stage.frictions), seconds=seconds, **found)


def _at_the_end(drawn: DrawnRollout, reading: Reading) -> dict[str, Any]:
    document = next(iter(reading(drawn, [None])))
    return {"points": points_of(document, drawn.stage)}


def _every_day(drawn: DrawnRollout, reading: Reading) -> dict[str, Any]:
    """Every day until a point is confirmed: after that, the rest of the days says nothing more."""
    points: tuple[Point, ...] = ()
    ever = False
    for document in reading(drawn, _days(drawn, 0)):
        points = points_of(document, drawn.stage)
        ever = ever or bool(points)
        if any(point.is_confirmed for point in points):
            return {"points": points, "ever": True, "ever_confirmed": True}
    return {"points": points, "ever": ever}


def _until_found(drawn: DrawnRollout, reading: Reading) -> dict[str, Any]:
    points: tuple[Point, ...] = ()
    [planted] = drawn.stage.frictions
    [truth] = truths([planted])
    for day, document in enumerate(reading(drawn, _days(drawn, planted.onset)), 1):
        points = points_of(document, drawn.stage)
        if any(truth.is_found_by(point, 0) for point in points[:WITHIN]):
            return {"points": points, "day": day}
    return {"points": points}


def _days(drawn: DrawnRollout, onset: int) -> Iterator[date]:
    """The days as of which there is one day of data since the onset, two, and so on to the end."""
    plan = drawn.stage.plan
    return (plan.go_live + timedelta(days=day) for day in range(onset + 1, plan.days_after + 1))


class OutcomeFile:
    """The outcomes so far. Those of other code than `code` are left out when the file is opened."""

    def __init__(self, file: Path, code: str) -> None:
        self._file, self._code = file, code
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        # A line that was cut off when the benchmark was stopped is drawn again.
        stored = [json.loads(line) for line in lines if line.endswith("}")]
        kept = [one for one in stored if one["code"] == code]
        self.outcomes = [Outcome.from_json(one["outcome"]) for one in kept]
        file.write_text("".join(json.dumps(one) + "\n" for one in kept), encoding="utf-8")

    def missing(self, wanted: Iterable[Round]) -> list[Round]:
        """The rounds that have no outcome yet."""
        done = {outcome.round.key for outcome in self.outcomes}
        return [one for one in wanted if one.key not in done]

    def add(self, outcome: Outcome) -> None:
        """Keep an outcome."""
        self.outcomes.append(outcome)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"code": self._code, "outcome": outcome.as_json()}) + "\n")
