"""One file read by one library: `python -m bench.import_readers NAME FILE [CORES]` prints what that took, as JSON.

Each reads into memory with the times parsed, as it does by default; `ours` has the reading process write its Parquet
file. Importing the libraries does not count.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

AT = "at"
_PIECE = 1 << 20


def ours(file: Path) -> Callable[[], int]:
    """The reading process, which has been asked for the columns before, as every run does."""
    from desirepath.connectors.read_source import Wanted
    from desirepath.runs.reading.messages import AskRows
    from desirepath.runs.reading.reader import Reader
    from desirepath.vocabulary.rollout import Source

    reader = Reader()
    source = Source(table="events", file=file.name, columns={}, line=1)
    wanted = Wanted(folder=file.parent, timezone="UTC", keep=frozenset(), rollout_file="rollout.yaml")
    reader.match(file, source, wanted)
    target = Path(tempfile.gettempdir()) / f"landed-{os.getpid()}.parquet"

    def read() -> int:
        try:
            return reader.rows(AskRows(file, source, wanted, 0, target), lambda _: None).rows
        finally:
            reader.close()
            target.unlink(missing_ok=True)

    return read


def pandas(file: Path) -> Callable[[], int]:
    import pandas as pd

    def read() -> int:
        match _kind(file):
            case ".csv":
                return len(pd.read_csv(file, parse_dates=[AT]))
            case ".jsonl":
                return len(pd.read_json(file, lines=True, convert_dates=[AT]))
            case ".xlsx":
                return len(pd.read_excel(file, parse_dates=[AT], engine="calamine"))
            case _:
                return len(pd.read_parquet(file))

    return read


def polars(file: Path) -> Callable[[], int]:
    import polars as pl

    def read() -> int:
        match _kind(file):
            case ".csv":
                return pl.read_csv(file, try_parse_dates=True).height
            case ".jsonl":
                return (
                    pl.read_ndjson(file, infer_schema_length=None)
                    .with_columns(pl.col(AT).str.to_datetime(time_zone="UTC"))
                    .height
                )
            case _:
                return pl.read_parquet(file).height

    return read


def duckdb(file: Path) -> Callable[[], int]:
    import duckdb as ddb

    function = {".csv": "read_csv", ".jsonl": "read_json", ".parquet": "read_parquet"}[_kind(file)]

    def read() -> int:
        with ddb.connect() as connection:
            connection.execute(f"CREATE TABLE events AS SELECT * FROM {function}('{file}')")
            return int(connection.execute("SELECT count(*) FROM events").fetchall()[0][0])

    return read


def gunzip(file: Path) -> Callable[[], int]:
    """Unpacking alone; counts the events by their tags."""

    def read() -> int:
        found, end = 0, b""
        with gzip.open(file) as stream:
            while piece := stream.read(_PIECE):
                found += (end + piece).count(b"<event>")
                end = piece[1 - len(b"<event>") :]
        return found

    return read


def expat_alone(file: Path) -> Callable[[], int]:
    """Unpacking, and the XML parser without anything that listens to it, but to tags that begin."""
    found = 0

    def count(tag: str, _: dict[str, str]) -> None:
        nonlocal found
        found += tag == "event"

    def read() -> int:
        parser = expat.ParserCreate()
        parser.StartElementHandler = count
        with gzip.open(file) as stream:
            parser.ParseFile(stream)
        return found

    return read


READERS = {"ours": ours, "pandas": pandas, "Polars": polars, "DuckDB": duckdb, "gunzip": gunzip, "expat": expat_alone}


def main(name: str, file: Path, cores: str = "") -> None:
    """Read and print."""
    if cores:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(cores)])
    read = READERS[name](file)
    before, begun = _processor(), time.perf_counter()
    rows = read()
    wall, processor = time.perf_counter() - begun, _processor() - before
    print(json.dumps({"wall": wall, "processor": processor, "peak": _peak(name) / 1e9, "said": str(rows)}))


def _kind(file: Path) -> str:
    return re.sub(r"\.gz$", "", file.name).removeprefix("events")


def _processor() -> float:
    """Processor seconds of this process and those that it started and saw end."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(one) for one in whose]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak(name: str) -> int:
    whose = resource.RUSAGE_CHILDREN if name == "ours" else resource.RUSAGE_SELF
    return resource.getrusage(whose).ru_maxrss * 1024


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
