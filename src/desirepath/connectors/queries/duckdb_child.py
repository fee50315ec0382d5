"""The process that DuckDB answers a query in: `python -m desirepath.connectors.queries.duckdb_child`.

It works in the rollout file's folder, since DuckDB takes relative names of files from there, and may read in
that folder alone. What it is asked comes in as JSON, rows go out as a stream of Arrow, a mistake as JSON on the
standard error.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import duckdb
import msgspec

from desirepath.connectors.queries.question import folded
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean

MISTAKEN = 2
_Batch = TypeVar("_Batch")
_ROWS_AT_ONCE = 50_000
_ONE_QUERY = "Write one SELECT, FROM, WITH or VALUES."
_OWN_TABLES = re.compile(r' Did you mean "(pg_|duckdb_)[^"]*"\?')
"""DuckDB's guess at what a table was meant to be, where it is one of its own catalogue."""
_KNOWN = (
    (
        duckdb.PermissionException,
        "Cannot access file",
        Mistake(
            code="outside_the_folder",
            what="The query reads `{named}`, which does not lie in the rollout file's folder",
            mend="Copy it there; addresses, and links that lead out of the folder, are not followed.",
        ),
    ),
    (
        duckdb.IOException,
        "No files found",
        Mistake(
            code="no_such_file",
            what="There is no file `{named}`, which the query reads",
            mend="Paths are relative to the rollout file.",
        ),
    ),
    (
        duckdb.IOException,
        "Could not set lock",
        Mistake(
            code="database_in_use",
            what="`{database}` is open in another program",
            mend="Close it there, or copy the file.",
        ),
    ),
    (
        duckdb.CatalogException,
        "it exists in the",
        Mistake(
            code="no_extensions",
            what="DuckDB cannot carry out the query: {told}",
            mend="Extensions are not loaded; read such a file as the `file` of a source.",
        ),
    ),
    (
        duckdb.OutOfMemoryException,
        "",
        Mistake(
            code="too_much_memory",
            what="The query needs more than {memory} of memory",
            mend="Ask for fewer columns or rows, or write its result to Parquet first.",
        ),
    ),
    (duckdb.ParserException, "", Mistake(code="query_syntax", what="DuckDB cannot read the query: {told}")),
)
_UNKNOWN = Mistake(code="query_failed", what="DuckDB cannot carry out the query: {told}")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The query, and which of its columns are wanted; None asks which there are. Without `database`, over files.

    `memory` is what it may hold, as DuckDB writes it: `2GB`. Sorting and grouping more goes through `spill`, a folder
    that whoever asks takes away.
    """

    folder: str
    query: str
    database: str | None
    needed: tuple[str, ...] | None
    memory: str
    spill: str


def main() -> int:
    """Answer the one question on the standard input. The exit status is 2 where the query cannot be carried out."""
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=Asked)
    os.chdir(asked.folder)
    try:
        _answer(asked, _connected(asked))
    except duckdb.Error as error:
        mistake = _mistake(asked, error)
    except BadInput as refused:
        mistake = refused.mistakes[0]
    else:
        return 0
    sys.stderr.buffer.write(msgspec.json.encode(mistake))
    return MISTAKEN


def _connected(asked: Asked) -> duckdb.DuckDBPyConnection:
    """A connection that reads what lies in the folder, and nothing else; not even its own settings can be changed."""
    if asked.database is not None:
        _refuse_other_files(Path(asked.database))
    connection = duckdb.connect(
        asked.database or ":memory:",
        read_only=asked.database is not None,
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "allow_persistent_secrets": False,
            "python_enable_replacements": False,
            "memory_limit": asked.memory,
            "temp_directory": asked.spill,
        },
    )
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"SET allowed_directories = [{_text(asked.folder)}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _refuse_other_files(database: Path) -> None:
    """DuckDB would take some other files as well, by extensions, or open an empty database beside them."""
    with database.open("rb") as stream:
        beginning = stream.read(16)
    if beginning[8:12] != b"DUCK":
        kind = "an SQLite database, which is not read" if beginning.startswith(b"SQLite") else "no DuckDB database"
        mend = "Write its tables to CSV or Parquet, and read these."
        raise BadInput(Mistake(code="not_duckdb", what=f"`{database.name}` is {kind}", mend=mend))


def _answer(asked: Asked, connection: duckdb.DuckDBPyConnection) -> None:
    _refuse_all_but_one_query(connection.extract_statements(asked.query))
    query = connection.sql(_without_semicolon(asked.query))
    if asked.needed is None:
        sys.stdout.buffer.write(msgspec.json.encode(query.columns))
        return
    import pyarrow as pa  # it takes as long to start as all the rest, and columns are asked for without it

    chosen = ", ".join(f"CAST({_name(name)} AS VARCHAR) AS {_name(name)}" for name in asked.needed)
    rows = query.project(chosen or "1").to_arrow_reader(_ROWS_AT_ONCE)
    with pa.ipc.new_stream(sys.stdout.buffer, rows.schema) as stream:
        for batch in _as_they_come(rows):
            stream.write_batch(batch)


def _as_they_come(rows: Iterable[_Batch]) -> Iterator[_Batch]:
    """The rows. Arrow, between DuckDB and us, makes every error one of its own; here it is DuckDB's again."""
    try:
        yield from rows
    except (OSError, ValueError) as error:
        raise duckdb.Error(str(error)) from error


def _refuse_all_but_one_query(statements: list[duckdb.Statement]) -> None:
    if len(statements) != 1:
        what = f"The query holds {len(statements)} statements"
        raise BadInput(Mistake(code="not_one_query", what=what, mend=_ONE_QUERY))
    if statements[0].type != duckdb.StatementType.SELECT:
        what = f"The query is of the kind {statements[0].type.name}, which is not carried out"
        raise BadInput(Mistake(code="not_a_query", what=what, mend=_ONE_QUERY))


def _without_semicolon(sql: str) -> str:
    """One query up to the semicolon that ends it, if any: DuckDB puts it into brackets to choose its columns."""
    raw = sql.encode()
    ends = [at for at, kind in duckdb.tokenize(sql) if kind == duckdb.token_type.operator and raw[at : at + 1] == b";"]
    return raw[: ends[0]].decode() if ends else sql


def _mistake(asked: Asked, error: duckdb.Error) -> Mistake:
    """DuckDB's error as a mistake of the query: what it says, without its advice, and how to mend it here."""
    _, _, message = str(error).partition("Error: ")
    known = next((known for kind, part, known in _KNOWN if isinstance(error, kind) and part in message), _UNKNOWN)
    named = message.partition('"')[2].partition('"')[0]
    database = Path(asked.database or "").name
    what = known.what.format(
        named=named, database=database, told=_OWN_TABLES.sub("", folded(message)), memory=asked.memory
    )
    mend = did_you_mean(named, _files_beside(named)) if known.code == "no_such_file" else ""
    return Mistake(code=known.code, what=what, mend=mend or known.mend)


def _files_beside(named: str) -> list[str]:
    folder = Path(named).parent
    return [str(folder / path.name) for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


if __name__ == "__main__":
    sys.exit(main())
