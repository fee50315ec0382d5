"""A query in place of a file.

What it reads
    The rows of one SELECT, FROM, WITH or VALUES. Without `database`, DuckDB carries it out over the files of the
    rollout file's folder: CSV, JSON and Parquet, joined and filtered as you like. With `database`, a DuckDB file, or
    a PostgreSQL server over ADBC: `postgresql://reader@server/erp`, with the extra `postgresql`.

What it assumes and says
    Rows in the order in which the query gives them; say `ORDER BY` where events have equal times. Times without a zone
    are in the rollout's timezone. A query that gives no row is said.

What it refuses
    Every other statement, files outside the folder, addresses, extensions of DuckDB, and changes of any kind: a
    database is opened for reading. DuckDB holds at most 2 GB in memory, a server is waited for half an hour. A
    password belongs into PGPASSWORD or `~/.pgpass`; messages and remarks never show one.

Example
    `{table: events, query: "SELECT id AS case_id, activity, at FROM 'logs/*.parquet'"}`
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from desirepath.connectors.connector import LINE, Raw, Remark
from desirepath.connectors.queries import duckdb_files, postgresql
from desirepath.connectors.queries.question import Question

__all__ = ["Question", "columns", "named", "read"]


def named(question: Question) -> str:
    """What messages call the source of the rows: never with a user or a password."""
    if question.database is None:
        return "query"
    return postgresql.named(question.database) if _of_a_server(question) else question.database


def columns(question: Question) -> tuple[str, ...]:
    """The columns that the query gives. Raises BadInput where it cannot be carried out."""
    if question.database is not None and _of_a_server(question):
        return postgresql.columns(question, question.database)
    return duckdb_files.columns(question)


def read(question: Question, needed: frozenset[str]) -> Raw:
    """Batches of the needed columns as text, with the row's number from 1. Raises BadInput, maybe after some rows."""
    done = 0
    for batch in _batches(question, tuple(sorted(needed))):
        numbers = pa.array(np.arange(done + 1, done + batch.num_rows + 1), pa.int64())
        done += batch.num_rows
        yield pa.RecordBatch.from_arrays([*batch.columns, numbers], [*batch.schema.names, LINE])
    if not done:
        yield Remark(f"{named(question)}: the query gives no row")


def _batches(question: Question, needed: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    if question.database is not None and _of_a_server(question):
        return postgresql.batches(question, question.database, needed)
    return duckdb_files.batches(question, needed)


def _of_a_server(question: Question) -> bool:
    """Whether the database is a PostgreSQL server. Raises BadInput where it is a server of another kind."""
    database = question.database or ""
    if database.startswith(postgresql.ADDRESSES):
        return True
    if "://" in database:
        what = f"A database at `{database.partition('://')[0]}://` is not read"
        raise question.refused("unknown_database", what, "Name a DuckDB file, or `postgresql://server/database`.")
    return False
