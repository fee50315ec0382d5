"""How a made-up rollout is read: by the program as anybody would run it. A faster way can be handed in instead."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from desirepath.friction import friction
from desirepath.observe.case_base import read_case_base
from desirepath.observe.frame import frame_of
from desirepath.ports import Means
from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.runs.diagnose import diagnose
from desirepath.runs.opened_rollout import as_of_date, opened_rollout
from desirepath.runs.simulate import DrawnRollout, write_drawn
from desirepath.vocabulary.friction import FrictionPoint


class Reading(Protocol):
    """Reads one rollout as of several days, in turn and only as far as it is asked; None is the end of the data."""

    def __call__(self, drawn: DrawnRollout, days: Iterable[date | None]) -> Iterator[Mapping[str, Any]]:
        """The document of the contract for each day."""
        ...


def by_diagnosing(drawn: DrawnRollout, days: Iterable[date | None]) -> Iterator[Mapping[str, Any]]:
    """Written once to a temporary folder, diagnosed once for each day."""
    with tempfile.TemporaryDirectory(prefix="desirepath-truth-") as folder:
        rollout_file = write_drawn(drawn, Path(folder))
        for day in days:
            yield diagnosis_document(diagnose(rollout_file, as_of=day, progress=silent))


def by_friction(drawn: DrawnRollout, days: Iterable[date | None]) -> Iterator[Mapping[str, Any]]:
    """The same friction points without what else a report shows: loaded once, read as of each day."""
    with tempfile.TemporaryDirectory(prefix="desirepath-truth-") as folder:
        rollout_file = write_drawn(drawn, Path(folder))
        with opened_rollout(rollout_file, as_of=None, engine="duckdb", warehouse=None, progress=silent) as opened:
            rollout, tables, _, engine = opened
            means = Means(engine, silent, time.monotonic)
            for day in days:
                frame = frame_of(as_of_date(rollout, day), tables)
                known = tables.before(frame.as_of)
                found = friction(read_case_base(known, frame, means), known, means, in_full=False)
                yield {"friction_points": [_told(point) for point in found.points]}


def _told(point: FrictionPoint) -> dict[str, Any]:
    return {
        "rank": point.rank,
        "workflow": point.workflow,
        "step": point.step,
        "symptom": point.symptom.value,
        "cohort": dict(point.cohort.pairs),
        "blocker": point.blocker.value,
        "probability": point.probability,
        "standing": point.standing.value,
        "evidence": [{"source": piece.source.value, "weight": piece.weight} for piece in point.evidence],
    }


def silent(doing: str) -> None:
    """Progress that goes nowhere."""
