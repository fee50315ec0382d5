"""SQLite databases with code of their own in them, and work without end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.hostile.door import Hostile, later
from tests.hostile.separated import noise

TABLES = """
    CREATE TABLE event (ocel_id TEXT, ocel_type TEXT);
    CREATE TABLE object (ocel_id TEXT, ocel_type TEXT);
    CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
    CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT);
    CREATE TABLE object_map_type (ocel_type TEXT, ocel_type_map TEXT);
    CREATE TABLE event_a (ocel_id TEXT, ocel_time TEXT);
    CREATE TABLE event_b (ocel_id TEXT, ocel_time TEXT);
    CREATE TABLE object_order (ocel_id TEXT, ocel_time TEXT, ocel_changed_field TEXT);
"""
ROWS = """
    INSERT INTO event_map_type VALUES ('a', 'a'), ('b', 'b');
    INSERT INTO object_map_type VALUES ('order', 'order');
    INSERT INTO event VALUES ('e1', 'a'), ('e2', 'b');
    INSERT INTO event_a VALUES ('e1', '2025-09-01T08:00:00Z');
    INSERT INTO event_b VALUES ('e2', '2025-09-01T09:00:00Z');
    INSERT INTO object VALUES ('o1', 'order');
    INSERT INTO event_object VALUES ('e1', 'o1', ''), ('e2', 'o1', '');
"""
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)"


def database(*scripts: str) -> Callable[[Path], None]:
    """A database in which these scripts were run."""

    def write(file: Path) -> None:
        with closing(sqlite3.connect(file)) as base:
            base.executescript("".join(scripts))

    return write


def changed(change: Callable[[bytearray], object], *scripts: str) -> Callable[[Path], None]:
    """A database with some of its bytes changed."""

    def write(file: Path) -> None:
        database(*(scripts or (TABLES, ROWS)))(file)
        content = bytearray(file.read_bytes())
        change(content)
        file.write_bytes(bytes(content))

    return write


def in_the_schema(sql: str) -> tuple[str, str, str]:
    """A script that writes what it likes into the schema."""
    return TABLES, ROWS, f"PRAGMA writable_schema = ON; {sql}"


def with_a_log_beside(file: Path) -> None:
    database(TABLES, ROWS)(file)
    file.with_name(f"{file.name}-wal").write_bytes(noise(5_000))


def overwritten(begin: int, end: int) -> Callable[[bytearray], None]:
    def change(content: bytearray) -> None:
        content[begin:end] = b"\xff" * (min(end, len(content)) - begin)

    return change


CASES = {
    "a database that is sound": Hostile("e.sqlite", database(TABLES, ROWS), "2 rows"),
    "a database of nothing": Hostile("e.sqlite", database("CREATE TABLE x (y)"), "e.sqlite: It is an SQLite database, but no OCEL 2.0 log: it has no table `event`. Name the log's own file."),
    "nothing in a database": Hostile("e.sqlite", b"", "e.sqlite: It is no SQLite database. Name the log's own file."),
    "a database without events": Hostile("e.sqlite", database(TABLES), "e.sqlite: It has no objects as OCEL 2.0 has them. A log in OCEL 1.0 has to be converted."),
    "noise called a database": Hostile("e.sqlite", noise(20_000), "e.sqlite: It is no SQLite database. Name the log's own file."),
    "a CSV called a database": Hostile("e.db", b"case_id,activity,at\n", "e.db: It is no SQLite database. Name the log's own file."),
    "noise behind the mark of a database": Hostile("e.sqlite", b"SQLite format 3\0" + noise(20_000), "e.sqlite: It is damaged, or no OCEL 2.0 log: file is not a database. Export it again."),
    "zeros behind the mark of a database": Hostile("e.sqlite", b"SQLite format 3\0" + bytes(20_000), "e.sqlite: It is damaged, or no OCEL 2.0 log: file is not a database. Export it again."),
    "a database that is cut off": Hostile("e.sqlite", changed(lambda content: content.__delitem__(slice(9_000, None))), "e.sqlite: It is damaged, or no OCEL 2.0 log: database disk image is malformed. Export it again."),
    "a database with a page overwritten": Hostile("e.sqlite", changed(overwritten(8_192, 12_288)), "e.sqlite: It is damaged, or no OCEL 2.0 log: database disk image is malformed. Export it again."),
    "a database whose schema is overwritten": Hostile("e.sqlite", changed(overwritten(100, 1_000)), "e.sqlite: It is damaged, or no OCEL 2.0 log: database disk image is malformed. Export it again."),
    "a database with changes beside it": Hostile("e.sqlite", with_a_log_beside, "e.sqlite: Changes to it still lie in `e.sqlite-wal`. Close the program that writes it, then try again."),
    "a view in place of the events": Hostile("e.sqlite", database(TABLES.replace("CREATE TABLE event (ocel_id TEXT, ocel_type TEXT);", "CREATE VIEW event AS SELECT 'e1' AS ocel_id, 'a' AS ocel_type;")), "e.sqlite: It is an SQLite database, but no OCEL 2.0 log: it has no table `event`. Name the log's own file."),
    "a view of a billion events": Hostile("e.sqlite", database(TABLES.replace("CREATE TABLE event (ocel_id TEXT, ocel_type TEXT);", f"CREATE VIEW event AS {ENDLESS} SELECT i AS ocel_id, 'a' AS ocel_type FROM n;")), "e.sqlite: It is an SQLite database, but no OCEL 2.0 log: it has no table `event`. Name the log's own file."),
    "a view of a billion times": Hostile("e.sqlite", database(TABLES.replace("CREATE TABLE event_a (ocel_id TEXT, ocel_time TEXT);", f"CREATE VIEW event_a AS {ENDLESS} SELECT 'e1' AS ocel_id, i AS ocel_time FROM n;"), ROWS.replace("INSERT INTO event_a VALUES ('e1', '2025-09-01T08:00:00Z');", "")), "e.sqlite: It has no table for its events of type `a`. Export it again."),
    "a trigger": Hostile("e.sqlite", database(TABLES, ROWS, "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END;"), "2 rows"),
    "a column that is worked out": Hostile("e.sqlite", database(TABLES.replace("event_a (ocel_id TEXT, ocel_time TEXT)", "event_a (ocel_id TEXT, ocel_time TEXT, x TEXT AS (hex(zeroblob(100000000))))"), ROWS), "2 rows", is_long=True),
    "an index that is worked out": Hostile("e.sqlite", database(TABLES, ROWS, "CREATE INDEX i ON event (upper(ocel_id));"), "2 rows"),
    "a table of full text": Hostile("e.sqlite", database(TABLES.replace("CREATE TABLE event (ocel_id TEXT, ocel_type TEXT);", "CREATE VIRTUAL TABLE event USING fts5(ocel_id, ocel_type);"), ROWS), "e.sqlite: It is an SQLite database, but no OCEL 2.0 log: it has no table `event`. Name the log's own file."),
    "a view of the host's own function": Hostile("e.sqlite", database(TABLES, ROWS, "CREATE VIEW v AS SELECT load_extension('/tmp/x.so');"), "2 rows"),
    "a schema that is itself": Hostile("e.sqlite", database(*in_the_schema("UPDATE sqlite_master SET sql = 'CREATE TABLE event (ocel_id TEXT, ocel_type TEXT, x AS (SELECT 1))' WHERE name = 'event';")), 'e.sqlite: It is damaged, or no OCEL 2.0 log: malformed database schema (event) - near "SELECT": syntax er…. Export it again.'),
    "two tables on one page": Hostile("e.sqlite", database(*in_the_schema("UPDATE sqlite_master SET rootpage = 2 WHERE type = 'table';")), "e.sqlite: there is no event that can be used. Is this the file?"),
    "a table on no page": Hostile("e.sqlite", database(*in_the_schema("UPDATE sqlite_master SET rootpage = 99999999 WHERE name = 'event';")), "e.sqlite: It is damaged, or no OCEL 2.0 log: malformed database schema (event) - invalid rootpage. Export it again."),
    "two thousand types of events": Hostile("e.sqlite", later(lambda: database(TABLES, ROWS, "".join(f"INSERT INTO event VALUES ('x{n}', 't{n}');" for n in range(2_000)))), "e.sqlite: It has 2,002 types of events, more than 1,000. Is the type of each event its name?", is_long=True),
    "a type that is SQL": Hostile("e.sqlite", database(TABLES, ROWS, "INSERT INTO event_map_type VALUES ('c', '\"; DROP TABLE event; --'); INSERT INTO event VALUES ('e3', 'c');"), "e.sqlite: It has no table for its events of type `c`. Export it again."),
    "an event that three thousand others have the name of": Hostile("e.sqlite", database(TABLES, ROWS, "INSERT INTO event_a SELECT 'e1', '2025-09-01T08:00:00Z' FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i FROM n); INSERT INTO event SELECT 'e1', 'a' FROM event_a;"), "e.sqlite: Its table `event` has the id `e1` 3,002 times. Export it again: an id stands for one alone."),
    "blobs for names and times": Hostile("e.sqlite", database(TABLES, ROWS, "INSERT INTO event VALUES (x'00ff', 'a'); INSERT INTO event_a VALUES (x'00ff', x'ff'); INSERT INTO event_object VALUES (x'00ff', 'o1', '');"), "2 rows, 1 set aside: e.sqlite:3: `at` is empty"),
    "a text that is no UTF-8 in a database": Hostile("e.sqlite", database(TABLES, ROWS, "INSERT INTO event VALUES (CAST(x'ff41' AS TEXT), 'a'); INSERT INTO event_object VALUES (CAST(x'ff41' AS TEXT), 'o1', '');"), "e.sqlite: It is damaged, or no OCEL 2.0 log: Could not decode to UTF-8 column 'ocel_id' with text '\ufffdA'. Export it again."),
    "a database in UTF-16": Hostile("e.sqlite", database("PRAGMA encoding = 'UTF-16';", TABLES, ROWS), "2 rows"),
}  # fmt: skip
