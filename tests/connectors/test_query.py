"""DuckDB answers one query over the rollout file's folder, changes nothing, and reads nothing else."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desirepath.connectors.queries import duckdb_files
from desirepath.connectors.queries.question import folded
from desirepath.connectors.query import columns, read
from desirepath.vocabulary.errors import BadInput
from tests.connectors.asked import answer, question, remarks

HOLD_OPEN = "import duckdb, sys; open_one = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rollout's folder with two logs, two databases and a link that leads out of it, and a secret beside it."""
    here = tmp_path / "rollout"
    (here / "logs").mkdir(parents=True)
    for number, activity in ((1, "draft"), (2, "pay")):
        table = pa.table({"case": [number, 3], "activity": [activity] * 2})
        pq.write_table(table, here / "logs" / f"{number}.parquet")
    (here / "people.csv").write_text("employee,role\n1,buyer\n3,clerk\n")
    (tmp_path / "secret.csv").write_text("secret\n1\n")
    (here / "link.csv").symlink_to(tmp_path / "secret.csv")
    with duckdb.connect(here / "erp.duckdb") as erp:
        erp.execute("CREATE TABLE claims AS SELECT 'C-1' AS case_id, TIMESTAMPTZ '2025-09-01 09:30:00+02' AS at")
    with sqlite3.connect(here / "old.db") as old:
        old.execute("CREATE TABLE claims (case_id)")
    old.close()
    return here


def said(folder: Path, query: str, database: str | None = None) -> str:
    with pytest.raises(BadInput) as caught:
        answer(question(folder, query, database))
    return str(caught.value)


ANSWERS = {
    "files by name": ("SELECT * FROM 'logs/1.parquet'", [["1", "draft"], ["3", "draft"]]),
    "FROM alone": ("FROM 'people.csv'", [["1", "buyer"], ["3", "clerk"]]),
    "many files": (
        "SELECT activity FROM read_parquet('logs/*.parquet') WHERE \"case\" = 3 ORDER BY activity DESC",
        [["pay"], ["draft"]],
    ),
    "files joined": (
        "SELECT activity, role FROM 'logs/2.parquet' JOIN 'people.csv' ON \"case\" = employee",
        [["pay", "clerk"]],
    ),
    "WITH": ("WITH one AS (SELECT 1 AS a) FROM one", [["1"]]),
    "VALUES": ("VALUES (1, 'x'), (2, NULL)", [["1", "x"], ["2", None]]),
    "a semicolon and what follows": ("SELECT 'ä;--' AS a; -- done", [["ä;--"]]),
    "a comment at its end": ("SELECT 1 AS a -- done", [["1"]]),
    "quotes in a name": ('SELECT 1 AS "a ""b"""', [["1"]]),
    "kinds of values": (
        "SELECT true, 1.50::DECIMAL(9, 2), TIMESTAMP '2025-09-01 09:30', TIMESTAMPTZ '2025-09-01 09:30+02', [1, 2], NULL",
        [["true", "1.50", "2025-09-01 09:30:00", "2025-09-01 07:30:00+00", "[1, 2]", None]],
    ),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_a_query_over_the_folder_gives_its_rows_as_text(folder: Path, case: str) -> None:
    query, rows = ANSWERS[case]
    assert answer(question(folder, query)) == rows


def test_the_order_of_a_query_is_the_order_of_its_rows(folder: Path) -> None:
    asked = question(folder, "SELECT i * 7919 % 100003 AS n FROM range(200000) t(i) ORDER BY n DESC")
    assert [int(row[0] or 0) for row in answer(asked)] == sorted(
        (i * 7919 % 100003 for i in range(200_000)), reverse=True
    )


def test_only_the_columns_that_are_needed_are_given(folder: Path) -> None:
    batch = next(read(question(folder, "FROM 'people.csv'"), frozenset({"role"})))
    assert isinstance(batch, pa.RecordBatch)
    assert batch.to_pydict() == {"role": ["buyer", "clerk"], "line ": [1, 2]}


def test_columns_are_told_without_a_row_being_read(folder: Path) -> None:
    assert columns(question(folder, "SELECT error('a row is read') AS a, 2 AS b")) == ("a", "b")


def test_a_duckdb_file_is_asked_and_stays_as_it_is(folder: Path) -> None:
    before = (folder / "erp.duckdb").read_bytes()
    assert answer(question(folder, "FROM claims", "erp.duckdb")) == [["C-1", "2025-09-01 07:30:00+00"]]
    assert (folder / "erp.duckdb").read_bytes() == before


def test_a_query_without_a_row_is_said(folder: Path) -> None:
    assert remarks(question(folder, "SELECT 1 AS a WHERE false")) == ["query: the query gives no row"]
    assert remarks(question(folder, "FROM claims WHERE false", "erp.duckdb")) == ["erp.duckdb: the query gives no row"]


def test_where_one_stands_does_not_matter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    (folder.parent / "people.csv").write_text("employee\nwrong\n")
    assert answer(question(folder, "SELECT employee FROM 'people.csv'")) == [["1"], ["3"]]
    assert answer(question(Path("rollout"), "SELECT employee FROM 'people.csv'")) == [["1"], ["3"]]


def test_code_that_lies_among_the_files_is_not_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "duckdb.py").write_text("raise SystemExit('code of the folder was run')")
    assert answer(question(folder, "SELECT 1 AS a")) == [["1"]]


def test_reading_may_stop_before_the_end(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    rows = read(question(folder, "SELECT i FROM range(100000000000) t(i)"), frozenset({"i"}))
    first = next(rows)
    rows.close()  # type: ignore[attr-defined] # it is a generator
    assert isinstance(first, pa.RecordBatch)
    assert first.num_rows < 1_000_000
    assert {path.name for path in tmp_path.iterdir()} == {"rollout", "secret.csv"}


OUTSIDE = "The query reads `{}`, which does not lie in the rollout file's folder. Copy it there; addresses, and links that lead out of the folder, are not followed."
ONE_QUERY = "Write one SELECT, FROM, WITH or VALUES."
MISTAKES = {
    "a file beside the folder": ("FROM '../secret.csv'", OUTSIDE.format("../secret.csv")),
    "a detour": ("FROM 'logs/../../secret.csv'", OUTSIDE.format("logs/../../secret.csv")),
    "a link out of the folder": ("FROM 'link.csv'", OUTSIDE.format("link.csv")),
    "a file of the machine": ("FROM read_text('/etc/hostname')", OUTSIDE.format("/etc/hostname")),
    "an address": ("FROM 'https://example.com/a.csv'", OUTSIDE.format("https://example.com/a.csv")),
    "no such file": ("FROM 'people.cvs.csv'", "There is no file `people.cvs.csv`, which the query reads. Did you mean `people.csv`?"),
    "no such files": ("FROM read_parquet('log/*.parquet')", "There is no file `log/*.parquet`, which the query reads. Paths are relative to the rollout file."),
    "no such column": ("SELECT nme FROM 'people.csv'", 'DuckDB cannot carry out the query: Referenced column "nme" not found in FROM clause! Candidate bindings: "role".'),
    "no such table": ("SELECT 1 FROM claims", "DuckDB cannot carry out the query: Table with name claims does not exist!"),
    "a word misspelt": ("CHOOSE 1", 'DuckDB cannot read the query: syntax error at or near "CHOOSE", in line 1 at `CHOOSE 1`.'),
    "a mistake in its second line": ("SELECT 1\nFROM 'people.csv' WHERE GROUP BY 1", 'DuckDB cannot read the query: syntax error at or near "GROUP", in line 2 at `GROUP BY 1`.'),
    "a value that does not fit, late": ("SELECT if(i = 150000, error('late'), 'x') AS a FROM range(200000) t(i)", "DuckDB cannot carry out the query: late."),
    "an extension": ("FROM read_xlsx('a.xlsx')", 'DuckDB cannot carry out the query: Table Function with name "read_xlsx" is not in the catalog, but it exists in the excel extension. Extensions are not loaded; read such a file as the `file` of a source.'),
    "a variable of the program": ("FROM folder", "DuckDB cannot carry out the query: Table with name folder does not exist!"),
    "a setting by a function": ("FROM enable_logging(storage='file', storage_path='log')", 'DuckDB cannot carry out the query: Cannot change configuration option ""enable_logging"" - the configuration has been locked.'),
    "a statement inside a query": ("FROM query('COPY (SELECT 1) TO ''a.csv''')", "DuckDB cannot read the query: Expected a single SELECT statement."),
    "writing a file": ("COPY (SELECT 1) TO 'a.csv'", f"The query is of the kind COPY, which is not carried out. {ONE_QUERY}"),
    "another database": ("ATTACH 'a.db'", f"The query is of the kind ATTACH, which is not carried out. {ONE_QUERY}"),
    "a setting": ("SET memory_limit = '1TB'", f"The query is of the kind SET, which is not carried out. {ONE_QUERY}"),
    "two statements": ("SELECT 1; DROP TABLE a", f"The query holds 2 statements. {ONE_QUERY}"),
    "nothing": (" -- nothing", f"The query holds 0 statements. {ONE_QUERY}"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_what_a_query_may_not_or_cannot_do_is_said_in_one_line(folder: Path, case: str) -> None:
    query, message = MISTAKES[case]
    before = sorted(path.name for path in folder.rglob("*"))
    assert said(folder, query) == f"rollout.yaml:7: {message}"
    assert sorted(path.name for path in folder.rglob("*")) == before


DATABASES = {
    "none of that name": ("ERP.duckdb", "There is no database file `ERP.duckdb`. Did you mean `erp.duckdb`?"),
    "no database": ("people.csv", "`people.csv` is no DuckDB database. Write its tables to CSV or Parquet, and read these."),
    "SQLite": ("old.db", "`old.db` is an SQLite database, which is not read. Write its tables to CSV or Parquet, and read these."),
    "another server": ("mysql://reader:key@erp/claims", "A database at `mysql://` is not read. Name a DuckDB file, or `postgresql://server/database`."),
}  # fmt: skip


@pytest.mark.parametrize("case", DATABASES)
def test_a_database_that_cannot_be_asked_is_named(folder: Path, case: str) -> None:
    database, message = DATABASES[case]
    assert said(folder, "FROM claims", database) == f"rollout.yaml:7: {message}"


def test_a_database_that_another_program_writes_to_is_named(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_OPEN, os.fspath(folder / "erp.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        message = said(folder, "FROM claims", "erp.duckdb")
        other.kill()
    assert message == "rollout.yaml:7: `erp.duckdb` is open in another program. Close it there, or copy the file."


def test_a_database_is_not_written_to(folder: Path) -> None:
    message = said(folder, "INSERT INTO claims VALUES ('C-2', now())", "erp.duckdb")
    assert message == f"rollout.yaml:7: The query is of the kind INSERT, which is not carried out. {ONE_QUERY}"


def test_a_query_that_needs_more_memory_than_is_given_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb_files, "MEMORY", "50MB")
    message = said(folder, "SELECT len(list(repeat('x', 1000) || i)) AS a FROM range(1000000) t(i)")
    assert message == (
        "rollout.yaml:7: The query needs more than 50MB of memory. "
        "Ask for fewer columns or rows, or write its result to Parquet first."
    )


def test_what_does_not_fit_into_memory_goes_through_the_disk_and_leaves_nothing_there(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "disk").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "disk"))
    monkeypatch.setattr(duckdb_files, "MEMORY", "130MB")
    asked = question(folder, "SELECT i, repeat(i::VARCHAR, 20) AS pad FROM range(1500000) t(i) ORDER BY hash(i)")
    assert sum(batch.num_rows for batch in read(asked, frozenset({"i", "pad"}))) == 1_500_000  # type: ignore[union-attr]
    assert list((tmp_path / "disk").iterdir()) == []


def test_an_engine_s_message_is_folded_into_one_line() -> None:
    assert folded('syntax error at or near "x"\n\nLINE 3: SELECT x FROM\n               ^\n') == (
        'syntax error at or near "x", in line 3 at `x FROM`'
    )
    assert folded("syntax error at end of input\nLINE 1: SELECT\n              ^") == (
        "syntax error at end of input, at the end of line 1"
    )
    assert folded("no such thing\nDid you mean this?\n\nmore about it") == "no such thing Did you mean this?"
