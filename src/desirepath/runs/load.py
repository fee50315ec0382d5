"""From the sources of a rollout to tables that the engine holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
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
from desirepath.runs.arrivals import EXAMPLES_KEPT, Arrival
from desirepath.runs.collected_rows import Warehouse, collected_rows, named_by_hash
from desirepath.runs.reading.messages import AskRows
from desirepath.runs.reading.reader import Reader
from desirepath.runs.span_of_rows import span_of, spans_together
from desirepath.runs.taught_labels import read_labels
from desirepath.runs.usable_events import no_events, nothing_collected, refuse_too_many_activities
from desirepath.vocabulary.cohort import ALWAYS_CUT_BY
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout import Rollout, Source
from desirepath.vocabulary.study import SetAside, TableInput
from desirepath.vocabulary.tables import TABLES, Table
from desirepath.warehouse.engines import AnyEngine
from desirepath.warehouse.parquet_scan import ParquetScan, reading_of

_EARLIEST, _LATEST = -2_208_988_800_000_000, 4_102_444_800_000_000  # 1900-01-01 and 2100-01-01, UTC microseconds


@dataclass(frozen=True, slots=True)
class Door:
    """Where rows come in: the engine, the folder for what lands on disk, the reader of files, who is told.

    What collectors brought into the `warehouse` comes in beside the files.
    """

    engine: AnyEngine
    folder: Path
    reader: Reader
    progress: Progress
    warehouse: Warehouse | None = None


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
    labels = read_labels(wanted.folder)
    arrivals: dict[str, Arrival] = {}
    taken: dict[str | None, list[Path]] = {}
    named: dict[int, str] = {}
    for source in rollout.sources:
        arrival = arrivals.setdefault(source.table, Arrival(TABLES[source.table]))
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
    _take_collected(rollout, arrivals, named, door)
    if "events" not in arrivals:
        raise nothing_collected(Path(rollout.file).name)
    tables = {name: _table(arrival, door) for name, arrival in arrivals.items()}
    spans = {name: _whole_span(arrivals[name], rows, again, door.engine) for name, (rows, again) in tables.items()}
    inputs = tuple(_input(arrivals[name], spans[name], again) for name, (_, again) in tables.items())
    held = _tables(arrivals, tables, spans["events"])
    refuse_too_many_activities(held.events, ", ".join(arrivals["events"].files), door.engine)
    return replace(held, sources=named, labels=labels), inputs


def _take_collected(rollout: Rollout, arrivals: dict[str, Arrival], named: dict[int, str], door: Door) -> None:
    if door.warehouse is None:
        return
    for found in collected_rows(door.warehouse, rollout, wanted_of(rollout).keep, door.engine):
        door.progress(f"reading {found.called}")
        arrival = arrivals.setdefault(found.table, Arrival(TABLES[found.table]))
        arrival.files.append(found.called)
        arrival.columns |= found.columns
        arrival.collected = found.rows
        arrival.version = found.version
        arrival.spans.append(found.span)
        named.update(found.numbered)


def _target(door: Door, source: Source, number: int) -> Path:
    return (door.folder / f"{source.table}-{number}.parquet").absolute()


def _take(arrival: Arrival, question: AskRows, door: Door) -> None:
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


def _usable(rows: ir.Table, arrival: Arrival, file: Path, engine: AnyEngine, first_row: int) -> ir.Table:
    """The rows that are not refused.

    Raises BadInput where texts that are stored once come, as they are repeated, to far more than the file explains.
    """
    reason = ibis.cases(*_refusals(rows, arrival.table), else_=ibis.null("string"))
    judged = rows.mutate(refused=reason)
    texts = {name: judged[name].length().sum() for name, kind in rows.schema().items() if kind.is_string()}
    letters = {f"letters_{number}": total for number, total in enumerate(texts.values())}
    counted = engine.fetch(judged.group_by("refused").agg(**span_of(judged, arrival.table), **letters)).to_pylist()
    refuse_bomb(file, sum(span[name] or 0 for span in counted for name in letters))
    arrival.spans.extend(span for span in counted if span["refused"] is None)
    reasons = [span for span in counted if span["refused"] is not None]
    if not reasons:
        return rows
    refused = judged.filter(judged.refused.notnull())
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


def _table(arrival: Arrival, door: Door) -> tuple[ir.Table | None, int]:
    name, engine = arrival.table.name, door.engine
    parts = [
        *arrival.parts,
        *(engine.landed(f"{name}_{number}", [file]) for number, file in enumerate(arrival.landed, 10_000)),
    ]
    if door.warehouse is not None and door.warehouse.persons is not None:
        # In the lake a person has the name that the collector's key gave them, so the same is done with files.
        parts = [
            named_by_hash(part, f"{name}_{number}", door.warehouse.persons, engine) for number, part in enumerate(parts)
        ]
    if arrival.collected is not None:
        parts.append(arrival.collected)
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
    named = engine.fetch(rows.agg(rows=rows[key].count(), names=rows[key].nunique())).to_pylist()[0]
    if named["rows"] == named["names"]:
        return rows, 0
    again = ibis.row_number().over(ibis.window(group_by=key, order_by="row")) > 0
    marked = rows.mutate(again=again & rows[key].notnull())
    return marked.filter(~marked.again).drop("again"), named["rows"] - named["names"]


def _whole_span(arrival: Arrival, rows: ir.Table | None, duplicates: int, engine: AnyEngine) -> Mapping[str, Any]:
    """The span of a table: that of its files where all were looked at when they came in, and no row came twice."""
    if rows is not None and (arrival.landed or duplicates):
        span: Mapping[str, Any] = engine.fetch(rows.agg(**span_of(rows, arrival.table))).to_pylist()[0]
        return span
    return spans_together(arrival.spans)


def _input(arrival: Arrival, span: Mapping[str, Any], duplicates: int) -> TableInput:
    return TableInput(
        table=arrival.table.name,
        files=tuple(arrival.files),
        rows=span["rows"],
        set_aside=arrival.reasons.total(),
        duplicates=duplicates,
        examples=tuple(arrival.examples),
        remarks=tuple(arrival.remarks),
        last_at=None if span.get("last") is None else moment(span["last"]),
        table_version=arrival.version,
    )


def _tables(
    arrivals: dict[str, Arrival], tables: dict[str, tuple[ir.Table | None, int]], span: Mapping[str, Any]
) -> Tables:
    events = tables["events"][0]
    files = ", ".join(arrivals["events"].files)
    if events is None:
        raise no_events(files, arrivals["events"].reasons)
    if span["first"] is None:
        raise no_events(files, arrivals["events"].reasons)
    others: dict[str, Any] = {name: rows for name, (rows, _) in tables.items() if name != "events"}
    return Tables(
        events=events,
        event_columns=frozenset(arrivals["events"].columns),
        people_columns=frozenset(arrivals["people"].columns) if "people" in arrivals else frozenset(),
        first_at=span["first"],
        last_at=span["last"],
        **others,
    )
