"""From the logs into the tables: everything that was not brought over yet, batch by batch, once and only once."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.warehouse.collected import COLLECTED
from desirepath.warehouse.lake.counts import Tallies
from desirepath.warehouse.lake.first_seen import judge
from desirepath.warehouse.lake.layout import collectors_of, log_of, projecting
from desirepath.warehouse.lake.open_tables import LostHistory, OpenTables
from desirepath.warehouse.lake.row_numbers import first_row
from desirepath.warehouse.lake.schemas import SCHEMAS, TIME
from desirepath.warehouse.lake.seen_ids import Ids, SeenIds
from desirepath.warehouse.lake.taken_rows import UNREADABLE, Chunk, Refusal, TakenRows
from desirepath.warehouse.segment_log import Frame, frames

REQUESTS_A_CHUNK, BYTES_A_CHUNK = 2000, 4 * 1024 * 1024
EVENTS_A_COMMIT = 100_000
"""What is held in memory at once; a commit of each table follows."""
Done = TypeVar("Done")
Frames: TypeAlias = Callable[[Path, int], Iterator[Frame]]
"""The frames of a log folder after a sequence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """What was brought over: requests, and what became of their events. `healed` tables had a torn last commit.

    `made_anew` says that the tables could not be read and were made from the logs.
    """

    requests: int = 0
    good: int = 0
    bad: int = 0
    duplicate: int = 0
    commits: int = 0
    healed: tuple[str, ...] = ()
    made_anew: bool = False


@dataclass(slots=True)
class _Batch:
    """What is committed together, of one collector. `after` is what each table has already."""

    collector: str
    number: int
    after: dict[str, int]
    kept: dict[str, list[pa.Table]] = field(default_factory=dict)
    new: list[Ids] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    tallies: Tallies = field(default_factory=Tallies)
    events: int = 0
    last: int = 0

    def of_table(self, name: str) -> list[pa.Table]:
        """The rows of a table that it has not yet."""
        least = first_row(self.number, self.after[name] + 1)
        parts = [rows.filter(pc.greater_equal(rows["row"], least)) for rows in self.kept.get(name, [])]
        return [rows for rows in parts if rows.num_rows]


class Projector:
    """Brings logs into tables, again and again; remembers the ids that it has seen.

    `read` gives the frames of a log. What it holds in memory is bounded by EVENTS_A_COMMIT and 24 bytes for each id
    of the last 30 days.
    """

    def __init__(self, warehouse: Path, read: Frames = frames, events_a_commit: int = EVENTS_A_COMMIT) -> None:
        self.warehouse = warehouse
        self.tables = OpenTables(warehouse)
        self._read = read
        self._events_a_commit = events_a_commit
        self._seen: SeenIds | None = None
        self._seen_at = -1

    def forget(self) -> None:
        """Forget what was read of the tables, as others were put in their place."""
        self.tables = OpenTables(self.warehouse)
        self._seen, self._seen_at = None, -1

    def catch_up(self, collectors: Iterable[str] | None = None, until: Mapping[str, int] | None = None) -> Projected:
        """Bring over all that the logs have; `until` bounds sequences by collector. The caller holds the lock.

        Raises LostHistory where the tables can be read no more, OSError where the disk fails; what was committed stays.
        """
        self.tables.refresh()
        total = Tallies()
        requests = commits = 0
        for collector in collectors_of(self.warehouse) if collectors is None else collectors:
            for batch, taken in self._batches(collector, None if until is None else until.get(collector, 0)):
                self._commit(batch)
                total.add(batch.tallies)
                requests += taken
                commits += 1
        healed, self.tables.healed = tuple(self.tables.healed), []
        sums = {name: sum(getattr(one, name) for one in total.values()) for name in ("good", "bad", "duplicate")}
        return Projected(requests=requests, commits=commits, healed=healed, **sums)

    def _batches(self, collector: str, until: int | None) -> Iterator[tuple[_Batch, int]]:
        after = self.tables.behind(collector)
        found = self._read(log_of(self.warehouse, collector), min(after.values()))
        batch, waiting, requests, size = None, [], 0, 0
        for frame in found:
            if until is not None and frame.sequence > until:
                break
            batch = batch or _Batch(collector, self.tables.names.number_of(collector), self.tables.behind(collector))
            waiting.append((frame.sequence, frame.payload))
            requests += 1
            size += len(frame.payload)
            if len(waiting) >= REQUESTS_A_CHUNK or size >= BYTES_A_CHUNK:
                self._take(batch, waiting)
                waiting, size = [], 0
            if batch.events >= self._events_a_commit:
                yield batch, requests
                batch, requests = None, 0
        if batch is not None:
            self._take(batch, waiting)
            yield batch, requests

    def _take(self, batch: _Batch, waiting: list[tuple[int, bytes]]) -> None:
        if not waiting:
            return
        chunk, taken = _read_chunk(batch, waiting)
        judged = judge(taken, self._ids_seen(), lambda row: self._id_of(batch, row))
        for name, parts in judged.kept.items():
            batch.kept.setdefault(name, []).extend(parts)
        batch.new += judged.new
        batch.refused += chunk.refused + judged.conflicts
        batch.events += chunk.size
        batch.last = chunk.last
        after = batch.after["counts"]
        for one in chunk.requests:
            if one.sequence > after:
                tally = batch.tallies.of(batch.collector, one.key, one.received_at)
                tally.received += one.received
                tally.good += one.taken
                tally.bad += one.bad
                tally.erased += one.erased
                tally.reach(one.sequence)
        for key, at, sequence, _ in judged.duplicates:
            if sequence > after:
                batch.tallies.of(batch.collector, key, at).good -= 1
                batch.tallies.of(batch.collector, key, at).duplicate += 1
        for _, at, key, sequence, *_ in judged.conflicts:
            if sequence > after:
                batch.tallies.of(batch.collector, key, at).good -= 1
                batch.tallies.of(batch.collector, key, at).bad += 1

    def _commit(self, batch: _Batch) -> None:
        """Commit a batch: ids, rows, what was refused, and the counts last, which say that all the rest is there."""
        least = first_row(batch.number, batch.after["ids"] + 1)
        if batch.new:
            ids = Ids.joined(batch.new)
            new = np.flatnonzero(ids.rows >= least)
            if len(new):
                self.tables.add_ids(ids.at(new), batch.collector, batch.last)
                self._seen_at = self.tables["ids"].state.version
        for name in COLLECTED:
            if parts := batch.of_table(name):
                self.tables.add(name, parts, batch.collector, batch.last)
        refused = [one for one in batch.refused if one[3] > batch.after["refused"]]
        if refused:
            self.tables.add("refused", [refused_rows(batch.collector, refused)], batch.collector, batch.last)
        self.tables.add_counts(batch.tallies, {batch.collector: max(batch.last, batch.after["counts"])})

    def _ids_seen(self) -> SeenIds:
        version = self.tables["ids"].state.version
        if self._seen is None or version != self._seen_at:
            self._seen, self._seen_at = self.tables.seen(), version
        return self._seen

    def _id_of(self, batch: _Batch, row: int) -> str | None:
        for parts in batch.kept.values():
            for rows in parts:
                found = rows.filter(pc.equal(rows["row"], row))
                if found.num_rows:
                    text: str | None = found["event_id"][0].as_py()
                    return text
        return self.tables.id_of_row(row)


def project(warehouse: Path, collectors: Iterable[str] | None = None, *, wait: bool = True) -> Projected:
    """Bring everything that the logs have into the tables, under the lock; all of it is durable on return.

    Tables whose history is damaged are made anew from the logs. Raises BadInput where another process is at it and
    `wait` is not said, OSError where the disk fails.
    """
    with projecting(warehouse, wait=wait):
        return caught_up(Projector(warehouse), collectors)


def caught_up(projector: Projector, collectors: Iterable[str] | None = None) -> Projected:
    """As `project`, by one who holds the lock."""
    try:
        return projector.catch_up(collectors)
    except LostHistory:
        from desirepath.warehouse.lake.rebuild import rebuild_locked

        rebuild_locked(projector.warehouse)
        projector.forget()
        found = projector.catch_up(collectors)
        return Projected(
            requests=found.requests,
            good=found.good,
            bad=found.bad,
            duplicate=found.duplicate,
            commits=found.commits,
            healed=found.healed,
            made_anew=True,
        )


def mended(projector: Projector, work: Callable[[OpenTables], Done]) -> Done:
    """Do something with tables that are caught up; where a file turns out to be damaged, make them anew first."""
    try:
        return work(projector.tables)
    except (OSError, pa.ArrowException) as error:
        # Of a damaged page Arrow raises an OSError without a number; one with a number is the disk's.
        if isinstance(error, OSError) and error.errno not in {None, errno.ENOENT}:
            raise
        from desirepath.warehouse.lake.rebuild import rebuild_locked

        rebuild_locked(projector.warehouse)
        projector.forget()
        projector.catch_up()
        return work(projector.tables)


def refused_rows(collector: str, refused: list[Refusal]) -> pa.Table:
    """Refusals of a collector as rows of the table `refused`."""
    row, received_at, key, sequence, place, reason, detail, raw = zip(*refused, strict=True)
    columns = {
        "row": row,
        "received_at": pa.array(received_at, TIME),
        "write_key": key,
        "collector": [collector] * len(row),
        "sequence": sequence,
        "place": place,
        "reason": reason,
        "detail": detail,
        "raw": pa.array(raw, pa.binary()),
    }
    return pa.table(columns, schema=SCHEMAS["refused"])


def _read_chunk(batch: _Batch, waiting: list[tuple[int, bytes]]) -> tuple[Chunk, list[TakenRows]]:
    """Requests as rows. One that cannot be read is refused, and delays no other."""
    chunk = Chunk(batch.collector, batch.number)
    try:
        for sequence, payload in waiting:
            chunk.take(sequence, payload)
        return chunk, list(chunk.taken())
    except UNREADABLE:
        pass
    chunk, received_at = Chunk(batch.collector, batch.number), 0
    for sequence, payload in waiting:
        alone = Chunk(batch.collector, batch.number)
        try:
            alone.take(sequence, payload)
            list(alone.taken())
        except UNREADABLE:
            chunk.refuse(sequence, payload, received_at)
        else:
            chunk.take(sequence, payload)
            received_at = alone.requests[0].received_at
    return chunk, list(chunk.taken())
