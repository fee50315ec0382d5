"""`desirepath check`: the rollout file and every row of its sources, before anything is concluded from them."""

from __future__ import annotations

import math
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from desirepath.connectors.read_source import Wanted, columns_in_use, files_of, read_file
from desirepath.connectors.rollout_file import read_rollout
from desirepath.observe.activities import ActivityCount, counted, events_per_activity, unknown_activities, without_gaps
from desirepath.observe.local_time import DAY, microseconds, moment
from desirepath.observe.tables import Tables
from desirepath.ports import Progress
from desirepath.runs.load import load
from desirepath.vocabulary.cohort import ALWAYS_CUT_BY
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean
from desirepath.vocabulary.rollout import Rollout, Source, Workflow
from desirepath.vocabulary.study import TableInput, UnknownActivity
from desirepath.vocabulary.tables import TABLES
from desirepath.warehouse.engines import AnyEngine, opened_engine

FEWEST_LAST = 3
LONGEST_TAIL = 30 * DAY
THINNER_THAN_THE_REST = 20
"""The last thousandth of the events is called stray if it lasts a month and is twenty times thinner than the rest."""
_MADE_FROM = {"tenure": "hired_on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What checking found. With `mistakes`, the rollout cannot be diagnosed; `warnings` are worth a look.

    `unknown` holds, by workflow, the activities of the log that the rollout file does not place.
    """

    rollout: Rollout
    tables: tuple[TableInput, ...]
    unknown: tuple[tuple[str, tuple[UnknownActivity, ...]], ...]
    warnings: tuple[Mistake, ...]
    mistakes: tuple[Mistake, ...]


def check(rollout_file: Path, progress: Progress) -> CheckReport:
    """Read the rollout file and all its sources in full. Raises BadInput where the file itself has mistakes."""
    rollout = read_rollout(rollout_file)
    mistakes = tuple(_headers(rollout))
    if not mistakes:
        try:
            return _rows(rollout, progress)
        except BadInput:
            mistakes = tuple(_unreadable(rollout, progress))
            if not mistakes:
                raise
    return CheckReport(rollout=rollout, tables=(), unknown=(), warnings=(), mistakes=mistakes)


def _wanted(rollout: Rollout) -> Wanted:
    waves = (rollout.waves.cut,) if rollout.waves else ()
    return Wanted(
        folder=Path(rollout.file).parent,
        timezone=rollout.timezone,
        keep=frozenset((*ALWAYS_CUT_BY, *rollout.cuts, *waves)),
        rollout_file=rollout.file,
    )


def _headers(rollout: Rollout) -> Iterator[Mistake]:
    """Files that are not there, formats that nobody reads, columns that are missing: of all sources at once."""
    wanted = _wanted(rollout)
    with_workflow = False
    for source in rollout.sources:
        try:
            for file in files_of(source, wanted):
                used = columns_in_use(file, source, wanted)
                with_workflow |= source.table == "events" and (source.workflow is not None or "workflow" in used)
        except BadInput as refused:
            yield from refused.mistakes
            with_workflow |= source.table == "events"
    if len(rollout.workflows) > 1 and not with_workflow:
        yield Mistake(
            code="workflow_column_needed",
            what="the rollout has several workflows, but the events have no column `workflow`",
            mend="Name it under `columns` of the events, or write one rollout file for each workflow.",
            file=rollout.file,
            line=next(source.line for source in rollout.sources if source.table == "events"),
        )


def _unreadable(rollout: Rollout, progress: Progress) -> Iterator[Mistake]:
    """What stops each file from being read to its end."""
    wanted = _wanted(rollout)
    usable = 0
    for source in rollout.sources:
        for file in files_of(source, wanted):
            progress(f"looking for mistakes in {file.name}")
            try:
                for piece in read_file(file, source, wanted):
                    usable += piece.num_rows if isinstance(piece, pa.RecordBatch) and source.table == "events" else 0
            except BadInput as refused:
                usable += source.table == "events"
                yield from refused.mistakes
    if not usable:
        yield from _no_event(rollout, wanted)


def _no_event(rollout: Rollout, wanted: Wanted) -> Iterator[Mistake]:
    """No event can be used: why not, by the first rows that were set aside."""
    for source in rollout.sources:
        if source.table != "events":
            continue
        for file in files_of(source, wanted):
            aside = [row for row in read_file(file, source, wanted) if not isinstance(row, pa.RecordBatch)]
            reasons = Counter(reason for row in aside if (reason := getattr(row, "reason", None)))
            why = "; ".join(f"{rows:,} rows: {reason}" for reason, rows in reasons.most_common(3))
            what = f"there is no event that can be used{f' ({why})' if why else ''}"
            yield Mistake(code="no_events", what=what, mend="Is this the file?", file=file.name)


def _rows(rollout: Rollout, progress: Progress) -> CheckReport:
    with tempfile.TemporaryDirectory(prefix="desirepath-") as folder, opened_engine("duckdb", Path(folder)) as engine:
        tables, inputs = load(rollout, engine, Path(folder), progress)
        progress("counting activities")
        used = tables.before(microseconds(rollout.as_of)) if rollout.as_of else tables
        only = rollout.workflows[0].id if len(rollout.workflows) == 1 else None
        counts = counted(engine.fetch(events_per_activity(without_gaps(used.events, only))))
        warnings = (
            *_strays(rollout, tables, engine),
            *_persons(rollout, tables, engine),
            *_cuts(rollout, tables),
            *_events_elsewhere(rollout, counts),
            *_silent_steps(rollout, counts),
            *_other_ids(rollout, progress),
        )
    return CheckReport(
        rollout=rollout,
        tables=inputs,
        unknown=tuple((workflow.id, unknown_activities(workflow, counts)) for workflow in rollout.workflows),
        warnings=warnings,
        mistakes=(),
    )


def _warning(rollout: Rollout, code: str, what: str, mend: str) -> Mistake:
    return Mistake(code=code, what=what, mend=mend, file=rollout.file)


def _strays(rollout: Rollout, tables: Tables, engine: AnyEngine) -> Iterator[Mistake]:
    """A few events far after the rest: the latest of them would be taken for today."""
    if rollout.as_of is not None:
        return
    number = engine.fetch(tables.events.agg(events=tables.events.count())).column("events")[0].as_py()
    few = max(FEWEST_LAST, number // 1000)
    latest = tables.events.select("at").order_by(tables.events["at"].desc()).limit(few + 1)
    times = sorted(engine.fetch(latest).column("at").to_pylist())
    if len(times) <= few:
        return
    rest = times[0]
    tail, span = tables.last_at - rest, rest - tables.first_at
    if tail > max(LONGEST_TAIL, THINNER_THAN_THE_REST * few / number * span):
        day_after = moment(rest + DAY).date()
        what = (
            f"the last {few} of {number:,} events lie as late as {moment(tables.last_at).date()}, "
            f"{math.floor(tail / DAY)} days after the rest, and would be taken for today"
        )
        yield _warning(rollout, "stray_events", what, f"If they lie in the future, write `as_of: {day_after}`.")


def _persons(rollout: Rollout, tables: Tables, engine: AnyEngine) -> Iterator[Mistake]:
    if not tables.have_people:
        return
    people = engine.fetch(tables.events.agg(people=tables.events.user_id.nunique())).column("people")[0].as_py()
    if people < rollout.smallest_group:
        what = f"`user_id` of the events has {people} different values, fewer than the smallest group that is shown"
        mend = "If these are not persons, write `columns: {user_id: null}` at the source: cases are counted then."
        yield _warning(rollout, "no_persons", what, mend)


def _cuts(rollout: Rollout, tables: Tables) -> Iterator[Mistake]:
    there = tables.event_columns | tables.people_columns
    cuts = (*rollout.cuts, *((rollout.waves.cut,) if rollout.waves else ()))
    for cut in dict.fromkeys(cuts):
        if _MADE_FROM.get(cut, cut) not in there:
            what = f"no source has a column for the cut `{cut}`"
            mend = "Map it under `columns` of the people or the events, or take it out of the file."
            yield _warning(rollout, "cut_without_column", what, mend)


def _events_elsewhere(rollout: Rollout, counts: Iterable[ActivityCount]) -> Iterator[Mistake]:
    known = [workflow.id for workflow in rollout.workflows]
    elsewhere: Counter[str] = Counter()
    for count in counts:
        if count.workflow not in known:
            elsewhere[count.workflow] += count.events
    for workflow, events in elsewhere.most_common():
        named = f"name the workflow `{workflow}`, which is not defined" if workflow else "name no workflow"
        what = f"{events:,} events {named}, and count nowhere"
        yield _warning(rollout, "events_elsewhere", what, did_you_mean(workflow, known))


def _silent_steps(rollout: Rollout, counts: Iterable[ActivityCount]) -> Iterator[Mistake]:
    seen: dict[str, set[str]] = {}
    for count in counts:
        seen.setdefault(count.workflow, set()).add(count.activity)
    for workflow in rollout.workflows:
        of_log = seen.get(workflow.id, set())
        for step in workflow.steps:
            if not of_log & set(step.activities):
                what = f"nothing in the log says that step `{step.id}` of `{workflow.id}` was done"
                near = _unplaced(workflow, of_log)
                hint = did_you_mean(step.activities[0], near) if near else ""
                yield _warning(rollout, "silent_step", what, hint or "Name the log's words for it in `activities`.")


def _unplaced(workflow: Workflow, activities: Iterable[str]) -> list[str]:
    placed = {activity for step in workflow.steps for activity in step.activities}
    placed |= {*workflow.failures, *workflow.outside, *workflow.withdrawn, *workflow.ignore}
    return [activity for activity in activities if activity not in placed]


def _other_ids(rollout: Rollout, progress: Progress) -> Iterator[Mistake]:
    """Workflows and steps that the tables beside the events name and the rollout file does not."""
    for source in rollout.sources:
        names = {column.name for column in TABLES[source.table].columns}
        if source.table == "events" or "workflow" not in names:
            continue
        progress(f"looking up the ids in {source.file}")
        for (workflow, step), rows in _named_ids(rollout, source).most_common():
            yield from _unknown_id(rollout, source, (workflow, step), rows)


def _named_ids(rollout: Rollout, source: Source) -> Counter[tuple[str | None, str | None]]:
    wanted = _wanted(rollout)
    found: Counter[tuple[str | None, str | None]] = Counter()
    for file in files_of(source, wanted):
        for piece in read_file(file, source, wanted):
            if isinstance(piece, pa.RecordBatch):
                steps = piece["step"] if "step" in piece.schema.names else pa.nulls(piece.num_rows, pa.string())
                pairs = pa.table({"workflow": piece["workflow"], "step": steps})
                counted_pairs = pairs.group_by(["workflow", "step"]).aggregate([([], "count_all")])
                for row in counted_pairs.to_pylist():
                    found[row["workflow"], row["step"]] += row["count_all"]
    return found


def _unknown_id(rollout: Rollout, source: Source, named: tuple[str | None, str | None], rows: int) -> Iterator[Mistake]:
    workflow_id, step_id = named
    workflows = [workflow.id for workflow in rollout.workflows]
    if workflow_id is not None and workflow_id not in workflows:
        what = f"{rows:,} rows of `{source.table}` name the workflow `{workflow_id}`, which is not defined"
        yield _warning(rollout, "unknown_workflow", what, did_you_mean(workflow_id, workflows))
        return
    within = [one for one in rollout.workflows if workflow_id in (None, one.id)]
    steps = [step.id for workflow in within for step in workflow.steps]
    if step_id is not None and step_id not in steps:
        what = f"{rows:,} rows of `{source.table}` name the step `{step_id}`, which is not defined"
        yield _warning(rollout, "unknown_step", what, did_you_mean(step_id, steps))
