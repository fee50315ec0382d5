"""The main job: a rollout file in, a study out."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path
from zoneinfo import ZoneInfo

from desirepath.connectors.rollout_file import read_rollout
from desirepath.observe.tables import Tables
from desirepath.ports import Means, Progress
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.load import Door, damage_named, load
from desirepath.runs.reading.reader import opened_reader
from desirepath.runs.shipped_interventions import with_shipped
from desirepath.study import Studied, studied, study
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.study import Study, TableInput
from desirepath.warehouse.engines import AnyEngine, opened_engine


def diagnose(
    rollout_file: Path,
    *,
    as_of: date | None = None,
    engine: str = "duckdb",
    warehouse: Warehouse | None = None,
    progress: Progress,
) -> Study:
    """Read a rollout's sources and say what they show. Raises BadInput."""
    with opened_rollout(rollout_file, as_of=as_of, engine=engine, warehouse=warehouse, progress=progress) as opened:
        rollout, tables, inputs, running = opened
        return study(rollout, tables, inputs, Means(running, progress, time.monotonic))


def diagnose_in_full(
    rollout_file: Path,
    *,
    as_of: date | None = None,
    engine: str = "duckdb",
    warehouse: Warehouse | None = None,
    progress: Progress,
) -> Studied:
    """The same with the maps of every cohort and the cuts crossed, which pages show and no report. Raises BadInput."""
    with opened_rollout(rollout_file, as_of=as_of, engine=engine, warehouse=warehouse, progress=progress) as opened:
        rollout, tables, inputs, running = opened
        return studied(rollout, tables, inputs, Means(running, progress, time.monotonic))


@contextmanager
def opened_rollout(
    rollout_file: Path, *, as_of: date | None, engine: str, warehouse: Warehouse | None, progress: Progress
) -> Iterator[tuple[Rollout, Tables, tuple[TableInput, ...], AnyEngine]]:
    """A rollout with its tables in an engine. What lands on disk goes afterwards; a lake in the `warehouse` is read too.

    So is what a console let go live, where it lies beside the rollout file.
    """
    progress(f"reading {rollout_file.name}")
    rollout = with_shipped(as_of_date(read_rollout(rollout_file), as_of))
    with (
        tempfile.TemporaryDirectory(
            prefix="desirepath-", dir=None if warehouse is None else warehouse.folder
        ) as folder,
        opened_engine(engine, Path(folder)) as running,
        opened_reader() as reader,
        damage_named(rollout),
    ):
        tables, inputs = load(rollout, Door(running, Path(folder), reader, progress, warehouse))
        yield rollout, tables, inputs, running


def as_of_date(rollout: Rollout, day: date | None) -> Rollout:
    """The rollout as it stood before a day began, in its timezone; unchanged without a day."""
    if day is None:
        return rollout
    return replace(rollout, as_of=datetime.combine(day, time_of_day.min, ZoneInfo(rollout.timezone)))
