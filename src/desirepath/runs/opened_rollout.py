"""A rollout file, opened: its rollout, with its tables in an engine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path
from zoneinfo import ZoneInfo

from desirepath.connectors.rollout_file import read_rollout
from desirepath.observe.tables import Tables
from desirepath.ports import Progress
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.load import Door, damage_named, load
from desirepath.runs.reading.reader import opened_reader
from desirepath.runs.shipped_interventions import with_shipped
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.study import TableInput
from desirepath.warehouse.engines import AnyEngine, opened_engine


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
