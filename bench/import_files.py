"""One made-up log in every format that is compared."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from xml.sax.saxutils import quoteattr

import duckdb
import xlsxwriter

from desirepath.cli.main import run

SEED, EVENTS, ROWS_OF_A_WORKBOOK = 45, 1_000_000, 100_000
_AS_TEXT = """SELECT * REPLACE (strftime("at" AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ') AS "at") FROM '{}'"""


def write_files(folder: Path) -> None:
    """`events` as Parquet, CSV, JSON Lines, XES, and the first of it as a workbook. What is there stays."""
    parquet, csv, jsonl = (folder / f"events.{ending}" for ending in ("parquet", "csv", "jsonl"))
    if (folder / "events.xes.gz").exists():
        return
    if not parquet.exists() and run(["simulate", "--seed", str(SEED), "--events", str(EVENTS), "--out", str(folder)]):
        raise RuntimeError("the log could not be drawn")
    events = _AS_TEXT.format(parquet)
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({events}) TO '{csv}' (HEADER)")
        connection.execute(f"COPY ({events}) TO '{jsonl}' (FORMAT json)")
        _write_workbook(connection, f"{events} LIMIT {ROWS_OF_A_WORKBOOK}", folder / "events.xlsx")
        _write_xes(connection, f'SELECT case_id, activity, "at", user_id FROM ({events}) ORDER BY 1, 3', folder)
    with csv.open("rb") as plain, gzip.open(f"{csv}.gz", "wb", compresslevel=6) as packed:
        shutil.copyfileobj(plain, packed)


def _write_workbook(connection: duckdb.DuckDBPyConnection, query: str, file: Path) -> None:
    found = connection.execute(query)
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, [name for name, *_ in found.description])
        for number, row in enumerate(found.fetchall(), 1):
            sheet.write_row(number, 0, row)


def _write_xes(connection: duckdb.DuckDBPyConnection, query: str, folder: Path) -> None:
    unfinished = folder / "events.xes.part"
    with gzip.open(unfinished, "wt", encoding="utf-8", compresslevel=6) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n')
        for case, events in groupby(connection.execute(query).fetchall(), itemgetter(0)):
            out.write(
                f'<trace>\n<string key="concept:name" value={quoteattr(case)}/>\n{"".join(_events(events))}</trace>\n'
            )
        out.write("</log>\n")
    unfinished.rename(folder / "events.xes.gz")


def _events(events: Iterator[tuple[str, str, str, str]]) -> Iterator[str]:
    for _, activity, at, person in events:
        yield (
            f'<event>\n<string key="concept:name" value={quoteattr(activity)}/>\n'
            f'<date key="time:timestamp" value="{at}"/>\n<string key="org:resource" value={quoteattr(person)}/>\n</event>\n'
        )
