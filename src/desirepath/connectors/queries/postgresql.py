"""Queries that a PostgreSQL server answers, over ADBC, read only and row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pyarrow as pa

from desirepath.connectors.queries.question import Question, folded

ADDRESSES = ("postgresql://", "postgres://")
LONGEST = timedelta(minutes=30)
"""How long a query may run, with the reading of its rows."""
_SECONDS_TO_CONNECT = 15
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_QUERIES = ("select", "with", "values", "table")
_SECRETS = ("password", "sslpassword")
_MENDS = (
    ("password", "Set PGPASSWORD, or write the password into `~/.pgpass` or a connection service, not into the file."),
    ("refused", "Is the server running there, and may this machine reach it?"),
    ("translate host name", "Correct the name of the server in `database`."),
    ("timeout expired", "Is the server running there, and may this machine reach it?"),
    ("No such file or directory", "Is the server running there?"),
    ("does not exist", "Correct `database`."),
)


def named(address: str) -> str:
    """The server and its database, without who connects and with which password."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('?')[0]}"


def columns(question: Question, address: str) -> tuple[str, ...]:
    """The columns of the query, from the server's plan of it. Raises BadInput."""
    with _reading(question, address) as cursor:
        return tuple(cursor.adbc_execute_schema(_one_query(question)).names)


def batches(question: Question, address: str, needed: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    """The needed columns as text, in the order of the query's rows, as they come from the server. Raises BadInput."""
    chosen = ", ".join(f"{_quoted(name)}::text AS {_quoted(name)}" for name in needed)
    with _reading(question, address) as cursor:
        cursor.execute(f"SELECT {chosen or 1} FROM (\n{_one_query(question)}\n) AS asked")
        yield from cursor.fetch_record_batch()


def _one_query(question: Question) -> str:
    """The query without the semicolon at its end. What else it may hold, the server refuses: it takes one statement."""
    first = _COMMENT.sub(" ", question.query).strip(" \t\r\n(").partition(" ")[0]
    word = re.split(r"\W", first.lower(), maxsplit=1)[0]
    if word not in _QUERIES:
        what = f"The query begins with `{first}`, which is not carried out"
        raise question.refused("not_a_query", what, "Write one SELECT, WITH or VALUES.")
    return question.query.strip().rstrip(";")


@contextmanager
def _reading(question: Question, address: str) -> Iterator[Any]:
    """A cursor in a transaction that may only read. What the server says is said here, and never a password."""
    try:
        from adbc_driver_postgresql import dbapi  # type: ignore[import-untyped, import-not-found]
    except ImportError as error:
        what = "A `database` of PostgreSQL needs its driver, which is not installed"
        raise question.refused(
            "driver_missing", what, "Install it with `pip install 'desirepath[postgresql]'`."
        ) from error
    _refuse_unreadable(question, address)
    try:
        connection = dbapi.connect(_with_timeout(address))
    except dbapi.Error as error:
        raise _unreachable(question, address, str(error)) from None
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            cursor.execute(f"SET LOCAL statement_timeout = {LONGEST // timedelta(milliseconds=1)}")
            cursor.execute("SET LOCAL timezone = 'UTC'")
            cursor.execute("SET LOCAL datestyle = 'ISO'")
            yield cursor
    except (dbapi.Error, OSError, pa.ArrowException) as error:  # once rows come, its errors are those of a stream
        raise _failed(question, address, str(error)) from None


def _refuse_unreadable(question: Question, address: str) -> None:
    """Refuse an address that libpq would take apart in another place, and show parts of the password then."""
    who, at, _ = address.partition("://")[2].rpartition("@")
    if at and re.search(r"[@/?#\s]|%(?![0-9A-Fa-f]{2})|:.*:", who):
        what = f"The user or password for {named(address)} holds a sign that means something else in an address"
        raise question.refused("unreadable_address", what, "Write it as `%` and its code, such as `%40` for `@`.")


def _with_timeout(address: str) -> str:
    if "connect_timeout=" in address:
        return address
    return f"{address}{'&' if '?' in address else '?'}connect_timeout={_SECONDS_TO_CONNECT}"


def _unreachable(question: Question, address: str, error: str) -> Exception:
    told = re.sub(r"^(\w+: )?(\[libpq\] )?(Failed to connect: )?(connection to server [^:]*: )?(FATAL:  )?", "", error)
    told = _without_secrets(told.strip().splitlines()[0], address)
    mend = next((mend for part, mend in _MENDS if part in told), "")
    return question.refused("database_unreachable", f"{named(address)} cannot be read: {told}", mend)


def _failed(question: Question, address: str, error: str) -> Exception:
    told = _without_secrets(folded(error.partition("ERROR:  ")[2] or error), address)
    if "statement timeout" in told:
        what = f"The query takes longer than {LONGEST // timedelta(minutes=1)} minutes on {named(address)}"
        return question.refused("query_too_slow", what, "Ask for fewer rows, or for what has an index.")
    hint = re.search(r"^HINT:  (.*)$", error, re.MULTILINE)
    what = f"{named(address)} cannot carry out the query: {told}"
    return question.refused("query_failed", what, _without_secrets(hint[1], address) if hint else "")


def _without_secrets(told: str, address: str) -> str:
    parts = urlsplit(address)
    given = [parts.netloc.rpartition("@")[0].partition(":")[2]]
    given += [value for key, value in parse_qsl(parts.query, keep_blank_values=True) if key in _SECRETS]
    for secret in {form for one in given for form in (one, unquote(one)) if form}:
        told = told.replace(secret, "…")
    return told


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
