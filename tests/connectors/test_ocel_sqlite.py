"""Object-centric logs as SQLite: opened for reading alone, and none of the code that a database can hold is run."""

import sqlite3
from pathlib import Path

import pytest

from desirepath.connectors import ocel_sqlite
from desirepath.connectors.connector import Place
from desirepath.vocabulary.errors import BadInput
from tests.connectors.ocel_written import ORDERS, Event, Log, Thing, as_sqlite
from tests.connectors.placed import raw, taken

OWN = ("ocel:oid", "ocel:activity", "ocel:timestamp", "ocel:eid")
PAID = Log([Thing("o1", "order")], [Event("e1", "pay", "2025-09-01T06:30:00Z", [("o1", "paid")], {"amount": "12"})])


def changed(folder: Path, *statements: str, log: Log = PAID, part: str | None = "order") -> Place:
    """A log of which the database was changed afterwards."""
    file = as_sqlite(log, folder / "e.sqlite")
    with sqlite3.connect(file) as database:
        for statement in statements:
            database.execute(statement)
    database.close()
    return Place(file, part=part)


MISTAKES = {
    "a view for a table": ("ALTER TABLE event RENAME TO hidden; CREATE VIEW event AS SELECT * FROM hidden", "It is an SQLite database, but no OCEL 2.0 log: it has no table `event`. Name the log's own file."),
    "another database": ("DROP TABLE event_object", "It is an SQLite database, but no OCEL 2.0 log: it has no table `event_object`. Name the log's own file."),
    "a type without a table": ("DROP TABLE event_T0", "It has no table for its events of type `pay`. Export it again."),
    "a column missing": ("ALTER TABLE event RENAME COLUMN ocel_type TO type", "It is damaged, or no OCEL 2.0 log: no such column: ocel_type. Export it again."),
    "a value of 20 MiB": ("UPDATE event_T0 SET amount = printf('%.*c', 20000000, 'x')", "It is damaged, or no OCEL 2.0 log: string or blob too big. Export it again."),
    "a text that is none": ("UPDATE event_T0 SET amount = CAST(x'ff' AS TEXT)", "It is damaged, or no OCEL 2.0 log: Could not decode to UTF-8 column 'amount' with text '\ufffd'. Export it again."),
    "no objects": ("DELETE FROM object", "It has no objects as OCEL 2.0 has them. A log in OCEL 1.0 has to be converted."),
    "another type": ("UPDATE object SET ocel_type = 'item'", "It has no objects of type `order`. There is: `item`."),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_database_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, case: str) -> None:
    statements, what = MISTAKES[case]
    place = changed(tmp_path, *statements.split("; "))
    with pytest.raises(BadInput) as caught:
        raw(ocel_sqlite, place)
    assert str(caught.value) == f"e.sqlite: {what}"


FILES = {
    "nothing": (b"", "It is no SQLite database. Name the log's own file."),
    "text": (b"ocel_id,ocel_type\n", "It is no SQLite database. Name the log's own file."),
    "noise": (b"SQLite format 3\0" + b"\x07" * 8000, "It is damaged, or no OCEL 2.0 log: file is not a database. Export it again."),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path, case: str) -> None:
    content, what = FILES[case]
    (tmp_path / "e.db").write_bytes(content)
    with pytest.raises(BadInput) as caught:
        taken(Place(tmp_path / "e.db"))
    assert str(caught.value) == f"e.db: {what}"


def test_a_database_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    file = as_sqlite(ORDERS, tmp_path / "e.sqlite")
    file.write_bytes(file.read_bytes()[:-9000])
    with pytest.raises(BadInput) as caught:
        taken(Place(file, part="order"))
    assert (
        str(caught.value)
        == "e.sqlite: It is damaged, or no OCEL 2.0 log: database disk image is malformed. Export it again."
    )


def test_a_database_that_is_being_written_is_refused_and_read_once_it_is_closed(tmp_path: Path) -> None:
    file = as_sqlite(PAID, tmp_path / "e.sqlite")
    writer = sqlite3.connect(file)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE event_T0 SET amount = '13'")
    writer.commit()
    with pytest.raises(BadInput) as caught:
        taken(Place(file))
    assert str(caught.value) == (
        "e.sqlite: Changes to it still lie in `e.sqlite-wal`. Close the program that writes it, then try again."
    )
    writer.close()
    assert raw(ocel_sqlite, Place(file), "amount") == [{"amount": "13", "line": 1}]


def test_work_out_of_proportion_to_a_database_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every event has the same name, so that each finds the times of all: 4 million rows from 2,000."""
    monkeypatch.setattr(ocel_sqlite, "_STEPS_ALWAYS", 1_000_000)
    monkeypatch.setattr(ocel_sqlite, "_STEPS_A_BYTE", 2)
    monkeypatch.setattr(ocel_sqlite, "_MOST_REPEATED", 2_000)
    events = [Event(f"e{number}", "pay", "2025-09-01T06:30:00Z", [("o1", "")]) for number in range(2000)]
    place = Place(as_sqlite(Log(PAID.objects, events), tmp_path / "e.sqlite", keyed=False), part="order")
    with sqlite3.connect(place.path) as database:
        for table in ("event", "event_T0"):
            database.execute(f"UPDATE {table} SET ocel_id = 'e'")
    database.close()
    with pytest.raises(BadInput) as caught:
        raw(ocel_sqlite, place, *OWN)
    assert str(caught.value) == (
        "e.sqlite: Reading it takes more work than a log of its size should. Export it again, as JSON."
    )


def test_too_many_types_are_refused(tmp_path: Path) -> None:
    events = [Event(f"e{number}", f"pay {number}", "2025-09-01T06:30:00Z") for number in range(1001)]
    place = Place(as_sqlite(Log(PAID.objects, events), tmp_path / "e.sqlite"))
    with pytest.raises(BadInput) as caught:
        ocel_sqlite.columns(place)
    assert (
        str(caught.value)
        == "e.sqlite: It has 1,001 types of events, more than 1,000. Is the type of each event its name?"
    )


UNUSUAL = {
    "nothing unusual": [],
    "types without a map": ["DROP TABLE event_map_type", "ALTER TABLE event_T0 RENAME TO event_pay"],
    "tables in capitals": ["ALTER TABLE event RENAME TO x", "ALTER TABLE x RENAME TO EVENT"],
    "objects without a table": ["DROP TABLE object_T0"],
    "a table kept by its key": [
        "CREATE TABLE kept (ocel_id TEXT PRIMARY KEY, ocel_type TEXT) WITHOUT ROWID",
        "INSERT INTO kept SELECT * FROM event",
        "DROP TABLE event",
        "ALTER TABLE kept RENAME TO event",
    ],
    "relations kept by their key": [
        "CREATE TABLE kept (ocel_event_id PRIMARY KEY, ocel_object_id, ocel_qualifier) WITHOUT ROWID",
        "INSERT INTO kept SELECT * FROM event_object",
        "DROP TABLE event_object",
        "ALTER TABLE kept RENAME TO event_object",
    ],
    "a trigger and a view beside": [
        "CREATE VIEW event_T9 AS SELECT load_extension('x') AS ocel_id",
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN SELECT load_extension('x'); END",
    ],
    "a column that is worked out": ["ALTER TABLE event_T0 ADD COLUMN far AS (printf('%.*c', 900000000, amount))"],
    "an event of no type": ["INSERT INTO event VALUES ('e2', NULL)"],
    "a relation of no event": ["INSERT INTO event_object VALUES ('e9', 'o1', 'x')"],
}


@pytest.mark.parametrize("case", UNUSUAL)
def test_databases_as_people_really_have_them_are_read(tmp_path: Path, case: str) -> None:
    place = changed(tmp_path, *UNUSUAL[case])
    assert raw(ocel_sqlite, place, *OWN, "amount", "qualifier") == [
        {
            "ocel:oid": "o1",
            "ocel:activity": "pay",
            "ocel:timestamp": "2025-09-01 06:30:00Z",
            "ocel:eid": "e1",
            "amount": "12",
            "qualifier": "paid",
            "line": 1,
        }
    ]


TIMES = {
    "2025-09-01 06:30:00": "2025-09-01 06:30:00Z",
    "2025-09-01 06:30": "2025-09-01 06:30Z",
    "2025-09-01T06:30:00.250": "2025-09-01T06:30:00.250Z",
    "2025-09-01 06:30:00 UTC": "2025-09-01 06:30:00 UTC",
    "2025-09-01T08:30:00+02:00": "2025-09-01T08:30:00+02:00",
    "1756708200": "1756708200",
}


@pytest.mark.parametrize("written", TIMES)
def test_a_time_without_a_zone_is_in_utc(tmp_path: Path, written: str) -> None:
    place = changed(tmp_path, f"UPDATE event_T0 SET ocel_time = '{written}'")
    assert raw(ocel_sqlite, place, "ocel:timestamp") == [{"ocel:timestamp": TIMES[written], "line": 1}]


def test_names_that_are_numbers_are_names_all_the_same(tmp_path: Path) -> None:
    place = changed(
        tmp_path,
        "CREATE TABLE kept (ocel_id, ocel_type)",
        "INSERT INTO kept VALUES (1, 2)",
        *("DROP TABLE event", "ALTER TABLE kept RENAME TO event"),
        *("CREATE TABLE event_2 (ocel_id, ocel_time)", "INSERT INTO event_2 VALUES (1, '2025-09-01 06:30:00')"),
        *("DROP TABLE event_map_type", "DROP TABLE event_object"),
        "CREATE TABLE event_object (ocel_event_id, ocel_object_id, ocel_qualifier)",
        "INSERT INTO event_object VALUES (1, 'o1', 3)",
    )
    assert raw(ocel_sqlite, place, "ocel:eid", "ocel:activity", "qualifier") == [
        {"ocel:eid": "1", "ocel:activity": "2", "qualifier": "3", "line": 1}
    ]


def test_values_of_all_kinds_become_text(tmp_path: Path) -> None:
    place = changed(
        tmp_path,
        "CREATE TABLE t (ocel_id TEXT, ocel_time TEXT, whole INTEGER, part REAL, yes BOOLEAN, blob BLOB, none TEXT)",
        "INSERT INTO t VALUES ('e1', '2025-09-01 06:30:00', 7, 1.5, 1, x'00', NULL)",
        "DROP TABLE event_T0",
        "ALTER TABLE t RENAME TO event_T0",
    )
    assert raw(ocel_sqlite, place, "whole", "part", "yes", "blob", "none") == [
        {"whole": "7", "part": "1.5", "yes": "true", "blob": None, "none": None, "line": 1}
    ]


def test_an_event_that_its_table_lacks_is_set_aside_with_its_number(tmp_path: Path) -> None:
    place = changed(
        tmp_path, "INSERT INTO event VALUES ('e2', 'pay')", "INSERT INTO event_object VALUES ('e2', 'o1', '')"
    )
    rows, aside = taken(place)
    assert (len(rows), aside) == (1, ["2: `at` is empty"])


@pytest.mark.parametrize("name", ["a b.sqlite", "50%.sqlite3", "what?.db", "#1.sqlite", "ä&mode=rw.db"])
def test_a_file_of_any_name_is_opened_and_stays_as_it_is(tmp_path: Path, name: str) -> None:
    file = as_sqlite(PAID, tmp_path / name)
    before = file.read_bytes()
    assert len(taken(Place(file))[0]) == 1
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [name]
