"""What was received from whom in which hour, and what became of it; and whether that adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa

from desirepath.warehouse.collected import COLLECTED, decoded
from desirepath.warehouse.lake.delta_table import DeltaState
from desirepath.warehouse.lake.layout import collectors_of, log_of, table_folder
from desirepath.warehouse.lake.schemas import SCHEMAS
from desirepath.warehouse.lake.table_files import read_file
from desirepath.warehouse.lake.versions import read_state
from desirepath.warehouse.segment_log import frames

HOUR = 3_600_000_000
"""Microseconds."""
TALLIES = ("received", "good", "bad", "duplicate", "erased", "dropped")


class CountOf(NamedTuple):
    """What is counted together: of one collector, one write key, one hour (its start, UTC microseconds)."""

    collector: str
    key: str
    hour: int


@dataclass(slots=True)
class Tally:
    """Events received; of them good, bad and duplicate; of the good ones later erased, or dropped by age."""

    received: int = 0
    good: int = 0
    bad: int = 0
    duplicate: int = 0
    erased: int = 0
    dropped: int = 0
    first_sequence: int | None = None
    last_sequence: int | None = None

    @property
    def unexplained(self) -> int:
        """Received, less what is known to have become of it: 0 always."""
        return self.received - self.good - self.bad - self.duplicate

    def reach(self, sequence: int | None) -> None:
        """Note that it covers a request."""
        if sequence is not None:
            self.first_sequence = sequence if self.first_sequence is None else min(self.first_sequence, sequence)
            self.last_sequence = sequence if self.last_sequence is None else max(self.last_sequence, sequence)

    def add(self, other: Tally) -> None:
        """Take in what another tally counted of the same."""
        for name in TALLIES:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.reach(other.first_sequence)
        self.reach(other.last_sequence)


class Tallies(defaultdict[CountOf, Tally]):
    """Tallies by what they count; those that are not there are 0."""

    def __init__(self) -> None:
        super().__init__(Tally)

    def of(self, collector: str, key: str, at: int) -> Tally:
        """The tally for a time in UTC microseconds."""
        return self[CountOf(collector, key, at - at % HOUR)]

    def add(self, others: Mapping[CountOf, Tally]) -> None:
        for what, tally in others.items():
            self[what].add(tally)

    def rows(self) -> pa.Table:
        """The tallies as rows of the table `counts`."""
        columns = {
            **{name: [getattr(what, of) for what in self] for name, of in _NAMES.items()},
            **{name: [getattr(tally, name) for tally in self.values()] for name in (*TALLIES, *_REACH)},
        }
        return pa.table(columns, schema=SCHEMAS["counts"])


_NAMES = {"collector": "collector", "write_key": "key", "hour": "hour"}
_REACH = ("first_sequence", "last_sequence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """Whether the counts add up: every figure is 0 where nothing was lost.

    `unexplained` by collector, key and hour; `against_log` is received by the counts less received by the log, where
    the log still has all requests of the hour; `rows_missing` are good rows that are neither in the tables nor known
    to be erased or dropped, `refused_missing` bad ones that are not in `refused`.
    """

    received: int
    unexplained: Mapping[CountOf, int]
    against_log: Mapping[CountOf, int]
    rows_missing: int
    refused_missing: int

    @property
    def difference(self) -> int:
        """The sum of all that does not add up, without signs."""
        apart = (*self.unexplained.values(), *self.against_log.values(), self.rows_missing)
        return sum(abs(one) for one in apart)


def counted(warehouse: Path) -> Tallies:
    """The counts of a lake, summed."""
    state = read_state(warehouse, "counts")
    return Tallies() if state is None else summed(table_folder(warehouse, "counts"), state)


def summed(folder: Path, state: DeltaState) -> Tallies:
    """The sums of a state of the table `counts`. Raises OSError, ArrowInvalid for a damaged file."""
    tallies = Tallies()
    for file in state.files.values():
        rows = read_file(folder, file, state.arrow_schema())
        hours = rows["hour"].cast(pa.int64()).to_pylist()
        for row, hour in zip(rows.drop_columns("hour").to_pylist(), hours, strict=True):
            what = CountOf(row.pop("collector"), row.pop("write_key"), hour)
            tallies[what].add(Tally(**row))
    return tallies


def reconciled(warehouse: Path) -> Reconciled:
    """Whether all that was received is accounted for: in the counts, in the tables, and in the logs where they have it."""
    tallies = counted(warehouse)
    rows = {table: _rows_of(warehouse, table) for table in (*COLLECTED, "refused")}
    kept = sum(tally.good - tally.erased - tally.dropped for tally in tallies.values())
    in_log = dict(_in_logs(warehouse, tallies))
    return Reconciled(
        received=sum(tally.received for tally in tallies.values()),
        unexplained={what: tally.unexplained for what, tally in tallies.items() if tally.unexplained},
        against_log={what: apart for what, seen in in_log.items() if (apart := tallies[what].received - seen)},
        rows_missing=kept - sum(rows[table] for table in COLLECTED),
        refused_missing=sum(tally.bad for tally in tallies.values()) - rows["refused"],
    )


def _in_logs(warehouse: Path, tallies: Tallies) -> Iterator[tuple[CountOf, int]]:
    """What the logs received, for all tallies whose requests are all in the log."""
    for collector in collectors_of(warehouse):
        received = Tallies()
        sequences: dict[CountOf, int] = defaultdict(int)
        last = max(
            (tally.last_sequence or 0 for what, tally in tallies.items() if what.collector == collector), default=0
        )
        first = None
        for frame in frames(log_of(warehouse, collector)):
            if frame.sequence > last:
                break
            first = frame.sequence if first is None else first
            try:
                batch = decoded(frame.payload)
            except msgspec.DecodeError:
                continue
            received.of(collector, batch.key, batch.received_at).received += batch.received
            sequences[CountOf(collector, batch.key, batch.received_at - batch.received_at % HOUR)] += 1
        for what, tally in received.items():
            known = tallies.get(what)
            if first is not None and (known is None or (known.first_sequence or 0) >= first):
                yield what, tally.received


def _rows_of(warehouse: Path, table: str) -> int:
    state = read_state(warehouse, table)
    return 0 if state is None else state.rows
