"""`desirepath check`: the rollout file and every row of its sources, before anything is concluded from them."""

from __future__ import annotations

import math
import tempfile
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import ibis

from desirepath.connectors.read_source import files_of
from desirepath.connectors.rollout_file import read_rollout
from desirepath.observe.activities import ActivityCount, counted, events_per_activity, unknown_activities, without_gaps
from desirepath.observe.frame import frame_of
from desirepath.observe.local_time import DAY, microseconds, moment
from desirepath.observe.source_health import source_health
from desirepath.observe.tables import Tables
from desirepath.ports import Progress
from desirepath.report.source_warnings import source_warnings
from desirepath.runs.load import Door, damage_named, load, match, wanted_of
from desirepath.runs.reading.messages import AskRows
from desirepath.runs.reading.reader import Reader, opened_reader
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean
from desirepath.vocabulary.rollout import Rollout, Workflow
from desirepath.vocabulary.study import TableInput, UnknownActivity
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
    with (
        tempfile.TemporaryDirectory(prefix="desirepath-") as folder,
        opened_engine("duckdb", Path(folder)) as engine,
        opened_reader() as reader,
    ):
        door = Door(engine, Path(folder), reader, progress)
        mistakes = tuple(_headers(rollout, reader))
        if not mistakes:
            try:
                with damage_named(rollout):
                    return _rows(rollout, door)
            except BadInput as refused:
                mistakes = (
                    *refused.mistakes,
                    *_unreadable(rollout, door, {one.file or "" for one in refused.mistakes}),
                )
    return CheckReport(rollout=rollout, tables=(), unknown=(), warnings=(), mistakes=mistakes)


def _headers(rollout: Rollout, reader: Reader) -> Iterator[Mistake]:
    """Files that are not there, formats that nobody reads, columns that are missing: of all sources at once."""
    wanted = wanted_of(rollout)
    with_workflow = False
    for source in rollout.sources:
        try:
            for file in files_of(source, wanted):
                used = match(file, source, wanted, reader)
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


def _unreadable(rollout: Rollout, door: Door, told: Container[str]) -> Iterator[Mistake]:
    """What stops each other file from being read to its end: `told` are the names of those of which that is known."""
    wanted = wanted_of(rollout)
    for source in rollout.sources:
        for file in (file for file in files_of(source, wanted) if file.name not in told):
            door.progress(f"looking for mistakes in {file.name}")
            target = (door.folder / "looked-at.parquet").absolute()
            try:
                door.reader.rows(AskRows(file, source, wanted, 0, target), lambda _: None)
            except BadInput as refused:
                yield from refused.mistakes


def _rows(rollout: Rollout, door: Door) -> CheckReport:
    tables, inputs = load(rollout, door)
    engine = door.engine
    door.progress("counting activities")
    used = tables.before(microseconds(rollout.as_of)) if rollout.as_of else tables
    only = rollout.workflows[0].id if len(rollout.workflows) == 1 else None
    counts = counted(engine.fetch(events_per_activity(without_gaps(used.events, only))))
    warnings = (
        *_strays(rollout, tables, engine),
        *_persons(rollout, tables, engine),
        *_cuts(rollout, tables),
        *_events_elsewhere(rollout, counts),
        *_silent_steps(rollout, counts),
        *_other_ids(rollout, tables, engine),
        *_health(rollout, used, engine),
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


def _health(rollout: Rollout, tables: Tables, engine: AnyEngine) -> Iterator[Mistake]:
    """Sources that fell silent, activities that changed their names."""
    only = rollout.workflows[0].id if len(rollout.workflows) == 1 else None
    for said in source_warnings(source_health(tables, frame_of(rollout, tables), engine, only)):
        yield _warning(rollout, "source_health", said, "")


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


def _other_ids(rollout: Rollout, tables: Tables, engine: AnyEngine) -> Iterator[Mistake]:
    """Workflows and steps that the tables beside the events name and the rollout file does not."""
    for name, rows in tables.named():
        if name == "events" or "workflow" not in rows.columns:
            continue
        step = rows["step"] if "step" in rows.columns else ibis.null("string")
        pairs = rows.select("workflow", step=step)
        found = engine.fetch(pairs.group_by("workflow", "step").agg(rows=pairs.count())).to_pylist()
        for pair in sorted(found, key=lambda pair: (-pair["rows"], pair["workflow"] or "", pair["step"] or "")):
            yield from _unknown_id(rollout, name, (pair["workflow"], pair["step"]), pair["rows"])


def _unknown_id(rollout: Rollout, table: str, named: tuple[str | None, str | None], rows: int) -> Iterator[Mistake]:
    workflow_id, step_id = named
    workflows = [workflow.id for workflow in rollout.workflows]
    if workflow_id is not None and workflow_id not in workflows:
        what = f"{rows:,} rows of `{table}` name the workflow `{workflow_id}`, which is not defined"
        yield _warning(rollout, "unknown_workflow", what, did_you_mean(workflow_id, workflows))
        return
    within = [one for one in rollout.workflows if workflow_id in (None, one.id)]
    steps = [step.id for workflow in within for step in workflow.steps]
    if step_id is not None and step_id not in steps:
        what = f"{rows:,} rows of `{table}` name the step `{step_id}`, which is not defined"
        yield _warning(rollout, "unknown_step", what, did_you_mean(step_id, steps))
