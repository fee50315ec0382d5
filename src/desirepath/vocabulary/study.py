"""What one reading of a rollout's traces found: everything that a report needs, and nothing that names a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.signal import SignalFinding
from desirepath.vocabulary.source_health import SourceHealth


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """One row that could not be used. `line` counts from 1; where a file has no lines, it is the row's number."""

    file: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableInput:
    """What came in for one table. `examples` holds the first rows set aside, `remarks` what was sniffed and assumed.

    `last_at` is the latest time in the table; None where it has no time or no row. `table_version` is that of the lake's
    table, where rows came from a lake.
    """

    table: str
    files: tuple[str, ...]
    rows: int
    set_aside: int = 0
    duplicates: int = 0
    examples: tuple[SetAside, ...] = ()
    remarks: tuple[str, ...] = ()
    last_at: datetime | None = None
    table_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownActivity:
    """An activity that the rollout file does not place. `share` is of all events of its workflow."""

    activity: str
    events: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOnMap:
    """One step of the path on the process map; all figures count cases.

    `reached` cases attempted it or had it next; `passed` did it; `skipped` went on without it (an optional
    step is never skipped); `abandoned` stopped there; `failed` had at least one attempt that went wrong;
    `outside` did it over another channel. A figure below the floor is None.
    """

    step: str
    title: str
    kind: str
    changed: bool
    reached: int | None
    passed: int | None
    skipped: int | None
    abandoned: int | None
    failed: int | None
    outside: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Cases that went from one place directly to another. Places are step ids, "start", "end", "outside".

    `on_path` says whether the one may directly follow the other on the path.
    """

    origin: str
    target: str
    cases: int
    on_path: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessMap:
    """One workflow's cases over its approved path, for one period ("since_go_live", "baseline" or a week)."""

    period: str
    cases: int
    steps: tuple[StepOnMap, ...]
    flows: tuple[Flow, ...]
    verdicts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowPicture:
    """What the report shows of one workflow beside its metrics."""

    workflow: str
    title: str
    path_text: str
    maps: tuple[ProcessMap, ...]
    unknown: tuple[UnknownActivity, ...]
    variants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeForLike:
    """One metric of the groups of a cut that had cases before go-live, in both periods, and of those that joined since.

    `step` is None for the workflow as a whole. `stayed` and `joined` count the groups; of the `cases` since go-live
    `cases_joined` are of those that joined. In `since` the groups that stayed weigh as much as they did before.
    """

    workflow: str
    metric: str
    step: str | None
    cut: str
    stayed: int
    joined: int
    cases_joined: int
    cases: int
    before: Estimate
    since: Estimate
    of_joined: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """The result of reading a rollout, as of a date. `unit` says what is counted: people, or cases without them.

    `signals` are those that stand among all `tested`; `friction_points` stand by rank.
    """

    rollout: str
    title: str
    go_live: datetime
    as_of: datetime
    timezone: str
    unit: Literal["users", "cases"]
    smallest_group: int
    cuts: tuple[str, ...]
    inputs: tuple[TableInput, ...]
    metrics: tuple[Measurement, ...]
    workflows: tuple[WorkflowPicture, ...]
    suppressed: int
    health: SourceHealth = field(default_factory=SourceHealth)
    signals: tuple[SignalFinding, ...] = ()
    friction_points: tuple[FrictionPoint, ...] = ()
    tested: int = 0
    like_for_like: tuple[LikeForLike, ...] = ()
    remarks: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
