"""One change brought to people, as its rollout file tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from desirepath.vocabulary.case import Outcome, Risk, StepKind
from desirepath.vocabulary.collecting import Collecting
from desirepath.vocabulary.guidance.published import Label
from desirepath.vocabulary.path import Path
from desirepath.vocabulary.plan45 import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDays:
    """Whole days in the rollout's timezone, both ends included."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waves:
    """Go-live by the value of one cut. `otherwise` is the key `other`; without it, the rollout's go-live."""

    cut: str
    go_live: Mapping[str, datetime]
    otherwise: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """Whom a decision goes to, as the file has them (e-mail addresses, as a rule)."""

    adoption: str | None = None
    application: str | None = None
    process: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourlyCost:
    """Money for an hour of work. `currency` is an ISO 4217 code."""

    amount: float
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file, a glob of files, or a query, that holds rows of one table.

    `format` is what the file holds, where its name does not tell; `export` the product that
    wrote it, whose names of our columns are known. `part` is the sheet, or the object type, where one file
    holds several tables. `workflow` is the workflow of all its rows, where no column says it.
    `query` stands in place of a file: it is put to the `database`, or else to the files beside the rollout file.
    `columns` maps our column name to theirs; None says that the file's own column of that meaning is not
    to be used (`user_id: null` for a log whose resources are not persons).
    `line` is where the rollout file names it.
    """

    table: str
    file: str = ""
    query: str | None = None
    database: str | None = None
    format: str | None = None
    export: str | None = None
    part: str | None = None
    workflow: str | None = None
    columns: Mapping[str, str | None] = field(default_factory=dict)
    line: int | None = None

    @property
    def called(self) -> str:
        """What reports call it: the file as written, or "query"."""
        return self.file or "query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One recognisable state of the work, and the activities that say it was done."""

    id: str
    title: str
    kind: StepKind = StepKind.TASK
    changed: bool = False
    activities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What an activity says that went wrong, and at which step."""

    step: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """The work, its approved path, and what each activity of the log means for it.

    `minutes` is the hands-on time of a case done right. An idle case is abandoned after `case_ends_after`. `capture`
    says what of an application's pages is a step of the work; its rollout is left to whoever publishes it.
    """

    id: str
    title: str
    path: Path
    path_text: str
    case_ends_after: timedelta
    steps: tuple[Step, ...]
    old_path: Path | None = None
    old_path_text: str | None = None
    minutes: float | None = None
    risk: Risk = Risk.MEDIUM
    failures: Mapping[str, Failure] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    capture: tuple[Label, ...] = ()

    def step(self, step_id: str) -> Step:
        """The step of this id. Raises KeyError where there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollout:
    """What changed, when, for whom, and where its traces are.

    `go_live` and `as_of` carry the rollout's timezone. Rows strictly before `as_of` are used; without it,
    all rows up to and with the latest event. `file` is the rollout file; sources are relative to its folder.
    `collect` is what clients send; without it, a source of events is among the sources. `register` is what people keep
    beside the data.
    """

    id: str
    title: str
    go_live: datetime
    timezone: str
    workflows: tuple[Workflow, ...]
    sources: tuple[Source, ...]
    file: str
    waves: Waves | None = None
    baseline: LocalDays | None = None
    as_of: datetime | None = None
    exclude: tuple[LocalDays, ...] = ()
    owners: Owners = Owners()
    cuts: tuple[str, ...] = ()
    smallest_group: int = 10
    hourly_cost: HourlyCost | None = None
    collect: Collecting | None = None
    register: Register = field(default_factory=Register)

    def workflow(self, workflow_id: str) -> Workflow:
        """The workflow of this id. Raises KeyError where there is none."""
        for workflow in self.workflows:
            if workflow.id == workflow_id:
                return workflow
        raise KeyError(workflow_id)
