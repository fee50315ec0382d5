"""Lakes for tests: logs written by the real log, of made-up requests that can be counted by hand."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from desirepath.warehouse.collected import BadEvent, Batch, encoded
from desirepath.warehouse.lake.checksum import activity_names, rows_of
from desirepath.warehouse.lake.project import project
from desirepath.warehouse.segment_log import SegmentLog

DAY = 86_400_000_000
NOON = 1_735_732_800_000_000
"""2025-01-01 12:00 UTC."""


def events(ids: Sequence[str | None], *, at: int = NOON, **columns: Any) -> dict[str, list[Any]]:
    """Events of one case each, a second apart; a column that is given holds one value for all, or a list."""
    made: dict[str, list[Any]] = {
        "event_id": list(ids),
        "at": [at + 1_000_000 * number for number in range(len(ids))],
        "user_id": ["person"] * len(ids),
        "workflow": ["claims"] * len(ids),
        "case_id": [f"case {number}" for number in range(len(ids))],
        "activity": ["register"] * len(ids),
    }
    return made | {name: given if isinstance(given, list) else [given] * len(ids) for name, given in columns.items()}


def request(
    tables: dict[str, dict[str, list[Any]]], bad: Sequence[BadEvent] = (), *, key: str = "key", at: int = NOON
) -> Batch:
    taken = sum(len(columns["at"]) for columns in tables.values())
    return Batch(key, at, taken + len(bad), tables, list(bad))


def log_requests(warehouse: Path, batches: Iterable[Batch | bytes], collector: str = "one", **options: Any) -> None:
    """Append requests to a collector's log and close it, which seals its last segment."""
    log = SegmentLog.opened(warehouse / "log" / collector, **options)
    try:
        for batch in batches:
            log.append_and_wait(batch if isinstance(batch, bytes) else encoded(batch))
    finally:
        log.close()


def project_days(warehouse: Path, days: int) -> None:
    """Some days of two collectors, projected request by request."""
    for day in range(days):
        for collector in ("one", "two"):
            at = NOON + day * DAY
            made = events([f"{collector} {day} {one}" for one in range(4)], at=at, activity=["a", "b", "c", f"d{day}"])
            bad = [BadEvent(4, "missing", "no case", b'{"door":"own"}')]
            log_requests(
                warehouse, [request({"events": made}, bad, at=at), request({"events": made}, at=at)], collector
            )
            project(warehouse)


def column(warehouse: Path, table: str, name: str) -> list[Any]:
    """All values of a column, sorted."""
    if name == "activity":
        names = activity_names(warehouse)
        return sorted(names[code] for code in column(warehouse, table, "activity_code"))
    return sorted(value for rows in rows_of(warehouse, table) for value in rows[name].to_pylist())


def flip(file: Path, at: int) -> None:
    """Turn one bit of a file over."""
    content = bytearray(file.read_bytes())
    content[at % len(content)] ^= 1 << (at % 8)
    file.write_bytes(content)
