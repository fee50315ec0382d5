"""What is remembered of persons and of what they said to guidance: one SQLite file for each workspace.

Persons are in it by the names that the collector gives them, never by their ids. It is safe to use from several
processes and threads at once, a store for each.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from desirepath.intervene.situation import Memory

FILE = "memory.sqlite3"
WAITS_SECONDS = 5.0
"""How long a change waits for those of other processes."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS people (person TEXT PRIMARY KEY, memory BLOB NOT NULL, touched_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counted (
    person TEXT NOT NULL, event_id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person, event_id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS escalations (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, person TEXT, guide TEXT NOT NULL,
    workflow TEXT NOT NULL, step TEXT NOT NULL, routed TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS acknowledgements (
    number INTEGER PRIMARY KEY, at INTEGER NOT NULL, person TEXT, salt TEXT, person_seal TEXT NOT NULL,
    guide TEXT NOT NULL, version INTEGER NOT NULL, wording TEXT NOT NULL, seal TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS confirmed ON acknowledgements (person, guide, version);
CREATE TABLE IF NOT EXISTS refusals (
    day TEXT NOT NULL, because TEXT NOT NULL, guide TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (day, because, guide)
) WITHOUT ROWID;
"""
_DAY = 86_400_000
COUNTED_DAYS = 30
"""So long an event of progress is known again, as long as the collector knows the ids of its events."""
Result = TypeVar("Result")
Change = Callable[[Memory], tuple[Memory, Result]]


def _keep_a_log(held: sqlite3.Connection) -> None:
    """Have changes written ahead. For this alone SQLite does not wait while others open the store at the same moment."""
    until = time.monotonic() + WAITS_SECONDS
    while True:
        try:
            held.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


class GuidanceStore:
    """The store of one workspace. Times are milliseconds since 1970."""

    def __init__(self, folder: Path) -> None:
        """Open the store in a folder, made where it is not there. Raises OSError and sqlite3.Error."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = folder / FILE
        file.touch(mode=0o600)
        self._held = sqlite3.connect(file, timeout=WAITS_SECONDS, isolation_level=None, check_same_thread=False)
        _keep_a_log(self._held)
        for setting in ("synchronous = NORMAL", "secure_delete = ON"):
            self._held.execute(f"PRAGMA {setting}")
        self._held.executescript(_SCHEMA)

    def close(self) -> None:
        self._held.close()

    def memory(self, person: str) -> Memory:
        """What is remembered of a person; nothing of one who is not known."""
        row = self._held.execute("SELECT memory FROM people WHERE person = ?", (person,)).fetchone()
        return Memory() if row is None else _READ.decode(row[0])

    def change(self, person: str, at: int, change: Change[Result]) -> Result:
        """Change what is remembered of a person, in one step that no other can come between; what the change gives."""
        with self.changing():
            return self._changed(person, at, change)

    def change_once(self, person: str, event_id: str, at: int, change: Change[None]) -> None:
        """The same, but only for the first event of this id."""
        with self.changing() as held:
            known = "INSERT OR IGNORE INTO counted VALUES (?, ?, ?)"
            if held.execute(known, (person, event_id, at)).rowcount:
                self._changed(person, at, change)

    @contextmanager
    def changing(self, *, lasting: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction, alone in the file. A `lasting` one is on the disk once it ends, also if the power goes then."""
        held = self._held
        if lasting:
            held.execute("PRAGMA synchronous = FULL")
        try:
            held.execute("BEGIN IMMEDIATE")
            try:
                yield held
                held.execute("COMMIT")
            except BaseException:
                if held.in_transaction:
                    held.execute("ROLLBACK")
                raise
        finally:
            if lasting:
                held.execute("PRAGMA synchronous = NORMAL")

    def forget_before(self, at: int) -> None:
        """Forget people of whom nothing was heard since then, what they wrote, and refusals; never acknowledgements."""
        day = datetime.fromtimestamp(at / 1000).astimezone().date().isoformat()
        with self.changing() as held:
            held.execute("DELETE FROM people WHERE touched_at < ?", (at,))
            held.execute("DELETE FROM escalations WHERE at < ?", (at,))
            held.execute("DELETE FROM refusals WHERE day < ?", (day,))

    def forget_counted(self, now: int) -> None:
        """Forget the ids of events that are older than those that the collector knows."""
        with self.changing() as held:
            held.execute("DELETE FROM counted WHERE at < ?", (now - COUNTED_DAYS * _DAY,))

    def erase(self, person: str) -> None:
        """Take out a person; what they acknowledged stays in the record without them."""
        with self.changing(lasting=True) as held:
            for table in ("people", "counted", "escalations"):
                held.execute(f"DELETE FROM {table} WHERE person = ?", (person,))
            held.execute("UPDATE acknowledgements SET person = NULL, salt = NULL WHERE person = ?", (person,))
        self._held.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _changed(self, person: str, at: int, change: Change[Result]) -> Result:
        before = self.memory(person)
        after, result = change(before)
        if after != before:
            row = (person, msgspec.json.encode(after), at)
            self._held.execute("INSERT OR REPLACE INTO people VALUES (?, ?, ?)", row)
        return result


_READ: msgspec.json.Decoder[Memory] = msgspec.json.Decoder(Memory)


def erase_person(folder: Path, person: str) -> None:
    """Take a person, by their name in the lake, out of the store in a delivery folder; nothing where there is none."""
    if (folder / FILE).exists():
        with closing(GuidanceStore(folder)) as store:
            store.erase(person)
