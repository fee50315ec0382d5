"""A diagnosis with a few figures that can be checked by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from desirepath.runs.kept_breakdowns import keep_breakdowns
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.runs.kept_values import keep_value
from desirepath.vocabulary.breakdowns import Breakdowns, CohortMap, CrossedTable
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.held import Held
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.study import Study, WorkflowPicture

_FOLDERS = tempfile.TemporaryDirectory(prefix="kept-")
BUYERS, CLERKS = Cohort((("role", "buyer"),)), Cohort((("role", "clerk"),))


def share(value: float, half: float) -> Estimate:
    """A share of 40 users with an interval of this much to either side."""
    unit = "share of users"
    return Estimate(value=value, low=value - half, high=value + half, n=40, unit=unit, method="by hand")


def measured(metric: str, cohort: Cohort, result: Estimate | NotEnoughData) -> Measurement:
    """A row since go-live of the workflow `buying`."""
    return Measurement(metric=metric, workflow="buying", period="since_go_live", result=result, cohort=cohort, size=40)


def kept(
    rows: Sequence[Measurement],
    *crossed: CrossedTable,
    maps: Sequence[CohortMap] = (),
    workflows: int = 1,
    held: Sequence[Held] = (),
) -> KeptDiagnosis:
    """A diagnosis that found these, in a folder of its own; workflows beside the first one are empty."""
    folder = Path(tempfile.mkdtemp(dir=_FOLDERS.name))
    keep_value(folder / "study.kept", _study(rows, workflows))
    keep_breakdowns(folder, Breakdowns(maps=tuple(maps), crossed=crossed))
    keep_value(folder / "held.kept", tuple(held))
    return KeptDiagnosis(folder)


def _study(rows: Sequence[Measurement], workflows: int) -> Study:
    at = datetime(2026, 9, 1, tzinfo=UTC)
    names = ["buying", *(f"other-{number}" for number in range(1, workflows))]
    return Study(
        rollout="buying",
        title="Buying",
        go_live=at,
        as_of=at,
        timezone="UTC",
        unit="users",
        smallest_group=10,
        cuts=("role", "region"),
        inputs=(),
        metrics=tuple(rows),
        workflows=tuple(
            WorkflowPicture(workflow=name, title=name.capitalize(), path_text="", maps=(), unknown=(), variants=0)
            for name in names
        ),
        suppressed=0,
    )
