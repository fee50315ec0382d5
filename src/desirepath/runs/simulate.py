"""`desirepath simulate`: a made-up rollout written to a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from desirepath.ports import Progress
from desirepath.simulate.plan import Format, SimulationPlan
from desirepath.simulate.rollout import Piece, pieces
from desirepath.simulate.rollout_text import rollout_text
from desirepath.simulate.stage import Stage
from desirepath.simulate.staging import stage_of
from desirepath.simulate.tally import Tally
from desirepath.simulate.truth import truth_of
from desirepath.vocabulary.errors import BadInput, Mistake

ROLLOUT_FILE, TRUTH_FILE = "rollout.yaml", "truth.json"


class _TableFile(Protocol):
    def write_batch(self, batch: pa.RecordBatch) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRollout:
    """A made-up rollout in memory: its stage, the text of its rollout file, its tables, and the truth about it."""

    stage: Stage
    text: str
    tables: Mapping[str, pa.Table]
    truth: Mapping[str, Any]


def simulate(plan: SimulationPlan, out: Path, progress: Progress) -> Path:
    """Draw a rollout, write it to the folder `out`, and give the path of its rollout file.

    The files are written beside the folder and moved into it when all are whole. An earlier made-up rollout
    in the folder is replaced. Raises BadInput where the folder holds anything else or cannot be written, and
    where the plan cannot be carried out.
    """
    _refuse_foreign(out)
    stage = stage_of(plan)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as unfinished:
            _write(stage, Path(unfinished), progress)
            _put_in_place(Path(unfinished), out)
    except OSError as error:
        mend = "Name a folder with enough room that you may write to."
        what = f"the folder cannot be written: {error.strerror or error}"
        raise BadInput(Mistake(code="cannot_write", what=what, mend=mend, file=str(out))) from error
    return out / ROLLOUT_FILE


def simulate_in_memory(plan: SimulationPlan) -> DrawnRollout:
    """Draw a rollout without touching the disk. Raises BadInput where the plan cannot be carried out."""
    stage, tally = stage_of(plan), Tally()
    batches: dict[str, list[pa.RecordBatch]] = {}
    for piece in pieces(stage, tally):
        for table, rows in piece.items():
            batches.setdefault(table, []).append(rows)
    return DrawnRollout(
        stage=stage,
        text=rollout_text(stage),
        tables={table: pa.Table.from_batches(parts) for table, parts in batches.items()},
        truth=truth_of(stage, tally),
    )


def write_drawn(drawn: DrawnRollout, folder: Path) -> Path:
    """Write a rollout that was drawn in memory into an existing folder; gives the path of its rollout file."""
    with ExitStack() as files:
        whole = ({table: rows.combine_chunks().to_batches()[0]} for table, rows in drawn.tables.items() if len(rows))
        _write_tables(whole, folder, drawn.stage.plan.format, files)
        for table, rows in drawn.tables.items():
            if not len(rows):
                _write_tables([{table: _no_rows(rows)}], folder, drawn.stage.plan.format, files)
    (folder / ROLLOUT_FILE).write_text(drawn.text, encoding="utf-8")
    return folder / ROLLOUT_FILE


def _no_rows(rows: pa.Table) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=rows.schema)


def _refuse_foreign(out: Path) -> None:
    is_ours = (out / TRUTH_FILE).is_file()
    if out.exists() and not out.is_dir():
        what, mend = "this is a file", "Name a folder."
    elif out.is_dir() and any(out.iterdir()) and not is_ours:
        what, mend = (
            "the folder holds something else",
            "Name an empty folder, or one that does not exist yet.",
        )
    else:
        return
    raise BadInput(Mistake(code="folder_in_use", what=what, mend=mend, file=str(out)))


def _write(stage: Stage, folder: Path, progress: Progress) -> None:
    tally = Tally()
    with ExitStack() as files:
        _write_tables(_told(pieces(stage, tally), stage.plan, tally, progress), folder, stage.plan.format, files)
    (folder / ROLLOUT_FILE).write_text(rollout_text(stage), encoding="utf-8")
    (folder / TRUTH_FILE).write_text(json.dumps(truth_of(stage, tally), indent=2) + "\n", encoding="utf-8")


def _told(drawn: Iterable[Piece], plan: SimulationPlan, tally: Tally, progress: Progress) -> Iterable[Piece]:
    for piece in drawn:
        progress(f"drawing events ({tally.rows['events']:,} of about {plan.events:,})")
        yield piece


def _write_tables(drawn: Iterable[Piece], folder: Path, format_: Format, files: ExitStack) -> None:
    """One file a table; a table's file is opened with the schema of its first rows."""
    opened: dict[str, _TableFile] = {}
    for piece in drawn:
        for table, batch in piece.items():
            rows = batch if format_ == "parquet" else _plain(batch)
            if table not in opened:
                opened[table] = files.enter_context(_open(folder / f"{table}.{format_}", rows.schema))
            if rows.num_rows:
                opened[table].write_batch(rows)


def _open(file: Path, schema: pa.Schema) -> pa.parquet.ParquetWriter | pa.csv.CSVWriter:
    if file.suffix == ".csv":
        return pa.csv.CSVWriter(file, schema)
    repeated = [name for name in schema.names if name not in ("case_id", "ticket_id")]
    return pa.parquet.ParquetWriter(file, schema, compression="zstd", use_dictionary=repeated)


def _plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same rows without dictionaries, which the CSV writer does not take."""
    fields = [
        pa.field(
            field.name,
            field.type.value_type if pa.types.is_dictionary(field.type) else field.type,
        )
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields))


def _put_in_place(whole: Path, out: Path) -> None:
    """Move every file, the truth last: a folder with a truth file has all the others."""
    out.mkdir(exist_ok=True)
    for file in sorted(whole.iterdir(), key=lambda file: file.name == TRUTH_FILE):
        file.replace(out / file.name)
