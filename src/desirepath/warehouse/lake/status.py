"""How a lake stands: what its logs have, what of it is in the tables, and what became of all that was received."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pyarrow.compute as pc

from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.collected import decoded
from desirepath.warehouse.lake.checksum import rows_of
from desirepath.warehouse.lake.counts import Tally, counted
from desirepath.warehouse.lake.layout import LAKE_TABLES, collectors_of, log_of, table_folder
from desirepath.warehouse.lake.scrub import ScrubReport, last_scrub
from desirepath.warehouse.lake.versions import read_state
from desirepath.warehouse.segment_log import frames


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectorStatus:
    """One collector: its last request, the last that is in the tables, and what lies between.

    `waiting_seconds` is how long ago the first of those was received; None where nothing waits.
    """

    name: str
    last_sequence: int
    projected_sequence: int
    waiting_requests: int
    waiting_bytes: int
    waiting_seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStatus:
    """One table. `damaged` says that it cannot be read; then the figures are 0."""

    name: str
    version: int
    rows: int
    files: int
    days: int
    bytes: int
    damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LakeStatus:
    """How a lake stands. `counts` are the sums over all collectors, keys and hours; `refused` by reason."""

    collectors: tuple[CollectorStatus, ...]
    tables: tuple[TableStatus, ...]
    counts: Tally
    refused: dict[str, int]
    last_scrub: ScrubReport | None


def status(warehouse: Path, *, now: float | None = None) -> LakeStatus:
    """How a lake stands; may be asked while others write. `now` in seconds since 1970. Raises BadInput for no lake."""
    now = time.time() if now is None else now
    tables = tuple(one for name in LAKE_TABLES if (one := _table(warehouse, name)) is not None)
    readable = {one.name for one in tables if not one.damaged}
    sums = Tally()
    if "counts" in readable:
        for tally in counted(warehouse).values():
            sums.add(tally)
    sums.first_sequence = sums.last_sequence = None
    state = read_state(warehouse, "counts") if "counts" in readable else None
    brought = {} if state is None else state.brought
    return LakeStatus(
        collectors=tuple(_collector(warehouse, name, brought.get(name, 0), now) for name in collectors_of(warehouse)),
        tables=tables,
        counts=sums,
        refused=_refused(warehouse) if "refused" in readable else {},
        last_scrub=last_scrub(warehouse),
    )


def _collector(warehouse: Path, name: str, brought: int, now: float) -> CollectorStatus:
    last, waiting, size, since = brought, 0, 0, None
    for frame in frames(log_of(warehouse, name), brought):
        if since is None:
            since = _received(frame.payload)
        last, waiting, size = frame.sequence, waiting + 1, size + len(frame.payload)
    return CollectorStatus(
        name=name,
        last_sequence=last,
        projected_sequence=brought,
        waiting_requests=waiting,
        waiting_bytes=size,
        waiting_seconds=None if since is None else max(0.0, now - since),
    )


def _received(payload: bytes) -> float | None:
    try:
        return decoded(payload).received_at / 1_000_000
    except msgspec.DecodeError:
        return None


def _table(warehouse: Path, name: str) -> TableStatus | None:
    try:
        state = read_state(warehouse, name)
    except BadInput:
        return TableStatus(name=name, version=-1, rows=0, files=0, days=0, bytes=0, damaged=True)
    if state is None:
        return None
    files = state.files.values()
    return TableStatus(
        name=name,
        version=state.version,
        rows=state.rows,
        files=len(files),
        days=len({file.day for file in files if file.day is not None}),
        bytes=sum(file.size for file in files),
        damaged=not all((table_folder(warehouse, name) / file.path).exists() for file in files),
    )


def _refused(warehouse: Path) -> dict[str, int]:
    reasons: Counter[str] = Counter()
    for rows in rows_of(warehouse, "refused"):
        for one in pc.value_counts(rows["reason"]).to_pylist():
            reasons[one["values"]] += one["counts"]
    return dict(reasons.most_common())
