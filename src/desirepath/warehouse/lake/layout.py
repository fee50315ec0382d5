"""Where the parts of a lake lie, and who may write to its tables."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.warehouse.collected import COLLECTED
from desirepath.warehouse.lake.durable import flush_folder, remove_folder

SMALL_TABLES = ("collectors", "activities", "ids", "refused", "counts")
"""Tables beside what was collected: two dictionaries, the ids of the last 30 days, what was refused, the counts."""
LAKE_TABLES = ("collectors", "activities", "ids", *COLLECTED, "refused", "counts")
"""Every table, in the order in which a batch is committed."""
BY_DAY = frozenset({"ids", *COLLECTED, "refused"})
_NAME = re.compile(r"[a-z0-9_-]{1,64}")


def is_lake(folder: Path) -> bool:
    """Whether collectors have written into this folder."""
    return (folder / "log").is_dir() or (folder / "tables").is_dir()


def keys_of(warehouse: Path) -> Path:
    """The folder of keys, kept apart from the lake: beside it."""
    whole = warehouse.absolute()
    return whole.with_name(whole.name + ".keys")


def person_key_of(warehouse: Path) -> Path:
    """The file of the key that names persons. Whichever door takes somebody first makes it."""
    return keys_of(warehouse) / "person.key"


def log_of(warehouse: Path, collector: str) -> Path:
    """The folder of a collector's segment log."""
    return warehouse / "log" / collector


def table_folder(warehouse: Path, table: str) -> Path:
    """The folder of a table."""
    return warehouse / "tables" / table


def collectors_of(warehouse: Path) -> tuple[str, ...]:
    """The collectors that have a log here, by name."""
    logs = warehouse / "log"
    if not logs.is_dir():
        return ()
    return tuple(sorted(one.name for one in logs.iterdir() if one.is_dir() and _NAME.fullmatch(one.name)))


@contextmanager
def projecting(warehouse: Path, *, wait: bool = True) -> Iterator[None]:
    """Be the one who writes to the tables. Raises BadInput where another is and `wait` is not said.

    The lock is the kernel's: it is free once its holder has ended, however that came.
    """
    warehouse.mkdir(parents=True, exist_ok=True)
    held = os.open(warehouse / "projecting.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as busy:
            what = "another process is writing to the tables of this lake"
            mistake = Mistake(code="lake_in_use", what=what, mend="Wait until it has ended.", file=str(warehouse))
            raise BadInput(mistake) from busy
        end_swap(warehouse)
        yield
    finally:
        os.close(held)


def swap_folders(warehouse: Path) -> tuple[Path, Path]:
    """Where new tables are made, and the file that says that they are whole."""
    beside = warehouse / "rebuilding"
    return beside, beside / "whole"


def end_swap(warehouse: Path) -> None:
    """Put new tables that are whole in the place of the old ones; those that are not whole are taken away."""
    beside, ready = swap_folders(warehouse)
    if not beside.exists():
        return
    if ready.exists():
        new, old, tables = beside / "tables", beside / "before", warehouse / "tables"
        if new.exists():
            if tables.exists():
                tables.replace(old)
                flush_folder(beside)
            new.replace(tables)
            flush_folder(beside)
            flush_folder(warehouse)
    remove_folder(beside)
