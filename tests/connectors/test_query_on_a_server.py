"""PostgreSQL answers a query in a transaction that may only read, and no message shows a password."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from adbc_driver_postgresql import dbapi

from desirepath.connectors.queries import postgresql
from desirepath.connectors.query import columns, read
from desirepath.vocabulary.errors import BadInput
from tests.connectors.asked import answer, question, remarks
from tests.connectors.postgres_server import PASSWORD, ROWS, address, running_server

HERE = Path()


@pytest.fixture(scope="module")
def socket() -> Iterator[Path]:
    with running_server() as socket:
        yield socket


def said(query: str, database: str) -> str:
    with pytest.raises(BadInput) as caught:
        answer(question(HERE, query, database))
    assert "s3cr" not in str(caught.value)
    assert "topsecret" not in str(caught.value)
    return str(caught.value)


ANSWERS = {
    "a table": ("SELECT case_id, at FROM claims ORDER BY number DESC LIMIT 1", [["C-3", "2025-09-01 07:33:00+00"]]),
    "a semicolon": ("SELECT case_id FROM claims WHERE number = 1; ", [["C-1"]]),
    "a comment before": ("/* the first */ -- of them\n(SELECT case_id FROM claims ORDER BY 1 LIMIT 1)", [["C-1"]]),
    "a comment at its end": ("SELECT case_id FROM claims WHERE number = 1 -- done", [["C-1"]]),
    "WITH": ("WITH one AS (SELECT 1 AS a) SELECT a FROM one", [["1"]]),
    "VALUES": ("VALUES (1, NULL)", [["1", None]]),
    "TABLE": ("TABLE salaries", []),
}  # fmt: skip


@pytest.mark.parametrize("case", ANSWERS)
def test_a_query_to_a_server_gives_its_rows_as_text(socket: Path, case: str) -> None:
    query, rows = ANSWERS[case]
    named = (
        query
        if case != "kinds of values"
        else query.replace("SELECT ", "SELECT * FROM (SELECT ") + ") t(a,b,c,d,e,f,g,h)"
    )
    assert answer(question(HERE, named, address(socket))) == rows


def test_only_the_columns_that_are_needed_come_from_the_server(socket: Path) -> None:
    asked = question(HERE, "SELECT case_id, 1 / (number - 1) AS fails FROM claims ORDER BY number", address(socket))
    assert columns(asked) == ("case_id", "fails")
    batch = next(read(asked, frozenset({"case_id"})))
    assert isinstance(batch, pa.RecordBatch)
    assert batch.to_pydict() == {"case_id": ["C-1", "C-2", "C-3"], "line ": [1, 2, 3]}


def test_a_role_that_may_only_read_is_enough(socket: Path) -> None:
    reader = address(socket, "reader", PASSWORD)
    assert answer(question(HERE, "SELECT count(*) AS n FROM claims", reader)) == [[str(ROWS)]]


def test_a_password_may_come_from_the_surroundings(
    socket: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reader = question(HERE, "SELECT count(*) AS n FROM claims", address(socket, "reader"))
    with monkeypatch.context() as surroundings:
        surroundings.setenv("PGPASSWORD", PASSWORD)
        assert answer(reader) == [[str(ROWS)]]
    passwords = tmp_path / "pgpass"
    passwords.write_text(f"*:*:*:reader:{PASSWORD}\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    assert answer(reader) == [[str(ROWS)]]


def test_a_query_to_a_server_without_a_row_is_said_without_who_asked(socket: Path) -> None:
    asked = question(HERE, "SELECT case_id FROM claims WHERE false", address(socket, "reader", PASSWORD))
    assert remarks(asked) == ["postgresql:///postgres: the query gives no row"]


SERVER = "postgresql:///postgres"
FAILS = f"{SERVER} cannot carry out the query:"
ONE_QUERY = "Write one SELECT, WITH or VALUES."
MISTAKES = {
    "a word misspelt": ("CHOOSE 1", f"The query begins with `CHOOSE`, which is not carried out. {ONE_QUERY}"),
    "a mistake further on": ("SELECT 1\nFRM claims", f'{FAILS} syntax error at or near "claims", in line 2 at `claims`.'),
    "an end too early": ("SELECT 1 FROM", f"{FAILS} syntax error at end of input, at the end of line 1."),
    "no such column": ("SELECT casid FROM claims", f'{FAILS} column "casid" does not exist, in line 1 at `casid FROM claims`. Perhaps you meant to reference the column "claims.case_id".'),
    "no such table": ("SELECT 1 FROM claim", f'{FAILS} relation "claim" does not exist, in line 1 at `claim`.'),
    "a fault in a row": ("SELECT 1 / (3 - number) AS a FROM claims ORDER BY number", f"{FAILS} division by zero."),
    "deleting": ("DELETE FROM claims", f"The query begins with `DELETE`, which is not carried out. {ONE_QUERY}"),
    "deleting within a query": ("WITH gone AS (DELETE FROM claims RETURNING 1 AS a) SELECT a FROM gone", f"{FAILS} WITH clause containing a data-modifying statement must be at the top level, in line 2 at `gone AS (DELETE FROM claims RETURNING 1 …`."),
    "writing by a function": ("SELECT setval('claims_number', 1) AS a", f"{FAILS} cannot execute setval() in a read-only transaction."),
    "leaving the transaction": ("COMMIT", f"The query begins with `COMMIT`, which is not carried out. {ONE_QUERY}"),
    "two statements": ("SELECT 1; DELETE FROM claims", f"{FAILS} cannot insert multiple commands into a prepared statement."),
    "out of the brackets": ("SELECT 1) TO PROGRAM 'touch here'; --", f'{FAILS} syntax error at or near ")", in line 1 at `) TO PROGRAM \'touch here\'; --`.'),
    "nothing": ("-- nothing", f"The query begins with ``, which is not carried out. {ONE_QUERY}"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_what_a_query_to_a_server_may_not_or_cannot_do_is_said_in_one_line(socket: Path, case: str) -> None:
    query, message = MISTAKES[case]
    assert said(query, address(socket)) == f"rollout.yaml:7: {message}"
    with dbapi.connect(address(socket)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM claims")
        assert cursor.fetchone() == (ROWS,)


def test_what_a_role_may_not_read_is_said(socket: Path) -> None:
    message = said("SELECT amount FROM salaries", address(socket, "reader", PASSWORD))
    assert message == f"rollout.yaml:7: {FAILS} permission denied for table salaries."


def test_a_query_that_takes_too_long_is_ended(socket: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "LONGEST", timedelta(milliseconds=50))
    message = said("SELECT pg_sleep(20) AS a", address(socket))
    assert message == (
        f"rollout.yaml:7: The query takes longer than 0 minutes on {SERVER}. Ask for fewer rows, or for what has an index."
    )


KEEP_APART = "Set PGPASSWORD, or write the password into `~/.pgpass` or a connection service, not into the file."
ESCAPE = "Write it as `%` and its code, such as `%40` for `@`."
UNREACHABLE = {
    "a wrong password": ("postgresql://reader:topsecret@/postgres?host=SOCKET", f'{SERVER} cannot be read: password authentication failed for user "reader". {KEEP_APART}'),
    "no password": ("postgresql://reader@/postgres?host=SOCKET", f"{SERVER} cannot be read: fe_sendauth: no password supplied. {KEEP_APART}"),
    "no such database": ("postgresql://postgres@/nodb?host=SOCKET&password=topsecret", 'postgresql:///nodb cannot be read: database "nodb" does not exist. Correct `database`.'),
    "no such role": ("postgresql://nobody:topsecret@/postgres?host=SOCKET", f'{SERVER} cannot be read: role "nobody" does not exist. Correct `database`.'),
    "a server that is down": ("postgresql://reader:topsecret@127.0.0.1:1/erp", "postgresql://127.0.0.1:1/erp cannot be read: Connection refused. Is the server running there, and may this machine reach it?"),
    "no socket": ("postgresql://reader:topsecret@/erp?host=/nowhere", "postgresql:///erp cannot be read: No such file or directory. Is the server running there?"),
    "an unknown parameter": ("postgresql://reader:topsecret@/erp?colour=red", 'postgresql:///erp cannot be read: invalid URI query parameter: "colour".'),
    "a slash in the password": ("postgresql://reader:top/secret@erp/claims", f"The user or password for postgresql://erp/claims holds a sign that means something else in an address. {ESCAPE}"),
    "a colon in the password": ("postgresql://reader:top:secret@erp/claims", f"The user or password for postgresql://erp/claims holds a sign that means something else in an address. {ESCAPE}"),
    "an at-sign in the password": ("postgresql://reader:top@secret@erp/claims", f"The user or password for postgresql://erp/claims holds a sign that means something else in an address. {ESCAPE}"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREACHABLE)
def test_a_server_that_cannot_be_asked_is_named_without_who_asks(socket: Path, case: str) -> None:
    database, message = UNREACHABLE[case]
    assert said("SELECT 1 AS a", database.replace("SOCKET", str(socket))) == f"rollout.yaml:7: {message}"


def test_reading_from_a_server_may_stop_before_the_end(socket: Path) -> None:
    rows = read(
        question(HERE, "SELECT a FROM generate_series(1, 10000) a, generate_series(1, 10000) b", address(socket)),
        frozenset({"a"}),
    )
    first = next(rows)
    rows.close()  # type: ignore[attr-defined] # it is a generator
    assert isinstance(first, pa.RecordBatch)
    assert first.num_rows < 10_000_000
