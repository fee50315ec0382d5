"""OCEL 2.0, object-centric event logs, as an SQLite database.

What it reads
    The same as from JSON, see `ocel_json`: a row for each event and each of its objects of the type `object_type`,
    columns of the event's attributes, `object:NAME` of the object's, and `qualifier`.

What it assumes and says
    The same as of JSON, but times without a zone are in UTC, as this form has them. Events come in the order of the
    table `event`, and are called by their number in it. Columns that are declared BOOLEAN become false and true.

What it refuses
    What is no SQLite database, or one without the tables of OCEL 2.0; one with changes that still lie in a file
    beside it. It is opened for reading alone: views, triggers, extensions and columns that are worked out are never
    run, and work that is out of proportion to its size is broken off. A value longer than 16 MiB.

Example
    `{table: events, file: orders.sqlite, object_type: order}`
"""

from __future__ import annotations

import heapq
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from desirepath.connectors import ocel_rows
from desirepath.connectors.connector import Connector, Place, Raw
from desirepath.connectors.containers import as_file, mistake, shown
from desirepath.connectors.ocel_rows import Declared, LogEvent, LogObject

_BEGINNING = b"SQLite format 3\0"
CONNECTOR = Connector(
    name="ocel_sqlite",
    title="OCEL 2.0 as SQLite",
    endings=(".sqlite", ".sqlite3", ".db"),
    reads="object-centric logs: the events of one type of object",
    formats=("ocel",),
    marks=(_BEGINNING,),
    part="object_type",
    names=ocel_rows.NAMES,
)
_TABLES = ("event", "object", "event_object")
_OWN = ("ocel_id", "ocel_time", "ocel_changed_field")
_MOST_TYPES = 1_000
_MOST_REPEATED = 100
_LONGEST_VALUE = 16 << 20
_STEPS_AT_ONCE = 1_000_000
_STEPS_ALWAYS, _STEPS_A_BYTE = 10_000_000, 20
"""How many steps of its virtual machine SQLite may take in all. A log needs one or two for each of its bytes."""
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_WITHOUT_ZONE = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?")


def columns(place: Place) -> tuple[str, ...]:
    """Our own columns, and the attributes that the log's tables have."""
    with _opened(place) as log:
        return ocel_rows.columns(log)


def parts(place: Place) -> dict[str, int]:
    """The object types, and how many events have exactly one object of each."""
    with _opened(place) as log:
        return ocel_rows.parts(log)


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed columns as text, with the number of the event from 1."""
    with _opened(place) as log:
        yield from ocel_rows.read(log, needed)


@contextmanager
def _opened(place: Place) -> Iterator[_Log]:
    with as_file(place) as path:
        _refuse_other_files(place, path)
        try:
            with closing(_connected(path)) as database:
                yield _Log(place, database, _tables(place, database))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if "interrupted" in str(error):
                what = "Reading it takes more work than a log of its size should"
                raise mistake(place.path, "too_much_work", what, "Export it again, as JSON.") from error
            reason = "the names in it are no text" if isinstance(error, UnicodeDecodeError) else shown(str(error))
            what = f"It is damaged, or no OCEL 2.0 log: {reason}"
            raise mistake(place.path, "unreadable_database", what, "Export it again.") from error


def _refuse_other_files(place: Place, path: Path) -> None:
    with path.open("rb") as stream:
        if stream.read(len(_BEGINNING)) != _BEGINNING:
            raise mistake(place.path, "not_sqlite", "It is no SQLite database", "Name the log's own file.")
    beside = path.with_name(f"{path.name}-wal")
    if beside.exists() and beside.stat().st_size:
        what = f"Changes to it still lie in `{beside.name}`"
        raise mistake(place.path, "unwritten_changes", what, "Close the program that writes it, then try again.")


def _connected(path: Path) -> sqlite3.Connection:
    """The database, for reading alone: no file beside it is looked at, and no code in it is run."""
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    for setting in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
        database.execute(f"PRAGMA {setting}")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    most = (_STEPS_ALWAYS + _STEPS_A_BYTE * path.stat().st_size) // _STEPS_AT_ONCE
    ticks = iter(range(most))
    database.set_progress_handler(lambda: int(next(ticks, None) is None), _STEPS_AT_ONCE)
    database.set_authorizer(_authorized)
    return database


def _authorized(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    allowed = (
        action in _ALLOWED
        or (action == sqlite3.SQLITE_PRAGMA and first == "table_info")
        or (action == sqlite3.SQLITE_FUNCTION and str(second).lower() == "count")
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


@dataclass(frozen=True, slots=True)
class _Table:
    """The table of one type of event or object: its name, fit for SQL, and its attributes, by whether they are boolean."""

    sql: str
    attributes: dict[str, bool]
    tells_changes: bool

    @property
    def columns(self) -> str:
        """Its attributes as SQL that goes on after another column."""
        return "".join(f", t.{_quoted(name)}" for name in self.attributes)

    def texts(self, values: tuple[object, ...]) -> dict[str, str | None]:
        """The attributes of one of its rows."""
        return {
            name: _text(value, is_boolean=is_boolean)
            for (name, is_boolean), value in zip(self.attributes.items(), values, strict=True)
        }


@dataclass(frozen=True, slots=True)
class _Log:
    place: Place
    database: sqlite3.Connection
    tables: frozenset[str]

    def declared(self) -> Declared:
        """The columns of the tables of all types that are mapped or occur."""
        names = {
            whose: {
                str(kind): tuple(table.attributes)
                for kind, table in self._types(whose).items()
                if kind is not None and table is not None
            }
            for whose in ("event", "object")
        }
        return Declared(events=names["event"], objects=names["object"])

    def objects(self) -> Iterator[LogObject]:
        """The objects with an id, type after type."""
        self._refuse_repeated("object")
        for kind, table in self._types("object").items():
            if table is None:
                sql = "SELECT ocel_id, NULL, NULL FROM object WHERE ocel_type IS ?"
            else:
                changed = "t.ocel_changed_field" if table.tells_changes else "NULL"
                sql = (
                    f"SELECT o.ocel_id, t.ocel_time, {changed}{table.columns} FROM object o "
                    f"LEFT JOIN {table.sql} t ON t.ocel_id = o.ocel_id WHERE o.ocel_type IS ? ORDER BY o.ocel_id"
                )
            for key, rows in groupby(self.database.execute(sql, (kind,)), itemgetter(0)):
                named = _text(kind)
                if key is not None and named is not None:
                    attributes = [change for row in rows for change in _changes(table, row)]
                    yield LogObject(str(key), named, attributes)

    def events(self) -> Iterator[LogEvent]:
        """The events in the order of the table `event`; what one of them lacks is None."""
        self._refuse_repeated("event")
        order = "e.rowid" if self._has_places("event") else "CAST(e.ocel_id AS TEXT)"
        streams = [self._events_of(kind, table, order) for kind, table in self._types("event").items()]
        related = groupby(self._related(order), itemgetter(0))
        at, objects = next(related, (None, iter(())))
        touched: list[tuple[str, str]] = []
        for number, (key, event) in enumerate(heapq.merge(*streams, key=itemgetter(0)), 1):
            touched = []
            while at is not None and at < key:
                at, objects = next(related, (None, iter(())))
            if at == key:
                touched = [(str(one), _text(qualifier) or "") for _, one, qualifier in objects]
            yield event._replace(objects=touched, line=number)

    def _events_of(self, kind: object, table: _Table | None, order: str) -> Iterator[tuple[object, LogEvent]]:
        if table is None and kind is not None:
            what = f"It has no table for its events of type `{shown(str(kind))}`"
            raise mistake(self.place.path, "no_event_table", what, "Export it again.")
        time, columns = ("NULL", "") if table is None else ("t.ocel_time", table.columns)
        joined = "" if table is None else f"LEFT JOIN {table.sql} t ON t.ocel_id = e.ocel_id"
        sql = f"SELECT {order}, e.ocel_id, {time}{columns} FROM event e {joined} WHERE e.ocel_type IS ? ORDER BY 1"
        for key, name, at, *values in self.database.execute(sql, (kind,)):
            attributes = {} if table is None else table.texts(tuple(values))
            yield key, LogEvent(_text(name), _text(kind), _in_utc(at), attributes, (), 0)

    def _related(self, order: str) -> sqlite3.Cursor:
        within = "r.rowid" if self._has_places("event_object") else "r.ocel_object_id"
        return self.database.execute(
            f"SELECT {order}, r.ocel_object_id, r.ocel_qualifier FROM event e "
            f"CROSS JOIN event_object r ON r.ocel_event_id = e.ocel_id ORDER BY 1, {within}"
        )

    def _refuse_repeated(self, table: str) -> None:
        """Raise BadInput where many rows have one id: they would be joined with as many others, each with each."""
        sql = f"SELECT ocel_id, COUNT(*) FROM {table} GROUP BY ocel_id HAVING COUNT(*) > {_MOST_REPEATED} LIMIT 1"
        for name, rows in self.database.execute(sql):
            what = f"Its table `{table}` has the id `{shown(str(name))}` {rows:,} times"
            raise mistake(self.place.path, "repeated_id", what, "Export it again: an id stands for one alone.")

    def _has_places(self, table: str) -> bool:
        """Whether the table keeps its rows in the order in which they were put in, and not by their key."""
        try:
            self.database.execute(f"SELECT rowid FROM {table} LIMIT 0")
        except sqlite3.OperationalError:
            return False
        return True

    def _types(self, whose: str) -> dict[object, _Table | None]:
        """The types of events or objects, and the table of each where there is one."""
        mapped = {}
        if f"{whose}_map_type" in self.tables:
            mapped = dict(self.database.execute(f"SELECT ocel_type, ocel_type_map FROM {whose}_map_type"))
        occurring = [kind for (kind,) in self.database.execute(f"SELECT DISTINCT ocel_type FROM {whose}")]
        kinds = dict.fromkeys([*mapped, *occurring])
        if len(kinds) > _MOST_TYPES:
            what = f"It has {len(kinds):,} types of {whose}s, more than {_MOST_TYPES:,}"
            raise mistake(self.place.path, "too_many_types", what, "Is the type of each event its name?")
        return {kind: self._table(f"{whose}_{mapped.get(kind, kind)}") for kind in kinds}

    def _table(self, name: str) -> _Table | None:
        if name.lower() not in self.tables:
            return None
        columns = {
            str(column): str(kind).upper() == "BOOLEAN"
            for _, column, kind, *_ in self.database.execute(f"PRAGMA table_info({_quoted(name)})")
        }
        attributes = {column: is_boolean for column, is_boolean in columns.items() if column not in _OWN}
        return _Table(_quoted(name), attributes, tells_changes="ocel_changed_field" in columns)


def _tables(place: Place, database: sqlite3.Connection) -> frozenset[str]:
    """The names of the true tables, in lower case; views and tables made by extensions are not looked at."""
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
    names = frozenset(str(name).lower() for (name,) in found)
    missing = [name for name in _TABLES if name not in names]
    if missing:
        what = f"It is an SQLite database, but no OCEL 2.0 log: it has no table `{missing[0]}`"
        raise mistake(place.path, "no_ocel_tables", what, "Name the log's own file.")
    return names


def _changes(table: _Table | None, row: tuple[object, ...]) -> Iterator[tuple[str, str, str | None]]:
    """What one row of an object's table says: its first values, or the new one of the attribute that has changed."""
    _, since, changed, *values = row
    if table is not None and since is not None:
        for name, value in table.texts(tuple(values)).items():
            if name == changed or (changed is None and value is not None):
                yield name, _in_utc(since) or "", value


def _in_utc(time: object) -> str | None:
    text = _text(time)
    return f"{text}Z" if text is not None and _WITHOUT_ZONE.fullmatch(text) else text


def _text(value: object, *, is_boolean: bool = False) -> str | None:
    if isinstance(value, bytes):
        return None
    if is_boolean and value in (0, 1):
        return "true" if value else "false"
    return None if value is None else str(value) or None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
