"""From the sources of a rollout to tables that the engine holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from desirepath.connectors.containers import refuse_bomb
from desirepath.connectors.parquet import parquet_columns, refuse_damaged
from desirepath.connectors.read_source import Wanted, columns_in_use, files_of, same_content
from desirepath.observe.local_time import moment
from desirepath.observe.tables import ROWS_A_FILE, Tables
from desirepath.ports import Progress
from desirepath.runs.reading.messages import AskRows
from desirepath.runs.reading.reader import Reader
from desirepath.vocabulary.cohort import ALWAYS_CUT_BY
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout import Rollout, Source
from desirepath.vocabulary.study import SetAside, TableInput
from desirepath.vocabulary.tables import TABLES, Table
from desirepath.warehouse.engines import AnyEngine
from desirepath.warehouse.parquet_scan import ParquetScan, reading_of

EXAMPLES_KEPT = 20
MOST_ACTIVITIES = 10_000
_EARLIEST, _LATEST = -2_208_988_800_000_000, 4_102_444_800_000_000  # 1900-01-01 and 2100-01-01, UTC microseconds


@dataclass(slots=True)
class _Arrival:
    """What has come in for one table so far."""

    table: Table
    parts: list[ir.Table] = field(default_factory=list)
    landed: list[Path] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)
    reasons: Counter[str] = field(default_factory=Counter)
    examples: list[SetAside] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def put_aside(self, reasons: Mapping[str, int], examples: Iterable[SetAside]) -> None:
        self.reasons.update(reasons)
        self.examples.extend(islice(examples, EXAMPLES_KEPT - len(self.examples)))

    def say(self, remark: str) -> None:
        if remark not in self.remarks:
            self.remarks.append(remark)


@dataclass(frozen=True, slots=True)
class Door:
    """Where rows come in: the engine, the folder for what lands on disk, the reader of files, who is told."""

    engine: AnyEngine
    folder: Path
    reader: Reader
    progress: Progress


def wanted_of(rollout: Rollout) -> Wanted:
    """What a rollout wants of its sources."""
    waves = (rollout.waves.cut,) if rollout.waves else ()
    return Wanted(
        folder=Path(rollout.file).parent,
        timezone=rollout.timezone,
        keep=frozenset((*ALWAYS_CUT_BY, *rollout.cuts, *waves)),
        rollout_file=rollout.file,
    )


def is_plain_parquet(file: Path) -> bool:
    """Whether engines read the file where it lies; every other file is read by a process of its own."""
    return file.suffix.lower() == ".parquet"


def match(file: Path, source: Source, wanted: Wanted, reader: Reader) -> dict[str, str]:
    """Our columns by what the file calls them. Raises BadInput where a required one is missing."""
    if is_plain_parquet(file):
        return columns_in_use(file, source, wanted)
    return reader.match(file, source, wanted)


def load(rollout: Rollout, door: Door) -> tuple[Tables, tuple[TableInput, ...]]:
    """Every table of the rollout in the engine, and what came in. Raises BadInput where a source cannot be used."""
    wanted = wanted_of(rollout)
    arrivals: dict[str, _Arrival] = {}
    taken: dict[str | None, list[Path]] = {}
    named: dict[int, str] = {}
    for source in rollout.sources:
        arrival = arrivals.setdefault(source.table, _Arrival(TABLES[source.table]))
        for file in files_of(source, wanted):
            of_this_part = taken.setdefault(source.part, [])
            twin = same_content(file, of_this_part) if source.query is None else None
            if twin is not None:
                arrival.say(f"{file.name} has the same content as {twin.name} and is read once")
                continue
            door.progress(f"reading {file.name}")
            arrival.files.append(file.name)
            number = len(named)
            _take(arrival, AskRows(file, source, wanted, number * ROWS_A_FILE, _target(door, source, number)), door)
            of_this_part += [file] if source.query is None else []
            named[number] = source.called
    tables = {name: _table(arrival, door.engine) for name, arrival in arrivals.items()}
    inputs = tuple(_input(arrivals[name], rows, again, door.engine) for name, (rows, again) in tables.items())
    return replace(_tables(arrivals, tables, door.engine), sources=named), inputs


def _target(door: Door, source: Source, number: int) -> Path:
    return (door.folder / f"{source.table}-{number}.parquet").absolute()


def _take(arrival: _Arrival, question: AskRows, door: Door) -> None:
    file, source = question.path, question.source
    if is_plain_parquet(file):
        used = columns_in_use(file, source, question.wanted)
        scan = _scan_in_place(arrival.table, file, used, question.wanted, question.first_row)
        if scan is not None:
            arrival.columns |= _with_workflow(used, source)
            rows = door.engine.scan(f"{source.table}_{question.first_row // ROWS_A_FILE}", scan)
            if source.workflow is not None:
                rows = rows.mutate(workflow=ibis.literal(source.workflow))
            arrival.parts.append(_usable(rows, arrival, file, door.engine, question.first_row))
            return
    read = door.reader.rows(question, lambda so_far: door.progress(f"reading {file.name} ({so_far:,} rows)"))
    arrival.columns |= _with_workflow(read.used, source)
    arrival.put_aside(read.reasons, read.examples)
    for remark in read.remarks:
        arrival.say(remark)
    if read.rows:
        arrival.landed.append(question.target)


@contextmanager
def damage_named(rollout: Rollout) -> Iterator[None]:
    """Where work on the tables fails, look whether a Parquet file that engines read in place is damaged, and say so.

    Engines meet a damaged page when they come to it, and each says it in its own way.
    """
    try:
        yield
    except BadInput:
        raise
    except Exception:
        for source in rollout.sources:
            for file in files_of(source, wanted_of(rollout)):
                if source.query is None and is_plain_parquet(file):
                    refuse_damaged(file)
        raise


def no_events(file: str, reasons: Counter[str]) -> BadInput:
    """No row of the events can be used: why not, the commonest reasons first."""
    why = "; ".join(f"{rows:,} rows: {reason}" for reason, rows in reasons.most_common(3))
    what = f"there is no event that can be used{f' ({why})' if why else ''}"
    return BadInput(Mistake(code="no_events", what=what, mend="Is this the file?", file=file))


def _too_many_activities(file: str, about: int) -> BadInput:
    what = f"`activity` has about {about:,} different values, more than {MOST_ACTIVITIES:,}"
    mend = "Is it the right column? Activities are the few things that are done again and again."
    return BadInput(Mistake(code="too_many_activities", what=what, mend=mend, file=file))


def _with_workflow(used: Iterable[str], source: Source) -> set[str]:
    return set(used) if source.workflow is None else {*used, "workflow"}


def _scan_in_place(
    table: Table, file: Path, used: dict[str, str], wanted: Wanted, first_row: int
) -> ParquetScan | None:
    kinds = parquet_columns(file)
    readings = {
        name: reading_of(table, name, kinds[theirs], zone_is_utc=wanted.timezone == "UTC")
        for name, theirs in used.items()
    }
    if any(reading is None for reading in readings.values()):
        return None
    known = {column.name for column in table.columns}
    return ParquetScan(
        table=table,
        files=(file,),
        first_rows=(first_row,),
        columns={name: (used[name], reading) for name, reading in readings.items() if reading is not None},
        further=tuple(name for name in used if name not in known),
    )


def _usable(rows: ir.Table, arrival: _Arrival, file: Path, engine: AnyEngine, first_row: int) -> ir.Table:
    """The rows that are not refused.

    Raises BadInput where texts that are stored once come, as they are repeated, to far more than the file explains.
    """
    reason = ibis.cases(*_refusals(rows, arrival.table), else_=ibis.null("string"))
    judged = rows.mutate(refused=reason)
    texts = [judged[name].length().sum() for name, kind in rows.schema().items() if kind.is_string()]
    letters = {f"letters_{number}": text for number, text in enumerate(texts)}
    found = engine.fetch(judged.agg(refused=judged.refused.count(), **letters)).to_pylist()[0]
    refuse_bomb(file, sum(found[name] or 0 for name in letters))
    if not found["refused"]:
        return rows
    refused = judged.filter(judged.refused.notnull())
    reasons = engine.fetch(refused.group_by("refused").agg(rows=refused.count())).to_pylist()
    examples = engine.fetch(refused.select("row", "refused").order_by("row").limit(EXAMPLES_KEPT)).to_pylist()
    arrival.put_aside(
        {reason["refused"]: reason["rows"] for reason in reasons},
        (SetAside(file=file.name, line=row["row"] - first_row, reason=row["refused"]) for row in examples),
    )
    return judged.filter(judged.refused.isnull()).drop("refused")


def _refusals(rows: ir.Table, table: Table) -> Iterator[tuple[ir.BooleanValue, str]]:
    for column in table.columns:
        value = rows[column.name]
        if column.required:
            yield value.isnull(), f"`{column.name}` is empty"
        if column.kind == "time":
            yield (value < _EARLIEST) | (value >= _LATEST), f"`{column.name}` is not between 1900 and 2100"
        if column.choices:
            yield (
                value.notnull() & ~value.isin(column.choices),
                f"`{column.name}` is none of {', '.join(column.choices)}",
            )


def _table(arrival: _Arrival, engine: AnyEngine) -> tuple[ir.Table | None, int]:
    name = arrival.table.name
    parts = [
        *arrival.parts,
        *(engine.landed(f"{name}_{number}", [file]) for number, file in enumerate(arrival.landed, 10_000)),
    ]
    if not parts:
        return None, 0
    names = list(dict.fromkeys(column for part in parts for column in part.columns))
    aligned = [
        part.mutate(**{gap: ibis.null("string") for gap in names if gap not in part.columns}).select(*names)
        for part in parts
    ]
    rows = aligned[0]
    for part in aligned[1:]:
        rows = rows.union(part)
    key = arrival.table.row_id
    if key is None or key not in arrival.columns:
        return rows, 0
    again = ibis.row_number().over(ibis.window(group_by=key, order_by="row")) > 0
    marked = rows.mutate(again=again & rows[key].notnull())
    duplicates = engine.fetch(marked.agg(rows=marked.again.cast("int64").sum())).column("rows")[0].as_py() or 0
    return (marked.filter(~marked.again).drop("again") if duplicates else rows), duplicates


def _input(arrival: _Arrival, rows: ir.Table | None, duplicates: int, engine: AnyEngine) -> TableInput:
    at = next((column.name for column in arrival.table.columns if column.kind == "time"), None)
    number, last = 0, None
    if rows is not None:
        latest = rows[at].max() if at else ibis.null("int64")
        found = engine.fetch(rows.agg(rows=rows.count(), last=latest)).to_pylist()[0]
        number, last = found["rows"], found["last"]
    return TableInput(
        table=arrival.table.name,
        files=tuple(arrival.files),
        rows=number,
        set_aside=arrival.reasons.total(),
        duplicates=duplicates,
        examples=tuple(arrival.examples),
        remarks=tuple(arrival.remarks),
        last_at=None if last is None else moment(last),
    )


def _tables(arrivals: dict[str, _Arrival], tables: dict[str, tuple[ir.Table | None, int]], engine: AnyEngine) -> Tables:
    events = tables["events"][0]
    files = ", ".join(arrivals["events"].files)
    if events is None:
        raise no_events(files, arrivals["events"].reasons)
    at, activity = events["at"], events["activity"]
    found = events.agg(first=at.min(), last=at.max(), activities=activity.approx_nunique())
    span = engine.fetch(found).to_pylist()[0]
    if span["first"] is None:
        raise no_events(files, arrivals["events"].reasons)
    if span["activities"] > MOST_ACTIVITIES:
        raise _too_many_activities(files, span["activities"])
    others: dict[str, Any] = {name: rows for name, (rows, _) in tables.items() if name != "events"}
    return Tables(
        events=events,
        event_columns=frozenset(arrivals["events"].columns),
        people_columns=frozenset(arrivals["people"].columns) if "people" in arrivals else frozenset(),
        first_at=span["first"],
        last_at=span["last"],
        **others,
    )
